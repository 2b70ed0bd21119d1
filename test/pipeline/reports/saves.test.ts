import {describe, expect, it} from "vitest";
import {type Row, runModel} from "../../support/models.ts";

const rate = {
  channel: "retention",
  period: "all",
  cut: "all",
  cut_value: "all",
  cases: 40,
  open_cases: 2,
  mature_cases: 30,
  kept_cases: 12,
  kept_ca_cents: 100,
  adjusted_rate: 0.4,
  is_hidden: false,
  is_fragile: false
};
const few = {mature_cases: 4, kept_cases: 3, is_hidden: true};

async function cuts(...rows: Partial<Row>[]): Promise<Map<string, Row>> {
  const published = await runModel("reports.save_cuts", {
    "marts.save_rates": rows.map((more) => ({...rate, ...more}))
  });
  return new Map(published.map((row) => [[row.channel, row.cut_value].join(" "), row]));
}

describe("reports.save_cuts", () => {
  it("withholds few cases, and the next smallest part that would give them away", async () => {
    const rows = await cuts(
      {channel: "all", mature_cases: 64, kept_cases: 27},
      {},
      {channel: "telesales", mature_cases: 20, kept_cases: 12},
      {channel: "dvr", ...few}
    );
    expect(rows.get("dvr all")).toMatchObject({kept_cases: null, kept_ca_cents: null, is_hidden: true});
    expect(rows.get("telesales all")).toMatchObject({kept_cases: null, mature_cases: 20n, is_hidden: true});
    expect(rows.get("retention all")).toMatchObject({kept_cases: 12n, kept_ca_cents: 100n, is_hidden: false});
    expect(rows.get("all all")).toMatchObject({kept_cases: 27n});
  });

  it("withholds no more where two parts hide each other", async () => {
    const rows = await cuts({}, {channel: "dvr", ...few}, {channel: "house", ...few});
    expect(rows.get("retention all")).toMatchObject({kept_cases: 12n});
  });

  it("does the same for the parts of a cut", async () => {
    const rows = await cuts(
      {},
      {cut: "brand", cut_value: "Marly", mature_cases: 26},
      {cut: "brand", cut_value: "Solène", ...few}
    );
    expect(rows.get("retention Marly")).toMatchObject({kept_cases: null, is_hidden: true});
    expect(rows.get("retention all")).toMatchObject({kept_cases: 12n});
  });
});

describe("reports.seller_outcomes", () => {
  it("publishes no name and no order that means anything", async () => {
    const seller = {channel: "field", period: "all", cases: 20, signal: "within"};
    const rows = await runModel("reports.seller_outcomes", {
      "marts.seller_outcomes": [
        {...seller, seller_id: "V1", kept_rate: 0.1},
        {...seller, seller_id: "V2", kept_rate: 0.2},
        {...seller, seller_id: "V3", kept_rate: 0.3, period: "2021"}
      ]
    });
    expect(rows.map(({place}) => place)).toEqual([1n, 2n]);
    expect(Object.keys(rows[0] ?? {})).not.toContain("seller_id");
    expect(JSON.stringify(rows.map((row) => Object.values(row).map(String)))).not.toMatch(/V\d/);
  });
});

describe("reports.channel_transfers", () => {
  it("adds months up, and withholds transfers of few cases", async () => {
    const transfer = {first_channel: "field", channel: "retention", cases: 3, mature_cases: 3, kept_cases: 1};
    const rows = await runModel("reports.channel_transfers", {
      "marts.channel_transfers": [
        {...transfer, opened_month: "2021-05-01"},
        {...transfer, opened_month: "2021-06-01"},
        {...transfer, opened_month: "2021-05-01", channel: "field"}
      ]
    });
    expect(rows).toMatchObject([
      {channel: "field", cases: null, kept_cases: null, is_hidden: true},
      {channel: "retention", cases: 6n, mature_cases: 6n, kept_cases: 2n, is_hidden: false}
    ]);
  });
});

describe("the published curves", () => {
  it("end where fewer than five are followed", async () => {
    const day = {channel: "field", period: "all", cut: "all", cut_value: "all"};
    expect(
      await runModel("reports.save_curves", {
        "marts.case_incidences": [
          {...day, days: 3, at_risk_cases: 5},
          {...day, days: 9, at_risk_cases: 4},
          {...day, days: 3, at_risk_cases: 9, period: "2021"}
        ]
      })
    ).toMatchObject([{days: 3n, at_risk_cases: 5n}]);
    expect(
      await runModel("reports.save_survivals", {
        "marts.save_survivals": [
          {channel: "field", period: "all", days: 3, at_risk_saves: 5, lasting_share: 1},
          {channel: "field", period: "all", days: 9, at_risk_saves: 4, lasting_share: 0.5}
        ]
      })
    ).toMatchObject([{days: 3n, lasting_share: 1}]);
  });
});

describe("reports.channel_differences", () => {
  it("publishes the differences over all time", async () => {
    const difference = {channel: "field", other_channel: "retention", difference: 0.1};
    expect(
      await runModel("reports.channel_differences", {
        "marts.channel_differences": [
          {...difference, period: "all"},
          {...difference, period: "2021"}
        ]
      })
    ).toHaveLength(1);
  });
});

describe("reports.save_contrasts", () => {
  it("withholds a side of few cases, and the next smallest of its question", async () => {
    const side = {contrast: "first_response", kept_cases: 2, kept_rate: 0.5};
    const rows = await runModel("reports.save_contrasts", {
      "marts.save_contrasts": [
        {...side, side: "other", mature_cases: 4},
        {...side, side: "nobody", mature_cases: 20},
        {...side, side: "retention_desk", mature_cases: 30},
        {...side, contrast: "letter_day", side: "until_split", mature_cases: 5}
      ]
    });
    expect(rows.map((row) => [row.side, row.mature_cases, row.kept_rate])).toEqual([
      ["nobody", null, null],
      ["other", null, null],
      ["retention_desk", 30n, 0.5],
      ["until_split", 5n, 0.5]
    ]);
  });
});
