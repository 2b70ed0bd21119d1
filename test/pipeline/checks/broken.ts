import {expect} from "vitest";
import type {Given} from "../../support/models.ts";
import {tellRules} from "../marts/ruled.ts";

/** Rows that are not sound, and what a check must find in them. */
export interface BrokenStory {
  given: Given;
  found: object[];
}

const CORRECTION = {
  period: "all",
  booked_cents: 100,
  kept_cents: 10,
  identified_cents: 20,
  declared_cents: 10,
  rebooked_cents: 30,
  raw_loss_cents: 70,
  loss_cents: 60
};

const PAY = {rule: "r", plan: "p", cancellation_id: "X@1", rebooked_order_id: "Y"};
const LINK = {cancellation_id: "X@1", rebooked_order_id: "Y", measure: "CA"};

/** A rebooking of 100 at 30, and what a rule makes of it. */
function attributed(rows: {role?: string; reversal_cents?: number; credit_cents?: number}[]): Given {
  return {
    "marts.rebooking_rules": [{...LINK, rule: "r", is_prorated: false}],
    "marts.attribution_bases": [
      {...LINK, booked_cents: 100, undelivered_cents: 60, kept_cents: 30},
      {...LINK, measure: "VJE"}
    ],
    "marts.attributions": rows.map(({role = "initial", reversal_cents = 0, credit_cents = 0}) => ({
      ...{...LINK, rule: "r", role, reversal_cents, credit_cents},
      cents: reversal_cents + credit_cents
    }))
  };
}

