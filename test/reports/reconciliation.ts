import type {
  ReconciliationItem,
  ReconciliationTotal,
  UntoldCancellation
} from "../../reports/components/results.ts";

const monthBefore = (months: number): Date => new Date(Date.UTC(2026, 4 - months));

interface Reconciliation {
  reconciliation_totals: ReconciliationTotal[];
  reconciliation_items: ReconciliationItem[];
  untold_cancellations: UntoldCancellation[];
}

/** What a reconciliation publishes; nothing at all where billing is not delivered. */
export function makeReconciliation(isDelivered: boolean): Reconciliation {
  const items: ReconciliationItem[] = Array.from({length: 30}, (_, index) => ({
    comparison: "orders_billing",
    item_id: `A${2000 + index}`,
    status: index % 9 === 0 ? "only_billing" : "amount_differs",
    customer_id: `C${index}`,
    customer_name: index % 7 === 0 ? null : `Garage ${index}`,
    is_cancelled: index % 2 === 0,
    event_date: monthBefore(index),
    first_cents: 10_000 * index,
    expected_low_cents: 5_000 * index,
    expected_high_cents: 5_000 * index,
    second_cents: 0,
    difference_cents: -5_000 * index,
    days_apart: null,
    first_file_name: "atropos_commandes_2026-05-31.csv",
    first_line: 100 + index,
    second_file_name: index % 2 === 0 ? "qualiatic_ecritures_2026-05-31.csv" : null,
    second_line: index % 2 === 0 ? 7 : null
  }));
  const total = {above_cents: 0, below_cents: 0};
  const totals: ReconciliationTotal[] = [
    {
      comparison: "orders_billing",
      status: "agrees",
      items: 90,
      first_cents: 9_000,
      second_cents: 9_000,
      ...total
    },
    {
      comparison: "orders_billing",
      status: "amount_differs",
      items: 30,
      first_cents: 4_350_000,
      second_cents: 0,
      above_cents: 0,
      below_cents: -2_175_000
    },
    {
      comparison: "billing_ledger",
      status: "agrees",
      items: 80,
      first_cents: 8_000,
      second_cents: 8_000,
      ...total
    },
    {
      comparison: "billing_ledger",
      status: "not_covered",
      items: 10,
      first_cents: 1_000,
      second_cents: 0,
      ...total
    }
  ];
  const untold: UntoldCancellation = {
    order_id: "A7",
    customer_id: "C7",
    customer_name: "Garage 7",
    is_known_order: true,
    status_label: "Validée",
    seller: null,
    channel: "telesales",
    from_date: monthBefore(3),
    credit_date: monthBefore(2),
    documents: "AV7",
    booked_cents: 123_456,
    credited_cents: 123_456,
    ledger_cents: null,
    file_name: "qualiatic_ecritures_2026-05-31.csv",
    source_line: 77
  };
  return {
    reconciliation_totals: isDelivered ? totals : [],
    reconciliation_items: isDelivered ? items : [],
    untold_cancellations: isDelivered ? [untold] : []
  };
}
