import {expect, it} from "vitest";
import {runSelect} from "../../support/models.ts";

// Known to all digits that a double has.
it.each([
  [0.975, 1.959963984540054],
  [0.995, 2.5758293035489],
  [0.999, 3.090232306167813],
  [0.001, -3.090232306167813],
  [0.1, -1.2815515655446004],
  [0.5, 0],
  [1e-20, -9.26234008979841]
])("has %d of the normal distribution below %d", async (share, score) => {
  const [row] = await runSelect(`select normal_quantile(${share}) as score`);
  expect(row?.score).toBeCloseTo(score, 9);
});

it("has no quantile of what is no share", async () => {
  expect(await runSelect("select normal_quantile(0) as low, normal_quantile(1.0) as high")).toEqual([
    {low: null, high: null}
  ]);
});

// The quantiles of the chi-square distribution at 5 and 1 % that every table prints.
it.each([
  [3.841458820694124, 1, 0.05],
  [14.067140449340169, 7, 0.05],
  [18.475306906582357, 7, 0.01],
  [124.34211340400407, 100, 0.05]
])("has above %d, with %d degrees, the share %d", async (value, degrees, share) => {
  const [row] = await runSelect(`select chi_square_tail(${value}, ${degrees}) as share`);
  expect(row?.share).toBeCloseTo(share, 9);
});

it("has all of the chi-square distribution above 0, and nothing far out", async () => {
  const [row] = await runSelect(
    "select chi_square_tail(0, 3) as all_of_it, chi_square_tail(2000, 3) as none"
  );
  expect(row).toEqual({all_of_it: 1, none: 0});
});
