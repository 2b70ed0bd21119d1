import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {type Row, runModel} from "../../support/models.ts";

describe("reports.motive_channels", () => {
  const months = [{month: "2021-01-01"}];
  const cell = (motive: string, channel: string, cases: number) => ({
    ...{
      month: "2021-01-01",
      counting: "primary",
      motive,
      channel,
      cases,
      at_risk_ca_cents: 100,
      lost_ca_cents: 50
    }
  });

  it("withholds a small cell, and the smallest other one of its row and of its column", async () => {
    const rows = await runModel("reports.motive_channels", {
      "marts.reporting_months": months,
      "marts.reason_counts": [
        cell("bug", "dvr", 4),
        cell("bug", "field", 10),
        cell("bug", "telesales", 20),
        cell("price", "dvr", 30),
        cell("price", "field", 40),
        cell("price", "telesales", 50),
        {...cell("price", "field", 90), counting: "mention"}
      ]
    });
    expect(
      rows.filter(({is_hidden}) => is_hidden === true).map(({motive, channel}) => [motive, channel])
    ).toEqual([
      ["bug", "dvr"],
      ["bug", "field"],
      ["price", "dvr"],
      ["price", "field"]
    ]);
    expect(rows[0]).toMatchObject({cases: null, at_risk_ca_cents: null, lost_ca_cents: null});
    expect(rows[5]).toMatchObject({cases: 50n, lost_ca_cents: 50n});
  });

  it("never leaves a row in which one cell is withheld alone, while it has others", async () => {
    const told = fc.array(
      fc.record({
        motive: fc.constantFrom("bug", "price", "ux", "closing"),
        channel: fc.constantFrom("dvr", "field", "telesales", "house"),
        cases: fc.integer({min: 1, max: 12})
      }),
      {minLength: 1, maxLength: 16}
    );
    await fc.assert(
      fc.asyncProperty(told, async (cells) => {
        const rows = await runModel("reports.motive_channels", {
          "marts.reporting_months": months,
          "marts.reason_counts": cells.map(({motive, channel, cases}) => cell(motive, channel, cases))
        });
        expect(rows.filter((row) => row.cases !== null && Number(row.cases) < 5)).toEqual([]);
        for (const line of linesOf(rows, "motive")) expect(isRecoverable(line)).toBe(false);
      }),
      {numRuns: 20}
    );
  });
});

function linesOf(rows: Row[], by: "motive" | "channel"): Row[][] {
  return [...new Set(rows.map((row) => row[by]))].map((value) => rows.filter((row) => row[by] === value));
}

function isRecoverable(line: Row[]): boolean {
  return line.length > 1 && line.filter(({is_hidden}) => is_hidden === true).length === 1;
}

describe("reports.loss_changes", () => {
  const periods = ["before", "after"].map((period) => ({
    ...{comparison: "previous", period, first_month: "2021-01-01", last_month: "2021-03-01"}
  }));
  const change = (segment: string, cases_before: number, cases_after: number) => ({
    ...{
      comparison: "previous",
      cut: "motive",
      segment,
      cases_before,
      cases_after,
      lost_before: 1,
      lost_after: 1
    },
    ...{
      lost_before_cents: 10,
      lost_after_cents: 20,
      mix: 0.01,
      rate: 0.02,
      mix_amount: 1,
      rate_amount: 2,
      value_amount: 3
    }
  });

  it("adds up segments of few cases, with the next one while they are too few together", async () => {
    const rows = await runModel("reports.loss_changes", {
      "marts.comparison_periods": periods,
      "marts.loss_changes": [
        change("bug", 2, 90),
        change("ux", 6, 7),
        change("price", 50, 60),
        change("closing", 40, 45)
      ]
    });
    expect(rows).toMatchObject([
      {segment: "closing", cases_before: 40n},
      {
        segment: "few",
        cases_before: 8n,
        cases_after: 97n,
        lost_after: 2n,
        mix: 0.02,
        rate: 0.04,
        value_amount: 6
      },
      {segment: "price", cases_before: 50n}
    ]);
  });

  it("leaves segments as they are when all have enough cases", async () => {
    const rows = await runModel("reports.loss_changes", {
      "marts.comparison_periods": periods,
      "marts.loss_changes": [change("bug", 5, 9), change("ux", 6, 7)]
    });
    expect(rows.map(({segment}) => segment)).toEqual(["bug", "ux"]);
    expect(rows[0]).toMatchObject({before_first_month: "2021-01-01", after_last_month: "2021-03-01"});
  });
});

it("reports.motive_charts shows the baseline and what came after it, of motives that have limits", async () => {
  const week = {
    ...{chart: "share", counting: "mention", motive: "bug", events: 3, size: 30, level: 0.1, centre: 0.1},
    ...{is_beyond: false, is_signal: false, is_baseline: true, is_monitored: false}
  };
  const rows = await runModel("reports.motive_charts", {
    "marts.reason_charts": [
      {...week, week: "2021-01-04"},
      {...week, week: "2021-01-11", is_baseline: false},
      {...week, week: "2022-01-03", is_baseline: false, is_monitored: true, adjusted_p_value: 0.04},
      {...week, week: "2022-01-03", is_baseline: false, is_monitored: true, motive: "ux", centre: null},
      {...week, week: "2022-01-03", is_baseline: false, is_monitored: true, chart: "rate"}
    ],
    "marts.reason_drifts": [
      {chart: "share", counting: "mention", motive: "bug", week: "2022-01-03", is_drift: true}
    ]
  });
  expect(rows).toMatchObject([
    {week: "2021-01-04", is_drift: false, is_discovery: false},
    {week: "2022-01-03", is_drift: true, is_discovery: true, cases: 30n}
  ]);
});

