import {drawReason, type Case} from "./cases.ts";
import type {Day, Instant} from "./days.ts";
import {recordAfter, type Cancellation, type Order} from "./orders.ts";
import type {Random} from "./random.ts";
import {PRORATA_RATE} from "./rates.ts";
import {channelOn, sellersOn, type Seller} from "./sellers.ts";

/** What is known of a cancellation before it is typed in. */
export interface CancelFacts extends Pick<Cancellation, "requested" | "effective" | "by"> {
  recorded: Instant;
  case: Case | null;
  scope?: Cancellation["scope"];
  reason?: string;
}

/** Writes the same cancellation on each order; the lines of a partial one are marked by the caller. */
export function cancelOrders(random: Random, orders: readonly Order[], facts: CancelFacts): void {
  const {requested, effective, by, recorded, scope = "Totale"} = facts;
  const isCaseTyped = random.chance(0.55);
  const habit =
    scope === "MO-" ? "partial" : channelOn(by, effective) === "retention" ? "retention" : "other";
  for (const order of orders) {
    const told = facts.reason ?? facts.case?.reasons[0];
    const reason = told ?? drawReason(random, order.customer.brand, requested);
    order.cancellation = {
      requested,
      effective,
      recorded,
      by,
      scope,
      reason: random.chance(0.06) ? "" : reason,
      case: isCaseTyped ? facts.case : null,
      isProrated: random.chance(PRORATA_RATE[habit])
    };
    for (const line of order.lines) line.isCut = scope === "Totale";
  }
}

/** When a cancellation is typed in. */
export function recordCut(random: Random, order: Order, effective: Day): Instant {
  const {day, minute} = recordAfter(random, effective, 3);
  // An order typed in late cannot be cancelled in the tool before.
  return {day: Math.max(day, order.recorded.day), minute};
}

/** Who cancels on the customer's word when there is no case: the seller, or customer service. */
export function pickClerk(random: Random, order: Order, day: Day): Seller {
  const isSeller = channelOn(order.seller, day) !== null && random.chance(0.3);
  return isSeller ? order.seller : random.pick(sellersOn("customer_service", day));
}
