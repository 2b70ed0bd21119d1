import {describe, expect, it} from "vitest";
import vectors from "../../vectors.json" with {type: "json"};
import {runSelect} from "../../support/models.ts";

describe("exact intervals", () => {
  it.each(vectors.exact_poisson_95)("of %i events hold %d to %d expected ones", async (events, low, high) => {
    const [row] = await runSelect(
      `select exact_poisson_low(${events}, .025) as low, exact_poisson_high(${events}, .025) as high`
    );
    expect(row?.low).toBeCloseTo(low, 9);
    expect(row?.high).toBeCloseTo(high, 9);
  });

  it("of a share reach its ends where nothing, or everything, succeeds", async () => {
    const [row] = await runSelect(`
      select exact_share_low(0, 8, .025) as none_low, exact_share_high(0, 8, .025) as none_high,
        exact_share_low(8, 8, .025) as all_low, exact_share_high(8, 8, .025) as all_high,
        exact_share_low(0, 0, .025) as nothing`);
    // In closed form: 1 − tail^(1/n).
    const bound = 1 - 0.025 ** (1 / 8);
    expect(row).toMatchObject({none_low: 0, all_high: 1, nothing: null});
    expect(row?.none_high).toBeCloseTo(bound, 12);
    expect(row?.all_low).toBeCloseTo(1 - bound, 12);
  });

  it("hold the share itself, and get narrower as trials come in", async () => {
    const rows = await runSelect(`
      select n from range(5, 40, 5) as trials (n)
      where not (exact_share_low(n // 5, n, .025) < .2 and exact_share_high(n // 5, n, .025) > .2)
        or exact_share_high(n // 5, n, .025) <= exact_share_high(2 * n // 5, 2 * n, .025)`);
    expect(rows).toEqual([]);
  });
});

describe("tails", () => {
  it("of a binomial are those of an enumeration", async () => {
    const [row] = await runSelect(`
      select binomial_at_least(3, 4, .5) as upper, binomial_at_most(1, 4, .5) as lower,
        binomial_at_least(0, 4, .5) as sure, binomial_at_least(5, 4, .5) as never,
        binomial_at_least(1, 3, .1) as one, binomial_at_most(2, 3, .9) as two`);
    expect(row?.upper).toBeCloseTo(5 / 16, 12);
    expect(row?.lower).toBeCloseTo(5 / 16, 12);
    expect([row?.sure, row?.never].map(Number)).toEqual([1, 0]);
    expect(row?.one).toBeCloseTo(1 - 0.9 ** 3, 12);
    expect(row?.two).toBeCloseTo(1 - 0.9 ** 3, 12);
  });

  it("of a count and of the next one add up to one, however many trials", async () => {
    const rows = await runSelect(`
      select x, n, p from (values (5, 50, .12), (700, 8000, .1), (900, 8000, .1), (0, 9, .3), (9, 9, .3)) as told (x, n, p)
      where abs(binomial_at_most(x, n, p) + binomial_at_least(x + 1, n, p) - 1) > 1e-9`);
    expect(rows).toEqual([]);
  });

  it("that are tiny stay exact", async () => {
    const [row] = await runSelect(
      "select binomial_at_least(40, 40, .1) as tail, exact_poisson_p(30, 1) as poisson"
    );
    expect(Number(row?.tail) / 1e-40).toBeCloseTo(1, 9);
    expect(row?.poisson).toBeGreaterThanOrEqual(0);
  });
});
