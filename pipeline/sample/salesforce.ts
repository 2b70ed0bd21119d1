// The report on cases of the CRM: a footer below, and only the latest state of each case.
import {extractions, type Day, type Extraction, type Instant} from "./days.ts";
import {frenchBoolean, frenchDate, frenchInstant, frenchMoney} from "./dialect.ts";
import type {Case} from "./cases.ts";
import {hasOwnTools} from "./own-tools.ts";
import {CHANNEL_LABELS} from "./sellers.ts";
import type {Story} from "./story.ts";

export const SALESFORCE_HEADER = [
  "Numéro de la requête",
  "Date/Heure d'ouverture",
  "Date/Heure de fermeture",
  "Statut",
  "Type",
  "Origine de la requête",
  "Motif de la requête",
  "Alias du propriétaire de la requête",
  "Numéro de compte",
  "Nom du compte",
  "Issue",
  "Canal d'entrée",
  "N° commande",
  "Montant à risque HT",
  "Courrier reçu",
  "Fiscal churn received on",
  "PED",
  "Concurrent",
  "Fonctionnalité manquante",
  "Date/Heure de dernière modification"
] as const;

export const SALESFORCE_EXTRACTIONS = extractions(3);

/** The rows of a story that a report holds: cases opened by its day and modified since its window began. */
export function salesforceRows(
  {customer, cases}: Pick<Story, "customer" | "cases">,
  {day, after}: Extraction
): string[][] {
  return (hasOwnTools(customer) ? [] : cases)
    .filter((known) => known.opened.day <= day && lastModified(known, day).day > after)
    .map((known) => caseCells(known, day));
}

/** What the report prints below its records. */
export function salesforceFooter(records: number): string[] {
  return [
    "",
    "Rapport : Requêtes de résiliation",
    "Copyright (c) 2000-2026 salesforce.com, inc. Tous droits réservés.",
    "Informations confidentielles - Ne pas distribuer",
    `Total général (${records} enregistrements)`
  ];
}

function caseCells(known: Case, day: Day): string[] {
  const isClosed = known.closed.day <= day;
  const {customer} = known.order;
  return [
    known.id,
    frenchInstant(known.opened),
    frenchInstant(isClosed ? known.closed : null),
    statusLabel(known, day),
    known.kind,
    known.origin,
    known.reasons.join(" ; "),
    known.owner.id,
    customer.id,
    customer.name,
    isClosed ? known.label : "",
    CHANNEL_LABELS[known.entry],
    known.namesOrder ? known.order.id : "",
    frenchMoney(known.atRiskCents),
    frenchBoolean(known.letterDay !== null),
    frenchDate(known.receivedDay ?? known.letterDay),
    frenchDate(known.ped),
    known.competitor,
    known.missingFeature,
    frenchInstant(lastModified(known, day))
  ];
}

/** How far a case is on a day, as the CRM writes it. */
export function statusLabel(known: Case, day: Day): string {
  if (known.closed.day <= day) return "Fermée";
  const age = day - known.opened.day;
  if (age < known.touchedAfter) return "Nouveau";
  return age < 3 * known.touchedAfter ? "Assignée" : "En cours";
}

function lastModified(known: Case, day: Day): Instant {
  if (known.closed.day <= day) return known.closed;
  const touched = known.opened.day + known.touchedAfter;
  return touched <= day ? {day: touched, minute: known.opened.minute} : known.opened;
}
