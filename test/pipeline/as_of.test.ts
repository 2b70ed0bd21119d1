// What holds of the pipeline as a whole: nothing that was not known counts, and the order of rows does not matter.
import {describe, expect, it} from "vitest";
import {type Given, runModel} from "../support/models.ts";

const order = {system: "atropos", customer_id: "C1", source_file_id: "june", extracted_date: "2020-06-30"};
const line = {
  system: "atropos",
  line_no: 1,
  family: "Site",
  is_recurring: true,
  source_file_id: "june",
  extracted_date: "2020-06-30"
};

/** What the exports of June told: three customers, two cancellations, one of them rebooked twice. */
const june: Given = {
  "entities.orders": [
    {
      ...order,
      order_id: "A",
      signed_date: "2020-01-10",
      seller_id: "V1",
      channel_label: "Terrain",
      source_line: 1
    },
    {
      ...order,
      order_id: "B",
      signed_date: "2020-05-20",
      seller_id: "V9",
      channel_label: "Rétention",
      source_line: 2
    },
    {
      ...order,
      order_id: "C",
      signed_date: "2020-05-20",
      seller_id: "V9",
      channel_label: "Rétention",
      source_line: 3
    },
    {...order, order_id: "D", customer_id: "C2", signed_date: "2020-02-01", source_line: 4},
    {...order, order_id: "E", customer_id: "C3", signed_date: "2020-03-01", source_line: 5}
  ],
  "entities.order_lines": [
    {
      ...line,
      order_id: "A",
      amount_cents: 90000,
      term_start_date: "2020-02-01",
      term_end_date: "2021-02-01",
      cut_date: "2020-05-20",
      source_line: 1
    },
    {
      ...line,
      order_id: "B",
      amount_cents: 30000,
      term_start_date: "2020-06-02",
      term_end_date: "2021-06-02",
      source_line: 2
    },
    {
      ...line,
      order_id: "C",
      amount_cents: 30000,
      term_start_date: "2020-05-20",
      term_end_date: "2021-05-20",
      source_line: 3
    },
    {
      ...line,
      order_id: "D",
      amount_cents: 50000,
      term_start_date: "2020-02-01",
      term_end_date: "2021-02-01",
      source_line: 4
    },
    {
      ...line,
      order_id: "E",
      amount_cents: 70000,
      term_start_date: "2020-03-01",
      term_end_date: "2021-03-01",
      cut_date: "2020-06-15",
      source_line: 5
    }
  ],
  "entities.cases": [
    {
      system: "salesforce_cases",
      case_id: "K1",
      customer_id: "C1",
      order_id: "A",
      opened_at: "2020-05-10 08:00:00+00",
      source_file_id: "cases",
      source_line: 1
    }
  ],
  "entities.invoices": [
    {
      invoice_line_id: "E1",
      order_id: "A",
      invoice_date: "2020-02-15",
      amount_cents: 20000,
      kind_label: "Facture"
    }
  ]
};

/** What was told later: versions, cancellations, orders, closings and credit notes that nobody knew in June. */
const later: Given = {
  "entities.orders": [
    {
      ...order,
      order_id: "D",
      customer_id: "C2",
      signed_date: "2020-02-01",
      status_label: "Annulée",
      source_file_id: "july",
      extracted_date: "2020-07-31"
    },
    {...order, order_id: "F", signed_date: "2020-06-30", recorded_at: "2020-06-30 22:00:00+00"}
  ],
  "entities.order_lines": [
    {
      ...line,
      order_id: "D",
      amount_cents: 1,
      term_start_date: "2020-02-01",
      term_end_date: "2021-02-01",
      cut_date: "2020-06-01",
      source_file_id: "july",
      extracted_date: "2020-07-31"
    },
    {
      ...line,
      order_id: "F",
      amount_cents: 90000,
      term_start_date: "2020-06-30",
      term_end_date: "2021-06-30",
      recorded_at: "2020-06-30 22:00:00+00"
    }
  ],
  "entities.invoices": [
    {
      invoice_line_id: "E1",
      order_id: "A",
      amount_cents: 1,
      kind_label: "Facture",
      extracted_date: "2020-07-31"
    },
    {
      invoice_line_id: "E2",
      order_id: "A",
      amount_cents: -20000,
      kind_label: "Avoir",
      recorded_at: "2020-07-01 08:00:00+00"
    }
  ],
  "entities.cases": [
    {
      system: "salesforce_cases",
      case_id: "K2",
      customer_id: "C2",
      opened_at: "2020-07-01 08:00:00+00",
      source_file_id: "cases",
      source_line: 2
    }
  ]
};

const results = [
  "marts.rebookings",
  "marts.cancellations",
  "marts.case_outcomes",
  "marts.save_rates",
  "marts.case_incidences",
  "marts.first_responses",
  "reports.movement_months",
  "reports.story_events"
];

async function tell(given: Given) {
  const told: Record<string, unknown> = {};
  for (const name of results) told[name] = await runModel(name, given, {asOf: "2020-06-30"});
  return told;
}

function merge(one: Given, two: Given, arrange: <T>(rows: T[]) => T[]): Given {
  return Object.fromEntries(
    Object.keys(one).map((table) => [table, arrange([...(one[table] ?? []), ...(two[table] ?? [])])])
  );
}

describe("the pipeline", () => {
  it("tells a story on 30 June, whatever is told later and in whatever order", async () => {
    const known = await tell(june);
    expect(known["marts.rebookings"]).toHaveLength(2);
    expect(known["marts.cancellations"]).toMatchObject([
      {kept_cents: 20000n},
      {order_id: "E", type: "unlinked"}
    ]);
    expect(await tell(merge(june, later, (rows) => rows.reverse()))).toEqual(known);
  });

  it("tells another one once it knows more", async () => {
    const rows = await runModel(
      "marts.cancellations",
      merge(june, later, (all) => all),
      {asOf: "2020-07-31"}
    );
    expect(rows.map(({order_id, kept_cents}) => [order_id, kept_cents])).toEqual([
      ["A", 0n],
      ["D", 0n],
      ["E", 0n]
    ]);
  });
});