it("reports.incident_ratios withholds what rests on few cases", async () => {
  const ratio = {
    exposed_days: 10,
    other_cases: 50,
    other_days: 100,
    ratio: 2,
    low: 1.5,
    high: 3,
    adjusted_p_value: 0.01
  };
  const rows = await runModel("reports.incident_ratios", {
    "marts.incident_ratios": [
      {...ratio, lag_days: 0, exposed_cases: 9, is_hidden: false},
      {...ratio, lag_days: 1, exposed_cases: 4, is_hidden: true}
    ]
  });
  expect(rows).toMatchObject([
    {ratio: 2, is_discovery: true},
    {exposed_cases: null, ratio: null, low: null, high: null, is_discovery: false}
  ]);
});

it("reports.loss_months counts months of which every case has had its time, and withholds few cases", async () => {
  const outcome = (case_id: string, outcome: string, is_timely = true) => ({
    case_id,
    outcome,
    is_timely,
    is_mature: true
  });
  const opened = (case_id: string, month: string) => ({case_id, month});
  const ids = (prefix: string, count: number) =>
    Array.from({length: count}, (_, index) => `${prefix}${index}`);
  const rows = await runModel(
    "reports.loss_months",
    {
      "marts.reporting_months": [{month: "2021-01-01"}, {month: "2021-02-01"}, {month: "2021-04-01"}],
      "marts.case_outcomes": [
        ...ids("a", 8).map((id, index) => outcome(id, index < 2 ? "lost" : index === 2 ? "ghost" : "saved")),
        outcome("late", "lost", false),
        {...outcome("young", "lost"), is_mature: false},
        ...ids("b", 4).map((id) => outcome(id, "lost")),
        ...ids("c", 9).map((id) => outcome(id, "lost"))
      ],
      "marts.case_cuts": [
        ...[...ids("a", 8), "late", "young"].map((id) => opened(id, "2021-01-01")),
        ...ids("b", 4).map((id) => opened(id, "2021-02-01")),
        ...ids("c", 9).map((id) => opened(id, "2021-04-01"))
      ]
    },
    {asOf: "2021-05-31"}
  );
  expect(rows).toMatchObject([
    {month: "2021-01-01", cases: 9n, lost_cases: 3n},
    {month: "2021-02-01", cases: null, lost_cases: null, low: null, high: null}
  ]);
  expect(rows).toHaveLength(2);
});

it("reports.occasions tells outages by application and day, and actions once", async () => {
  const incident = {application: "Agenda", severity: "critical"};
  const action = {action: "Welcome call", unit: "team", start_date: "2021-01-04"};
  const rows = await runModel(
    "reports.occasions",
    {
      "lookups.incident_severities": [
        {severity: "critical", is_outage: true, valid_from: "2000-01-01"},
        {severity: "minor", is_outage: false, valid_from: "2000-01-01"}
      ],
      "staging.incidents": [
        {...incident, started_at: "2021-01-10 08:00:00Z", ended_at: "2021-01-10 09:00:00Z"},
        {...incident, started_at: "2021-01-10 12:00:00Z", ended_at: "2021-01-11 09:00:00Z"},
        {...incident, started_at: "2021-02-10 12:00:00Z", ended_at: null},
        {...incident, severity: "minor", started_at: "2021-03-10 12:00:00Z", ended_at: null}
      ],
      "staging.actions": [
        {...action, unit_value: "North", end_date: "2021-02-01"},
        {...action, unit_value: "South", end_date: null}
      ]
    },
    {asOf: "2021-05-31"}
  );
  expect(rows.map(({kind, name, first_date, end_date}) => [kind, name, first_date, end_date])).toEqual([
    ["action", "Welcome call", "2021-01-04", null],
    ["outage", "Agenda", "2021-01-10", "2021-01-12"],
    ["outage", "Agenda", "2021-02-10", null]
  ]);
});

it("reports.motive_labels lists what is to be mapped and what is new, the dearest first", async () => {
  const label = {system: "crm", brand: "Marly", motive: "UNMAPPED", is_new: false};
  const rows = await runModel("reports.motive_labels", {
    "marts.raw_labels": [
      {...label, raw_label: "Divers", at_risk_ca_cents: 10},
      {...label, raw_label: "Autre", at_risk_ca_cents: 30},
      {...label, raw_label: "Prix", motive: "price", at_risk_ca_cents: 90},
      {...label, raw_label: "Tarif", motive: "price", at_risk_ca_cents: 20, is_new: true}
    ]
  });
  expect(rows.map(({raw_label}) => raw_label)).toEqual(["Autre", "Tarif", "Divers"]);
});

it("reports.motive_details adds up what few cases name, sellers apart", async () => {
  const row = {month: "2021-01-01", counting: "primary", at_risk_ca_cents: 10, lost_ca_cents: 5};
  const rows = await runModel("reports.motive_details", {
    "marts.reporting_months": [{month: "2021-01-01"}],
    "marts.reason_cuts": [
      {...row, cut: "competitor", value: "Vorquenne", cases: 20},
      {...row, cut: "competitor", value: "Ploumic", cases: 2},
      {...row, cut: "competitor", value: "none", cases: 90},
      {...row, cut: "seller", value: "V1", cases: 30},
      {...row, cut: "tenure_band", value: "1-2y", cases: 9},
      {...row, counting: "mention", cut: "tenure_band", value: "1-2y", cases: 90}
    ]
  });
  expect(rows).toMatchObject([
    {cut: "competitor", value: "few", cases: 22n, lost_ca_cents: 10n},
    {cut: "competitor", value: "none", cases: 90n},
    {cut: "tenure_band", value: "1-2y", cases: 9n}
  ]);
});
