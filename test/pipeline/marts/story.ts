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

/** The same, where the system tells that the customer asked to drop the second line only. */
export const LR1_ASKED: OrderStory[] = LR1.map((order) => ({
  ...order,
  lines: order.lines.map((line) => (line.family === "Booster" ? {...line, requested: "2020-06-25"} : line))
}));

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

/** docs/methods.md §5.2: six customers in January and February 2021. Every rebooking is declared. */
export const WATERFALL: OrderStory[] = [
  {
    id: "A1",
    customer: "C1",
    signed: "2020-12-01",
    lines: [{amount: 12000, start: "2020-12-01", end: "2022-12-01"}]
  },
  {
    id: "B1",
    customer: "C2",
    signed: "2020-12-01",
    lines: [{amount: 20000, start: "2020-12-01", end: "2021-12-01", cut: "2021-01-15"}]
  },
  {
    id: "B2",
    customer: "C2",
    signed: "2021-01-15",
    replaces: "B1",
    lines: [{amount: 10000, start: "2021-01-15", end: "2022-01-15"}]
  },
  {
    id: "D1",
    customer: "C3",
    signed: "2021-01-10",
    lines: [{amount: 6000, start: "2021-01-10", end: "2022-01-10"}]
  },
  {
    id: "E1",
    customer: "C4",
    signed: "2020-12-01",
    lines: [{amount: 5000, start: "2020-12-01", end: "2021-12-01", cut: "2021-01-29"}]
  },
  {
    id: "E2",
    customer: "C4",
    signed: "2021-01-29",
    replaces: "E1",
    lines: [{amount: 4500, start: "2021-02-05", end: "2022-02-05"}]
  },
  {
    id: "F1",
    customer: "C5",
    signed: "2019-06-01",
    lines: [{amount: 9000, start: "2019-06-01", end: "2020-06-01"}]
  },
  {
    id: "F2",
    customer: "C5",
    signed: "2021-01-20",
    lines: [{amount: 7000, start: "2021-01-20", end: "2022-01-20"}]
  },
  {
    id: "G1",
    customer: "C6",
    signed: "2020-12-01",
    lines: [{amount: 3000, start: "2020-12-01", end: "2021-12-01"}]
  },
  {
    id: "G2",
    customer: "C6",
    signed: "2021-01-05",
    lines: [{amount: 1500, start: "2021-01-05", end: "2022-01-05"}]
  }
];
