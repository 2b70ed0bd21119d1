import {describe, expect, it} from "vitest";
import {changesOf, totalOf} from "../../reports/components/changes.ts";
import {motiveChartsOf} from "../../reports/components/motive-charts.ts";
import {detailsOf} from "../../reports/components/motive-details.ts";
import {growingMotives, motiveTotals} from "../../reports/components/motive-months.ts";
import {slopesOf} from "../../reports/components/slopes.ts";
import {makeMotives} from "./motives.ts";

const {
  motive_months: months,
  motive_charts: weeks,
  loss_changes: changes,
  motive_details: details
} = makeMotives(true);

describe("motives of a period", () => {
  it("are the last twelve months, in whole cases, beside the twelve before", () => {
    const price = motiveTotals(months, "primary").find(({motive}) => motive === "price");
    // Nine cases a month.
    expect(price).toMatchObject({cases: 108, cases_before: 108, lost_cases: 54, lost_ca_cents: 10_800_000});
    expect(motiveTotals(months.slice(-3 * 7 * 13), "primary")[0]?.cases_before).toBeNull();
  });

  it("have shares that add up to all cases and all that was lost", () => {
    const totals = motiveTotals(months, "fractional");
    const sum = (key: "case_share" | "lost_ca_share") =>
      totals.reduce((total, row) => total + (row[key] ?? 0), 0);
    expect(sum("case_share")).toBeCloseTo(1, 12);
    expect(sum("lost_ca_share")).toBeCloseTo(1, 12);
  });

  it("grow when their last week says so, and have their chart first", () => {
    expect(growingMotives(weeks)).toEqual(["bug"]);
    const charts = motiveChartsOf(weeks);
    expect(charts[0]).toMatchObject({motive: "bug", isGrowing: true, signals: 12});
    expect(charts.slice(-2).map(({motive}) => motive)).toEqual(["UNMAPPED", "MISSING"]);
  });
});

describe("changes", () => {
  it("come by their effect, those that were put together last", () => {
    expect(changesOf(changes, "previous", "motive").map(({segment}) => segment)).toEqual([
      "price",
      "MISSING",
      "bug",
      "few"
    ]);
  });

  it("add up to the whole change", () => {
    const told = changesOf(changes, "previous", "motive");
    expect(totalOf(told)?.mix).toBeCloseTo(0.01 - 3 * 0.002, 12);
    expect(totalOf(told)?.rate_after).toBeCloseTo((4 * 34) / (66 + 67 + 68 + 69), 12);
    expect(totalOf([])).toBeNull();
  });
});

it("details leave out what names nothing, and put tenure in its order", () => {
  expect(detailsOf(details, "competitor").map(({value}) => value)).toEqual(["Vorquenne", "few"]);
  expect(detailsOf(details, "tenure_band").map(({value}) => value)).toEqual(["3-12m", "1-2y"]);
  expect(detailsOf(details, "missing_feature")).toEqual([]);
});

describe("slopes", () => {
  const row = {
    comparison: "previous",
    cut: "channel",
    lost_before: 5,
    lost_after: 10
  } as (typeof changes)[number];

  it("are drawn of the segments with most cases, those with few marked, those without a side left out", () => {
    const drawn = slopesOf([
      {...row, segment: "field", cases_before: 20, cases_after: 40},
      {...row, segment: "dvr", cases_before: 19, cases_after: 60},
      {...row, segment: "house", cases_before: 0, cases_after: 60},
      {...row, segment: "few", cases_before: 90, cases_after: 90}
    ]);
    expect(drawn.map(({row, before, after, isFragile}) => [row.segment, before, after, isFragile])).toEqual([
      ["dvr", 5 / 19, 10 / 60, true],
      ["field", 0.25, 0.25, false]
    ]);
  });
});
