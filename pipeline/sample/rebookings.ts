// An order cancelled whole and booked again, mostly smaller: the practice the whole project is about.
import {cancelOrders, pickClerk, recordCut} from "./cancellations.ts";
import {makeCase, pickOwner, type Case} from "./cases.ts";
import {REISSUE_LABEL} from "./company.ts";
import {LAST_DAY, workday, type Day, type Instant} from "./days.ts";
import {signOrder, totalCents, type Line, type Order} from "./orders.ts";
import type {Plan} from "./plans.ts";
import type {Random} from "./random.ts";
import * as rates from "./rates.ts";
import {channelOn, type Seller} from "./sellers.ts";
import {
  allocateCents,
  pickRebooker,
  rebookedCents,
  rebookedLots,
  reissuedLines,
  signingDay
} from "./successors.ts";

/** The truth about one cancelled order and one order that took its place. */
export interface Link {
  cancelled: Order;
  rebooked: Order;
  cents: number;
  kind: "simple" | "split" | "merge";
  isExplicit: boolean;
  isReissue: boolean;
}

/** What an ending adds to the story. */
export interface Ending {
  orders: Order[];
  cases: Case[];
  links: Link[];
}

interface Dates {
  requested: Day;
  effective: Day;
  recorded: Instant;
  signed: Day;
}

/** Days after which the one who books again is no longer the one who cancelled. */
const SAME_HAND_DAYS = 30;

/** Cancels an order, sometimes with another one, and books one to three orders instead. */
export function rebookOrder(
  random: Random,
  order: Order,
  requested: Day,
  companions: Order[],
  plan: Plan
): Ending {
  const dates = drawDates(random, order, requested);
  const seller = pickRebooker(random, order, dates.signed);
  const merged = companions.find((other) => other.signed + 1 < dates.signed);
  const cancelled = merged && random.chance(rates.MERGE_RATE) ? [order, merged] : [order];
  const isLate = dates.signed > dates.recorded.day + SAME_HAND_DAYS;
  const known = random.chance(plan.caseRate) ? rebookedCase(random, order, dates, isLate, seller) : null;
  const by = isLate ? (known?.owner ?? pickClerk(random, order, dates.effective)) : seller;
  cancelOrders(random, cancelled, {...dates, by, case: known});
  const total = rebookedCents(random, cancelled, seller, dates.signed);
  const count = cancelled.length > 1 ? 1 : random.weighted(rates.SPLITS);
  const lots = rebookedLots(random, cancelled, total, count, Math.max(dates.signed, dates.effective));
  const orders = signLots(random, order, seller, dates.signed, lots, plan);
  return {orders, cases: known ? [known] : [], links: linkOrders(cancelled, orders, false)};
}

/** Cancels an order to issue the very same one again, after a clerical error: nobody left. */
export function reissueOrder(random: Random, order: Order, requested: Day, plan: Plan): Ending {
  const effective = workday(requested);
  const by = order.seller;
  const recorded = recordCut(random, order, effective);
  cancelOrders(random, [order], {requested, effective, recorded, by, case: null, reason: REISSUE_LABEL});
  const signed = effective + random.int(0, 2);
  const orders = signLots(random, order, by, signed, [reissuedLines(order.lines)], plan);
  return {orders, cases: [], links: linkOrders([order], orders, true)};
}

function drawDates(random: Random, order: Order, requested: Day): Dates {
  const wait = Math.min(40, Math.floor(random.exponential(rates.DAYS_TO_SAVE)));
  const effective = workday(requested + wait);
  const recorded = recordCut(random, order, effective);
  const signed = signingDay(random, requested, effective, recorded.day);
  // A rebooking cannot be older than what it replaces.
  return {requested, effective, recorded, signed: signed > order.signed + 1 ? signed : effective};
}

function rebookedCase(random: Random, order: Order, dates: Dates, isLate: boolean, seller: Seller): Case {
  const {requested, effective, signed} = dates;
  const opened = Math.max(Math.min(requested, signed) - random.int(0, 3), order.signed);
  const outcome = "saved_partial";
  if (!isLate) {
    const closed = Math.max(signed, effective) + random.int(0, 2);
    return makeCase(random, {order, opened, closed, outcome, resolved: signed, owner: seller});
  }
  // A rebooking signed long after is no save in the eyes of the CRM: the case was closed as lost.
  const owner = pickOwner(random, order, requested, "lost");
  const closed = effective + 1;
  return makeCase(random, {order, opened, closed, outcome, resolved: signed, owner, label: "Perdu"});
}

function signLots(
  random: Random,
  order: Order,
  seller: Seller,
  signed: Day,
  lots: Line[][],
  plan: Plan
): Order[] {
  const {customer} = order;
  const isDeclared = random.chance(plan.declaredRate);
  const known = order.cancellation?.case ?? null;
  return lots.flatMap((lines, position) => {
    const day = position === 0 ? signed : signed + random.int(0, 6);
    if (day > LAST_DAY) return [];
    const rebooked = signOrder(random, {customer, origin: "rebooking", signed: day, seller, lines});
    rebooked.channel = channelOn(seller, signed) ?? order.channel;
    rebooked.customerId = customer.twinId ?? customer.id;
    rebooked.replaces = isDeclared ? order : null;
    rebooked.case = known && random.chance(0.8) ? known : null;
    return [rebooked];
  });
}

function linkOrders(cancelled: Order[], rebooked: Order[], isReissue: boolean): Link[] {
  const cents = allocateCents(
    cancelled.map((order) => totalCents(order.lines)),
    rebooked.map((order) => totalCents(order.lines))
  );
  const kind = cancelled.length > 1 ? "merge" : rebooked.length > 1 ? "split" : "simple";
  return cancelled.flatMap((old, row) =>
    rebooked.map((order, column) => ({
      cancelled: old,
      rebooked: order,
      cents: cents[row]?.[column] ?? 0,
      kind,
      isExplicit: order.replaces === old,
      isReissue
    }))
  );
}
