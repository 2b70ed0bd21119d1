import {describe, expect, it} from "vitest";
import {type Given, runModel} from "../../support/models.ts";
import {LR1, tell} from "../marts/story.ts";

const lr1: Given = {
  ...tell(...LR1),
  "staging.customers": [{customer_id: "C1", name: "Salon Rive", brand: "Solène", systems: ["story"]}],
  "staging.sellers": [
    {seller_id: "V1", name: "Ancien nom", channel: "telesales", valid_from: "2019-01-01"},
    {seller_id: "V1", name: "Anne Roux", channel: "field", valid_from: "2020-06-01"}
  ],
  "meta.files": [
    {
      file_id: "orders",
      name: "atropos_commandes_2020-07-31.csv",
      source: "atropos_commandes",
      records: 9,
      quarantined: 1
    }
  ]
};

describe("reports.about", () => {
  it("tells what was read, and of what no export tells", async () => {
    const [row] = await runModel("reports.about", lr1, {asOf: "2020-08-15"});
    expect(row).toMatchObject({
      as_of: "2020-08-15",
      first_month: "2020-01-01",
      last_month: "2020-07-01",
      customers: 1n,
      orders: 2n,
      cancellations: 1n,
      rebookings: 1n,
      files: 1n,
      records: 9n,
      quarantined: 1n,
      missing_entities:
        "accounting_entries,actions,alerts,case_events,case_reasons,cases,contacts,contracts,domains,incidents," +
        "invoices,letters,onboardings,payments,premiums,requests,tasks"
    });
  });

  it("has a row when there is nothing at all", async () => {
    expect(await runModel("reports.about", {})).toMatchObject([
      {first_month: null, orders: 0n, records: 0n, quarantined: 0n}
    ]);
  });
});

describe("reports.engagement_sources", () => {
  it("counts customers by what tells since when they are engaged, those of whom nothing does too", async () => {
    const rows = await runModel("reports.engagement_sources", {
      "marts.engagement_dates": [
        {customer_id: "C1", engagement_date: "2020-02-01", engagement_source: "contract"},
        {customer_id: "C2", engagement_date: "2020-01-01", engagement_source: "contract"},
        {customer_id: "C3"}
      ]
    });
    expect(rows).toEqual([
      {source: "contract", customers: 2n, first_date: "2020-01-01", last_date: "2020-02-01"},
      {source: "none", customers: 1n, first_date: null, last_date: null}
    ]);
  });
});

describe("reports.case_amounts", () => {
  it("adds up cases by how their amounts agree", async () => {
    const rows = await runModel("reports.case_amounts", {
      "marts.case_amounts": [
        {case_id: "K1", mrr_cents: 120, billed_mrr_cents: 100, agreement: "with_vat"},
        {case_id: "K2", mrr_cents: 240, billed_mrr_cents: 200, agreement: "with_vat"},
        {case_id: "K3", agreement: "no_amount"}
      ]
    });
    expect(rows).toEqual([
      {agreement: "no_amount", cases: 1n, mrr_cents: 0n, billed_mrr_cents: 0n},
      {agreement: "with_vat", cases: 2n, mrr_cents: 360n, billed_mrr_cents: 300n}
    ]);
  });
});

describe("reports.movement_months", () => {
  it("adds up customers by brand", async () => {
    const row = {month: "2020-01-01", view: "economic", ledger: "strict", kind: "new"};
    const rows = await runModel("reports.movement_months", {
      "staging.customers": [
        {customer_id: "C1", brand: "Marly"},
        {customer_id: "C2", brand: "Marly"}
      ],
      "marts.movements": [
        {...row, customer_id: "C1", ca_cents: 100, parc_cents: 10, customers: 1},
        {...row, customer_id: "C2", ca_cents: 200, parc_cents: 20, customers: 1},
        {...row, customer_id: "C2", ledger: "bridged", ca_cents: 5, parc_cents: 5, customers: 0},
        {...row, customer_id: "C3", ca_cents: 7, parc_cents: 7, customers: 1}
      ]
    });
    const marly = {...row, brand: "Marly"};
    expect(rows).toEqual([
      {...marly, ledger: "bridged", ca_cents: 5n, parc_cents: 5n, customers: 0},
      {...marly, ca_cents: 300n, parc_cents: 30n, customers: 2},
      {...row, brand: "unknown", ca_cents: 7n, parc_cents: 7n, customers: 1}
    ]);
  });
});

describe("reports.case_cells", () => {
  const cell = {month: "2020-07-01", brand: "Marly", channel: "field", family: "Site", motive: "price"};

  it("publishes cells as they are, bands side by side", async () => {
    const rows = await runModel("reports.case_cells", {
      "marts.case_cells": [
        {...cell, value_band: "under 500", cases: 3, mature_cases: 2, kept_ca_cents: 70},
        {...cell, value_band: "2 000 and above", cases: 1, mature_cases: 1, kept_ca_cents: 30}
      ]
    });
    expect(rows).toMatchObject([
      {...cell, value_band: "2 000 and above", cases: 1, kept_ca_cents: 30n},
      {value_band: "under 500", cases: 3, mature_cases: 2, kept_ca_cents: 70n}
    ]);
  });
});

