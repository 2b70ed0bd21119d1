// The sheet that two readers fill in: French, so that a spreadsheet opens it as it is, and everything in it that they need
// except what Ressac has found: who sees a proposal tends to agree with it.
import {isUtf8} from "node:buffer";
import {CsvError, parse} from "csv-parse/sync";
import iconv from "iconv-lite";
import {CellProblem, money} from "../../src/cells.ts";
import {FRENCH} from "../../src/dialect.ts";
import {harmless} from "../../src/harmless.ts";

/** What the sheet says of one cancelled unit; days as yyyy-mm-dd. */
export interface SheetUnit {
  cancellation_id: string;
  as_of: string;
  customer_id: string;
  customer_name: string | null;
  order_id: string;
  signed_date: string | null;
  requested_date: string | null;
  cancel_date: string | null;
  cancel_reason: string | null;
  channel: string | null;
  families: string | null;
  booked_cents: bigint;
  later_orders: string | null;
}

/** One line of a sheet that came back. */
export interface Answer {
  line: number;
  cancellation_id: string;
  as_of: string;
  booked_cents: bigint;
  first_reader_cents: bigint;
  second_reader_cents: bigint;
}

/** What is wrong in a sheet: where, what, and the way out. */
export interface SheetProblem {
  line: number;
  column?: string;
  value?: string;
  reason: string;
}

const ID = "Annulation";
const AS_OF = "Arrêté au";
const BOOKED = "Montant annulé HT";
export const FIRST_READER = "Lecteur 1 : montant rebooké HT";
export const SECOND_READER = "Lecteur 2 : montant rebooké HT";

const COLUMNS: readonly (readonly [string, (unit: SheetUnit) => string])[] = [
  [ID, (unit) => unit.cancellation_id],
  [AS_OF, (unit) => frenchDay(unit.as_of)],
  ["N° client", (unit) => unit.customer_id],
  ["Client", (unit) => unit.customer_name ?? ""],
  ["N° commande", (unit) => unit.order_id],
  ["Signée le", (unit) => frenchDay(unit.signed_date)],
  ["Demandée le", (unit) => frenchDay(unit.requested_date)],
  ["Annulée le", (unit) => frenchDay(unit.cancel_date)],
  ["Motif", (unit) => unit.cancel_reason ?? ""],
  ["Canal", (unit) => frenchChannel(unit.channel ?? "")],
  ["Gammes", (unit) => unit.families ?? ""],
  [BOOKED, (unit) => frenchAmount(unit.booked_cents)],
  ["Commandes du client autour de l'annulation", (unit) => frenchOrders(unit.later_orders ?? "")],
  [FIRST_READER, () => ""],
  [SECOND_READER, () => ""]
];

/** The text of a sheet: `;`, decimal comma, UTF-8 with a byte-order mark. */
export function sheetText(units: readonly SheetUnit[]): string {
  const header = COLUMNS.map(([name]) => name);
  const rows = units.map((unit) => COLUMNS.map(([, cell]) => cell(unit)));
  return `\ufeff${[header, ...rows].map((cells) => `${cells.map(quote).join(";")}\r\n`).join("")}`;
}

/** Reads a sheet that came back, whatever the spreadsheet saved it as; finds everything that is wrong in it. */
export function readSheet(bytes: Buffer): {answers: Answer[]; problems: SheetProblem[]} {
  const records = readRecords(bytes);
  if ("reason" in records) return {answers: [], problems: [records]};
  const header = records[0]?.record ?? [];
  const missing = [ID, AS_OF, BOOKED, FIRST_READER, SECOND_READER].filter((name) => !header.includes(name));
  if (missing.length > 0) {
    const reason = `there is no column "${missing[0]}"; save the sheet as CSV with ";", its header as it was drawn`;
    return {answers: [], problems: [{line: 1, reason}]};
  }
  const problems: SheetProblem[] = [];
  const answers = records.slice(1).flatMap(({record, info: {lines: line}}) => {
    const cell = (column: string): string => record[header.indexOf(column)]?.trim() ?? "";
    const booked = readAmount(cell(BOOKED));
    if (booked === undefined) problems.push({line, column: BOOKED, value: cell(BOOKED), reason: CHANGED});
    const read = (column: string): bigint =>
      readAnswer({line, column, value: cell(column)}, booked, problems);
    const answer = {
      line,
      cancellation_id: cell(ID),
      as_of: isoDay(cell(AS_OF)),
      booked_cents: booked ?? 0n,
      first_reader_cents: read(FIRST_READER),
      second_reader_cents: read(SECOND_READER)
    };
    return [answer];
  });
  return {answers, problems};
}

const SAVE = 'save the sheet as CSV with ";" once more';

/** The cells of a sheet and where they stand, or why nothing in it can be trusted. */
function readRecords(bytes: Buffer): {record: string[]; info: {lines: number}}[] | SheetProblem {
  // A spreadsheet's own format, a compressed file: no text has such a byte.
  if (bytes.includes(0)) return {line: 1, reason: `not a text; ${SAVE}`};
  const text = isUtf8(bytes) ? bytes.toString("utf8") : iconv.decode(bytes, "windows-1252");
  const options = {delimiter: ";", bom: true, info: true, relax_column_count: true, skip_empty_lines: true};
  try {
    return parse(text, options) as unknown as {record: string[]; info: {lines: number}}[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = Number(error.lines ?? 1);
    return {line, reason: `damaged: a quotation mark is not closed, or stands within a cell; ${SAVE}`};
  }
}

const CHANGED = "not as it was drawn; put back what stood here, or draw a new sheet";

function readAnswer(
  cell: {line: number; column: string; value: string},
  booked: bigint | undefined,
  problems: SheetProblem[]
): bigint {
  const way = "write the amount that was rebooked, such as 1234,56, or 0 when none was";
  const amount = readAmount(cell.value);
  const reason =
    cell.value === ""
      ? `nobody has answered; ${way}`
      : amount === undefined
        ? `not an amount; ${way}`
        : amount < 0n
          ? `below zero; ${way}`
          : booked !== undefined && amount > booked
            ? "more than was cancelled; what a new order is worth beyond that is a sale of its own, write at most the amount cancelled"
            : undefined;
  if (reason !== undefined) problems.push({...cell, reason});
  return amount ?? 0n;
}

const AMOUNT = money({minDecimals: 0});

function readAmount(value: string): bigint | undefined {
  const read = AMOUNT.parse(value, FRENCH);
  return CellProblem.is(read) || typeof read !== "bigint" ? undefined : read;
}

const CHANNELS: Record<string, string> = {
  telesales: "télévente",
  field: "terrain",
  retention: "rétention",
  customer_service: "service client",
  dvr: "DVR",
  house: "maison",
  unknown: "canal inconnu"
};

function frenchChannel(channel: string): string {
  return CHANNELS[channel] ?? channel;
}

/** Orders stand one behind the other, `|` between them, the channel last in each. */
function frenchOrders(orders: string): string {
  return orders
    .split(" | ")
    .map((order) => order.replace(/\w+$/, frenchChannel))
    .join(" | ");
}

function frenchDay(day: string | null): string {
  return day === null ? "" : day.split("-").reverse().join("/");
}

function isoDay(day: string): string {
  return day.split("/").reverse().join("-");
}

function frenchAmount(cents: bigint): string {
  return `${cents / 100n},${String(cents % 100n).padStart(2, "0")}`;
}

function quote(cell: string): string {
  const text = harmless(cell);
  return /[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
