import {describe, expect, it} from "vitest";
import vectors from "../../vectors.json" with {type: "json"};
import {type Given, type Row, runModel} from "../../support/models.ts";
import {LR1, LR1_ASKED, type OrderStory, tell, WATERFALL} from "../marts/story.ts";

const named: Given = {
  "staging.customers": [{customer_id: "C1", name: "Salon Rive", systems: ["story"]}],
  "staging.sellers": [{seller_id: "V1", name: "Anne Roux", valid_from: "2020-06-01"}],
  "meta.files": [{file_id: "orders", name: "atropos_commandes_2020-07-31.csv"}]
};

describe("the losses of reports.rebooking_groups", () => {
  it("are split into what was asked for and what was added, by bounds where the request is not known", async () => {
    const billed = {"staging.invoices": [{invoice_line_id: "E1", order_id: "other", amount_cents: 0}]};
    const of = async (orders: OrderStory[]) =>
      runModel("reports.rebooking_groups", {...tell(...orders), ...billed});
    expect(await of(LR1_ASKED)).toMatchObject([
      {
        is_scope_imputed: false,
        unavoidable_low_cents: 93205n,
        unavoidable_high_cents: 93205n,
        mo_gap_low_cents: 100137n,
        mo_gap_high_cents: 100137n,
        avoidable_parc_low_cents: 50000n
      }
    ]);
    expect(await of(LR1)).toMatchObject([
      {is_scope_imputed: true, mo_gap_low_cents: 64891n, mo_gap_high_cents: 100137n}
    ]);
    expect(await runModel("reports.rebooking_groups", tell(...LR1))).toMatchObject([
      {mo_gap_low_cents: null}
    ]);
  });
});

describe("reports.reconciliation_totals", () => {
  it("adds up both comparisons by how they come out", async () => {
    const rows = await runModel("reports.reconciliation_totals", {
      "marts.order_reconciliations": [
        {reconciliation_id: "A", status: "agrees", booked_cents: 5, billed_cents: 5, difference_cents: 0},
        {
          reconciliation_id: "B",
          status: "amount_differs",
          booked_cents: 5,
          billed_cents: 9,
          difference_cents: 4
        },
        {
          reconciliation_id: "C",
          status: "amount_differs",
          booked_cents: 5,
          billed_cents: 2,
          difference_cents: -3
        }
      ],
      "marts.ledger_reconciliations": [
        {document_id: "F", status: "only_ledger", billed_cents: 0, ledger_cents: 7, difference_cents: 7}
      ]
    });
    const none = {above_cents: 0n, below_cents: 0n};
    expect(rows).toEqual([
      {comparison: "orders_billing", status: "agrees", items: 1n, first_cents: 5n, second_cents: 5n, ...none},
      {
        comparison: "orders_billing",
        status: "amount_differs",
        items: 2n,
        first_cents: 10n,
        second_cents: 11n,
        above_cents: 4n,
        below_cents: -3n
      },
      {
        comparison: "billing_ledger",
        status: "only_ledger",
        items: 1n,
        first_cents: 0n,
        second_cents: 7n,
        above_cents: 7n,
        below_cents: 0n
      }
    ]);
  });
});

describe("reports.reconciliation_items", () => {
  it("lists what differs, the largest first, with the lines of both files", async () => {
    const rows = await runModel("reports.reconciliation_items", {
      ...named,
      "marts.order_reconciliations": [
        {reconciliation_id: "A", status: "agrees", difference_cents: 0},
        {reconciliation_id: "B", status: "not_covered", difference_cents: -9},
        {
          reconciliation_id: "C",
          status: "only_orders",
          difference_cents: -3,
          order_file_id: "orders",
          order_line: 4
        },
        {reconciliation_id: "D", status: "amount_differs", difference_cents: 5, customer_id: "C1"}
      ],
      "marts.ledger_reconciliations": [{document_id: "F", status: "date_differs", difference_cents: 0}]
    });
    expect(rows).toMatchObject([
      {item_id: "D", customer_name: "Salon Rive", first_file_name: null},
      {item_id: "C", first_file_name: "atropos_commandes_2020-07-31.csv", first_line: 4n},
      {item_id: "F", comparison: "billing_ledger"}
    ]);
  });
});

describe("reports.untold_cancellations", () => {
  it("names who is involved, and the line of the credit note", async () => {
    const rows = await runModel("reports.untold_cancellations", {
      ...named,
      "marts.untold_cancellations": [
        {
          order_id: "X",
          customer_id: "C1",
          seller_id: "V1",
          credited_cents: 5,
          source_file_id: "orders",
          source_line: 3
        },
        {order_id: "Z", seller_id: "V8", credited_cents: 9}
      ]
    });
    expect(rows).toMatchObject([
      {order_id: "Z", customer_name: null, seller: "V8", file_name: null},
      {order_id: "X", customer_name: "Salon Rive", seller: "Anne Roux", source_line: 3n}
    ]);
  });
});

describe("reports.order_bridge_months", () => {
  const vector = vectors.order_level_bridge;

  it("shows the churn that counting orders would give beside the parc that is gone", async () => {
    const rows = await runModel("reports.order_bridge_months", tell(...WATERFALL));
    const {opening, new: fresh, reactivation, expansion} = vectors.waterfall_strict_jan;
    const january = rows.find(({month}) => month === "2021-01-01");
    expect(january).toMatchObject({
      opening_cents: BigInt(opening),
      cancelled_cents: BigInt(vector.cancelled_parc),
      transferred_cents: BigInt(vector.transferred),
      rebook_contraction_cents: BigInt(vector.rebook_contraction),
      mo_contraction_cents: 0n,
      churn_cents: BigInt(vector.true_churn),
      // The vector tells the growth of the sixth customer without an order.
      signed_cents: BigInt(vector.new_orders_parc + expansion),
      arrived_cents: BigInt(vector.transferred),
      rebook_expansion_cents: 0n,
      renewal_cents: 0n,
      expansion_cents: BigInt(expansion),
      new_cents: BigInt(fresh),
      reactivation_cents: BigInt(reactivation),
      order_churn_rate: vector.cancelled_parc / opening,
      churn_rate: 0
    });
    expect(january?.order_churn_rate).toBe(0.625);
    // Nothing is cancelled or signed in February, which is a month all the same.
    expect(rows.find(({month}) => month === "2021-02-01")).toMatchObject({
      cancelled_cents: 0n,
      signed_cents: 0n,
      order_churn_rate: 0
    });
  });

  it("has both sides made up by their parts, and no rate where nothing is in force", async () => {
    const rows = await runModel("reports.order_bridge_months", tell(...WATERFALL));
    const cents = (row: Row, keys: string[]) =>
      keys.reduce((sum, key) => sum + (row[`${key}_cents`] as bigint), 0n);
    for (const row of rows) {
      expect(cents(row, ["transferred", "rebook_contraction", "mo_contraction", "churn"])).toBe(
        row.cancelled_cents
      );
      expect(cents(row, ["arrived", "rebook_expansion", "renewal", "expansion", "new", "reactivation"])).toBe(
        row.signed_cents
      );
    }
    const bare = rows.find(({opening_cents}) => opening_cents === 0n);
    expect(bare).toMatchObject({order_churn_rate: null, churn_rate: null});
    expect(rows.reduce((sum, row) => sum + (row.signed_cents as bigint), 0n)).toBe(
      WATERFALL.reduce((sum, {lines}) => sum + BigInt(lines[0]?.amount ?? 0), 0n)
    );
    expect(rows.map(({is_mature}) => is_mature)).toEqual(rows.map(({month}) => String(month) < "2022-11-01"));
  });
});
