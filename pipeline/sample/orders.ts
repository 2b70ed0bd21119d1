import {FAMILIES, type Family} from "./company.ts";
import type {Case} from "./cases.ts";
import type {Customer} from "./customers.ts";
import {addMonths, LAST_DAY, monthStart, workday, type Day, type Instant} from "./days.ts";
import type {Random} from "./random.ts";
import {LATE_RECORD_RATE} from "./rates.ts";
import {channelOn, type Channel, type Seller} from "./sellers.ts";

export interface Line {
  number: number;
  family: string;
  product: string;
  cents: number;
  start: Day;
  /** First day not served; null for a service delivered once. */
  end: Day | null;
  /** Two opaque measures, in cents; null when the tool left them blank. */
  vje: number | null;
  vjr: number | null;
  isCut: boolean;
  /** False when the customer did not ask to end it: it has no day of request where others have one. */
  isAsked?: boolean;
}

export interface Cancellation {
  requested: Day;
  effective: Day;
  recorded: Instant;
  by: Seller;
  scope: "Totale" | "MO-";
  reason: string;
  /** The case whose number the order tool carries; null when nobody typed it in. */
  case: Case | null;
  /** Whether the delivered days stay billed. */
  isProrated: boolean;
}

export type Origin = "new" | "renewal" | "addition" | "rebooking";

export interface Order {
  /** Given when the customer's story is complete, so that numbers follow the dates of signature. */
  id: string;
  customer: Customer;
  customerId: string;
  origin: Origin;
  signed: Day;
  recorded: Instant;
  seller: Seller;
  channel: Channel;
  isDelegated: boolean;
  lines: Line[];
  replaces: Order | null;
  modifies: Order | null;
  case: Case | null;
  cancellation: Cancellation | null;
  comment: string;
}

/** What an order is made of; the rest is drawn or left blank. */
export type OrderDraft = Pick<Order, "customer" | "origin" | "signed" | "seller" | "lines"> & Partial<Order>;

/** An order as it stands on its day of signature. */
export function signOrder(random: Random, draft: OrderDraft): Order {
  return {
    id: "",
    customerId: draft.customer.id,
    recorded: recordAfter(random, draft.signed, 2),
    channel: channelOn(draft.seller, draft.signed) ?? "house",
    isDelegated: false,
    replaces: null,
    modifies: null,
    case: null,
    cancellation: null,
    comment: "",
    ...draft
  };
}

/** The instant something is typed in: within `days`, or much later for a few. */
export function recordAfter(random: Random, day: Day, days: number): Instant {
  const lag = random.chance(LATE_RECORD_RATE) ? random.int(10, 40) : random.int(0, days);
  return {day: workday(day + lag), minute: random.int(8 * 60, 19 * 60)};
}

/** Where a new term begins: mostly the first of the next month. */
export function firstStart(random: Random, signed: Day): Day {
  return random.chance(0.6) ? addMonths(monthStart(signed), 1) : signed + random.int(3, 30);
}

/** Lines sold to a customer for terms that begin on `start`. */
export function sellLines(random: Random, customer: Customer, start: Day): Line[] {
  const count = random.weighted([
    [1, 0.42],
    [2, 0.32],
    [3, 0.18],
    [4, 0.08]
  ] as const);
  const months = drawTerm(random);
  return pickFamilies(random, count).map((family, position) => {
    const isOnce = random.chance(0.04);
    // A part that has to be made first goes live a month after the rest.
    const lineStart = position > 0 && random.chance(0.15) ? addMonths(start, 1) : start;
    const end = isOnce ? null : addMonths(lineStart, months);
    const yearly = family.medianCents * customer.size * Math.exp(0.5 * random.normal());
    const price = isOnce ? yearly / 3 : (yearly * months) / 12;
    return makeLine(random, position + 1, family, roundPrice(random, price), lineStart, end);
  });
}

/** Length of a term, in months. */
export function drawTerm(random: Random): number {
  return random.weighted([
    [12, 0.88],
    [6, 0.07],
    [24, 0.05]
  ] as const);
}

/** One line, with its opaque measures. */
export function makeLine(
  random: Random,
  number: number,
  family: Family,
  cents: number,
  start: Day,
  end: Day | null
): Line {
  const isMeasured = end !== null && !random.chance(0.03);
  return {
    number,
    family: family.name,
    product: random.pick(family.products),
    cents,
    start,
    end,
    vje: isMeasured ? Math.round(cents * random.between(0.55, 1.1)) : null,
    vjr: isMeasured ? Math.round(cents * random.between(0.1, 0.6)) : null,
    isCut: false
  };
}

/** Sum of some lines. */
export function totalCents(lines: readonly Line[]): number {
  return lines.reduce((total, line) => total + line.cents, 0);
}

/** The first day not served any more, cancellations apart; null when nothing recurs. */
export function orderEnd(order: Order): Day | null {
  const ends = order.lines.flatMap((line) => (line.end === null ? [] : [line.end]));
  return ends.length === 0 ? null : Math.max(...ends);
}

/** The day the first recurring line ends: the order is renewed before. */
export function firstEnd(order: Order): Day | null {
  const ends = order.lines.flatMap((line) => (line.end === null ? [] : [line.end]));
  return ends.length === 0 ? null : Math.min(...ends);
}

/** The day the first line begins. */
export function orderStart(order: Order): Day {
  return Math.min(...order.lines.map((line) => line.start));
}

/** Whether the order still serves the customer well after a day. */
export function isLiveAfter(order: Order, day: Day): boolean {
  const end = orderEnd(order);
  return !order.cancellation && order.signed < day - 20 && end !== null && end > day + 75;
}

/** Whether the exports know of the order at all. */
export function isKnown(order: Order): boolean {
  return order.recorded.day <= LAST_DAY;
}

/** Whether the exports know that the order was cut. */
export function isKnownCut(order: Order): boolean {
  return order.cancellation !== null && order.cancellation.recorded.day <= LAST_DAY && isKnown(order);
}

function pickFamilies(random: Random, count: number): Family[] {
  const left = [...FAMILIES];
  return Array.from({length: count}, () => {
    const position = random.weighted(left.map((family, index) => [index, family.weight] as const));
    return left.splice(position, 1)[0] as Family;
  });
}

// Price lists end in whole euros; negotiated prices do not.
function roundPrice(random: Random, cents: number): number {
  const price = Math.max(cents, 2_500);
  return random.chance(0.6) ? Math.round(price / 100) * 100 : Math.round(price);
}
