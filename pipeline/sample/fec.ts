// The ledger of each closed year, as the tax office wants it: what accounting billed and credited, with VAT.
import type {Entry} from "./accounting.ts";
import {dayOf, isoDate, type Day} from "./days.ts";
import type {Dialect} from "./dialect.ts";
import {hasOwnTools} from "./own-tools.ts";
import {fill, type Fact, type SampleSystem, type Told} from "./systems.ts";

const TABBED: Dialect = {delimiter: "\t", newline: "\r\n", encoding: "utf-8"};

export const FEC_HEADER = [
  "JournalCode",
  "JournalLib",
  "EcritureNum",
  "EcritureDate",
  "CompteNum",
  "CompteLib",
  "CompAuxNum",
  "CompAuxLib",
  "PieceRef",
  "PieceDate",
  "EcritureLib",
  "Debit",
  "Credit",
  "EcritureLet",
  "DateLet",
  "ValidDate",
  "Montantdevise",
  "Idevise"
] as const;

const VAT_PERCENT = 20;

export const FEC: SampleSystem = {
  name: "fec",
  header: FEC_HEADER,
  dialect: TABBED,
  extractions: [
    {day: dayOf("2024-12-31"), after: Number.NEGATIVE_INFINITY},
    {day: dayOf("2025-12-31"), after: dayOf("2024-12-31")}
  ],
  // Nine zeros are no company's number.
  fileName: ({day}) => `000000000FEC${fecDate(day)}.txt`,
  tell: ({story, entries}: Told): Fact[] => {
    // The company that was bought keeps a ledger of its own.
    if (hasOwnTools(story.customer)) return [];
    return entries.map((entry) => ({
      changes: [entry.date],
      rows: (day) => ledgerLines(entry, story.customer.name, day)
    }));
  }
};

/** The customer owes the amount with its VAT, or is given it back. */
function ledgerLines(entry: Entry, name: string, yearEnd: Day): string[][] {
  const vat = roundHalfUp(entry.cents * VAT_PERCENT, 100);
  return [
    ledgerLine(entry, yearEnd, -entry.cents - vat, {
      CompteNum: "411000",
      CompteLib: "Clients",
      CompAuxNum: entry.customerId,
      CompAuxLib: name.replaceAll('"', "'")
    }),
    ledgerLine(entry, yearEnd, entry.cents, {CompteNum: "706000", CompteLib: "Prestations de services"}),
    ledgerLine(entry, yearEnd, vat, {CompteNum: "445710", CompteLib: "TVA collectée"})
  ];
}

function ledgerLine(entry: Entry, yearEnd: Day, credit: number, account: Record<string, string>): string[] {
  return fill(FEC_HEADER, {
    JournalCode: "VE",
    JournalLib: "Ventes",
    EcritureNum: entry.id,
    EcritureDate: fecDate(entry.date),
    ...account,
    PieceRef: entry.document,
    PieceDate: fecDate(entry.date),
    EcritureLib: `${entry.kind} ${entry.document}`,
    Debit: fecMoney(Math.max(0, -credit)),
    Credit: fecMoney(Math.max(0, credit)),
    ValidDate: fecDate(yearEnd)
  });
}

function roundHalfUp(dividend: number, divisor: number): number {
  return Math.sign(dividend) * Math.floor((2 * Math.abs(dividend) + divisor) / (2 * divisor));
}

function fecDate(day: Day): string {
  return isoDate(day).replaceAll("-", "");
}

/** An amount as `1234,56`: a ledger has no separators. */
function fecMoney(cents: number): string {
  const digits = String(cents).padStart(3, "0");
  return `${digits.slice(0, -2)},${digits.slice(-2)}`;
}
