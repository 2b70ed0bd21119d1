import {
  COMPETITORS,
  DRIFT,
  MISSING_FEATURES,
  MOTIVE_LABELS,
  MOTIVE_MIX,
  UNMAPPED_LABELS,
  type Brand,
  type Motive
} from "./company.ts";
import {addMonths, dayOf, dayOfMonth, LAST_DAY, monthEnd, workday, type Day, type Instant} from "./days.ts";
import {deliveredCents} from "./money.ts";
import type {Order} from "./orders.ts";
import type {Random} from "./random.ts";
import {CASE_OWNERS, MISSING_REASON_RATE, UNMAPPED_REASON_RATE} from "./rates.ts";
import {channelOn, sellersOn, type Channel, type Seller} from "./sellers.ts";

/** What really became of a case. */
export type Outcome = "saved" | "saved_partial" | "lost" | "ghost";

export interface Case {
  /** Given when the customer's story is complete. */
  id: string;
  order: Order;
  kind: string;
  origin: string;
  opened: Instant;
  closed: Instant;
  outcome: Outcome;
  /** The day that decides the outcome: a customer may be rebooked after the case was closed as lost. */
  resolved: Day;
  /** What the CRM writes when the case is closed. */
  label: string;
  owner: Seller;
  entry: Channel;
  reasons: string[];
  atRiskCents: number | null;
  letterDay: Day | null;
  /** Day of the request where no letter came but one is filled in all the same. */
  receivedDay?: Day;
  ped: Day | null;
  competitor: string;
  missingFeature: string;
  /** Whether somebody filled in the order number. */
  namesOrder: boolean;
  /** Days until somebody works on the open case. */
  touchedAfter: number;
}

export interface CaseDraft {
  order: Order;
  opened: Day;
  closed: Day;
  outcome: Outcome;
  owner: Seller;
  resolved?: Day;
  label?: string;
  reasons?: string[];
}

const KINDS: Record<Outcome, readonly (readonly [string, number])[]> = {
  saved: kinds(45, 45, 10),
  saved_partial: kinds(55, 20, 25),
  lost: kinds(78, 20, 2),
  ghost: kinds(65, 35, 0)
};

// One of the two brands was bought with an English-speaking CRM, whose labels survive here and there.
const ENGLISH_KINDS: Record<string, string> = {
  "Demande de résiliation": "Churn request received",
  "Risque de churn": "Potential churn",
  "Demande de baisse": "Downsell"
};

const ENTRIES = [
  ["telesales", 34],
  ["customer_service", 34],
  ["field", 20],
  ["retention", 12]
] as const;

const ORIGINS = [
  ["Téléphone", 55],
  ["Courriel", 30],
  ["Formulaire", 13],
  ["Sales process", 2]
] as const;

/** A case as the CRM would hold it once it is closed. */
export function makeCase(random: Random, draft: CaseDraft): Case {
  const {order, outcome, owner} = draft;
  const openedDay = workday(draft.opened);
  const opened = {day: openedDay, minute: random.int(8 * 60, 18 * 60)};
  const kind = random.weighted(KINDS[outcome]);
  const reasons = draft.reasons ?? drawReasons(random, order.customer.brand, openedDay, outcome);
  const letterDay = random.chance(outcome === "lost" ? 0.5 : 0.2) ? openedDay - random.int(0, 3) : null;
  return {
    id: "",
    order,
    kind: order.customer.brand === "Marly" && random.chance(0.3) ? (ENGLISH_KINDS[kind] ?? kind) : kind,
    origin: letterDay === null ? random.weighted(ORIGINS) : "Courrier",
    opened,
    closed: closeAfter(random, opened, draft.closed),
    outcome,
    resolved: Math.max(draft.resolved ?? draft.closed, openedDay),
    label: draft.label ?? drawLabel(random, outcome, channelOn(owner, openedDay)),
    owner,
    entry: random.weighted(ENTRIES),
    reasons,
    atRiskCents: random.chance(0.08) ? null : remainingCents(order, openedDay),
    letterDay,
    ped: letterDay !== null && order.customer.brand === "Marly" ? letterDeadline("Marly", letterDay) : null,
    competitor: names(reasons, "competitor") && random.chance(0.8) ? random.pick(COMPETITORS) : "",
    missingFeature:
      names(reasons, "missing_feature") && random.chance(0.85) ? random.pick(MISSING_FEATURES) : "",
    namesOrder: random.chance(0.85),
    touchedAfter: random.int(1, 10)
  };
}