/** What the checks of single entities, and of the corrected amounts, must find. */
export const BROKEN_ENTITIES: Record<string, BrokenStory[]> = {
  corrections_stay_within: [
    {given: {"marts.corrected_rebookings": [CORRECTION]}, found: []},
    ...[{rebooked_cents: 101, loss_cents: -1}, {rebooked_cents: 9, loss_cents: 81}, {loss_cents: 1}].map(
      (more) => ({
        given: {"marts.corrected_rebookings": [{...CORRECTION, ...more}]},
        found: [{period: "all"}]
      })
    ),
    {
      given: {"marts.corrected_rebookings": [{...CORRECTION, raw_loss_cents: 1}]},
      found: [{period: "all", booked_cents: 100n}]
    }
  ],
  attribution_rules_are_sound: [
    {
      given: {"lookups.attribution_rules": tellRules({}, {rule: "half", credit: {initial: 5000}})},
      found: [{source_line: 3, rule: "half"}]
    }
  ],
  attributions_add_up: [
    {rows: [{reversal_cents: -100}, {role: "rebooker", credit_cents: 30}], found: []},
    {rows: [{reversal_cents: -100, credit_cents: 29}], found: [{cents: -71n, lost_cents: -70n}]},
    {
      rows: [
        {reversal_cents: -100, credit_cents: 31},
        {role: "house", credit_cents: -1}
      ],
      found: [{cents: -70n}]
    },
    {rows: [], found: [{cents: null, lost_cents: -70n}]}
  ].map(({rows, found}) => ({given: attributed(rows), found})),
  attribution_bases_add_up: [
    {
      given: {
        "marts.attribution_bases": [
          {...LINK, booked_cents: 60, undelivered_cents: 40, kept_cents: 10},
          {...LINK, rebooked_order_id: "Z", booked_cents: 40, undelivered_cents: 20, kept_cents: 20},
          {...LINK, measure: "parc", booked_cents: 99, undelivered_cents: 99, kept_cents: 30}
        ],
        "marts.cancellations": [
          {
            cancellation_id: "X@1",
            booked_cents: 100,
            delivered_cents: 40,
            rebooked_cents: 30,
            parc_before_cents: 100,
            parc_after_cents: 30
          }
        ]
      },
      found: [{measure: "parc", booked_cents: 99n}]
    }
  ],
  premium_plans_are_sound: [
    {
      given: {
        "lookups.premium_plans": [
          {plan: "a", valid_from: "2020-01-01", ca_rate_bp: 400, source_line: 2},
          {plan: "a", valid_from: "2021-01-01", parc_rate_bp: 400, source_line: 3},
          {plan: "b", valid_from: "2020-01-01", source_line: 4},
          {plan: "c", valid_from: "2020-01-01", ca_rate_bp: 400, cap_kept_bp: -1, source_line: 5},
          {plan: "d", ca_rate_bp: 400, source_line: 6},
          {plan: "e", valid_from: "2020-01-01", valid_to: "2020-01-01", ca_rate_bp: 400, source_line: 7}
        ]
      },
      found: ["same plan as line 2", "pays nothing", "below zero", "incomplete", "ends before"].map(
        (issue, index) => ({
          source_line: index + 3,
          issue: expect.stringContaining(issue) as string
        })
      )
    }
  ],
  simulated_premiums_add_up: [
    {
      given: {
        "marts.simulated_earnings": [1, 2, 3, 4].map((no) => ({...PAY, role: `r${no}`, earned_cents: 100})),
        "marts.simulated_premiums": [
          {...PAY, role: "r1", earned_cents: 60, clawed_back_cents: -60},
          {...PAY, role: "r2", earned_cents: 101, clawed_back_cents: 0},
          {...PAY, role: "r3", earned_cents: -1, clawed_back_cents: 0},
          {...PAY, role: "r4", earned_cents: 60, clawed_back_cents: -61}
        ]
      },
      found: [{role: "r2"}, {role: "r3"}, {role: "r4"}]
    }
  ],
  settled_units_have_bands: [
    {
      given: {
        "marts.cancellations": ["A", "B", "C", "D"].map((id) => ({
          cancellation_id: id,
          is_mature: id !== "D",
          is_explicit_partial: false,
          booked_cents: 100
        })),
        "marts.rebookable_units": [
          {cancellation_id: "A", is_declared: true},
          {cancellation_id: "B", is_declared: false}
        ],
        "marts.audit_candidates": []
      },
      found: [{cancellation_id: "B"}, {cancellation_id: "C"}]
    }
  ],
  alerts_make_sense: [
    {
      given: {
        "staging.alerts": [
          {alert_id: "1", kind: "nps", score: 10, score_scale: 10},
          {alert_id: "2", kind: "nps", score: 11, score_scale: 10},
          {alert_id: "3", kind: "panic"}
        ]
      },
      found: [{alert_id: "2"}, {alert_id: "3"}]
    }
  ],
  crosswalk_is_plain: [
    {
      given: {
        "lookups.customer_crosswalk": [
          {system: "zuora", customer_id: "A1", canonical_customer_id: "C1", date: "2021-01-01"},
          {system: "zuora", customer_id: "A1", canonical_customer_id: "C1", date: "2021-02-01"},
          {system: "gocardless", customer_id: "B1", canonical_customer_id: "C2", date: "2021-01-01"},
          {system: "company", customer_id: "C2", canonical_customer_id: "C3", date: "2021-01-01"}
        ]
      },
      found: [
        {system: "gocardless", customer_id: "B1", canonical_customer_id: "C2"},
        {system: "zuora", customer_id: "A1", canonical_customer_id: "C1"}
      ]
    }
  ],
  motives_are_plain: [
    {
      given: {
        "lookups.motive_families": [{motive: "price", family: "price"}],
        "lookups.motives": [
          {system: "crm", label: "Prix", motive: "price", valid_from: "2020-01-01", source_line: 2},
          {system: "crm", label: "PRIX", motive: null, valid_from: "2020-01-01", source_line: 3},
          {system: "crm", label: "Prix", motive: null, valid_from: "2021-01-01", source_line: 4},
          {
            system: "crm",
            brand: "Marly",
            label: "Prix",
            motive: "bug",
            valid_from: "2020-01-01",
            source_line: 5
          },
          {system: "crm", label: "Tarif", motive: "price", valid_from: null, source_line: 6}
        ]
      },
      found: [
        {source_line: 2, problem: "label with two motives"},
        {source_line: 3, problem: "label with two motives"},
        {source_line: 5, problem: "motive without a family"},
        {source_line: 6, problem: "label without a day"}
      ]
    }
  ],
  ledgers_are_given_once: [
    {
      given: {
        "meta.files": [
          {file_id: "f1", name: "123456789FEC20211231.txt"},
          {file_id: "f2", name: "123456789fec20211231 (1).txt"},
          {file_id: "f3", name: "123456789FEC20221231.txt"}
        ],
        "staging.accounting_entries": [
          {source_file_id: "f1", source_line: 2},
          {source_file_id: "f2", source_line: 2},
          {source_file_id: "f3", source_line: 2}
        ]
      },
      found: [{ledger: "123456789FEC20211231"}]
    }
  ],
  ledgers_balance: [
    {
      given: {
        "entities.accounting_entries": [
          {source_file_id: "f1", journal_code: "VE", entry_no: "1", debit_cents: 100, credit_cents: 0},
          {source_file_id: "f1", journal_code: "VE", entry_no: "1", debit_cents: 0, credit_cents: 100},
          {source_file_id: "f1", journal_code: "VE", entry_no: "2", debit_cents: 100, credit_cents: 0},
          {source_file_id: "f1", journal_code: "VE", entry_no: "2", debit_cents: 0, credit_cents: 99},
          {source_file_id: "f1", journal_code: "VE", entry_no: "3"}
        ]
      },
      found: [
        {entry_no: "2", debit_cents: 100n, credit_cents: 99n},
        {entry_no: "3", lines_without_amount: 1n}
      ]
    }
  ],
  chains_telescope: [
    {
      given: {
        "marts.rebooking_chains": [
          {chain_id: "A@1", first_cents: 100, last_cents: 30, loss_cents: 90, excess_cents: 20},
          {chain_id: "B@1", first_cents: 100, last_cents: 30, loss_cents: 90, excess_cents: 21}
        ]
      },
      found: [{chain_id: "B@1"}]
    }
  ],
  // C replaces A, and is cancelled in its turn: once told as a chain of its own, once as the name of the whole.
  chains_begin_once: ["C@1", "A@1"].map((first) => ({
    given: {
      "marts.cancellations": [
        {cancellation_id: "A@1", order_id: "A", group_id: "A@1", chain_id: first === "A@1" ? "C@1" : "A@1"},
        {cancellation_id: "C@1", order_id: "C", chain_id: "C@1"},
        {cancellation_id: "D@1", order_id: "D", chain_id: "D@1"}
      ],
      "marts.rebookings": [{cancellation_id: "A@1", rebooked_order_id: "C", group_id: "A@1"}]
    },
    found: (first === "A@1" ? ["A@1", "C@1"] : ["C@1"]).map((group_id) => ({group_id}))
  })),
  tasks_end_after_they_begin: [
    {
      given: {
        "staging.tasks": [
          {task_id: "1", created_date: "2021-04-11", completed_date: "2021-04-10"},
          {task_id: "2", created_date: "2021-04-11", completed_date: "2021-04-11"}
        ]
      },
      found: [{task_id: "1"}]
    }
  ]
};
