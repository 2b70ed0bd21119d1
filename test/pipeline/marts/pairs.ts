// Units and orders that are linked by the scores of their pairs, told in few words, as rows of marts.
import type {Given} from "../../support/models.ts";

export interface Pair {
  x: string;
  y: string;
  score: number;
  isGiven?: boolean;
  gap?: number;
}

/** What is known of a unit or an order, by name. */
export interface Sides {
  units?: Record<string, {cents?: number; cut?: string}>;
  orders?: Record<string, {cents?: number; signed?: string}>;
}

/** Numbers that follow the names, from 1. */
export function numbersOf(names: Iterable<string>): Map<string, number> {
  return new Map([...new Set(names)].sort().map((name, index) => [name, index + 1]));
}

/** Rows of the scored pairs, of the given ones, and of both sides. */
export function tellPairs(pairs: Pair[], {units = {}, orders = {}}: Sides = {}): Given {
  const unitNumbers = numbersOf([...pairs.map(({x}) => x), ...Object.keys(units)]);
  const orderNumbers = numbersOf([...pairs.map(({y}) => y), ...Object.keys(orders)]);
  const rows = pairs.map(({x, y, score, gap = 0, isGiven = false}) => ({
    unit_no: unitNumbers.get(x) ?? 0,
    order_no: orderNumbers.get(y) ?? 0,
    score,
    gap_days: gap,
    is_given: isGiven
  }));
  return {
    "marts.linkage_units": [...unitNumbers].map(([name, number]) => ({
      unit_no: number,
      cancellation_id: name,
      booked_cents: units[name]?.cents ?? 1000,
      cancel_date: units[name]?.cut ?? "2020-07-01"
    })),
    "marts.linkage_orders": [...orderNumbers].map(([name, number]) => ({
      order_no: number,
      order_id: name,
      booked_cents: orders[name]?.cents ?? 1000,
      signed_date: orders[name]?.signed ?? "2020-07-01"
    })),
    "marts.rebooking_scores": rows,
    "marts.given_rebookings": rows
      .filter((row) => row.is_given)
      .map(({unit_no, order_no}) => ({unit_no, order_no, is_corrected: false}))
  };
}
