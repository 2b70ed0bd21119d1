import {describe, expect, it} from "vitest";
import {runModel} from "../../support/models.ts";

describe("reports.worth_acting", () => {
  it("adds up what somebody can still act on, by month, brand and kind", async () => {
    const rows = await runModel("reports.worth_acting", {
      "staging.customers": [{customer_id: "C1", name: "Salon Rive", brand: "Solène"}],
      "marts.order_reconciliations": [
        {...due("O1", "amount_differs", -5000), customer_id: "C1"},
        {...due("O2", "only_orders", -1000), customer_id: "C2"},
        due("O3", "amount_differs", 700),
        due("O4", "agrees", -1)
      ],
      "marts.untold_cancellations": [
        {order_id: "O5", customer_id: "C1", credit_date: "2020-03-09", credited_cents: 900}
      ],
      "marts.obligations": [
        duty("D1", "missing", 300),
        duty("D2", "missing", null),
        duty("D3", "late", 400),
        {...duty("D4", "missing", 500), expected_value: "2020-04-01"}
      ]
    });
    expect(rows.map(({month, brand, kind, items, cents}) => [month, brand, kind, items, cents])).toEqual([
      ["2020-03-01", "Solène", "missed", 1, 300n],
      ["2020-03-01", "Solène", "unbilled", 1, 5000n],
      ["2020-03-01", "Solène", "untold", 1, 900n],
      ["2020-03-01", "unknown", "unbilled", 1, 1000n]
    ]);
  });

  it("tells what cancelling lost on top by rebooking, in the month of its first cut, gains set against it", async () => {
    const rows = await runModel("reports.worth_acting", {
      "marts.rebooking_groups": [{group_id: "A@1", customer_id: "C1"}],
      "marts.cancellation_cuts": [{cancellation_id: "A@1", month: "2020-05-01"}],
      "marts.cancellations": [
        {cancellation_id: "A@1", group_id: "A@1"},
        {cancellation_id: "A@2", group_id: "A@1"},
        {cancellation_id: "B@1"}
      ],
      "marts.loss_counterfactuals": [
        {cancellation_id: "A@1", mo_gap_horizon_low_cents: 800},
        {cancellation_id: "A@2", mo_gap_horizon_low_cents: -300},
        {cancellation_id: "B@1", mo_gap_horizon_low_cents: 9000}
      ]
    });
    expect(rows).toMatchObject([{month: "2020-05-01", kind: "process", items: 1, cents: 500n}]);
  });
});

const due = (reconciliation_id: string, status: string, difference_cents: number) => ({
  ...{reconciliation_id, status, difference_cents},
  ...{customer_id: "C1", event_date: "2020-03-04"}
});

const duty = (obligation_id: string, status: string, at_stake_cents: number | null) => ({
  ...{obligation_id, status, at_stake_cents},
  ...{customer_id: "C1", deadline_date: "2020-03-20"}
});
