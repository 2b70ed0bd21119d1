import {describe, expect, it} from "vitest";
import {type Given, runModel} from "../../support/models.ts";

describe("marts.comparison_periods", () => {
  const months = (count: number): Given => ({
    "marts.reporting_months": Array.from({length: count}, (_, index) => ({
      month: new Date(Date.UTC(2021, index, 1)).toISOString().slice(0, 10)
    })),
    "lookups.comparisons": [
      {comparison: "previous", months: 3, offset_months: 3, valid_from: "2000-01-01"},
      {comparison: "year_before", months: 3, offset_months: 12, valid_from: "2000-01-01"},
      {comparison: "year_before", months: 6, offset_months: 12, valid_from: "2031-01-01"}
    ]
  });

  it("end with the last month whose cases have all had their time", async () => {
    const rows = await runModel("marts.comparison_periods", months(18), {asOf: "2022-06-28"});
    expect(
      rows.map(({comparison, period, first_month, last_month}) => [
        comparison,
        period,
        first_month,
        last_month
      ])
    ).toEqual([
      ["previous", "after", "2022-01-01", "2022-03-01"],
      ["previous", "before", "2021-10-01", "2021-12-01"],
      ["year_before", "after", "2022-01-01", "2022-03-01"],
      ["year_before", "before", "2021-01-01", "2021-03-01"]
    ]);
    const nextDay = await runModel("marts.comparison_periods", months(18), {asOf: "2022-06-29"});
    expect(nextDay[0]).toMatchObject({last_month: "2022-04-01"});
  });

  it("are held against what the rule in force says, from the very first month on", async () => {
    const given = {
      ...months(18),
      "lookups.comparisons": [
        {comparison: "previous", months: 2, offset_months: 1, valid_from: "2021-01-01"},
        {comparison: "previous", months: 3, offset_months: 3, valid_from: "2000-01-01"}
      ]
    };
    expect(await runModel("marts.comparison_periods", given, {asOf: "2021-06-28"})).toMatchObject([
      {period: "after", first_month: "2021-02-01", last_month: "2021-03-01"},
      {period: "before", first_month: "2021-01-01", last_month: "2021-02-01"}
    ]);
    // A month sooner, the first month of the period before is not told.
    expect(await runModel("marts.comparison_periods", given, {asOf: "2021-05-28"})).toEqual([]);
  });

  it("are left out where exports tell only a part of them", async () => {
    const rows = await runModel("marts.comparison_periods", months(14), {asOf: "2022-02-28"});
    expect(new Set(rows.map(({comparison}) => comparison))).toEqual(new Set(["previous"]));
  });
});