/** Someone to end up with a case, among those who work on its day. */
export function pickOwner(random: Random, order: Order, day: Day, ending: keyof typeof CASE_OWNERS): Seller {
  const channel = random.weighted(CASE_OWNERS[ending]);
  const isKept = ending === "saved" || ending === "partial";
  return random.weighted(
    sellersOn(channel, day).map((seller) => {
      // Given the outcome, a better seller is likelier behind a save and less likely behind a loss.
      const saveRate = 0.4 + seller.saveEffect / 100;
      // The one who sold mostly hears of it first.
      const closeness = seller === order.seller ? 12 : 1;
      return [seller, closeness * (isKept ? saveRate : 1 - saveRate)] as const;
    })
  );
}

/** A motive of a brand, as it is written; the drift is planted here. */
export function drawReason(random: Random, brand: Brand, day: Day): string {
  const hasDrifted = day >= dayOf(DRIFT.from);
  const mix = MOTIVE_MIX[brand].map(([motive, weight]) => {
    const factor = hasDrifted && motive === DRIFT.motive ? DRIFT.factor : 1;
    return [motive, weight * factor] as const;
  });
  return MOTIVE_LABELS[random.weighted(mix)];
}

/** What is still to be delivered of an order on a day. */
export function remainingCents(order: Order, day: Day): number {
  return order.lines.reduce((total, line) => {
    if (line.isCut) return total;
    if (line.end === null) return total + (line.start > day ? line.cents : 0);
    return total + line.cents - deliveredCents(line.cents, line.start, line.end, day);
  }, 0);
}

/** What the sample knows of a case on its last day. */
export function knownOutcome(known: Case): Outcome | "open" {
  if (known.resolved <= LAST_DAY) return known.outcome;
  return known.closed.day <= LAST_DAY ? "lost" : "open";
}

function drawReasons(random: Random, brand: Brand, day: Day, outcome: Outcome): string[] {
  if (random.chance(MISSING_REASON_RATE)) return [];
  if (outcome === "ghost" && random.chance(0.6)) return [MOTIVE_LABELS.no_answer];
  const count = random.weighted([
    [1, 0.6],
    [2, 0.3],
    [3, 0.1]
  ] as const);
  const isUnmapped = random.chance(UNMAPPED_REASON_RATE / (1 - MISSING_REASON_RATE));
  const primary = isUnmapped ? random.pick(UNMAPPED_LABELS) : drawReason(random, brand, day);
  const others = Array.from({length: count - 1}, () => drawReason(random, brand, day));
  return [...new Set([primary, ...others])];
}

// The desk calls every customer it keeps saved, however little is left of the order.
function drawLabel(random: Random, outcome: Outcome, channel: Channel | null): string {
  if (outcome === "saved") return "Sauvé";
  if (outcome === "lost") return "Perdu";
  if (outcome === "ghost") return random.chance(0.7) ? "Ghost" : "Injoignable";
  return random.chance(channel === "retention" ? 0.95 : 0.3) ? "Sauvé" : "Sauvé partiellement";
}

/** By when a customer who wrote is passed as lost: contracts of one brand end with a month, those of the other after one. */
export function letterDeadline(brand: Brand, letter: Day): Day {
  if (brand === "Solène") return addMonths(letter, 1);
  // Letters of the first half of a month end at its end, the others a month later.
  return monthEnd(dayOfMonth(letter) <= 15 ? letter : addMonths(letter, 1));
}

function closeAfter(random: Random, opened: Instant, day: Day): Instant {
  if (day > opened.day) return {day, minute: random.int(8 * 60, 19 * 60)};
  return {day: opened.day, minute: opened.minute + random.int(20, 110)};
}

function names(reasons: readonly string[], motive: Motive): boolean {
  return reasons.includes(MOTIVE_LABELS[motive]);
}

function kinds(request: number, risk: number, downsell: number) {
  return [
    ["Demande de résiliation", request],
    ["Risque de churn", risk],
    ["Demande de baisse", downsell]
  ] as const;
}
