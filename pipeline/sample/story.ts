import {makeCase, pickOwner, type Case} from "./cases.ts";
import {familyOf} from "./company.ts";
import {makeCustomer, type Customer} from "./customers.ts";
import {addMonths, isoDate, LAST_DAY, workday, type Day} from "./days.ts";
import {endOrder} from "./endings.ts";
import {
  drawTerm,
  firstEnd,
  firstStart,
  isLiveAfter,
  makeLine,
  sellLines,
  signOrder,
  type Line,
  type Order
} from "./orders.ts";
import {hasOwnTools} from "./own-tools.ts";
import {SAMPLE_PLAN, type Plan} from "./plans.ts";
import type {Random} from "./random.ts";
import * as rates from "./rates.ts";
import type {Link} from "./rebookings.ts";
import {channelOn, pickSeller, sellerOf, sellersOn, type Seller} from "./sellers.ts";

/** All that happens to one customer, and the truth about it. */
export interface Story {
  customer: Customer;
  orders: Order[];
  cases: Case[];
  links: Link[];
}

interface Turn {
  day: Day;
  happen: () => void;
}

// A case is told apart from the next one of the same order only when some weeks lie between (docs/methods.md §6.1).
const CASE_DISTANCE = 45;
// The end of a term belongs to its renewal: customers who leave earlier do it before.
const RENEWAL_NOTICE = 75;

/** Tells one customer's story, from its first order to the last day of the sample, as a plan would have it. */
export function tellStory(random: Random, index: number, plan: Plan = SAMPLE_PLAN): Story {
  const teller = new Teller(random, makeCustomer(random, index), plan);
  return numberStory(teller.tell());
}

/** Gives orders and cases their numbers, in the order of their dates. */
export function numberStory(story: Story): Story {
  const {customer, orders, cases} = story;
  orders.sort((one, other) => one.signed - other.signed || one.recorded.day - other.recorded.day);
  orders.forEach((order, position) => {
    const year = isoDate(order.signed).slice(2, 4);
    order.id = `CD${year}-${String(customer.index + 1).padStart(7, "0")}-${String(position + 1).padStart(2, "0")}`;
  });
  cases.sort((one, other) => one.opened.day - other.opened.day || one.opened.minute - other.opened.minute);
  cases.forEach((known, position) => {
    // Sixty-four numbers a customer: more cases than anyone opens in the time the sample covers.
    const number = (customer.index + 1) * 64 + position;
    known.id = hasOwnTools(customer) ? String(200_000_000 + number) : String(number).padStart(8, "0");
  });
  return story;
}

class Teller {
  readonly #random: Random;
  readonly #customer: Customer;
  readonly #plan: Plan;
  readonly #story: Story;
  readonly #agenda: Turn[] = [];

  constructor(random: Random, customer: Customer, plan: Plan) {
    this.#plan = plan;
    this.#random = random;
    this.#customer = customer;
    this.#story = {customer, orders: [], cases: [], links: []};
  }

  tell(): Story {
    this.#schedule(this.#customer.arrival, () =>
      this.#buy("new", this.#customer.arrival, this.#customer.seller)
    );
    this.#planAdditions();
    for (let turn = this.#nextTurn(); turn; turn = this.#nextTurn()) turn.happen();
    this.#declareAdditions();
    return this.#story;
  }

