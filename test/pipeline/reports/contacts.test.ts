import {describe, expect, it} from "vitest";
import {type Row, runModel} from "../../support/models.ts";

const rate = {
  reach: "same_motive",
  motive: "Facturation",
  window_days: 7,
  period: "all",
  episodes: 40,
  mature_episodes: 30,
  resolved_episodes: 20,
  is_hidden: false,
  is_fragile: false
};

describe("reports.contact_resolutions", () => {
  const published = async (...rows: Partial<Row>[]): Promise<Map<string, Row>> => {
    const told = await runModel("reports.contact_resolutions", {
      "marts.first_contact_resolutions": rows.map((more) => ({...rate, ...more}))
    });
    return new Map(told.map((row) => [`${String(row.motive)} ${String(row.window_days)}`, row]));
  };

  it("withholds few episodes, and the next smallest motive that would give them away", async () => {
    const rows = await published(
      {motive: "all", mature_episodes: 74},
      {},
      {motive: "Bug", mature_episodes: 40},
      {motive: "Moving", mature_episodes: 4, is_hidden: true}
    );
    expect(rows.get("Moving 7")).toMatchObject({resolved_episodes: null, is_hidden: true});
    expect(rows.get("Facturation 7")).toMatchObject({resolved_episodes: null, mature_episodes: 30n});
    expect(rows.get("Bug 7")).toMatchObject({resolved_episodes: 20n, is_hidden: false});
    expect(rows.get("all 7")).toMatchObject({resolved_episodes: 20n});
  });

  it("has the window in use for each motive, and all windows over all of them", async () => {
    const rows = await published({}, {window_days: 14}, {motive: "all"}, {motive: "all", window_days: 14});
    expect([...rows.keys()].sort()).toEqual(["Facturation 7", "all 14", "all 7"]);
    expect(rows.get("all 14")).toMatchObject({is_in_use: false});
  });
});

describe("reports.adviser_outcomes", () => {
  it("publishes no name and no order that means anything", async () => {
    const adviser = {team: "North", period: "all", contacts: 20, signal: "within"};
    const rows = await runModel("reports.adviser_outcomes", {
      "marts.adviser_outcomes": [
        {...adviser, adviser_id: "A1"},
        {...adviser, adviser_id: "A2"},
        {...adviser, adviser_id: "A3", period: "2026"}
      ]
    });
    expect(rows.map(({place}) => place)).toEqual([1n, 2n]);
    for (const row of rows) expect(Object.values(row).map(String).join(" ")).not.toMatch(/A[123]/);
  });
});

describe("reports.contact_breaches", () => {
  it("lists what was broken within a year, on its local day, and nothing that was met", async () => {
    const due = {customer_id: "C1", motive: "Facturation", target: "delay", status: "late"};
    const rows = await runModel("reports.contact_breaches", {
      "marts.contact_obligations": [
        {...due, episode_id: "E1", breached_at: "2022-12-03 23:00:00+00"},
        {...due, episode_id: "E2", breached_at: "2021-12-03 23:00:00+00"},
        {...due, episode_id: "E3", status: "met"}
      ],
      "marts.contact_episodes": ["E1", "E2", "E3"].map((episode_id) => ({episode_id}))
    });
    expect(rows).toMatchObject([{episode_id: "E1", breached_date: "2022-12-04"}]);
  });
});

describe("reports.process_cells", () => {
  it("adds up to the rates of all, with what is not known beside them", async () => {
    const finding = {finding: "not_told", channel: "telesales", loss_parc_cents: 50, notice_days: 3};
    const given = {
      "marts.process_findings": [
        {...finding, cancellation_id: "A", is_found: true, loss_company_cents: 100, done_date: "2021-06-20"},
        {...finding, cancellation_id: "B", is_found: null, loss_company_cents: 30, done_date: "2021-06-21"},
        {...finding, cancellation_id: "C", is_found: false, loss_company_cents: 7, done_date: "2021-07-01"}
      ],
      "marts.cancellations": [{cancellation_id: "A"}],
      "marts.cancellation_cuts": [
        {cancellation_id: "A", brand: "Marly", family: "Site", motive: "price", value_band: "under 500"}
      ]
    };
    const cells = await runModel("reports.process_cells", given);
    expect(cells.map(({month, brand, motive}) => [month, brand, motive])).toEqual([
      ["2021-06-01", "Marly", "price"],
      ["2021-06-01", "unknown", "MISSING"],
      ["2021-07-01", "unknown", "MISSING"]
    ]);
    const sum = (key: string): number => cells.reduce((total, row) => total + Number(row[key]), 0);
    const [all] = (await runModel("marts.process_rates", given)).filter(
      ({channel, period}) => channel === "all" && period === "all"
    );
    for (const key of [
      "cancellations",
      "known_cancellations",
      "found_cancellations",
      "found_loss_cents",
      "found_loss_parc_cents"
    ])
      expect(sum(key), key).toBe(Number(all?.[key]));
    expect([sum("notice_days"), sum("noticed_cancellations")]).toEqual([9, 3]);
  });

  it("lists the cancellations of a year that took a way, and no other", async () => {
    const finding = {finding: "not_traced", order_id: "X", done_date: "2022-11-01", loss_company_cents: 5};
    const rows = await runModel("reports.process_items", {
      "marts.process_findings": [
        {...finding, cancellation_id: "A", is_found: true},
        {...finding, cancellation_id: "B", is_found: false},
        {...finding, cancellation_id: "C", is_found: null},
        {...finding, cancellation_id: "D", is_found: true, done_date: "2021-11-01"}
      ]
    });
    expect(rows.map(({cancellation_id}) => cancellation_id)).toEqual(["A"]);
  });
});
