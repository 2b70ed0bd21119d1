// Customers who do not answer: what was tried to reach them, and what was left out or done on the wrong day.
import type {Case} from "./cases.ts";
import {LAST_DAY, workday, type Day, type Instant} from "./days.ts";
import {hasOwnTools} from "./own-tools.ts";
import {onboardingSilence} from "./prechurn.ts";
import type {Random} from "./random.ts";
import {EARLY_GHOST_RATE, LATE_GHOST_RATE, LEFT_OUT_RATE, UNTRIED_RATE} from "./rates.ts";
import {statusLabel} from "./salesforce.ts";
import {streamOf, type Told} from "./systems.ts";

/** A call or a message to a customer who does not answer. */
export interface Attempt {
  at: Instant;
  medium: "Téléphone" | "SMS" | "Courriel";
  line: "Salon" | "Portable" | "";
}

/** What was tried on one case. */
export interface Silence {
  known: Case;
  attempts: Attempt[];
  /** Whether somebody wrote why the case was given up. */
  isExplained: boolean;
}

/** A duty that was not done as it should be. */
export interface Miss {
  rule: string;
  caseId: string;
  status: "missing" | "late" | "early_breach";
}

/** Days after the first attempt between which a silent case is to be given up. */
const ALLOWED_AFTER = 14;
const OVERDUE_AFTER = 21;

/** The cases of a customer on which nobody answers, and those on which it was tried to reach somebody. */
export function silencesOf(told: Told): Silence[] {
  const random = streamOf(told, "silences");
  const silent = told.story.cases.flatMap((known): Silence[] => {
    if (isSilent(known)) return [trySilent(random, known, drawFirst(random, known))];
    return isWaiting(told, known) && !random.chance(UNTRIED_RATE) ? [tryOnce(known)] : [];
  });
  const onboarding = onboardingSilence(told);
  if (onboarding === null) return silent;
  return [...silent, trySilent(random, onboarding.known, onboarding.first)];
}

/** Whether a case is a churn risk without letter that ends because nobody answers. */
export function isSilent({outcome, kind, letterDay}: Case): boolean {
  return outcome === "ghost" && letterDay === null && /^(Risque de churn|Potential churn)$/.test(kind);
}

/** What of all that was not as it should be, as far as the last day knows. */
export function missesOf(told: Told): Miss[] {
  const silences = silencesOf(told);
  const untried = told.story.cases
    .filter((known) => isWaiting(told, known) && !silences.some((silence) => silence.known === known))
    // What is due on the last day can still be done on it.
    .filter(({opened, touchedAfter}) => opened.day + touchedAfter < LAST_DAY)
    .map((known): Miss => ({rule: "T1", caseId: known.id, status: "missing"}));
  return [...silences.flatMap((silence) => missesOn(silence, told)), ...untried];
}

/** A case of the CRM that knows statuses, which somebody took on shortly before the last day. */
function isWaiting({story}: Told, known: Case): boolean {
  const isOpen = known.opened.day <= LAST_DAY && known.closed.day > LAST_DAY;
  return isOpen && statusLabel(known, LAST_DAY) === "Assignée" && !hasOwnTools(story.customer);
}

/** The day of the first attempt: mostly such that the case is given up in time. */
function drawFirst(random: Random, known: Case): Day {
  const days = random.weighted([
    [random.int(ALLOWED_AFTER, OVERDUE_AFTER - 4), 1 - EARLY_GHOST_RATE - LATE_GHOST_RATE],
    [random.int(5, ALLOWED_AFTER - 6), EARLY_GHOST_RATE],
    [random.int(OVERDUE_AFTER + 3, OVERDUE_AFTER + 14), LATE_GHOST_RATE]
  ]);
  return Math.max(known.opened.day, openDayBefore(known.closed.day - days));
}

function openDayBefore(day: Day): Day {
  let open = day;
  while (workday(open) !== open) open--;
  return open;
}

/** All that both documents ask for, begun with a message; sometimes one kind of it is left out. */
function trySilent(random: Random, known: Case, first: Day): Silence {
  const leftOut = random.chance(LEFT_OUT_RATE) ? random.pick(["SMS", "Portable"] as const) : null;
  const morning = () => random.int(9 * 60, 11 * 60 + 50);
  const afternoon = () => random.int(13 * 60, 18 * 60);
  const start = first === known.opened.day ? known.opened.minute + 20 : morning();
  const attempts: Attempt[] = [
    {at: {day: first, minute: start}, medium: "Courriel", line: ""},
    {at: {day: first + 1, minute: morning()}, medium: "Téléphone", line: "Salon"},
    {at: {day: first + 1, minute: afternoon()}, medium: "Téléphone", line: "Salon"},
    {at: {day: first + 2, minute: morning()}, medium: "Téléphone", line: "Portable"},
    {at: {day: first + 2, minute: afternoon()}, medium: "Téléphone", line: "Portable"},
    {at: {day: first + 3, minute: afternoon()}, medium: "SMS", line: ""}
  ];
  const isExplained = !random.chance(LEFT_OUT_RATE);
  const made = attempts.filter(({medium, line}) => medium !== leftOut && line !== leftOut);
  return {known, attempts: made, isExplained};
}

/** The first call that goes with taking a case on. */
function tryOnce(known: Case): Silence {
  const day = known.opened.day + Math.max(1, known.touchedAfter - 1);
  return {
    known,
    attempts: [{at: {day, minute: 10 * 60}, medium: "Téléphone", line: "Salon"}],
    isExplained: true
  };
}

function missesOn({known, attempts, isExplained}: Silence, told: Told): Miss[] {
  const first = attempts[0]?.at.day ?? LAST_DAY + 1;
  const isOnboarding = !told.story.cases.includes(known);
  if (first > LAST_DAY || !(isOnboarding || isSilent(known))) return [];
  const miss = (rule: string, status: Miss["status"]): Miss => ({rule, caseId: known.id, status});
  const isGivenUp = known.closed.day <= LAST_DAY;
  const days = Math.min(known.closed.day, LAST_DAY) - first;
  const timing = isOnboarding ? "D6a" : "D4a";
  const misses: Miss[] = [];
  if (isGivenUp && days < ALLOWED_AFTER) misses.push(miss(timing, "early_breach"));
  if (days > OVERDUE_AFTER) misses.push(miss(timing, isGivenUp ? "late" : "missing"));
  if (isOnboarding || !(isGivenUp || days > OVERDUE_AFTER)) return misses;
  if (!attempts.some(({medium}) => medium === "SMS")) misses.push(miss("D4b", "missing"));
  if (!attempts.some(({line}) => line === "Portable")) misses.push(miss("D4c", "missing"));
  // The report of the other CRM has no column for notes.
  if (!isExplained && isGivenUp && hasOwnTools(told.story.customer)) misses.push(miss("D4d", "missing"));
  return misses;
}