  #schedule(day: Day, happen: () => void): void {
    if (day <= LAST_DAY) this.#agenda.push({day, happen});
  }

  #nextTurn(): Turn | undefined {
    let first = 0;
    this.#agenda.forEach((turn, position) => {
      if (turn.day < (this.#agenda[first]?.day ?? Number.POSITIVE_INFINITY)) first = position;
    });
    return this.#agenda.splice(first, 1)[0];
  }

  #planAdditions(): void {
    const random = this.#random;
    const wait = () => Math.ceil(random.exponential(365 / this.#plan.decoysPerYear));
    for (let day = this.#customer.arrival + wait(); day <= LAST_DAY; day += wait()) {
      const signed = workday(day);
      this.#schedule(signed, () => this.#buy("addition", signed, this.#additionSeller(signed)));
    }
  }

  #buy(origin: "new" | "addition", signed: Day, seller: Seller): void {
    const random = this.#random;
    const lines = sellLines(random, this.#customer, firstStart(random, signed));
    const isDelegated = random.chance(rates.DELEGATED_SHARE);
    this.#sign(signOrder(random, {customer: this.#customer, origin, signed, seller, lines, isDelegated}));
  }

  #sign(order: Order): void {
    this.#story.orders.push(order);
    const random = this.#random;
    const end = firstEnd(order);
    const leaving = random.chance(cancelRate(order));
    const last = Math.max(order.signed + 4, end === null ? order.signed + 40 : end - RENEWAL_NOTICE);
    // Doubts come early: the day is skewed towards the signature.
    const day = workday(order.signed + 3 + Math.floor((last - order.signed - 3) * random.next() ** 1.4));
    if (leaving) this.#schedule(day, () => this.#end(order, day));
    else if (random.chance(rates.CASE_ONLY_RATE)) this.#schedule(day, () => this.#meetCase(order, day));
    if (leaving && day - order.signed > 2 * CASE_DISTANCE && random.chance(rates.EARLIER_SAVE_RATE)) {
      const earlier = random.int(order.signed + 5, day - CASE_DISTANCE);
      this.#schedule(earlier, () => this.#meetCase(order, earlier));
    }
    if (end !== null && random.chance(rates.RENEWAL_RATE)) {
      const signed = workday(end - random.int(15, 60));
      this.#schedule(signed, () => this.#renew(order, signed));
    }
  }

  #end(order: Order, day: Day): void {
    if (order.cancellation) return;
    const companions = this.#story.orders.filter((other) => other !== order && isLiveAfter(other, day));
    const ending = endOrder(this.#random, order, day, companions, this.#plan);
    this.#story.cases.push(...ending.cases);
    this.#story.links.push(...ending.links);
    for (const rebooked of ending.orders) this.#sign(rebooked);
  }

  /** A case that no cancellation follows: the customer was kept, or never answered. */
  #meetCase(order: Order, day: Day): void {
    if (order.cancellation) return;
    const random = this.#random;
    const outcome = random.chance(rates.CASE_ONLY_SAVED_SHARE) ? "saved" : "ghost";
    const {least, mean} = rates.DAYS_TO_GHOST;
    const wait =
      outcome === "saved" ? random.exponential(rates.DAYS_TO_SAVE) : least + random.exponential(mean);
    const closed = workday(day + Math.floor(wait));
    const owner = pickOwner(random, order, day, outcome);
    this.#story.cases.push(makeCase(random, {order, opened: day, closed, outcome, owner}));
  }

  #renew(order: Order, signed: Day): void {
    const random = this.#random;
    if (order.cancellation?.scope === "Totale") return;
    const ending = order.lines.filter((line) => line.end !== null && !line.isCut);
    const kept = ending.length > 1 && random.chance(0.12) ? ending.slice(0, -1) : ending;
    const months = drawTerm(random);
    const lines = kept.map((line, position) => renewedLine(random, line, position + 1, months));
    const customer = this.#customer;
    const isDelegated = order.isDelegated && random.chance(0.7);
    // An order that was lent to a seller and is not lent again goes back to its holder.
    const isReturned = order.isDelegated && !isDelegated;
    const seller = isReturned ? sellerOf("V901") : this.#renewalSeller(signed, isDelegated);
    this.#sign(signOrder(random, {customer, origin: "renewal", signed, seller, lines, isDelegated}));
  }

  #renewalSeller(day: Day, isDelegated: boolean): Seller {
    const isPresent = channelOn(this.#customer.seller, day) !== null;
    if (isPresent && this.#random.chance(0.72)) return this.#customer.seller;
    // Head office renews what nobody else does, but nothing is delegated to it.
    const isHouse = !isDelegated && this.#random.chance(0.55);
    return isHouse ? sellerOf("V999") : pickSeller(this.#random, day);
  }

  #additionSeller(day: Day): Seller {
    const isPresent = channelOn(this.#customer.seller, day) !== null;
    if (isPresent && this.#random.chance(0.55)) return this.#customer.seller;
    if (this.#random.chance(0.09)) return this.#random.pick(sellersOn("retention", day));
    return pickSeller(this.#random, day);
  }

  // Known only at the end: an order that is itself cancelled later would make the addition look rebooked.
  #declareAdditions(): void {
    for (const order of this.#story.orders) {
      if (order.origin !== "addition" || !this.#random.chance(rates.DECLARED_ADDITION_RATE)) continue;
      order.modifies = this.#story.orders.find((other) => isLiveAfter(other, order.signed)) ?? null;
    }
  }
}

function cancelRate(order: Order): number {
  if (order.origin === "rebooking") return rates.CHAIN_RATE + rates.REBOOKED_LOSS_RATE;
  const base = rates.CANCEL_RATE / rates.DELEGATION_MIX;
  return order.isDelegated ? base * rates.DELEGATED_FACTOR : base;
}

function renewedLine(random: Random, line: Line, number: number, months: number): Line {
  const start = line.end ?? line.start;
  const end = addMonths(start, months);
  const oldMonths = Math.max(1, Math.round((start - line.start) / 30.44));
  const cents = Math.round((line.cents * months * random.between(0.97, 1.06)) / oldMonths);
  const renewed = makeLine(random, number, familyOf(line.family), cents, start, end);
  return {...renewed, product: line.product};
}
