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
  it("adds up customers", async () => {
    const row = {month: "2020-01-01", view: "economic", ledger: "strict", kind: "new"};
    const rows = await runModel("reports.movement_months", {
      "marts.movements": [
        {...row, customer_id: "C1", ca_cents: 100, parc_cents: 10, customers: 1},
        {...row, customer_id: "C2", ca_cents: 200, parc_cents: 20, customers: 1},
        {...row, customer_id: "C2", ledger: "bridged", ca_cents: 5, parc_cents: 5, customers: 0}
      ]
    });
    expect(rows).toEqual([
      {...row, ledger: "bridged", ca_cents: 5n, parc_cents: 5n, customers: 0n},
      {...row, ca_cents: 300n, parc_cents: 30n, customers: 2n}
    ]);
  });
});

describe("reports.save_rates", () => {
  it("withholds the figures of few cases, and keeps their number", async () => {
    const row = {
      period: "all",
      cut: "all",
      cut_value: "all",
      cases: 9,
      open_cases: 5,
      mature_cases: 4,
      kept_cases: 3,
      kept_rate: 0.75,
      kept_ca_cents: 100
    };
    const rows = await runModel("reports.save_rates", {
      "marts.save_rates": [
        {...row, channel: "all", is_hidden: false},
        {...row, channel: "field", period: "2021"},
        {...row, channel: "field", cut: "brand", cut_value: "Marly"},
        {...row, channel: "dvr", is_hidden: true, is_fragile: false},
        {...row, channel: "field", is_hidden: false, is_fragile: true}
      ]
    });
    expect(rows).toMatchObject([
      {channel: "dvr", cases: 9n, mature_cases: 4n, kept_cases: null, kept_rate: null, kept_ca_cents: null},
      {channel: "field", kept_cases: 3n, kept_rate: 0.75, kept_ca_cents: 100n}
    ]);
  });
});

describe("reports.reason_counts", () => {
  const row = {counting: "primary", motive: "price", lost_parts: 0, at_risk_ca_cents: 10, lost_ca_cents: 0};

  it("publishes every motive, one a case, over all months and channels", async () => {
    const rows = await runModel("reports.reason_counts", {
      "marts.reason_counts": [
        {...row, channel: "field", cases: 2, lost_parts: 2520, lost_ca_cents: 6},
        {...row, channel: "dvr", cases: 1},
        {...row, counting: "mention", cases: 9},
        {...row, motive: "MISSING", cases: 1, lost_ca_cents: 2}
      ]
    });
    expect(rows).toMatchObject([
      {motive: "MISSING", cases: 1n, case_share: 0.25, lost_ca_share: 0.25, raw_labels: null},
      {motive: "price", cases: 3n, lost_cases: 1n, at_risk_ca_cents: 20n, lost_ca_cents: 6n}
    ]);
  });

  it("lists the three commonest labels that nobody has mapped", async () => {
    const label = (raw_label: string, cases: number) => ({raw_label, cases, motive: "UNMAPPED"});
    const rows = await runModel("reports.reason_counts", {
      "marts.reason_counts": [{...row, motive: "UNMAPPED", cases: 8}],
      "marts.raw_labels": [
        label("b", 2),
        label("c", 1),
        label("c", 1),
        label("a", 1),
        label("d", 3),
        {...label("e", 9), motive: "price"}
      ]
    });
    expect(rows).toMatchObject([{motive: "UNMAPPED", raw_labels: "d, b, c", lost_ca_share: null}]);
  });
});

describe("reports.cancellation_months", () => {
  const unit = {
    cancel_date: "2020-07-01",
    booked_cents: 100,
    kept_cents: 10,
    rebooked_cents: 0,
    loss_booked_cents: 100,
    loss_company_cents: 90,
    loss_horizon_cents: 90,
    loss_parc_cents: 100,
    leak_cents: 5
  };
  const rebooked = {
    ...unit,
    group_id: "X",
    rebooked_cents: 40,
    loss_booked_cents: 60,
    loss_horizon_cents: 55,
    leak_cents: 7
  };

  it("counts all cancellations of a month, and the losses of those rebooked", async () => {
    const rows = await runModel(
      "reports.cancellation_months",
      {
        "marts.cancellations": [
          unit,
          {...rebooked, cancel_date: "2020-07-31"},
          {...unit, cancel_date: "2020-08-01"}
        ]
      },
      {asOf: "2020-09-29"}
    );
    expect(rows).toMatchObject([
      {
        month: "2020-07-01",
        cancellations: 2n,
        rebooked_cancellations: 1n,
        booked_cents: 200n,
        kept_cents: 20n,
        rebooked_cents: 40n,
        loss_company_cents: 180n,
        loss_rebooked_cents: 60n,
        loss_horizon_cents: 55n,
        leak_cents: 7n,
        loss_parc_cents: 100n,
        is_mature: true
      },
      {
        month: "2020-08-01",
        rebooked_cancellations: 0n,
        loss_rebooked_cents: 0n,
        leak_cents: 0n,
        is_mature: false
      }
    ]);
  });

  it("cannot say what leaked when nobody delivers invoices", async () => {
    const rows = await runModel("reports.cancellation_months", {
      "marts.cancellations": [{...rebooked, leak_cents: null}]
    });
    expect(rows).toMatchObject([{leak_cents: null}]);
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
