// The contact log: customers call because they need something, and call again when the first answer did not help.
import {alertsOf, BOARD_FROM} from "./alerts.ts";
import {BAD_DATE, EXTRA_DELIMITER, MISSING} from "./bad-rows.ts";
import {extractions, LAST_DAY, workday, type Day, type Instant} from "./days.ts";
import {FRENCH, frenchBoolean, frenchInstant} from "./dialect.ts";
import type {Random} from "./random.ts";
import {sellersOn, type Seller} from "./sellers.ts";
import {isSilent, silencesOf} from "./silences.ts";
import {fill, streamOf, type Fact, type SampleSystem, type Told} from "./systems.ts";

export const CONTACTS_HEADER = [
  "N° contact",
  "N° client",
  "N° dossier",
  "Date heure",
  "Sens",
  "Média",
  "Ligne appelée",
  "Motif",
  "Conseiller",
  "Automatique",
  "Transféré",
  "Résolu"
] as const;

/** Why customers call, how often beside each other, and how often one contact is enough. */
export const CONTACT_MOTIVES = [
  {motive: "Facturation", weight: 30, onceRate: 0.75},
  {motive: "Bug / dysfonctionnement", weight: 22, onceRate: 0.55},
  {motive: "Prise en main", weight: 18, onceRate: 0.8},
  {motive: "Modification de contenu", weight: 20, onceRate: 0.7},
  {motive: "Délai de mise en ligne", weight: 10, onceRate: 0.6}
] as const;
const LEAVING = {motive: "Demande de résiliation", onceRate: 0.5};

const NEEDS_PER_YEAR = 1.5;
/** A customer who was not helped calls again within days; another need of the same kind comes much later. */
const CALL_AGAIN_DAYS = 6;
const NEED_DISTANCE = 30;

interface Contact {
  at: Instant;
  caseId: string;
  direction: "Entrant" | "Sortant";
  medium: string;
  /** Which number was called, where that is noted. */
  line?: string;
  motive: string;
  adviser: Seller;
  isAutomatic: boolean;
  wasTransferred: boolean;
  wasResolved: boolean;
  /** Place of the need among those of the customer; null for what the company sends. */
  need: number | null;
}

export const CONTACTS: SampleSystem = {
  name: "contacts",
  header: CONTACTS_HEADER,
  dialect: FRENCH,
  extractions: extractions(2),
  template: (id) =>
    fill(CONTACTS_HEADER, {
      "N° contact": id,
      "N° client": id,
      "Date heure": "09/03/2026 10:40",
      Sens: "Entrant",
      Média: "Téléphone",
      Motif: "Facturation",
      Conseiller: "V301",
      Automatique: "Non"
    }),
  faults: [
    {column: "Date heure", reason: BAD_DATE.reason, raw: "31/02/2026 10:40"},
    {column: "N° client", ...MISSING},
    {column: "Motif", ...EXTRA_DELIMITER}
  ],
  truthHeader: ["contact_id", "need_id", "motive"],
  tell: (told): Fact[] => {
    const {customer} = told.story;
    const number = String(customer.index + 1).padStart(7, "0");
    const calls = contactsOf(told).map((contact, position): Fact => {
      const id = `CT${number}${String(position + 1).padStart(3, "0")}`;
      const fact = {changes: [contact.at.day], rows: () => [contactCells(id, customer.id, contact)]};
      if (contact.need === null) return fact;
      return {...fact, truth: [id, `B${number}${String(contact.need).padStart(3, "0")}`, contact.motive]};
    });
    return [...calls, ...attemptsOf(told)];
  }
};

/** What was tried to reach customers who do not answer. */
function attemptsOf(told: Told): Fact[] {
  const {customer} = told.story;
  const number = String(customer.index + 1).padStart(7, "0");
  const tried = silencesOf(told).flatMap(({known, attempts}) =>
    attempts.map((attempt) => ({...attempt, known}))
  );
  return tried.map(({at, medium, line, known}, position) => {
    const id = `CS${number}${String(position + 1).padStart(3, "0")}`;
    const attempt = {
      at,
      caseId: known.id,
      direction: "Sortant",
      medium,
      line,
      motive: "Relance",
      adviser: known.owner,
      isAutomatic: false,
      wasTransferred: false,
      wasResolved: false,
      need: null
    } as const;
    return {changes: [at.day], rows: () => [contactCells(id, customer.id, attempt)]};
  });
}

