import {describe, expect, it} from "vitest";
import vectors from "../../vectors.json" with {type: "json"};
import {runSelect} from "../../support/models.ts";

describe("two rates", () => {
  it("are compared exactly: a doubling from 9 to 18 is not evidence", async () => {
    const {x, t, p, ci} = vectors.poisson_two_rates;
    const told = [x[0], t[0], x[1], t[1]].join(", ");
    const [row] = await runSelect(
      `select rate_ratio(${told}) as ratio, rate_ratio_p(${told}) as p,
        rate_ratio_low(${told}, .025) as low, rate_ratio_high(${told}, .025) as high`
    );
    expect(row?.ratio).toBe(2);
    expect(row?.p).toBeCloseTo(p, 9);
    expect(row?.low).toBeCloseTo(ci[0] ?? NaN, 9);
    expect(row?.high).toBeCloseTo(ci[1] ?? NaN, 9);
  });

  it("agree with their interval: it leaves 1 out where p is below .05", async () => {
    const rows = await runSelect(`
      select x, y from range(0, 25) as one (x), range(1, 25) as other (y)
      where (rate_ratio_p(x, 3, y, 2) < .05)
        <> not (1 between rate_ratio_low(x, 3, y, 2, .025) and rate_ratio_high(x, 3, y, 2, .025))`);
    expect(rows).toEqual([]);
  });

  it("turn round with their order", async () => {
    const [row] = await runSelect(`
      select rate_ratio_p(18, 30, 9, 20) - rate_ratio_p(9, 20, 18, 30) as p,
        rate_ratio_low(18, 30, 9, 20, .025) * rate_ratio_high(9, 20, 18, 30, .025) as bounds`);
    expect(row?.p).toBeCloseTo(0, 12);
    expect(row?.bounds).toBeCloseTo(1, 9);
  });

  it("have no upper bound where the other has no event", async () => {
    const [row] = await runSelect(
      "select rate_ratio_high(3, 1, 0, 1, .025) as high, rate_ratio_p(0, 1, 0, 1) as p"
    );
    expect(row).toEqual({high: Infinity, p: null});
  });
});

describe("rates in strata", () => {
  it("are compared within each, as in the vector", async () => {
    const {a, ta, b, tb, rr, lo, hi} = vectors.mh_rate_ratio;
    const told = [a, ta, b, tb].map((list) => `[${list.join(", ")}]`).join(", ");
    // The bounds of the vector were made with a score of six decimals; the product uses all of them.
    const [row] = await runSelect(
      `select mantel_haenszel_ratio(${told}) as ratio,
        mantel_haenszel_low(${told}, 1.959964) as low,
        mantel_haenszel_high(${told}, 1.959964) as high`
    );
    expect(row?.ratio).toBeCloseTo(rr, 9);
    expect(row?.low).toBeCloseTo(lo, 9);
    expect(row?.high).toBeCloseTo(hi, 9);
  });

  it("may be as large as customer-days of years are", async () => {
    const large = "[3000000], [900000000000], [2000000], [600000000000]";
    const [row] = await runSelect(`
      select mantel_haenszel_ratio(${large}) as ratio, mantel_haenszel_variance(${large}) as variance,
        rate_ratio(3000000000, 900000000000, 2000000000, 600000000000) as plain`);
    expect(row?.ratio).toBeCloseTo(1, 12);
    expect(row?.variance).toBeCloseTo(1 / 3e6 + 1 / 2e6, 12);
    expect(row?.plain).toBe(1);
  });

  it("of which one has no time say what the others say", async () => {
    const [row] = await runSelect(`
      select mantel_haenszel_ratio([30, 0], [20, 0], [60, 4], [80, 22]) as ratio,
        mantel_haenszel_ratio([0], [1], [0], [1]) as nothing`);
    expect(row).toEqual({ratio: 2, nothing: null});
  });
});
