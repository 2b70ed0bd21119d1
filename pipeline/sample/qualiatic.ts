// The export of the accounting tool: entries never change, so that windows repeat them word for word.
import type {Entry} from "./accounting.ts";
import {extractions, type Extraction} from "./days.ts";
import {frenchDate, frenchMoney} from "./dialect.ts";

export const QUALIATIC_HEADER = [
  "N° écriture",
  "Date écriture",
  "N° client",
  "N° commande",
  "N° ligne",
  "Type",
  "N° pièce",
  "Pièce d'origine",
  "Montant HT",
  "Début service",
  "Fin service"
] as const;

export const QUALIATIC_EXTRACTIONS = extractions(2);

/** The rows of the entries an export holds: dated in its window. */
export function qualiaticRows(entries: readonly Entry[], {day, after}: Extraction): string[][] {
  return entries
    .filter((entry) => entry.date > after && entry.date <= day)
    .map((entry) => [
      entry.id,
      frenchDate(entry.date),
      entry.customerId,
      entry.orderId,
      String(entry.lineNumber),
      entry.kind,
      entry.document,
      entry.credits,
      frenchMoney(entry.cents),
      frenchDate(entry.start),
      frenchDate(entry.end)
    ]);
}
