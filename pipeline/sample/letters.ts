// Letters by which customers ask to leave, and how each is followed up: the account is passed as lost on the day of its
// deadline, its billing cut on the day of renewal. What is done otherwise is planted here.
import {letterDeadline, type Case} from "./cases.ts";
import {addMonths, dayOfMonth, LAST_DAY, monthStart, workday, type Day} from "./days.ts";
import {domainOf} from "./gandi.ts";
import {isKnown, isKnownCut, type Line, type Order} from "./orders.ts";
import type {Random} from "./random.ts";
import * as rates from "./rates.ts";
import {SELLERS, channelOn, type Seller} from "./sellers.ts";
import {streamOf, type Told} from "./systems.ts";

const MEDIA = [
  ["Recommandé", 68],
  ["Courrier", 20],
  ["Courriel", 12]
] as const;

/** Days on which billing was cut by the rule before. */
const FIXED_DAYS = [5, 17] as const;

/** What is due for a letter of a customer who is not kept, and what is done. */
export interface Handling {
  lost: Day | null;
  cut: Day | null;
  smsCut: Day | null;
  /** When its billing is to be cut; null when nobody who reads the exports can say which order was left. */
  dueCut: Day | null;
  dueSmsCut: Day | null;
}

/** Everything that is ever written on the row of a letter. */
export interface Letter extends Handling {
  known: Case;
  received: Day;
  deadline: Day;
  medium: string;
  appointment: Day | null;
  status: string;
  lostBy: Seller;
  domainStop: Day | null;
}

/** The letters of a customer: one for each day on which any came. */
export function lettersOf(told: Told): Letter[] {
  const random = streamOf(told, "followfile");
  const misses = streamOf(told, "letter_misses");
  const days = new Set(told.story.cases.flatMap(({letterDay}) => letterDay ?? []));
  return [...days].map((received) => {
    const known = caseAbout(told, received);
    const deadline = letterDeadline(known.order.customer.brand, received);
    const handling = handle(misses, told, known, deadline);
    return {...handling, known, received, deadline, ...followUp(random, told, known, handling.lost)};
  });
}

/** Whether a case ends by keeping the customer, as the CRM has it, by a day. */
export function isKeptBy({label, closed}: Case, day: Day): boolean {
  return label.startsWith("Sauvé") && closed.day <= day;
}

/** Of several cases about one letter, the last that the exports know. */
function caseAbout({story}: Told, received: Day): Case {
  const about = story.cases.filter(({letterDay}) => letterDay === received);
  const known = about.findLast(({opened}) => opened.day <= LAST_DAY) ?? about[0];
  if (known === undefined) throw new Error(`no case about the letter of day ${received}`);
  return known;
}

function followUp(random: Random, told: Told, known: Case, lost: Day | null) {
  const meeting = workday(known.opened.day + random.int(1, 10));
  const isMet = known.outcome !== "ghost" && random.chance(0.9) && meeting <= known.closed.day;
  const isLost = known.outcome === "lost" && known.order.cancellation !== null;
  return {
    medium: random.weighted(MEDIA),
    appointment: isMet ? meeting : null,
    status: random.pick(["Actif", "Actif", "Inactif", ""]),
    lostBy: pickCloser(random, known, lost ?? known.closed.day),
    domainStop: isLost ? (domainOf(told)?.stopped?.day ?? null) : null
  };
}

/** Team leaders and junior account managers pass an account as lost; sometimes the owner does it all the same. */
function pickCloser(random: Random, known: Case, day: Day): Seller {
  const isAllowed = random.chance(0.93);
  const allowed = SELLERS.filter(
    (seller) => ["Team leader AM", "AM junior"].includes(seller.role) && channelOn(seller, day) !== null
  );
  return isAllowed ? random.pick(allowed) : known.owner;
}

function handle(random: Random, told: Told, known: Case, deadline: Day): Handling {
  const lost = isKeptBy(known, deadline) ? null : passAsLost(random, known, deadline);
  if (lost === null) return {lost, cut: null, smsCut: null, dueCut: null, dueSmsCut: null};
  const order = orderLeft(told, known);
  const start = contractStart(order ?? known.order);
  const years = renewalYear(start, lost);
  const due = addMonths(start, 12 * years);
  const dueSms = addMonths(start, 12 * years + 1);
  const cut = cutBilling(random, due, lost);
  const hasMessages = random.chance(0.25);
  const isWithRest = random.chance(rates.SMS_CUT_WITH_REST_RATE);
  return {
    lost,
    cut,
    smsCut: hasMessages ? (isWithRest ? cut : dueSms) : null,
    dueCut: order === null ? null : due,
    dueSmsCut: order === null || !hasMessages ? null : dueSms
  };
}

function passAsLost(random: Random, known: Case, deadline: Day): Day | null {
  const {LETTER_LATE_RATE: late, LETTER_EARLY_RATE: early, LETTER_FORGOTTEN_RATE: forgotten} = rates;
  const how = random.weighted([
    ["late", late],
    ["early", early],
    ["forgotten", forgotten],
    ["on the day", 1 - late - early - forgotten]
  ] as const);
  if (how === "forgotten") return null;
  if (how === "late") return deadline + random.int(1, 15);
  return how === "early" ? deadline - random.int(1, Math.max(1, deadline - known.opened.day)) : deadline;
}

function cutBilling(random: Random, due: Day, lost: Day): Day {
  const {CUT_FIXED_DAY_RATE: fixed, CUT_AT_ONCE_RATE: atOnce, CUT_YEAR_LATE_RATE: yearLate} = rates;
  const how = random.weighted([
    ["fixed", fixed],
    ["at once", atOnce],
    ["a year late", yearLate],
    ["on the day", 1 - fixed - atOnce - yearLate]
  ] as const);
  if (how === "fixed") return monthStart(due) + FIXED_DAYS[dayOfMonth(due) <= 10 ? 0 : 1] - 1;
  if (how === "at once") return lost;
  return how === "a year late" ? addMonths(due, 12) : due;
}

/** The years after which a contract that is lost on a day would have been renewed next: 1 or more. */
function renewalYear(start: Day, lost: Day): number {
  let years = 1;
  while (addMonths(start, 12 * years) < lost) years++;
  return years;
}

/** What recurs is a contract; a service delivered once only counts where there is nothing else. */
function contractStart({lines}: Order): Day {
  const recurring = lines.filter(({end}) => end !== null);
  return Math.min(...(recurring.length > 0 ? recurring : lines).map(({start}) => start));
}

/** The order that the exports let one say was left: the one that the case names, else the only one in force. */
function orderLeft({story}: Told, known: Case): Order | null {
  const isOpened = known.opened.day <= LAST_DAY;
  if (known.namesOrder && isOpened) return isKnown(known.order) ? known.order : null;
  const received = known.letterDay ?? known.opened.day;
  const inForce = story.orders.filter((order) =>
    order.lines.some((line) => isInForce(order, line, received))
  );
  return inForce.length === 1 ? (inForce[0] ?? null) : null;
}

function isInForce(order: Order, line: Line, day: Day): boolean {
  const isOver = isKnownCut(order) && line.isCut && (order.cancellation?.effective ?? 0) <= day;
  return isKnown(order) && line.start <= day && line.end !== null && line.end > day && !isOver;
}