/** All contacts of one customer, in the order of their days. */
function contactsOf(told: Told): Contact[] {
  const random = streamOf(told, "contacts");
  const contacts: Contact[] = [];
  const lastOf = new Map<string, Day>();
  let need = 0;
  const call = (motive: string, onceRate: number, first: Instant, caseId: string): void => {
    if (first.day > LAST_DAY || first.day < (lastOf.get(motive) ?? 0) + NEED_DISTANCE) return;
    need++;
    const calls = callsOf(random, {motive, onceRate, first, caseId, need});
    contacts.push(...calls);
    lastOf.set(motive, calls.at(-1)?.at.day ?? first.day);
  };
  // Whoever is given up as silent calls once, and does not call again.
  const unheard = new Set<number>();
  for (const known of told.story.cases) {
    const before = contacts.length;
    call(LEAVING.motive, LEAVING.onceRate, known.opened, known.id);
    if (isSilent(known)) for (let at = before + 1; at < contacts.length; at++) unheard.add(at);
  }
  const wait = () => Math.ceil(random.exponential(365 / NEEDS_PER_YEAR));
  for (let day = told.story.customer.arrival + wait(); day <= LAST_DAY; day += wait()) {
    const first = {day: workday(day), minute: random.int(8 * 60, 18 * 60)};
    const drawn = random.weighted(CONTACT_MOTIVES.map((known) => [known, known.weight] as const));
    call(drawn.motive, drawn.onceRate, first, "");
    if (random.chance(0.2)) contacts.push(reminder(random, first.day));
  }
  contacts.push(...attempts(told));
  return contacts
    .filter(({at}, position) => at.day <= LAST_DAY && !unheard.has(position))
    .sort((one, other) => one.at.day - other.at.day || one.at.minute - other.at.minute);
}

interface Need {
  motive: string;
  onceRate: number;
  first: Instant;
  caseId: string;
  need: number;
}

function callsOf(random: Random, {motive, onceRate, first, caseId, need}: Need): Contact[] {
  const calls: Contact[] = [];
  let at = first;
  for (;;) {
    const isLast = calls.length === 4 || random.chance(onceRate);
    calls.push({
      at,
      caseId: random.chance(0.8) ? caseId : "",
      direction: "Entrant",
      medium: drawMedium(random),
      motive,
      adviser: random.pick(sellersOn("customer_service", at.day)),
      isAutomatic: false,
      wasTransferred: random.chance(isLast ? 0.03 : 0.15),
      // Advisers are a little too sure of themselves.
      wasResolved: isLast || random.chance(0.4),
      need
    });
    if (isLast) return calls;
    // A weekend only brings the day nearer to the last on which it still is the same need.
    at = {day: workday(at.day + random.int(1, CALL_AGAIN_DAYS - 2)), minute: random.int(8 * 60, 18 * 60)};
  }
}

function drawMedium(random: Random): string {
  return random.weighted([
    ["Téléphone", 60],
    ["Courriel", 27],
    ["Chat", 13]
  ] as const);
}

/** Calls after an alert, where no meeting is made. */
function attempts(told: Told): Contact[] {
  const random = streamOf(told, "attempts");
  const days = alertsOf(told).flatMap(({at, handling}) =>
    at.day < BOARD_FROM && handling !== null && handling.attemptDay !== null ? [handling.attemptDay] : []
  );
  return days.map((day) => ({
    ...reminder(random, day),
    ...CALL,
    at: {day, minute: random.int(9 * 60, 18 * 60)}
  }));
}

const CALL = {isAutomatic: false, medium: "Téléphone", motive: "Suivi"} as const;

/** What the company sends by itself; a call back by a person once in a while. */
function reminder(random: Random, after: Day): Contact {
  const isAutomatic = random.chance(0.7);
  const day = workday(after + random.int(1, 20));
  return {
    at: {day, minute: random.int(8 * 60, 18 * 60)},
    caseId: "",
    direction: "Sortant",
    medium: isAutomatic ? "Courriel" : "Téléphone",
    motive: isAutomatic ? "Rappel d'échéance" : "Suivi",
    adviser: random.pick(sellersOn("customer_service", day)),
    isAutomatic,
    wasTransferred: false,
    wasResolved: true,
    need: null
  };
}

function contactCells(id: string, customerId: string, contact: Contact): string[] {
  return [
    id,
    customerId,
    contact.caseId,
    frenchInstant(contact.at),
    contact.direction,
    contact.medium,
    contact.line ?? "",
    contact.motive,
    contact.adviser.id,
    frenchBoolean(contact.isAutomatic),
    frenchBoolean(contact.wasTransferred),
    frenchBoolean(contact.wasResolved)
  ];
}
