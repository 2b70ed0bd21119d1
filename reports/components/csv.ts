import type {Cell, TakenTable} from "./cells.js";
import type {Say} from "./say.js";

/** What a spreadsheet takes for the beginning of a formula, also in its wide East Asian form or behind blanks. */
const FORMULA = /^[\s\p{Cc}\p{Cf}]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/u;

/** What no file of text may hold: control characters, halves of characters. */
const CONTROLS = /[^\P{Cc}\t\r\n]|\p{Surrogate}|[\ufffe\uffff]/gu;

/** Text that a spreadsheet will not calculate: what would begin a formula stands behind an apostrophe. */
export function harmless(text: string): string {
  const cleaned = clean(text);
  return FORMULA.test(cleaned) ? `'${cleaned}` : cleaned;
}

/** Text without what no file may hold. */
export function clean(text: string): string {
  return text.replace(CONTROLS, "");
}

/**
 * A table as CSV in the form of the language: in French `;` and a decimal comma, else `,` and a point. What the table
 * is comes first, a line each, then a blank line and the table. UTF-8 with a mark at its head, by which spreadsheets
 * know it. Money has two decimals, a rate is 0 to 1, a month its first day.
 */
export function csvOf(about: [string, string][], {heads, rows}: TakenTable, say: Say): string {
  const isComma = decimalOf(say) === ",";
  const delimiter = isComma ? ";" : ",";
  const line = (cells: string[]): string => cells.join(delimiter);
  const text = (value: string): string => quote(harmless(value), delimiter);
  const lines = [
    ...about.map((pair) => line(pair.map(text))),
    ...(about.length === 0 ? [] : [""]),
    line(heads.map(text)),
    ...rows.map((row) => line(row.map((cell) => cellText(cell, {say, isComma, text}))))
  ];
  return `\ufeff${lines.join("\r\n")}\r\n`;
}

function decimalOf({locale}: Say): string {
  return new Intl.NumberFormat(locale).formatToParts(0.5).find(({type}) => type === "decimal")?.value ?? ".";
}

interface Form {
  say: Say;
  isComma: boolean;
  text: (value: string) => string;
}

function cellText(cell: Cell, {say, isComma, text}: Form): string {
  if (cell === null) return "";
  if (cell.kind === "text") return text(cell.text);
  if ("day" in cell) return say.day(cell.day);
  const plain = cell.kind === "money" ? cell.value.toFixed(2) : plainNumber(cell.value);
  return isComma ? plain.replace(".", ",") : plain;
}

/** As many decimals as are meant, six at most; never in the notation with an exponent. */
function plainNumber(value: number): string {
  const text = value.toFixed(6).replace(/\.?0+$/, "");
  return text === "-0" ? "0" : text;
}

function quote(text: string, delimiter: string): string {
  return /["\r\n]/.test(text) || text.includes(delimiter) || text !== text.trim()
    ? `"${text.replaceAll('"', '""')}"`
    : text;
}
