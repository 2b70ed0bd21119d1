import {isoDate, LAST_DAY, workday, type Day} from "./days.ts";
import {deliveredCents} from "./money.ts";
import {isKnown, isKnownCut, type Line, type Order} from "./orders.ts";
import type {Random} from "./random.ts";
import {GESTURE_RATE} from "./rates.ts";
import type {Story} from "./story.ts";

/** One line of an invoice or of a credit note; credits are negative. */
export interface Entry {
  id: string;
  date: Day;
  customerId: string;
  orderId: string;
  lineNumber: number;
  kind: "Facture" | "Avoir";
  document: string;
  credits: string;
  cents: number;
  start: Day;
  end: Day | null;
}

type Draft = Omit<Entry, "id" | "customerId" | "orderId" | "lineNumber">;

/** What accounting writes for a story: each line billed when it starts, credited when it is cut. */
export function accountFor(random: Random, story: Story): Entry[] {
  const entries = story.orders.filter(isKnown).flatMap((order) => {
    const creditDay = workday((order.cancellation?.recorded.day ?? 0) + random.int(0, 5));
    return order.lines.flatMap((line) => accountForLine(random, order, line, creditDay));
  });
  const customer = String(story.customer.index + 1).padStart(7, "0");
  entries.sort((one, other) => one.date - other.date);
  return entries.map((entry, position) => ({
    ...entry,
    id: `E${customer}${String(position + 1).padStart(3, "0")}`
  }));
}

/** The invoices of an order, one a line; null when a line is not billed, or something of it was given back. */
export function invoicesOf(order: Order, entries: readonly Entry[]): Entry[] | null {
  const own = entries.filter(({orderId}) => orderId === order.id);
  return own.length === order.lines.length && own.every(({kind}) => kind === "Facture") ? own : null;
}

function accountForLine(random: Random, order: Order, line: Line, creditDay: Day): Omit<Entry, "id">[] {
  const invoice = invoiceOf(order, line);
  const credit = isKnownCut(order) && line.isCut ? creditOf(order, line, invoice, creditDay) : null;
  const gesture =
    credit === null && random.chance(GESTURE_RATE) ? gestureOf(random, order, line, invoice) : null;
  return [invoice, credit, gesture]
    .filter((entry) => entry !== null)
    .filter((entry) => entry.date <= LAST_DAY)
    .map((entry) => ({...entry, customerId: order.customerId, orderId: order.id, lineNumber: line.number}));
}

function invoiceOf(order: Order, line: Line): Draft | null {
  const date = Math.max(line.start, order.recorded.day);
  // A line cut before it begins is never billed.
  const isStopped = line.isCut && order.cancellation !== null && order.cancellation.recorded.day < date;
  if (isStopped || date > LAST_DAY) return null;
  const {start, end, cents} = line;
  return {date, kind: "Facture", document: documentNumber("F", order, line), credits: "", cents, start, end};
}

function creditOf(order: Order, line: Line, invoice: Draft | null, date: Day): Draft | null {
  if (!invoice || !order.cancellation) return null;
  const cut = order.cancellation.effective;
  const kept = order.cancellation.isProrated ? deliveredBy(line, cut) : 0;
  const cents = kept - line.cents;
  if (cents === 0) return null;
  return {
    date: Math.max(date, invoice.date),
    kind: "Avoir",
    document: documentNumber("A", order, line),
    credits: invoice.document,
    cents,
    start: kept > 0 ? cut : line.start,
    end: line.end
  };
}

/** Some euros given back to a customer who keeps the order. */
function gestureOf(random: Random, order: Order, line: Line, invoice: Draft | null): Draft | null {
  if (!invoice) return null;
  const {start, end} = line;
  const cents = -Math.round(line.cents * random.between(0.05, 0.15));
  const document = `${documentNumber("G", order, line)}-${line.number}`;
  return {
    date: workday(invoice.date + random.int(20, 150)),
    kind: "Avoir",
    document,
    credits: invoice.document,
    cents,
    start,
    end
  };
}

/** What of a line is delivered before it is cut on a day, in cents. */
export function deliveredBy(line: Line, cut: Day): number {
  if (line.end === null) return line.start < cut ? line.cents : 0;
  return deliveredCents(line.cents, line.start, line.end, cut);
}

/** Lines that begin on the same day stand on the same document; the start makes the number unique. */
export function documentNumber(letter: "F" | "A" | "G", order: Order, line: Line): string {
  const month = isoDate(line.start).slice(2, 7).replace("-", "");
  return `${letter}${order.id.slice(2)}-${month}`;
}
