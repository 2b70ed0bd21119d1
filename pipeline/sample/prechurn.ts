// Customers who answer nobody while they are being onboarded: the case that is ended, the churn request that follows it, and
// who took which step on it. One thing at most goes wrong with each.
import {makeCase, type Case} from "./cases.ts";
import {addMonths, extractions, LAST_DAY, monthEnd, workday, type Day, type Instant} from "./days.ts";
import {FRENCH, frenchDate, frenchInstant} from "./dialect.ts";
import {onboardingStart} from "./onboarding-start.ts";
import {isKnown, type Order} from "./orders.ts";
import {hasOwnTools} from "./own-tools.ts";
import type {Random} from "./random.ts";
import {PRECHURN_RATE} from "./rates.ts";
import {channelOn, SELLERS, sellersOn, type Seller} from "./sellers.ts";
import type {Miss} from "./silences.ts";
import {streamOf, type Fact, type SampleSystem, type Told} from "./systems.ts";

/** What goes wrong, and how often beside each other. */
const FAULTS = [
  ["none", 8],
  ["too_early", 1],
  ["too_late", 1],
  ["no_request", 1],
  ["request_late", 1],
  ["other_receipt", 1],
  ["other_loss_day", 1],
  ["early_origin", 1],
  ["origin_by_manager", 1],
  ["lost_by_manager", 1],
  ["receipt_after_origin", 1]
] as const;

type Fault = (typeof FAULTS)[number][0];

/** The rules that each fault breaks; those of the days of the silence are counted from its days. */
const BROKEN: Record<Fault, readonly (readonly [string, Miss["status"]])[]> = {
  none: [],
  too_early: [],
  too_late: [],
  no_request: [["D6b", "missing"]],
  request_late: [["D6b", "late"]],
  other_receipt: [["D6c", "missing"]],
  other_loss_day: [["D6d", "missing"]],
  early_origin: [
    ["D6f", "missing"],
    ["D7a", "missing"],
    ["D7b", "missing"]
  ],
  origin_by_manager: [["D7b", "missing"]],
  lost_by_manager: [["D7c", "missing"]],
  receipt_after_origin: [["D7a", "missing"]]
};

interface Step {
  at: Instant;
  by: Seller;
  field: string;
  value: string;
}

interface Prechurn {
  fault: Fault;
  first: Day;
  silent: Case;
  request: Case | null;
  steps: Step[];
}

/** Days of onboarding that the story leaves free of anything else. */
const QUIET_DAYS = 120;
const LOST = "Perdu avant mise en service";

/** Whether a customer answers nobody while being onboarded: the onboarding is never completed. */
export function isPrechurn(told: Told): boolean {
  return prechurnOf(told) !== null;
}

/** The cases about it, which are no part of the story: they change nothing of what was sold. */
export function prechurnCases(told: Told): Case[] {
  const found = prechurnOf(told);
  return found === null ? [] : [found.silent, ...(found.request === null ? [] : [found.request])];
}

/** The silent case and the day of the first attempt on it. */
export function onboardingSilence(told: Told): {known: Case; first: Day} | null {
  const found = prechurnOf(told);
  return found === null ? null : {known: found.silent, first: found.first};
}

/** What of it was not as it should be, the days of the silence apart. */
export function prechurnMisses(told: Told): Miss[] {
  const found = prechurnOf(told);
  if (found === null) return [];
  const {fault, silent, request} = found;
  return BROKEN[fault].map(([rule, status]) => ({
    rule,
    caseId: rule === "D6b" ? silent.id : (request?.id ?? ""),
    status
  }));
}

function prechurnOf(told: Told): Prechurn | null {
  const {customer, orders, cases} = told.story;
  const random = streamOf(told, "prechurn");
  const [order] = orders;
  if (!random.chance(PRECHURN_RATE) || hasOwnTools(customer) || cases.length > 0) return null;
  if (order === undefined || !isKnown(order)) return null;
  const start = onboardingStart(told);
  const isQuiet =
    start !== null &&
    start + QUIET_DAYS <= LAST_DAY &&
    (order.cancellation?.recorded.day ?? LAST_DAY) > start;
  return isQuiet ? tellPrechurn(random, order, start) : null;
}

