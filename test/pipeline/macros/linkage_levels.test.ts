import {describe, expect, it} from "vitest";
import vectors from "../../vectors.json" with {type: "json"};
import {runSelect} from "../../support/models.ts";

/** The level and the weight that a measured value falls into. */
async function levelOf(comparison: string, measured: string): Promise<unknown> {
  const rows = await runSelect(`
    select level from levels_in_force('${comparison}') as levels
    where is_within(${measured}, lower, lower_included, upper, upper_included)`);
  return rows.length === 1 ? rows[0]?.level : rows;
}

describe("levels_in_force", () => {
  it("has the weights of the vectors, in their order", async () => {
    const rows = await runSelect(
      "select distinct comparison, position, weight from lookups.linkage_levels order by position"
    );
    const weights = (comparison: string): number[] =>
      rows.filter((row) => row.comparison === comparison).map(({weight}) => Number(weight));
    const {gap, prod, amt, sell, case: cases} = vectors.weights.W;
    expect(["gap", "family", "amount", "seller", "case"].map(weights)).toEqual([gap, prod, amt, sell, cases]);
  });

  it("takes the version in force on the as-of day", async () => {
    const rows = await runSelect("select weight from levels_in_force('gap')", {
      "lookups.linkage_levels": [
        {comparison: "gap", level: "0_1", weight: 1, valid_from: "2000-01-01"},
        {comparison: "gap", level: "0_1", weight: 2, valid_from: "2022-06-01"},
        {comparison: "gap", level: "0_1", weight: 3, valid_from: "2023-06-01"},
        {comparison: "case", level: "none", weight: 4, valid_from: "2022-12-01"}
      ]
    });
    expect(rows).toEqual([{weight: 2n}]);
  });
});

describe("the levels of the gap", () => {
  it.each([
    [-31, []],
    [-30, "-30_-8"],
    [-8, "-30_-8"],
    [-7, "-7_-1"],
    [-1, "-7_-1"],
    [0, "0_1"],
    [1, "0_1"],
    [2, "2_7"],
    [8, "8_30"],
    [30, "8_30"],
    [31, "31_60"],
    [60, "31_60"],
    [61, []]
  ])("puts %i days into %s", async (days, level) => {
    expect(await levelOf("gap", String(days))).toEqual(level);
  });
});

describe("the levels of the amount", () => {
  it.each([
    ["4 / 100", "other"],
    ["5 / 100", "5_50"],
    ["49 / 100", "5_50"],
    ["50 / 100", "50_98"],
    ["97 / 100", "50_98"],
    ["98 / 100", "98_102"],
    ["102 / 100", "98_102"],
    ["10201 / 10000", "102_150"],
    ["150 / 100", "102_150"],
    ["15001 / 10000", "other"],
    ["null", []]
  ])("puts %s into %s", async (ratio, level) => {
    expect(await levelOf("amount", ratio)).toEqual(level);
  });
});
