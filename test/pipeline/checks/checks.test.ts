// Every check holds on a sound story, and names the rows of one that is not.
import {readdirSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {SHIPPED} from "../../../src/config.ts";
import {type Given, runModel} from "../../support/models.ts";
import {LR1, LR3, tell} from "../marts/story.ts";
import {BROKEN_ACTIONS} from "./broken-actions.ts";
import {BROKEN_ENTITIES, type BrokenStory} from "./broken.ts";
import {BROKEN_DUTIES} from "./broken-duties.ts";
import {BROKEN_CONTACTS} from "./broken-contacts.ts";
import {BROKEN_SAVES} from "./broken-saves.ts";

const sound: Given = {
  ...tell(...LR1, ...LR3.map((order) => ({...order, id: `${order.id}3`, customer: "C3"}))),
  "staging.cases": [
    {
      case_id: "K1",
      customer_id: "C1",
      order_id: "X",
      status: "closed",
      outcome: "saved",
      opened_at: "2020-06-20 08:00:00+00",
      closed_at: "2020-07-01 08:00:00+00"
    }
  ],
  "staging.case_reasons": [
    {case_id: "K1", position: 1, raw_label: "Prix", motive: "price", is_primary: true}
  ],
  "staging.invoices": [
    {invoice_line_id: "E1", order_id: "X", kind: "invoice", amount_cents: 200000},
    {invoice_line_id: "E2", order_id: "X", kind: "credit_note", amount_cents: -200000}
  ]
};

const movement = {customer_id: "C1", month: "2020-01-01", view: "economic", ledger: "strict"};
const bridge = {customer_id: "C1", order_id: "Y", month: "2020-01-01"};
const rebooking = {cancellation_id: "X@1", rebooked_order_id: "Y", group_id: "X@1", class: "A"};
const loss = {
  cancellation_id: "X@1",
  booked_cents: 100,
  kept_cents: 10,
  rebooked_cents: 30,
  rebooked_in_term_cents: 20,
  loss_booked_cents: 70,
  loss_company_cents: 60,
  loss_horizon_cents: 70,
  extension_cents: 10,
  parc_before_cents: 100,
  parc_after_cents: 30,
  loss_parc_cents: 70
};

const wholeChannel = {channel: "field", period: "all", cut: "all", cut_value: "all"};

const split = {
  ...loss,
  is_scope_imputed: true,
  mo_preserved_low_cents: 50,
  mo_preserved_high_cents: 80,
  unavoidable_low_cents: 20,
  unavoidable_high_cents: 50,
  mo_gap_low_cents: 10,
  mo_gap_high_cents: 40,
  mo_gap_horizon_low_cents: 20,
  mo_gap_horizon_high_cents: 50,
  avoidable_parc_low_cents: 0,
  avoidable_parc_high_cents: 0
};

/** The same with some of its cells changed, as a row of each of the two tables. */
function splitWith(changed: Partial<typeof split>): Given {
  const columns = Object.entries({...split, ...changed});
  const ofLoss = ([name]: [string, unknown]) => name in loss;
  const id = {cancellation_id: loss.cancellation_id};
  return {
    "marts.cancellations": [Object.fromEntries(columns.filter(ofLoss))],
    "marts.loss_counterfactuals": [
      {...id, ...Object.fromEntries(columns.filter((column) => !ofLoss(column)))}
    ]
  };
}

const outcome = {
  case_id: "K1",
  outcome: "lost",
  at_risk_ca_cents: 10,
  kept_ca_cents: 7,
  at_risk_parc_cents: 0,
  kept_parc_cents: 0
};
const counted = {motive: "price", case_parts: 2520, at_risk_ca_cents: 10, lost_ca_cents: 3};

// One of four cases lost, then two of four; 100 cents a case, then 150 of those lost.
const change = {
  ...{comparison: "previous", segment: "all", cases_before: 4, cases_after: 4, lost_before: 1, lost_after: 2},
  ...{lost_before_cents: 100, lost_after_cents: 300, mix: 0, rate: 0.25},
  ...{mix_amount: 0, rate_amount: 25, value_amount: 25}
};

/** What each check must find, and in which of its rows. */
const BROKEN: Record<string, BrokenStory[]> = {
  ...BROKEN_ENTITIES,
  ...BROKEN_DUTIES,
  ...BROKEN_CONTACTS,
  ...BROKEN_ACTIONS,
  ...BROKEN_SAVES,
  movements_add_up: [
    {
      given: {
        "marts.movements": [
          {...movement, kind: "opening", ca_cents: 100, parc_cents: 0, customers: 1},
          {...movement, kind: "contraction", ca_cents: -10, parc_cents: 0, customers: 0},
          {...movement, kind: "closing", ca_cents: 91, parc_cents: 0, customers: 1}
        ]
      },
      found: [{customer_id: "C1", ca_cents: -1n, parc_cents: 0n, customers: 0n}]
    }
  ],
  closing_is_next_opening: [
    {
      given: {
        "marts.reporting_months": [{month: "2020-01-01"}, {month: "2020-02-01"}],
        "marts.movements": [
          {...movement, kind: "closing", ca_cents: 100, parc_cents: 0, customers: 1},
          {...movement, month: "2020-02-01", kind: "opening", ca_cents: 99, parc_cents: 0, customers: 1}
        ]
      },
      found: [{month: "2020-02-01", ca_cents: 1n}]
    }
  ],
  closings_match_lines: [
    {
      given: {
        ...tell({id: "A", signed: "2020-01-05", lines: [{amount: 100, start: "2020-01-05"}]}),
        "marts.reporting_months": [{month: "2020-01-01"}],
        "marts.movements": [{...movement, kind: "closing", ca_cents: 99, parc_cents: 0}]
      },
      found: [{month: "2020-01-01", ca_cents: 99n, line_ca_cents: 100n}]
    },
    {
      given: {
        "marts.reporting_months": [{month: "2020-01-01"}],
        "marts.transits": [{from_date: "2020-01-31", until_date: "2020-02-01", ca_cents: 5, parc_cents: 5}],
        "marts.movements": [{...movement, ledger: "bridged", kind: "closing", ca_cents: 0, parc_cents: 0}]
      },
      found: [{ledger: "bridged", line_ca_cents: 5n, line_parc_cents: 5n}]
    },
    {
      given: {
        "marts.reporting_months": [{month: "2020-01-01"}],
        "marts.transits": [
          {from_date: "2020-01-10", until_date: "2020-01-31", ca_cents: 5, parc_cents: 5},
          {from_date: "2020-02-01", until_date: "2020-02-02", ca_cents: 5, parc_cents: 5}
        ],
        "marts.movements": [{...movement, ledger: "bridged", kind: "closing", ca_cents: 0, parc_cents: 0}]
      },
      found: []
    }
  ],
  views_close_alike: [
    {
      given: {
        "marts.movements": [
          {...movement, kind: "closing", ca_cents: 100, parc_cents: 7},
          {...movement, view: "as_booked", kind: "closing", ca_cents: 100, parc_cents: 8}
        ]
      },
      found: [{ca_cents: 0n, parc_cents: -1n}]
    }
  ],
  allocations_stay_within: [
    {
      given: {
        "marts.cancelled_units": [{cancellation_id: "X@1", booked_cents: 0}],
        "marts.booked_orders": [{order_id: "Y", booked_cents: 0}],
        "marts.rebookings": [{...rebooking, allocated_cents: 0}]
      },
      found: []
    },
    {
      given: {
        "marts.cancelled_units": [{cancellation_id: "X@1", booked_cents: -5}],
        "marts.booked_orders": [{order_id: "Y", booked_cents: 1}],
        "marts.rebookings": [{...rebooking, allocated_cents: 1}]
      },
      found: [{side: "cancelled unit", allocated_cents: 1n}]
    },
    {
      given: {
        "marts.cancelled_units": [{cancellation_id: "X@1", booked_cents: 10}],
        "marts.booked_orders": [{order_id: "Y", booked_cents: 9}],
        "marts.rebookings": [{...rebooking, allocated_cents: 11}]
      },
      found: [{side: "cancelled unit"}, {side: "new order", allocated_cents: 11n, booked_cents: 9n}]
    },
    {
      given: {
        "marts.cancelled_units": [{cancellation_id: "X@1", booked_cents: 10}],
        "marts.booked_orders": [
          {order_id: "Y", booked_cents: 9},
          {order_id: "Z", booked_cents: 9}
        ],
        "marts.rebookings": [
          {...rebooking, allocated_cents: -1},
          {...rebooking, rebooked_order_id: "Z", allocated_cents: 3}
        ]
      },
      found: [
        {side: "cancelled unit", id: "X@1"},
        {side: "new order", id: "Y"}
      ]
    }
  ],
  thresholds_are_monotone: [
    {
      given: {
        "marts.rebooking_thresholds": [
          {class: "E", position: 0, cancelled_cents: 100, loss_cents: 101},
          {class: "A", position: 1, cancelled_cents: 100, loss_cents: 50},
          {class: "B", position: 2, cancelled_cents: 100, loss_cents: 60},
          {class: "C", position: 3, cancelled_cents: 100, loss_cents: -1}
        ]
      },
      found: [{class: "B"}, {class: "C"}, {class: "E"}]
    }
  ],
  possible_rebookings_stay_within: [
    {
      given: {
        "marts.cancellations": [{cancellation_id: "X@1", booked_cents: 100, rebooked_cents: 60}],
        "marts.booked_orders": [
          {order_id: "Y", booked_cents: 90},
          {order_id: "Z", booked_cents: 90}
        ],
        "marts.rebookings": [rebooking],
        "marts.possible_rebookings": [
          {cancellation_id: "X@1", rebooked_order_id: "Y", allocated_cents: 1},
          {cancellation_id: "X@1", rebooked_order_id: "Z", allocated_cents: 40}
        ]
      },
      found: [
        {side: "cancelled unit", id: "X@1", allocated_cents: 41n, left_cents: 40n},
        {side: "new order", id: "Y", left_cents: 0n}
      ]
    }
  ],
  corrections_agree: [
    {
      given: {
        "lookups.rebooking_corrections": [
          {source_line: 2, action: "link", order_id: "X", cancel_date: "2020-07-01", rebooked_order_id: "Y"}
        ]
      },
      found: [{source_line: 2, action: "link", order_id: "X"}]
    }
  ],
  rebookings_go_forward: [
    {
      given: {
        "marts.cancelled_units": [
          {cancellation_id: "X@1", order_id: "Y", customer_id: "C1", signed_date: "2020-01-01"}
        ],
        "marts.booked_orders": [{order_id: "Y", customer_id: "C1", signed_date: "2020-01-01"}],
        "marts.rebookings": [rebooking]
      },
      found: [{cancellation_id: "X@1", rebooked_order_id: "Y"}]
    },
    {
      given: {
        "marts.cancelled_units": [
          {cancellation_id: "X@1", order_id: "X", customer_id: "C1", signed_date: "2020-01-01"}
        ],
        "marts.booked_orders": [{order_id: "Y", customer_id: "C2", signed_date: "2020-01-02"}],
        "marts.rebookings": [rebooking]
      },
      found: [{cancellation_id: "X@1"}]
    }
  ],
  rebooking_groups_add_up: [
    {
      given: {
        "marts.cancellations": [{cancellation_id: "X@1", group_id: "X@1", booked_cents: 10}],
        "marts.rebookings": [{...rebooking, allocated_cents: 5}],
        "marts.rebooking_groups": [{group_id: "X@1", old_cents: 11, rebooked_cents: 5}]
      },
      found: [{old_cents: 11n, unit_cents: 10n}]
    },
    {
      given: {
        "marts.cancellations": [{cancellation_id: "X@1", group_id: "X@1", booked_cents: 10}],
        "marts.rebookings": [
          {...rebooking, allocated_cents: 5},
          {...rebooking, cancellation_id: "W@1", group_id: "W@1", allocated_cents: 0}
        ],
        "marts.rebooking_groups": [{group_id: "W@1", old_cents: null, rebooked_cents: 0}]
      },
      found: [{group_id: "W@1"}]
    },
    {
      given: {
        "marts.cancellations": [{cancellation_id: "X@1", group_id: "X@1", booked_cents: 10}],
        "marts.rebooking_groups": [{group_id: "X@1", old_cents: 10, rebooked_cents: 5}]
      },
      found: [{group_id: "X@1", link_cents: null}]
    }
  ],
  deliveries_stay_within: [
    {
      given: {
        ...tell({
          id: "X",
          signed: "2020-01-01",
          lines: [{amount: 100, start: "2020-01-01", cut: "2020-02-01"}]
        }),
        "marts.cancelled_units": [
          {cancellation_id: "X@2020-02-01", delivered_cents: 101, booked_cents: 100, kept_cents: 0}
        ]
      },
      found: [{delivered_cents: 101n, booked_cents: 100n}]
    },
    {
      given: {
        ...tell({
          id: "X",
          signed: "2020-01-01",
          lines: [{amount: 0, start: "2020-01-01", cut: "2020-02-01"}]
        }),
        "marts.cancelled_units": [
          {cancellation_id: "X@2020-02-01", delivered_cents: 1, booked_cents: 0, kept_cents: 0}
        ]
      },
      found: [{delivered_cents: 1n}]
    }
  ],
  losses_add_up: [
    {given: {"marts.cancellations": [loss]}, found: []},
    ...[
      "loss_booked_cents",
      "loss_company_cents",
      "loss_horizon_cents",
      "extension_cents",
      "loss_parc_cents"
    ].map((column) => ({
      given: {"marts.cancellations": [{...loss, [column]: 1}]},
      found: [{cancellation_id: "X@1", booked_cents: 100n}]
    }))
  ],
  counterfactuals_add_up: [
    {given: splitWith({}), found: []},
    {given: splitWith({is_scope_imputed: false}), found: [{cancellation_id: "X@1"}]},
    {
      given: {"marts.cancellations": [loss], "marts.loss_counterfactuals": []},
      found: [{cancellation_id: "X@1"}]
    },
    ...(
      [
        "unavoidable_low_cents",
        "unavoidable_high_cents",
        "mo_gap_low_cents",
        "mo_gap_high_cents",
        "mo_gap_horizon_low_cents",
        "mo_gap_horizon_high_cents"
      ] as const
    ).map((column) => ({
      given: splitWith({[column]: split[column] + 1}),
      found: [{cancellation_id: "X@1", loss_company_cents: 60n}]
    })),
    {given: splitWith({mo_preserved_low_cents: 81}), found: [{cancellation_id: "X@1"}]}
  ],
  orders_are_bridged: [
    {
      given: {
        "marts.cancelled_units": [{cancellation_id: "X@1", booked_cents: 10, parc_cents: 10}],
        "marts.booked_orders": [{order_id: "Y", booked_cents: 5, parc_cents: 5}],
        "marts.order_bridge": [
          {...bridge, side: "cancelled", unit_id: "X@1", kind: "transferred", ca_cents: 4, parc_cents: 4},
          {...bridge, side: "cancelled", unit_id: "X@1", kind: "churn", ca_cents: 6, parc_cents: 5},
          {...bridge, side: "signed", unit_id: "Y", kind: "transferred", ca_cents: 5, parc_cents: 5},
          {...bridge, side: "signed", unit_id: "Z", kind: "new", ca_cents: 0, parc_cents: 0}
        ]
      },
      found: [
        {side: "cancelled", id: "X@1", before_parc_cents: 10n, parc_cents: 9n},
        {side: "signed", id: "Z", before_ca_cents: null, ca_cents: 0n},
        {side: "transferred", id: "C1", before_ca_cents: 4n, ca_cents: 5n}
      ]
    }
  ],
  reconciliations_add_up: [
    {
      given: {
        ...tell(...LR1),
        "staging.invoices": [{invoice_line_id: "E1", order_id: "X", amount_cents: 5}],
        "staging.accounting_entries": [{is_revenue: true, amount_cents: 7}, {amount_cents: 9}],
        "marts.order_reconciliations": [{reconciliation_id: "X", booked_cents: 200000, billed_cents: 4}],
        "marts.ledger_reconciliations": [{document_id: "F", billed_cents: 3, ledger_cents: 6}]
      },
      found: [
        {side: "orders", told_cents: 210000n, compared_cents: 200000n},
        {side: "billing, with orders", told_cents: 5n, compared_cents: 4n},
        {side: "billing, with ledgers", told_cents: 5n, compared_cents: 3n},
        {side: "ledgers", told_cents: 7n, compared_cents: 6n}
      ]
    }
  ],
  money_agrees: [
    {
      given: {
        "sources.atropos_commandes": [
          {order_id: "A", line_no: 1, amount_cents: 90, extracted_date: "2020-01-31", source_file_id: "f1"},
          {order_id: "A", line_no: 1, amount_cents: 100, extracted_date: "2020-02-29", source_file_id: "f2"}
        ],
        "staging.order_lines": [{system: "atropos_commandes", order_id: "A", line_no: 1, amount_cents: 99}],
        "marts.booked_orders": [{order_id: "A", booked_cents: 98}]
      },
      found: [
        {step: "exports to lines", before_cents: 100n, after_cents: 99n},
        {step: "lines to orders", before_cents: 99n, after_cents: 98n},
        {step: "orders to cancelled and live", before_cents: 98n, after_cents: 99n}
      ]
    }
  ],
  outcomes_are_complete: [
    {
      given: {
        "marts.case_outcomes": [
          {
            case_id: "K1",
            outcome: "prechurn_lost",
            kept_ca_cents: 11,
            at_risk_ca_cents: 10,
            kept_parc_cents: 0,
            at_risk_parc_cents: 0
          }
        ],
        "marts.save_rates": []
      },
      found: [
        {problem: "cases missing from the channels"},
        {problem: "outcomes that have no name"},
        {problem: "more kept than at risk"}
      ]
    },
    {
      given: {
        "marts.save_rates": [
          {
            ...wholeChannel,
            cases: 0,
            mature_cases: 1,
            saved_cases: 1,
            saved_partial_cases: 1,
            lost_cases: 0,
            ghost_cases: 0,
            kept_cases: 2
          }
        ]
      },
      found: [{problem: "more settled than mature"}]
    },
    {
      given: {
        "marts.save_rates": [
          {
            ...wholeChannel,
            cases: 0,
            mature_cases: 3,
            saved_cases: 1,
            saved_partial_cases: 1,
            lost_cases: 1,
            ghost_cases: 1,
            kept_cases: 2
          }
        ]
      },
      found: [{problem: "more settled than mature"}]
    }
  ],
  reasons_add_up: [
    {
      given: {
        "marts.case_outcomes": [outcome],
        "marts.reason_counts": [
          {...counted, counting: "primary", at_risk_ca_cents: 9},
          {...counted, counting: "fractional"},
          {...counted, counting: "mention", case_parts: 5040, at_risk_ca_cents: 20}
        ]
      },
      found: [{table_name: "reason_counts", counting: "primary", case_parts: 0n, at_risk_ca_cents: -1n}]
    },
    {
      given: {
        "marts.case_outcomes": [outcome],
        "marts.reason_counts": [{...counted, counting: "fractional", case_parts: 2519}],
        "marts.reason_cuts": [
          {...counted, counting: "primary", cut: "seller"},
          {...counted, counting: "mention", cut: "seller", case_parts: 5040}
        ]
      },
      found: [{table_name: "reason_counts", cut: "", counting: "fractional", case_parts: -1n}]
    },
    {
      given: {
        "marts.case_outcomes": [outcome],
        "marts.reason_cuts": [
          {...counted, counting: "primary", cut: "seller"},
          {...counted, counting: "primary", cut: "competitor", lost_ca_cents: 4}
        ]
      },
      found: [{table_name: "reason_cuts", cut: "competitor", lost_ca_cents: 1n}]
    }
  ],
  loss_changes_add_up: [
    {
      given: {
        "marts.loss_changes": [
          {...change, cut: "motive"},
          {...change, cut: "channel", mix: 0.5}
        ]
      },
      found: [{cut: "channel", rate_rest: 0.5, amount_rest: 0}]
    },
    {
      given: {"marts.loss_changes": [{...change, cut: "brand", value_amount: 30}]},
      found: [{cut: "brand", rate_rest: 0, amount_rest: 5}]
    }
  ],
  credit_notes_are_negative: [
    {
      given: {
        "staging.invoices": [
          {invoice_line_id: "E1", kind: "credit_note", amount_cents: 1},
          {invoice_line_id: "E2", kind: "credit_note", amount_cents: -1},
          {invoice_line_id: "E3", kind: "invoice", amount_cents: 1},
          {invoice_line_id: "E4", kind: "credit_note", amount_cents: 0}
        ]
      },
      found: [{invoice_line_id: "E1"}]
    }
  ],
  lines_have_orders: [
    {
      given: {
        "staging.orders": [{order_id: "A"}],
        "staging.order_lines": [
          {order_id: "A", line_no: 1},
          {order_id: "B", line_no: 2}
        ]
      },
      found: [{order_id: "B", line_no: 2}]
    }
  ],
  link_classes_are_known: [
    {
      given: {"marts.rebookings": [rebooking, {...rebooking, rebooked_order_id: "Z", class: "D"}]},
      found: [{class: "D"}]
    }
  ]
};

const names = readdirSync(join(SHIPPED.pipeline, "checks")).map((file) => file.replace(".sql", ""));

describe.each(names)("checks.%s", (name) => {
  it("finds nothing where all is well, nor where there is nothing", async () => {
    expect(await runModel(`checks.${name}`, sound)).toEqual([]);
    expect(await runModel(`checks.${name}`, {})).toEqual([]);
  });

  it("finds what is wrong", async () => {
    const stories = BROKEN[name] ?? [];
    expect(stories, "every check has a story in which it finds something").not.toEqual([]);
    for (const {given, found} of stories) {
      const rows = await runModel(`checks.${name}`, given);
      expect(sorted(rows)).toMatchObject(sorted(found));
      expect(rows).toHaveLength(found.length);
    }
  });
});

/** Checks promise no order. */
function sorted<T extends object>(rows: T[]): T[] {
  const first = (row: T): string => String(Object.values(row)[0]);
  return [...rows].sort((a, b) => (first(a) < first(b) ? -1 : 1));
}
