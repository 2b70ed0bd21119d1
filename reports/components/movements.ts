import {type Filters, monthsOf} from "./filters.js";
import type {MovementKind, MovementMonth, View} from "./results.js";

/** The movements in the order of the bridge: what is there, what comes, what goes, what is left. */
export const KINDS: MovementKind[] = [
  "opening",
  "new",
  "expansion",
  "reactivation",
  "contraction",
  "churn",
  "closing"
];

export type Measure = "ca_cents" | "parc_cents" | "customers";

/** Opening to closing over some months. */
export interface Bridge {
  months: Date[];
  opening: number;
  closing: number;
  /** Signed: churn and contraction are below zero. */
  values: Record<MovementKind, number>;
  /** Closing less opening and movements: 0, or the figures contradict each other. */
  balance: number;
}

/** One step of a bridge, between two changes counted from the opening. */
export interface Step {
  kind: MovementKind;
  from: number;
  to: number;
  value: number;
}

/** The months with movements that lie in the period of the filters, oldest first. */
export function monthsWithin(rows: MovementMonth[], filters: Pick<Filters, "from" | "to">): Date[] {
  const months = [...new Set(rows.map((row) => row.month.getTime()))].sort((a, b) => a - b);
  return monthsOf(
    filters,
    months.map((month) => new Date(month))
  );
}

/** Rows of one view, in its own ledger: economic figures bridge a month's end when they can. */
export function ofView(rows: MovementMonth[], view: View): MovementMonth[] {
  const inView = rows.filter((row) => row.view === view);
  const bridged = inView.filter((row) => row.ledger === "bridged");
  return bridged.length > 0 ? bridged : inView;
}

/** Whether a view is told at all: those from whom small sums are kept have the economic one only. */
export function hasView(rows: MovementMonth[], view: View): boolean {
  return rows.some((row) => row.view === view);
}

/** Adds up the movements of a view over months: opening of the first, closing of the last. */
export function bridgeOf(rows: MovementMonth[], view: View, measure: Measure, months: Date[]): Bridge {
  const values = Object.fromEntries(KINDS.map((kind) => [kind, 0])) as Record<MovementKind, number>;
  const times = new Set(months.map(Number));
  const [first, last] = [Math.min(...times), Math.max(...times)];
  for (const row of ofView(rows, view)) {
    const time = row.month.getTime();
    if (!times.has(time)) continue;
    if (row.kind === "opening" ? time !== first : row.kind === "closing" && time !== last) continue;
    values[row.kind] += row[measure];
  }
  const moved = KINDS.slice(1, -1).reduce((sum, kind) => sum + values[kind], 0);
  const {opening, closing} = values;
  return {months, opening, closing, values, balance: closing - opening - moved};
}

/** Steps of a bridge, counted from the opening, so that movements are not dwarfed by what is there. */
export function stepsOf(bridge: Bridge): Step[] {
  let at = 0;
  return KINDS.map((kind) => {
    if (kind === "opening") return {kind, from: 0, to: 0, value: bridge.opening};
    if (kind === "closing")
      return {kind, from: 0, to: bridge.closing - bridge.opening, value: bridge.closing};
    const from = at;
    at += bridge.values[kind];
    return {kind, from, to: at, value: bridge.values[kind]};
  });
}

/** One month with what the table and the sparklines show. */
export interface MonthSummary {
  month: Date;
  customers: number;
  ca_cents: number;
  parc_cents: number;
  /** CA movements as they are in truth. */
  new_cents: number;
  expansion_cents: number;
  /** Null where those who come back are counted as new. */
  reactivation_cents: number | null;
  contraction_cents: number;
  churn_cents: number;
  /** Churn of CA as the systems book it. */
  booked_churn_cents: number | null;
}

/** One row a month, oldest first; what is in force is counted live, without what is in transit. */
export function monthSummaries(rows: MovementMonth[]): MonthSummary[] {
  const live = rows.filter(
    (row) => row.view === "economic" && row.ledger === "strict" && row.kind === "closing"
  );
  const economic = indexOf(ofView(rows, "economic"));
  const booked = indexOf(ofView(rows, "as_booked"));
  const isWhole = hasView(rows, "as_booked");
  return live
    .sort((a, b) => a.month.getTime() - b.month.getTime())
    .map(({month, customers, ca_cents, parc_cents}) => {
      const ca = (kind: MovementKind) => economic.get(keyOf(month, kind))?.ca_cents ?? 0;
      return {
        month,
        customers,
        ca_cents,
        parc_cents,
        new_cents: ca("new"),
        expansion_cents: ca("expansion"),
        reactivation_cents: isWhole ? ca("reactivation") : null,
        contraction_cents: ca("contraction"),
        churn_cents: ca("churn"),
        booked_churn_cents: isWhole ? (booked.get(keyOf(month, "churn"))?.ca_cents ?? 0) : null
      };
    });
}

/** Whether anything has a parc: a shop without subscriptions has none, and its columns say nothing. */
export function hasParc(rows: MovementMonth[]): boolean {
  return rows.some((row) => row.parc_cents !== 0);
}

function indexOf(rows: MovementMonth[]): Map<string, MovementMonth> {
  return new Map(rows.map((row) => [keyOf(row.month, row.kind), row]));
}

function keyOf(month: Date, kind: MovementKind): string {
  return `${month.getTime()} ${kind}`;
}
