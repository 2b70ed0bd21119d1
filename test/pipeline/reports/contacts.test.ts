import {describe, expect, it} from "vitest";
import {runModel} from "../../support/models.ts";
import {tellContacts} from "../marts/contacts.ts";

const DAY = {month: "2021-03-01", brand: "Marly", episodes: 4, mature_episodes: 3, resolved_episodes: 2};

describe("reports.contact_resolutions", () => {
  it("has the window in use for each motive, and all windows over all of them", async () => {
    const cell = {...DAY, reach: "same_motive"};
    const rows = await runModel("reports.contact_resolutions", {
      "marts.resolution_cells": [
        {...cell, motive: "Facturation", window_days: 7},
        {...cell, motive: "Facturation", window_days: 14},
        {...cell, motive: "all", window_days: 7},
        {...cell, motive: "all", window_days: 14}
      ]
    });
    expect(rows.map((row) => [row.contact_motive, row.window_days, row.window_use])).toEqual([
      ["Facturation", "7", "in_use"],
      ["all", "7", "in_use"],
      ["all", "14", "other"]
    ]);
  });
});

describe("the cells of contacts", () => {
  it("part what customers of each brand began in each month, and what nobody tells the brand of", async () => {
    const told = tellContacts(
      {customer: "k1", day: "2021-02-27"},
      {customer: "k1", day: "2021-03-02"},
      {customer: "k2", day: "2021-03-02"},
      {customer: "k3", day: "2021-03-03"}
    );
    const given = {
      ...told,
      "staging.customers": [
        {customer_id: "k1", brand: "Marly"},
        {customer_id: "k2", brand: "Solène"}
      ]
    };
    const asOf = "2021-04-30";
    const resolved = await runModel("reports.contact_resolutions", given, {asOf});
    const motive = resolved.filter((row) => row.contact_motive === "invoice");
    expect(motive).toMatchObject([
      {month: "2021-02-01", brand: "Marly", mature_episodes: 1, recontacted_episodes: 1},
      {month: "2021-03-01", brand: "Solène", mature_episodes: 1, resolved_episodes: 1},
      {month: "2021-03-01", brand: "unknown", mature_episodes: 1, resolved_episodes: 1}
    ]);
    expect(await runModel("reports.contact_treatments", given, {asOf})).toMatchObject([
      {month: "2021-02-01", brand: "Marly", contacts: 2, followable_contacts: 1, followed_contacts: 1},
      {month: "2021-03-01", brand: "Marly", contacts: 0, followable_contacts: 1, followed_contacts: 0},
      {month: "2021-03-01", brand: "Solène", contacts: 1, settled_episodes: 1},
      {month: "2021-03-01", brand: "unknown", contacts: 1}
    ]);
    expect(await runModel("reports.contact_days", given, {asOf})).toMatchObject([
      {month: "2021-02-01", brand: "Marly", days: "3", settled_episodes: 1},
      {brand: "Solène", days: "0"},
      {brand: "unknown", days: "0"}
    ]);
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
