// How an order ends before its time: rebooked, cut in part, left unanswered, or lost.
import {cancelOrders, pickClerk, recordCut} from "./cancellations.ts";
import {makeCase, pickOwner, type Case} from "./cases.ts";
import {MOTIVE_LABELS} from "./company.ts";
import {workday, type Day} from "./days.ts";
import type {Line, Order} from "./orders.ts";
import type {Plan} from "./plans.ts";
import type {Random} from "./random.ts";
import * as rates from "./rates.ts";
import {rebookOrder, reissueOrder, type Ending} from "./rebookings.ts";
import {channelOn} from "./sellers.ts";

/** Ends an order whose customer asks for it on a day; `companions` are its other live orders. */
export function endOrder(
  random: Random,
  order: Order,
  requested: Day,
  companions: Order[],
  plan: Plan
): Ending {
  if (random.chance(rebookRate(order, plan))) {
    const isReissue = random.chance(rates.REISSUE_RATE) && channelOn(order.seller, requested) !== null;
    return isReissue
      ? reissueOrder(random, order, requested, plan)
      : rebookOrder(random, order, requested, companions, plan);
  }
  // The rates below are shares of all cancellations; those rebooked are out of the way here.
  const left = 1 - plan.rebookRate;
  const cuttable = order.lines.filter((line) => line.end !== null);
  if (cuttable.length > 1 && random.chance(rates.PARTIAL_CUT_RATE / left)) {
    const lines = random.sample(cuttable, random.int(1, cuttable.length - 1));
    return cutPart(random, order, requested, lines, plan);
  }
  const isGhost = random.chance((rates.GHOST_CANCEL_RATE * plan.caseRate) / left);
  return isGhost ? giveUp(random, order, requested) : lose(random, order, requested, plan);
}

function rebookRate(order: Order, plan: Plan): number {
  if (order.origin !== "rebooking") return plan.rebookRate;
  return rates.CHAIN_RATE / (rates.CHAIN_RATE + rates.REBOOKED_LOSS_RATE);
}

function lose(random: Random, order: Order, requested: Day, plan: Plan): Ending {
  const hasCase = random.chance(plan.caseRate);
  const wait = random.exponential(hasCase ? rates.DAYS_TO_LOSE : rates.DAYS_WITHOUT_CASE);
  const effective = workday(requested + Math.min(75, Math.floor(wait)));
  const recorded = recordCut(random, order, effective);
  if (!hasCase) {
    const by = pickClerk(random, order, effective);
    cancelOrders(random, [order], {requested, effective, recorded, by, case: null});
    return {orders: [], cases: [], links: []};
  }
  const by = pickOwner(random, order, requested, "lost");
  const closed = effective + random.int(0, 3);
  const outcome = "lost";
  const lost = makeCase(random, {order, opened: requested, closed, outcome, owner: by, resolved: effective});
  cancelOrders(random, [order], {requested, effective, recorded, by, case: lost});
  return {orders: [], cases: [lost], links: []};
}

function giveUp(random: Random, order: Order, requested: Day): Ending {
  const {least, mean} = rates.DAYS_TO_GHOST;
  const closed = workday(requested + least + Math.floor(random.exponential(mean)));
  const by = pickOwner(random, order, requested, "ghost");
  const ghost = makeCase(random, {order, opened: requested, closed, outcome: "ghost", owner: by});
  const effective = closed + random.int(0, 5);
  const recorded = recordCut(random, order, effective);
  const reason = MOTIVE_LABELS.no_answer;
  cancelOrders(random, [order], {requested, effective, recorded, by, case: ghost, reason});
  return {orders: [], cases: [ghost], links: []};
}

/** The MO- that should be the rule: some lines end, with what they delivered still billed. */
function cutPart(random: Random, order: Order, requested: Day, lines: Line[], plan: Plan): Ending {
  const wait = Math.floor(random.exponential(rates.DAYS_TO_SAVE));
  const effective = workday(requested + Math.min(50, wait));
  const by = pickOwner(random, order, requested, "partial");
  const outcome = "saved_partial";
  const known: Case | null = random.chance(plan.caseRate)
    ? makeCase(random, {order, opened: requested, closed: effective, outcome, owner: by})
    : null;
  const recorded = recordCut(random, order, effective);
  cancelOrders(random, [order], {requested, effective, recorded, by, case: known, scope: "MO-"});
  for (const line of lines) line.isCut = true;
  return {orders: [], cases: known ? [known] : [], links: []};
}
