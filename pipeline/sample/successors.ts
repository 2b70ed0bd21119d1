// The orders that take the place of others: when, by whom, for how much, made of what.
import {FAMILIES, type Family} from "./company.ts";
import {addMonths, type Day} from "./days.ts";
import {shareCents} from "./money.ts";
import {drawTerm, makeLine, totalCents, type Line, type Order} from "./orders.ts";
import type {Random} from "./random.ts";
import {FAMILY_RELATIONS, GAPS, RATIOS, REBOOKERS} from "./rates.ts";
import {channelOn, pickSeller, sellersOn, type Seller} from "./sellers.ts";

// Nothing is invoiced under this amount.
const LEAST_CENTS = 1_500;
// Nor does an order form have room for more lines.
const MOST_LINES = 4;

/** The day a rebooking is signed, given the first and last dates of the cancellation. */
export function signingDay(random: Random, first: Day, effective: Day, last: Day): Day {
  const [low, high] = random.weighted(GAPS);
  const gap = random.int(low, high);
  if (gap === 0) return effective;
  return gap < 0 ? first + gap : last + gap;
}

/** Who rebooks an order on a day. */
export function pickRebooker(random: Random, order: Order, day: Day): Seller {
  const who = random.weighted(REBOOKERS);
  if (who === "retention") return random.pick(sellersOn("retention", day));
  const channel = channelOn(order.seller, day);
  const isSelling = channel === "telesales" || channel === "field";
  return who === "same" && isSelling ? order.seller : pickSeller(random, day);
}

/** The amount rebooked in all for some orders, by the habits of the rebooker's channel. */
export function rebookedCents(random: Random, cancelled: readonly Order[], seller: Seller, day: Day): number {
  const channel = channelOn(seller, day);
  const habits = RATIOS[channel === "retention" || channel === "field" ? channel : "telesales"];
  const [low, high] = random.weighted(habits);
  // Over a range as wide as 5 to 50 %, small amounts are as common as large ones only on a log scale.
  const ratio = low === high ? low : Math.exp(random.between(Math.log(low), Math.log(high)));
  const before = cancelled.reduce((total, order) => total + totalCents(order.lines), 0);
  return Math.max(Math.round(before * ratio), LEAST_CENTS);
}

/** The lines of each new order, `total` shared over `count` of them, the first being the largest mostly. */
export function rebookedLots(
  random: Random,
  cancelled: readonly Order[],
  total: number,
  count: number,
  start: Day
): Line[][] {
  const lines = cancelled.flatMap((order) => order.lines);
  // Whole weights: 6 divides by each of the positions a split can have.
  const weights = Array.from({length: count}, (_, position) => (random.int(40, 60) * 6) / (position + 1));
  return shareCents(total, weights).map((cents) => lotLines(random, lines, cents, start));
}

/** The same lines once more, as after a clerical error. */
export function reissuedLines(cancelled: readonly Line[]): Line[] {
  return cancelled.map((line, position) => ({...line, number: position + 1, isCut: false}));
}

/**
 * What each link carries, a row for each cancelled order: one is filled up by its successors in turn, several
 * share a single successor (docs/methods.md §4.4).
 */
export function allocateCents(cancelled: readonly number[], rebooked: readonly number[]): number[][] {
  const [before = 0] = cancelled;
  if (cancelled.length > 1) {
    const capacity = cancelled.reduce((sum, cents) => sum + cents, 0);
    return shareCents(Math.min(rebooked[0] ?? 0, capacity), cancelled).map((cents) => [cents]);
  }
  let residual = before;
  const parts = rebooked.map((after) => {
    const cents = Math.min(residual, after);
    residual -= cents;
    return cents;
  });
  return [parts];
}

function lotLines(random: Random, cancelled: readonly Line[], total: number, start: Day): Line[] {
  const end = addMonths(start, drawTerm(random));
  const weights = new Map<string, number>();
  for (const line of cancelled) weights.set(line.family, (weights.get(line.family) ?? 0) + line.cents);
  const most = Math.min(MOST_LINES, Math.max(1, Math.floor(total / LEAST_CENTS)));
  const families = relatedFamilies(random, [...weights.keys()]).slice(0, most);
  const parts = shareCents(
    total,
    families.map((family) => weights.get(family.name) ?? family.medianCents)
  );
  const kept = families.flatMap((family, position) => {
    const cents = parts[position] ?? 0;
    return cents > 0 ? [{family, cents}] : [];
  });
  return kept.map(({family, cents}, position) => makeLine(random, position + 1, family, cents, start, end));
}

function relatedFamilies(random: Random, names: readonly string[]): Family[] {
  const old = FAMILIES.filter((family) => names.includes(family.name));
  const others = FAMILIES.filter((family) => !names.includes(family.name));
  const relation = random.weighted(FAMILY_RELATIONS);
  if (relation === "same") return old;
  if (relation === "none" && others.length > 0) return [random.pick(others)];
  const kept = random.sample(old, random.int(1, Math.max(1, old.length - 1)));
  return relation === "partial" && others.length > 0 ? [...kept, random.pick(others)] : kept;
}
