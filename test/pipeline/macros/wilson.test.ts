import {expect, it} from "vitest";
import vectors from "../../vectors.json" with {type: "json"};
import {runSelect} from "../../support/models.ts";

const Z: Record<string, number> = {"95": 1.959963984540054, "99.8": 3.090232306167813};

it.each(vectors.wilson)("bounds $x of $n at $z %", async ({x, n, z, lo, hi}) => {
  const [row] = await runSelect(
    `select wilson_low(${x}, ${n}, ${Z[z]}) as low, wilson_high(${x}, ${n}, ${Z[z]}) as high`
  );
  expect(row?.low).toBeCloseTo(lo, 9);
  expect(row?.high).toBeCloseTo(hi, 9);
});

it("has no bounds without trials", async () => {
  expect(await runSelect("select wilson_low(0, 0, 1.96) as low, wilson_high(0, 0, 1.96) as high")).toEqual([
    {low: null, high: null}
  ]);
});

it("never leaves 0 to 1 and always holds the share itself", async () => {
  const rows = await runSelect(`
    select x, n from range(0, 61) as trials (n), range(0, 61) as successes (x)
    where n > 0 and x <= n
      and not (wilson_low(x, n, 1.96) >= 0 and wilson_low(x, n, 1.96) <= x / n
        and wilson_high(x, n, 1.96) >= x / n and wilson_high(x, n, 1.96) <= 1)`);
  expect(rows).toEqual([]);
});

it("uses the score of the parameter that the models take", async () => {
  expect(await runSelect("select parameter('wilson.z') as z")).toEqual([{z: Z["95"]}]);
});

it.each(vectors.newcombe)("bounds the difference of $a and $b", async ({a, b, d, lo, hi}) => {
  const trials = `${a.join(", ")}, ${b.join(", ")}`;
  const [row] = await runSelect(
    `select newcombe_low(${trials}, ${Z["95"]}) as low, newcombe_high(${trials}, ${Z["95"]}) as high`
  );
  expect(row?.low).toBeCloseTo(lo, 9);
  expect(row?.high).toBeCloseTo(hi, 9);
  expect(Number(row?.low)).toBeLessThan(d);
});

it("has no difference where one of two shares has no trials", async () => {
  expect(await runSelect("select newcombe_low(1, 2, 0, 0, 1.96) as low")).toEqual([{low: null}]);
});