describe("reports.filter_values", () => {
  it("lists months and every value that occurs, bands by their amounts", async () => {
    const cut = {brand: "Marly", channel: "field", family: "Site", motive: "MISSING"};
    const rows = await runModel("reports.filter_values", {
      "marts.reporting_months": [{month: "2020-07-01"}],
      "marts.case_cells": [{...cut, motive: "price", value_band: "under 500"}],
      "marts.cancellation_cuts": [{...cut, value_band: "2 000 and above"}],
      "staging.customers": [{customer_id: "C1"}],
      "lookups.value_bands": [
        {band: "2 000 and above", lower_cents: 200000, valid_from: "2000-01-01"},
        {band: "under 500", lower_cents: 0, valid_from: "2000-01-01"}
      ]
    });
    const values = (name: string) =>
      rows.filter(({dimension}) => dimension === name).map(({value, place}) => [value, place]);
    expect(values("month")).toEqual([["2020-07-01", 0]]);
    expect(values("brand").map(([value]) => value)).toEqual(["Marly", "unknown"]);
    expect(values("motive").map(([value]) => value)).toEqual(["MISSING", "price"]);
    expect(values("value_band")).toEqual([
      ["2 000 and above", 2],
      ["under 500", 1]
    ]);
  });
});

describe("reports.cancellation_cells", () => {
  const unit = {
    cancel_date: "2020-07-01",
    booked_cents: 100,
    kept_cents: 10,
    rebooked_cents: 0,
    loss_booked_cents: 100,
    loss_company_cents: 90,
    loss_parc_cents: 100,
    is_mature: true
  };
  const cut = {month: "2020-07-01", brand: "Marly", channel: "field", family: "Site", motive: "MISSING"};
  const band = {value_band: "under 500"};

  it("counts all cancellations of a cell, and the losses of those rebooked", async () => {
    const rebooked = {group_id: "B", rebooked_cents: 40, loss_booked_cents: 60, is_mature: false};
    const rows = await runModel("reports.cancellation_cells", {
      "marts.cancellations": [
        {...unit, cancellation_id: "A"},
        {...unit, ...rebooked, cancellation_id: "B"},
        {...unit, cancellation_id: "C"}
      ],
      "marts.cancellation_cuts": [
        {...cut, ...band, cancellation_id: "A"},
        {...cut, ...band, cancellation_id: "B"},
        {...cut, ...band, cancellation_id: "C", channel: "telesales"}
      ]
    });
    expect(rows).toMatchObject([
      {
        ...cut,
        cancellations: 2,
        mature_cancellations: 1,
        rebooked_cancellations: 1,
        booked_cents: 200n,
        kept_cents: 20n,
        rebooked_cents: 40n,
        loss_company_cents: 180n,
        loss_rebooked_cents: 60n,
        loss_parc_cents: 100n
      },
      {channel: "telesales", rebooked_cancellations: 0, loss_rebooked_cents: 0n, loss_parc_cents: 0n}
    ]);
  });
});

describe("reports.corrected_rebookings", () => {
  const row = {
    booked_cents: 100,
    loss_cents: 60,
    raw_loss_cents: 70,
    calibration: "assumed",
    recall_bp: 9000
  };

  it("tells the raw loss beside the corrected one, and neither over too few cancellations", async () => {
    const rows = await runModel("reports.corrected_rebookings", {
      "marts.corrected_rebookings": [
        {...row, period: "all", units: 9},
        {...row, period: "2020-07", units: 5},
        {...row, period: "2020-08", units: 4}
      ]
    });
    expect(rows).toMatchObject([
      {period: "2020-07", month: "2020-07-01", raw_loss_cents: 70n, loss_cents: 60n, recall: 0.9},
      {period: "2020-08", month: "2020-08-01", units: 4n, raw_loss_cents: null, loss_cents: null},
      {period: "all", month: null, units: 9n, raw_loss_cents: 70n, loss_cents: 60n}
    ]);
  });
});

describe("reports.rebooking_groups", () => {
  it("names the customer and the sellers; a seller nobody knows goes by the code", async () => {
    expect(await runModel("reports.rebooking_groups", lr1)).toMatchObject([
      {
        customer_name: "Salon Rive",
        brand: "Solène",
        original_seller: "Anne Roux",
        original_channel: "telesales",
        rebooking_seller: "V9",
        rebooking_channel: "retention",
        loss_ca_cents: 190000n
      }
    ]);
  });
});

describe("reports.rebooking_groups of a company without sellers", () => {
  it("is there all the same, without names", async () => {
    const orders = LR1.map((order) => ({...order, seller: null}));
    expect(await runModel("reports.rebooking_groups", tell(...orders))).toMatchObject([
      {customer_name: null, brand: null, original_seller: null, rebooking_seller: null, old_cents: 200000n}
    ]);
    expect(await runModel("reports.rebooking_groups", tell(...LR1))).toMatchObject([{original_seller: "V1"}]);
  });
});