function tellPrechurn(random: Random, order: Order, start: Day): Prechurn {
  const fault = random.weighted(FAULTS);
  const opened = workday(start + random.int(3, 10));
  const first = workday(opened + 1);
  const days =
    {too_early: random.int(6, 9), too_late: random.int(25, 34)}[fault as string] ?? random.int(14, 17);
  const closed = workday(first + days);
  const manager = random.pick(sellersOn("telesales", opened).filter(({role}) => role === "AM"));
  const silent = makeOwnCase(random, {order, opened, closed, owner: manager, kind: "Risque de churn"}, 62);
  if (fault === "no_request") return {fault, first, silent, request: null, steps: []};
  const asked = fault === "request_late" ? workday(closed + 3) : closed;
  const ended = workday(asked + random.int(1, 4));
  const request = makeOwnCase(
    random,
    {order, opened: asked, closed: ended, owner: manager, kind: "Demande de résiliation"},
    63
  );
  request.opened = {day: asked, minute: silent.closed.minute + 10};
  request.closed = {day: ended, minute: 16 * 60};
  request.origin = "Sales process";
  request.receivedDay = fault === "other_receipt" ? opened : asked;
  const due = addMonths(request.receivedDay, 12);
  request.ped = fault === "other_loss_day" ? monthEnd(asked) : due;
  return {fault, first, silent, request, steps: stepsOf(random, {fault, request, manager})};
}

/** A case that stands in the CRM and in no story; its number is one that no story comes to. */
function makeOwnCase(
  random: Random,
  {order, opened, closed, owner, kind}: {order: Order; opened: Day; closed: Day; owner: Seller; kind: string},
  position: number
): Case {
  const known = makeCase(random, {order, opened, closed, outcome: "lost", owner, label: LOST, reasons: []});
  const id = String((order.customer.index + 1) * 64 + position).padStart(8, "0");
  return {
    ...known,
    id,
    kind,
    origin: "Téléphone",
    letterDay: null,
    ped: null,
    closed: {day: closed, minute: 17 * 60}
  };
}

/** Who filled in what, and when: the order and the roles that the rules want, but for what goes wrong. */
function stepsOf(
  random: Random,
  {fault, request, manager}: {fault: Fault; request: Case; manager: Seller}
): Step[] {
  const {opened, closed} = request;
  const leaders = SELLERS.filter(
    ({role, ...seller}) =>
      ["Team leader AM", "AM junior"].includes(role) && channelOn({role, ...seller}, closed.day) !== null
  );
  const leader = random.pick(leaders);
  const after = (minutes: number): Instant => ({day: opened.day, minute: opened.minute + minutes});
  const late = {day: closed.day, minute: closed.minute - 20};
  const steps: Step[] = [
    {at: opened, by: manager, field: "Créée", value: ""},
    {
      at: fault === "receipt_after_origin" ? late : after(2),
      by: manager,
      field: "Fiscal churn received on",
      value: frenchDate(request.receivedDay ?? null)
    },
    {at: after(3), by: manager, field: "PED", value: frenchDate(request.ped)},
    {
      at: {day: closed.day, minute: closed.minute - 45},
      by: fault === "origin_by_manager" ? manager : leader,
      field: "Origine de la requête",
      value: request.origin
    },
    {at: closed, by: fault === "lost_by_manager" ? manager : leader, field: "Issue", value: LOST}
  ];
  return fault === "early_origin" ? steps.filter(({field}) => !field.startsWith("Origine")) : steps;
}

export const HISTORY_HEADER = [
  "Numéro de la requête",
  "Champ / Événement",
  "Ancienne valeur",
  "Nouvelle valeur",
  "Modifié par",
  "Date de modification"
] as const;

/** The report on the history of churn requests that are lost before the service begins: the one that people keep. */
export const SALESFORCE_HISTORY: SampleSystem = {
  name: "salesforce_case_history",
  header: HISTORY_HEADER,
  dialect: FRENCH,
  // The report is not bounded in time: each export holds nearly all of it.
  extractions: extractions(24),
  tell: (told): Fact[] => {
    const found = prechurnOf(told);
    return (found?.steps ?? []).map(({at, by, field, value}) => ({
      changes: [at.day],
      rows: () => [[found?.request?.id ?? "", field, "", value, by.name, frenchInstant(at)]]
    }));
  }
};
