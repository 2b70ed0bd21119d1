// The orders of a story, told in few words, as rows of staging.
import type {Given, Row} from "../../support/models.ts";

export interface LineStory {
  /** In cents, like all amounts. */
  amount: number;
  start: string;
  end?: string | null;
  /** Parc in cents a year; the amount of a recurring line unless told otherwise. */
  parc?: number;
  family?: string | null;
  product?: string | null;
  isRecurring?: boolean;
  /** First day no longer served. */
  cut?: string;
  requested?: string;
  recordedAt?: string;
  scope?: "total" | "partial" | "unknown";
  delivered?: string;
}

export interface OrderStory {
  id: string;
  customer?: string;
  signed: string;
  seller?: string | null;
  channel?: string;
  replaces?: string;
  modifies?: string;
  caseId?: string;
  lines: LineStory[];
}

/** Rows of `staging.orders` and `staging.order_lines`. */
export function tell(...orders: OrderStory[]): Given {
  return {"staging.orders": orders.map(orderRow), "staging.order_lines": orders.flatMap(lineRows)};
}

function orderRow({
  id,
  customer = "C1",
  signed,
  seller = null,
  channel = "unknown",
  ...more
}: OrderStory): Row {
  return {
    system: "story",
    order_id: id,
    customer_id: customer,
    signed_date: signed,
    seller_id: seller,
    channel,
    replaces_order_id: more.replaces ?? null,
    modifies_order_id: more.modifies ?? null,
    case_id: more.caseId ?? null,
    source_file_id: "orders",
    source_line: 1
  };
}

function lineRows({id, lines}: OrderStory): Row[] {
  return lines.map(({amount, start, end = null, isRecurring = end !== null, ...more}, index) => ({
    system: "story",
    order_id: id,
    line_no: index + 1,
    family: more.family === undefined ? "Site" : more.family,
    product: more.product ?? null,
    amount_cents: amount,
    parc_cents: more.parc ?? (isRecurring ? amount : 0),
    term_start_date: start,
    term_end_date: end,
    is_recurring: isRecurring,
    delivered_date: more.delivered ?? null,
    cut_date: more.cut ?? null,
    cancel_requested_date: more.requested ?? null,
    cancel_recorded_at: more.recordedAt ?? null,
    cancel_scope: more.cut === undefined ? null : (more.scope ?? "total"),
    source_file_id: "orders",
    source_line: index + 1
  }));
}

/** docs/methods.md §5.1: 2 000 for a year in two lines, cancelled whole in July, rebooked for 100 by the retention desk. */
export const LR1: OrderStory[] = [
  {
    id: "X",
    signed: "2020-01-15",
    seller: "V1",
    channel: "telesales",
    lines: [
      {amount: 60000, start: "2020-02-01", end: "2021-02-01", family: "Site", cut: "2020-07-01"},
      {amount: 140000, start: "2020-03-01", end: "2021-03-01", family: "Booster", cut: "2020-07-01"}
    ]
  },
  {
    id: "Y",
    signed: "2020-07-01",
    seller: "V9",
    channel: "retention",
    lines: [{amount: 10000, start: "2020-07-01", end: "2021-07-01", family: "Site"}]
  }
];

/** Rebooked at the same price: 1 200 for 2021, cancelled at mid-term, rebooked at the same price for a year from then. */
export const LR3: OrderStory[] = [
  {
    id: "X",
    signed: "2020-12-15",
    seller: "V1",
    channel: "telesales",
    lines: [{amount: 120000, start: "2021-01-01", end: "2022-01-01", cut: "2021-07-01"}]
  },
  {
    id: "Y",
    signed: "2021-07-01",
    seller: "V9",
    channel: "retention",
    lines: [{amount: 120000, start: "2021-07-01", end: "2022-07-01"}]
  }
];