describe("reports.rebooking_evidence", () => {
  it("gives a row a link, with its levels", async () => {
    expect(await runModel("reports.rebooking_evidence", lr1)).toMatchObject([
      {
        cancellation_id: "X@2020-07-01",
        rebooked_order_id: "Y",
        gap_level: "0_1",
        case_level: null,
        case_weight: 0n
      }
    ]);
  });
});

describe("reports.files", () => {
  it("lists the files by source and day", async () => {
    const file = {source: "vendeurs", extracted_date: "2020-02-29"};
    const rows = await runModel("reports.files", {
      "meta.files": [
        {...file, file_id: "b"},
        {...file, file_id: "a", extracted_date: "2020-03-31"},
        {...file, file_id: "c", source: "atropos_commandes"}
      ]
    });
    expect(rows.map(({file_id}) => file_id)).toEqual(["c", "b", "a"]);
  });
});

describe("reports.story_events", () => {
  it("tells a rebooking from the first signature to the new order, down to the line of the file", async () => {
    const invoice = {
      order_id: "X",
      invoice_id: "F1",
      kind: "invoice",
      invoice_date: "2020-02-15",
      source_file_id: "billing"
    };
    const rows = await runModel("reports.story_events", {
      ...lr1,
      "staging.invoices": [
        {...invoice, invoice_line_id: "E1", line_no: 1, amount_cents: 60000, source_line: 5},
        {...invoice, invoice_line_id: "E2", line_no: 2, amount_cents: 140000, source_line: 4},
        {
          ...invoice,
          invoice_line_id: "E3",
          invoice_id: "A1",
          kind: "credit_note",
          invoice_date: "2020-07-01",
          amount_cents: -200000
        }
      ],
      "staging.cases": [
        {
          case_id: "K1",
          customer_id: "C1",
          order_id: "X",
          kind: "churn_request",
          outcome: "saved",
          owner_seller_id: "V9",
          first_channel: "customer_service",
          opened_at: "2020-06-20 08:00:00+00",
          closed_at: "2020-07-02 08:00:00+00"
        }
      ]
    });
    const told = rows.map((row) =>
      [
        row.position,
        row.event_date,
        row.kind,
        row.order_id,
        row.detail,
        row.amount_cents,
        row.seller,
        row.source_line
      ].join(" ")
    );
    expect(told).toEqual([
      "1 2020-01-15 signed X  200000 Anne Roux 1",
      "2 2020-01-15 line X Site 60000  1",
      "3 2020-01-15 line X Booster 140000  2",
      "4 2020-02-15 invoiced X F1 200000  4",
      "5 2020-06-20 case_opened X churn_request  V9 ",
      "6 2020-07-01 cancelled X  -200000  1",
      "7 2020-07-01 credited X A1 -200000  ",
      "8 2020-07-01 rebooked Y  10000 V9 1",
      "9 2020-07-01 rebooked_line Y Site 10000  1",
      "10 2020-07-02 case_closed X saved  V9 "
    ]);
    expect(rows[0]).toMatchObject({
      group_id: "X@2020-07-01",
      file_name: "atropos_commandes_2020-07-31.csv",
      parc_cents: 200000n
    });
    expect(rows[4]).toMatchObject({channel: "customer_service"});
  });

  it("keeps the lines of each order under it when several were signed on one day", async () => {
    const old = {signed: "2021-01-11", seller: "V1"};
    const line = {start: "2021-01-11", end: "2022-01-11", cut: "2021-04-18"};
    const rows = await runModel(
      "reports.story_events",
      tell(
        {...old, id: "X1", lines: [{...line, amount: 50000}]},
        {...old, id: "X2", lines: [{...line, amount: 30000}]},
        {
          id: "Y",
          signed: "2021-04-18",
          seller: "V1",
          lines: [{start: "2021-04-18", end: "2022-04-18", amount: 60000}]
        }
      )
    );
    const signing = rows.filter(({event_date}) => event_date === "2021-01-11");
    expect(signing.map(({kind, order_id}) => [kind, order_id])).toEqual([
      ["signed", "X1"],
      ["line", "X1"],
      ["signed", "X2"],
      ["line", "X2"]
    ]);
  });

  it("tells when the cancellation was asked for, why, and what of the order it cut", async () => {
    const given = tell(...LR1);
    const lines = (given["staging.order_lines"] ?? []).map((line) =>
      line.order_id === "X"
        ? {...line, cancel_requested_date: "2020-06-15", cancel_reason: "Prix trop élevé"}
        : line
    );
    const uncut = {
      order_id: "X",
      line_no: 9,
      amount_cents: 5000,
      term_start_date: "2020-02-01",
      source_line: 9
    };
    const rows = await runModel("reports.story_events", {
      ...given,
      "staging.order_lines": [...lines, {...uncut, source_file_id: "orders"}]
    });
    expect(rows.filter(({kind}) => kind === "cancel_requested" || kind === "cancelled")).toMatchObject([
      {kind: "cancel_requested", event_date: "2020-06-15", detail: "Prix trop élevé", source_line: 1n},
      {kind: "cancelled", amount_cents: -200000n, parc_cents: -200000n, source_line: 1n}
    ]);
  });
});
