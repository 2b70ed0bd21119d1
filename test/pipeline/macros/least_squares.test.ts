import {describe, expect, it} from "vitest";
import vectors from "../../vectors.json" with {type: "json"};
import {runSelect} from "../../support/models.ts";

const {y, ols, se, hac2_se: hacSe, DW} = vectors.its;
const months = y.map((_, index) => index + 1);
const after = months.map((month) => (month >= vectors.its.D_from ? 1 : 0));
const sinceStart = months.map((month, index) => (after[index] ?? 0) * (month - vectors.its.D_from));
const list = (values: readonly number[]) => `[${values.map((value) => `${value}::double`).join(", ")}]`;
const design = `[${[months.map(() => 1), months, after, sinceStart].map(list).join(", ")}]`;

describe("an interrupted series", () => {
  it("is fitted as in the vector, with both standard errors", async () => {
    const [row] = await runSelect(`
      with
        given as (select ${design} as columns_of, ${list(y)} as y, ${list(y.map(() => 1))} as weights),
        inverted as (
          select *, matrix_inverse(cross_products(columns_of, weights)) as inverse from given
        ),
        fitted as (
          select *, matrix_vector(inverse, cross_responses(columns_of, y, weights)) as coefficients from inverted
        ),
        left_over as (select *, list_difference(y, predictions(columns_of, coefficients)) as residuals from fitted)
      select
        coefficients,
        list_transform(
          diagonal_roots(inverse),
          lambda root: root * sqrt(list_sum(list_transform(residuals, lambda r: r * r)) / (24 - 4))
        ) as se,
        diagonal_roots(
          matrix_product(matrix_product(inverse, newey_west_middle(columns_of, residuals)), inverse)
        ) as hac,
        durbin_watson(residuals) as durbin_watson
      from left_over`);
    // The vector has eight decimals.
    const near = (found: unknown, told: readonly number[]) => {
      told.forEach((value, place) => expect((found as number[])[place]).toBeCloseTo(value, 8));
    };
    near(row?.coefficients, ols);
    near(row?.se, se);
    near(row?.hac, hacSe);
    expect(row?.durbin_watson).toBeCloseTo(DW, 9);
  });

  it("is exact where it can be checked by hand", async () => {
    const [row] = await runSelect(`
      select matrix_inverse([[4.0::double, 2.0], [2.0, 3.0]]) as inverse,
        contrast_variance([[4.0::double, 2.0], [2.0, 3.0]], [1.0::double, 2.0]) as variance`);
    expect((row?.inverse as number[][]).flat()).toEqual([0.375, -0.25, -0.25, 0.5]);
    expect(row?.variance).toBe(24);
  });
});

describe("a standard error", () => {
  it("is the root of its variance, and unknown where rounding leaves less than nothing", async () => {
    const [row] = await runSelect(
      "select standard_error(4.0) as two, standard_error(0.0) as none, standard_error(-1e-30) as unknown"
    );
    expect(row).toEqual({two: 2, none: 0, unknown: null});
  });
});
