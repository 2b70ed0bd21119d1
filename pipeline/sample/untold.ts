// Cancellations that only accounting knows: an order is credited, and nobody cancels it in the order tool.
import {deliveredBy, documentNumber, invoicesOf, type Entry} from "./accounting.ts";
import {LAST_DAY, workday, type Day} from "./days.ts";
import {firstEnd, isKnown, type Order} from "./orders.ts";
import {hasOwnTools} from "./own-tools.ts";
import type {Random} from "./random.ts";
import {PRORATA_RATE, UNTOLD_RATE} from "./rates.ts";
import type {Story} from "./story.ts";

/** The truth about an order that accounting alone cancelled. */
export interface Untold {
  order: Order;
  /** First day that is taken back. */
  from: Day;
  credits: Entry[];
}

/** Days that every line is served at least before an order is credited, and has at least to run on. */
const LEAST_SERVED = 30;
const LEAST_LEFT = 30;
/** An order that ends within as many days after the last one is renewed by then, or about to be. */
const RENEWAL_NOTICE = 75;

/** Credits some orders without a word to the order tool; their entries come after those of the customer. */
export function creditUntold(random: Random, story: Story, entries: readonly Entry[]): Untold[] {
  if (hasOwnTools(story.customer)) return [];
  const found: Untold[] = [];
  for (const order of story.orders) {
    const isUntold = random.chance(UNTOLD_RATE);
    const from = drawDay(random, order, story.orders);
    const isProrated = random.chance(PRORATA_RATE.other);
    const date = workday((from ?? LAST_DAY) + random.int(3, 20));
    if (!isUntold || from === null || date > LAST_DAY) continue;
    const bills = invoicesOf(order, entries);
    // Every line is billed, and nothing of it was given back before.
    if (bills === null || bills.some((bill) => bill.date > date)) continue;
    const before = entries.length + found.reduce((total, {credits}) => total + credits.length, 0);
    found.push({order, ...creditAll(order, bills, {from, date, isProrated, before})});
  }
  return found;
}

/** A day on which a part of every line is served and a part is not; null when the order is cut, renewed or soon over. */
function drawDay(random: Random, order: Order, orders: readonly Order[]): Day | null {
  const end = firstEnd(order) ?? LAST_DAY;
  const earliest = Math.max(...order.lines.map((line) => line.start)) + LEAST_SERVED;
  const latest = Math.min(LAST_DAY, end - LEAST_LEFT);
  const day = random.int(earliest, Math.max(earliest, latest));
  const isOneOff = order.lines.some((line) => line.end === null);
  const isSoonOver = end > LAST_DAY && end <= LAST_DAY + RENEWAL_NOTICE;
  const goesOn = isOneOff || isSoonOver || order.cancellation !== null || isRenewed(order, orders);
  return isKnown(order) && !goesOn && day <= latest ? day : null;
}

function isRenewed({lines}: Order, orders: readonly Order[]): boolean {
  const starts = orders.filter(({origin}) => origin === "renewal").flatMap((other) => other.lines);
  return starts.some(({start}) => lines.some(({end}) => end === start));
}

function creditAll(
  order: Order,
  bills: readonly Entry[],
  {from, date, isProrated, before}: {from: Day; date: Day; isProrated: boolean; before: number}
): Pick<Untold, "from" | "credits"> {
  const credits = order.lines.flatMap((line, position): Entry[] => {
    const bill = bills.find(({lineNumber}) => lineNumber === line.number);
    if (bill === undefined) return [];
    const kept = isProrated ? deliveredBy(line, from) : 0;
    const id = `${bill.id.slice(0, -3)}${String(before + position + 1).padStart(3, "0")}`;
    const document = documentNumber("A", order, line);
    const start = isProrated ? from : line.start;
    const cents = kept - line.cents;
    return [{...bill, id, date, kind: "Avoir", document, credits: bill.document, cents, start}];
  });
  const starts = credits.map(({start}) => start);
  return {from: Math.min(...starts), credits};
}
