import {describe, expect, it} from "vitest";
import vectors from "../../vectors.json" with {type: "json"};
import {runSelect} from "../../support/models.ts";

const {target, units, tau2, od_limits_n50, phe_check_lower2s} = vectors.funnel;

async function limits(macro: string, trials: number, more: (outside: number) => string): Promise<number[]> {
  const columns = [0.025, 0.975, 0.001, 0.999].map(
    (share, index) => `${macro}(${target}, ${trials}, ${more(share)}) as l${index}`
  );
  const [row = {}] = await runSelect(`select ${columns.join(", ")}`);
  return Object.values(row).map(Number);
}

function expectClose(found: number[], wanted: number[]): void {
  expect(found).toHaveLength(wanted.length);
  for (const [index, value] of wanted.entries()) expect(found[index]).toBeCloseTo(value, 9);
}

describe.each(units)("the funnel at $n cases", ({n, norm95, norm998, exact95, exact998}) => {
  it("has normal limits", async () => {
    const found = await limits("normal_limit", n, (share) => `0, normal_quantile(${share})`);
    expectClose(found, [...norm95, ...norm998]);
  });

  it("has exact limits", async () => {
    expectClose(await limits("exact_limit", n, String), [...exact95, ...exact998]);
  });
});

it("is wider where units differ by more than chance", async () => {
  const found = await limits("normal_limit", 50, (share) => `${tau2}, normal_quantile(${share})`);
  expectClose(found.slice(0, 2), od_limits_n50);
});

it("has the published lower limits of a baseline", async () => {
  const {baseline, n, calc} = phe_check_lower2s;
  for (const [index, trials] of n.entries()) {
    const [row] = await runSelect(
      `select 100 * normal_limit(${baseline / 100}, ${trials}, 0, normal_quantile(0.025)) as low`
    );
    expect(row?.low).toBeCloseTo(calc[index] ?? 0, 9);
  }
});

it("has limits where everybody, or nobody, succeeds", async () => {
  expect(
    await runSelect("select exact_limit(1, 20, 0.025) as all_of_them, exact_limit(0, 20, 0.975) as none")
  ).toEqual([{all_of_them: 1, none: 0}]);
});
