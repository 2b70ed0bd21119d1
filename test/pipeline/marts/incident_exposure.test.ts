import {describe, expect, it} from "vitest";
import {type Given, runModel} from "../../support/models.ts";

// 4 March 2020 is a Wednesday.
const given: Given = {
  "lookups.applications": [
    {application: "Booster", family: "Booster", valid_from: "2000-01-01"},
    {application: "Comptoir", family: "Chat", product: "Chat Comptoir", valid_from: "2000-01-01"}
  ],
  "lookups.incident_lags": [
    {lag_days: 0, declared_on: "2020-01-01"},
    {lag_days: 2, declared_on: "2020-01-01"},
    {lag_days: 3, declared_on: "2030-01-01"}
  ],
  "lookups.incident_severities": [
    {severity: "critical", is_outage: true, valid_from: "2000-01-01"},
    {severity: "minor", is_outage: false, valid_from: "2000-01-01"}
  ],
  "staging.incidents": [
    {
      application: "BOOSTER",
      severity: "critical",
      started_at: "2020-03-04 10:00:00+00",
      ended_at: "2020-03-05 09:00:00+00"
    },
    {
      application: "Booster",
      severity: "minor",
      started_at: "2020-03-03 10:00:00+00",
      ended_at: "2020-03-03 11:00:00+00"
    },
    {
      application: "Comptoir",
      severity: "critical",
      started_at: "2020-03-06 10:00:00+00",
      ended_at: "2020-03-06 11:00:00+00"
    },
    {
      application: "Prisme",
      severity: "critical",
      started_at: "2020-03-06 10:00:00+00",
      ended_at: "2020-03-06 11:00:00+00"
    }
  ],
  "staging.orders": ["A", "B", "C"].map((id) => ({order_id: id, customer_id: `C${id}`})),
  "staging.order_lines": [
    {
      order_id: "A",
      line_no: 1,
      family: "Booster",
      term_start_date: "2020-01-01",
      term_end_date: "2021-01-01"
    },
    {order_id: "A", line_no: 2, family: "Booster", term_start_date: "2020-02-01", cut_date: "2020-03-05"},
    {
      order_id: "B",
      line_no: 1,
      family: "Chat",
      product: "Chat Comptoir",
      term_start_date: "2020-03-01",
      term_end_date: "2020-03-07"
    },
    {
      order_id: "C",
      line_no: 1,
      family: "Chat",
      product: "Chat Autre",
      term_start_date: "2020-01-01",
      term_end_date: "2021-01-01"
    }
  ],
  "marts.case_outcomes": [
    {case_id: "K1", customer_id: "CA", opened_date: "2020-03-05"},
    {case_id: "K2", customer_id: "CB", opened_date: "2020-03-05"},
    {case_id: "K3", customer_id: "CB", opened_date: "2020-03-08"},
    {case_id: "K4", customer_id: "CC", opened_date: "2020-03-05"},
    {case_id: "K5", customer_id: "CA", opened_date: "2020-03-07"}
  ]
};

const asOf = "2020-03-09";

it("outage days are days on which an application was down, owned or not", async () => {
  const rows = await runModel("marts.outage_days", given, {asOf});
  expect(
    rows.map(({date, outage_bits, outages, unowned_outages}) => [date, outage_bits, outages, unowned_outages])
  ).toEqual([
    ["2020-03-03", 0n, 0n, 0n],
    ["2020-03-04", 1n, 1n, 0n],
    ["2020-03-05", 1n, 1n, 0n],
    ["2020-03-06", 2n, 2n, 1n],
    ["2020-03-07", 0n, 0n, 0n],
    ["2020-03-08", 0n, 0n, 0n],
    ["2020-03-09", 0n, 0n, 0n]
  ]);
});

it("an incident that lasts is down until the as-of day", async () => {
  const incident = {
    application: "Booster",
    severity: "critical",
    started_at: "2020-03-08 10:00:00+00",
    ended_at: null
  };
  const rows = await runModel("marts.outage_days", {...given, "staging.incidents": [incident]}, {asOf});
  expect(rows.map(({date, outage_bits}) => [date, outage_bits])).toEqual([
    ["2020-03-08", 1n],
    ["2020-03-09", 1n]
  ]);
});

it("customers own an application as long as one of its lines is in force", async () => {
  const rows = await runModel("marts.application_owners", given, {asOf});
  expect(
    rows.map(({customer_id, from_date, until_date, application_bits}) => [
      customer_id,
      from_date,
      until_date,
      application_bits
    ])
  ).toEqual([
    ["CA", "2020-01-01", "2021-01-01", 1n],
    ["CA", "2021-01-01", null, 0n],
    ["CB", "2020-03-01", "2020-03-07", 2n],
    ["CB", "2020-03-07", null, 0n]
  ]);
});

describe("marts.incident_exposure", () => {
  it("counts the days and the requests of customers who own what was down, and of the others", async () => {
    const rows = await runModel("marts.incident_exposure", given, {asOf});
    // On the day: A on the 4th and 5th, B on the 6th; other days: A 3, 6 to 9, B 3, 4, 5. C owns nothing.
    expect(rows.filter((row) => row.lag_days === 0)).toMatchObject([
      {weekday_type: "midweek", exposed_cases: 1n, exposed_days: 3n, other_cases: 1n, other_days: 5n},
      {weekday_type: "monday", exposed_cases: 0n, exposed_days: 0n, other_cases: 0n, other_days: 1n},
      {weekday_type: "weekend", exposed_cases: 0n, exposed_days: 0n, other_cases: 1n, other_days: 2n}
    ]);
    // Two days later: A on the 6th and the 7th; B is gone on the 8th.
    expect(rows.filter((row) => row.lag_days === 2)).toMatchObject([
      {weekday_type: "midweek", exposed_cases: 0n, exposed_days: 1n, other_cases: 2n, other_days: 3n},
      {weekday_type: "monday", exposed_days: 0n, other_days: 1n},
      {weekday_type: "weekend", exposed_cases: 1n, exposed_days: 1n, other_cases: 0n, other_days: 1n}
    ]);
  });

  it("looks at no lag before it was declared", async () => {
    const rows = await runModel("marts.incident_exposure", given, {asOf});
    expect(new Set(rows.map(({lag_days}) => lag_days))).toEqual(new Set([0, 2]));
  });
});

describe("marts.incident_ratios", () => {
  it("compares within weekday types, as in the vector", async () => {
    const rows = await runModel("marts.incident_ratios", {
      "marts.incident_exposure": [
        {
          lag_days: 1,
          weekday_type: "midweek",
          exposed_cases: 30,
          exposed_days: 20,
          other_cases: 60,
          other_days: 80
        },
        {
          lag_days: 1,
          weekday_type: "weekend",
          exposed_cases: 12,
          exposed_days: 8,
          other_cases: 15,
          other_days: 22
        },
        {
          lag_days: 2,
          weekday_type: "midweek",
          exposed_cases: 4,
          exposed_days: 20,
          other_cases: 60,
          other_days: 80
        }
      ]
    });
    expect(rows).toMatchObject([
      {lag_days: 1, exposed_cases: 42n, other_days: 102n, is_hidden: false},
      {lag_days: 2, is_hidden: true}
    ]);
    expect(rows[0]?.ratio).toBeCloseTo(2.05, 12);
    expect(rows[0]?.low).toBeCloseTo(1.402553, 6);
    expect(rows[0]?.high).toBeCloseTo(2.996321, 6);
  });
});
