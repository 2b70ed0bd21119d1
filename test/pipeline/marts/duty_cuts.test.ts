import {describe, expect, it} from "vitest";
import {runModel} from "../../support/models.ts";

const bands = {
  "lookups.value_bands": [
    {band: "small", lower_cents: 0, upper_cents: 200_000, valid_from: "2000-01-01"},
    {band: "large", lower_cents: 200_000, valid_from: "2000-01-01"}
  ]
};

const duty = {rule: "D2", owner_channel: "field", trigger_date: "2020-10-15", at_stake_cents: 200_000};

describe("marts.obligation_cuts", () => {
  it("takes family and motive of the episode that the case of the duty belongs to", async () => {
    const rows = await runModel("marts.obligation_cuts", {
      ...bands,
      "marts.obligations": [
        {...duty, obligation_id: "A", customer_id: "C1", brand: "Marly", case_id: "K2", order_id: "O1"}
      ],
      "marts.case_episodes": [{case_id: "K1", case_ids: ["K1", "K2"], customer_id: "C1"}],
      "marts.case_cuts": [{case_id: "K1", family: "Site"}],
      "marts.case_motives": [{case_id: "K1", motive: "price"}],
      "staging.order_lines": [{order_id: "O1", line_no: 1, family: "Booster", amount_cents: 5}]
    });
    expect(rows).toMatchObject([
      {
        ...{obligation_id: "A", month: "2020-10-01", brand: "Marly", channel: "field"},
        ...{family: "Site", motive: "price", value_band: "large"}
      }
    ]);
  });

  it("takes the largest family of the order and the brand of the customer where there is no case", async () => {
    const line = {order_id: "O1", amount_cents: 40_000};
    const rows = await runModel("marts.obligation_cuts", {
      ...bands,
      "marts.obligations": [
        {...duty, obligation_id: "A", customer_id: "C1", order_id: "O1", at_stake_cents: 199_999},
        {...duty, obligation_id: "B", owner_channel: null, at_stake_cents: null}
      ],
      "staging.customers": [{customer_id: "C1", brand: "Solène"}],
      "staging.order_lines": [
        {...line, line_no: 1, family: "Site"},
        {...line, line_no: 2, family: "Booster", amount_cents: 30_000},
        {...line, line_no: 3, family: "Booster", amount_cents: 20_000}
      ]
    });
    expect(rows.sort((a, b) => (String(a.obligation_id) < String(b.obligation_id) ? -1 : 1))).toMatchObject([
      {obligation_id: "A", brand: "Solène", family: "Booster", motive: "MISSING", value_band: "small"},
      {
        ...{obligation_id: "B", brand: "unknown", channel: "unknown", family: "unknown"},
        ...{motive: "MISSING", value_band: "unknown"}
      }
    ]);
  });
});

describe("marts.process_cuts", () => {
  const finding = {finding: "not_traced", customer_id: "C1", channel: "field", done_date: "2021-06-20"};

  it("holds each cancellation once, with its own cuts, by the month of its record", async () => {
    const rows = await runModel("marts.process_cuts", {
      ...bands,
      "marts.process_findings": [
        {...finding, cancellation_id: "A", loss_company_cents: 5},
        {...finding, finding: "delegated", cancellation_id: "A", loss_company_cents: 5}
      ],
      "marts.cancellation_cuts": [
        {
          ...{cancellation_id: "A", month: "2021-07-01", brand: "Marly", family: "Site"},
          ...{motive: "price", value_band: "large"}
        }
      ]
    });
    expect(rows).toMatchObject([
      {
        ...{cancellation_id: "A", month: "2021-06-01", brand: "Marly", channel: "field"},
        ...{family: "Site", motive: "price", value_band: "large"}
      }
    ]);
  });

  it("reads those of accounting alone off their order and credit note", async () => {
    const rows = await runModel("marts.process_cuts", {
      ...bands,
      "marts.process_findings": [
        {
          ...{...finding, finding: "accounting_only", cancellation_id: "O1@2021-06-20", order_id: "O1"},
          loss_company_cents: 250_000
        }
      ],
      "staging.customers": [{customer_id: "C1", brand: "Solène"}],
      "staging.order_lines": [{order_id: "O1", line_no: 1, family: "Booster", amount_cents: 5}]
    });
    expect(rows).toMatchObject([
      {brand: "Solène", family: "Booster", motive: "MISSING", value_band: "large", channel: "field"}
    ]);
  });
});

describe("reports.duty_cells", () => {
  it("counts duties by what became of them, and what hung on the early and the late ones", async () => {
    const of = (obligation_id: string, more: object) => ({...duty, obligation_id, ...more});
    const rows = await runModel("reports.duty_cells", {
      "marts.obligations": [
        of("A", {status: "met"}),
        of("B", {status: "early_breach", days_early: 3}),
        of("C", {status: "late", days_late: 4}),
        of("D", {status: "missing", days_late: 10, at_stake_cents: null}),
        of("E", {status: "pending"}),
        of("F", {status: "not_computable", missing_field: "letters.ped"})
      ],
      "marts.obligation_cuts": ["A", "B", "C", "D", "E", "F"].map((obligation_id) => ({
        ...{obligation_id, month: "2020-10-01", brand: "Marly", channel: "field"},
        ...{family: "Site", motive: "price", value_band: "large"}
      }))
    });
    expect(rows).toMatchObject([
      {rule: "D2", missing_field: "letters.ped", not_computable: 1, met: 0},
      {
        ...{rule: "D2", missing_field: "none", met: 1, early_breaches: 1, late: 1, missing: 1, pending: 1},
        ...{days_late: 14n, days_early: 3n, early_stake_cents: 200_000n, late_stake_cents: 200_000n}
      }
    ]);
  });
});
