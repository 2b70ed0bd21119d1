import type {Dialect} from "../dialect.ts";
import type {SheetCell} from "./sheet.ts";

/** How a style shows a number. */
export interface NumberForm {
  isDate: boolean;
  isPercent: boolean;
  /** Digits that an integer is filled up to with zeros: 5 in the form `00000`. */
  digits: number;
}

/** What a cell's text depends on, besides the cell. */
export interface SheetForms {
  forms: readonly NumberForm[];
  /** Days are counted from 1904, as old Excel for Mac did, not from 1900. */
  isFrom1904: boolean;
  dialect: Dialect;
}

/**
 * The text of a cell in the contract's dialect, as a system that exports CSV would write it; what cannot be put into
 * the form of its column is written in a form that the column's type refuses.
 * @param type name of the column's type, if the column is known
 */
export function cellText(cell: SheetCell, type: string | undefined, sheet: SheetForms): string {
  const {yes, no} = sheet.dialect;
  switch (cell.kind) {
    case "text":
      return cell.text.replace(/\r\n?/g, "\n");
    case "error":
    case "formula":
      return cell.text;
    case "boolean":
      return (/^(1|true)$/.test(cell.text) ? yes[0] : no[0]) ?? cell.text;
    case "iso":
      return isoText(cell.text, sheet.dialect);
    case "number":
      return numberText(cell, type, sheet);
  }
}

const PLAIN: NumberForm = {isDate: false, isPercent: false, digits: 0};

function numberText({text, style}: SheetCell, type: string | undefined, sheet: SheetForms): string {
  const value = Number(text);
  if (!Number.isFinite(value)) return text;
  const {isDate, isPercent, digits} = sheet.forms[style] ?? PLAIN;
  const {decimal} = sheet.dialect;
  const date = isDate ? serialText(value, sheet.isFrom1904, sheet.dialect) : undefined;
  if (date !== undefined) return date;
  if (type?.startsWith("money") === true) return moneyText(value, decimal);
  // Excel holds fifteen digits: of a longer number the rest is made up.
  if (Math.abs(value) >= 1e15) return value.toExponential().toUpperCase().replace(".", decimal);
  if (isPercent && type === "percentage") return `${plainDigits(percent(value)).replace(".", decimal)}%`;
  const plain = plainDigits(value);
  // The type "number" is for machines: it knows the point only.
  if (type === "number") return plain;
  return /^\d+$/.test(plain) ? plain.padStart(digits, "0") : plain.replace(".", decimal);
}

/** What is shown of a share, without the noise that the multiplication adds. */
function percent(share: number): number {
  return Number((share * 100).toPrecision(15));
}

/** Parts of a cent that are noise of binary arithmetic; the smallest real one, a tenth, is far above. */
const NOISE_CENTS = 1e-4;

/**
 * An amount with two decimals when it is a whole number of cents, give or take the noise of sums in binary numbers
 * (1e-9 of it, at most a ten-thousandth of a cent); otherwise all its digits, which the money type refuses.
 */
function moneyText(value: number, decimal: string): string {
  const plain = plainDigits(value);
  const [whole = "", fraction = ""] = plain.split(".");
  if (fraction.length <= 2) return `${whole}${decimal}${fraction.padEnd(2, "0")}`;
  const cents = Math.round(value * 100);
  const noise = Math.abs(value * 100 - cents);
  if (noise > Math.min(NOISE_CENTS, 1e-9 * Math.max(1, Math.abs(cents)))) return plain.replace(".", decimal);
  const digits = String(Math.abs(cents)).padStart(3, "0");
  return `${cents < 0 ? "-" : ""}${digits.slice(0, -2)}${decimal}${digits.slice(-2)}`;
}

/** The shortest digits that mean this very number, without an exponent. */
function plainDigits(value: number): string {
  const short = String(value);
  if (!short.includes("e")) return short;
  const [mantissa = "", exponent = ""] = Math.abs(value).toExponential().split("e");
  const digits = mantissa.replace(".", "");
  const point = Number(exponent) + 1;
  const padded = digits.padStart(digits.length + Math.max(0, 1 - point), "0").padEnd(point, "0");
  const at = Math.max(1, point);
  const fraction = padded.slice(at);
  return `${value < 0 ? "-" : ""}${padded.slice(0, at)}${fraction === "" ? "" : `.${fraction}`}`;
}

const DAY_MS = 86_400_000;
/** 31 December 9999, counted from 1900. */
const LAST_SERIAL = 2_958_465;

/**
 * The day and time that a number means in a cell shown as a date; undefined when it means none.
 * A day of the year 1900 that never was, 29 February, is written so that the types refuse it.
 */
function serialText(value: number, isFrom1904: boolean, dialect: Dialect): string | undefined {
  // A time is stored as a fraction of a day, exact to a few microseconds.
  const ms = Math.round(value * DAY_MS);
  const serial = Math.floor(ms / DAY_MS);
  if (serial < 0 || serial > LAST_SERIAL) return undefined;
  const time = timeText(ms - serial * DAY_MS, dialect.time);
  if (serial === 0 && !isFrom1904) return time;
  const day = serialDay(serial, isFrom1904);
  return [writeDay(day, dialect.day), time].filter(Boolean).join(" ");
}

interface Day {
  year: number;
  month: number;
  date: number;
}

function serialDay(serial: number, isFrom1904: boolean): Day {
  if (isFrom1904) return toDay(Date.UTC(1904, 0, 1 + serial));
  if (serial === 60) return {year: 1900, month: 2, date: 29};
  return toDay(Date.UTC(1899, 11, (serial < 60 ? 31 : 30) + serial));
}

function toDay(epochMs: number): Day {
  const day = new Date(epochMs);
  return {year: day.getUTCFullYear(), month: day.getUTCMonth() + 1, date: day.getUTCDate()};
}

function writeDay({year, month, date}: Day, form: Dialect["day"]): string {
  const fields: Record<string, string> = {
    yyyy: String(year),
    mm: twoDigits(month),
    dd: twoDigits(date),
    m: String(month),
    d: String(date)
  };
  return form.replace(/yyyy|mm?|dd?/g, (field) => fields[field] ?? field);
}

/** A time of day; none at midnight; with its milliseconds when it has any, which the types refuse. */
function timeText(ms: number, form: Dialect["time"]): string | undefined {
  if (ms === 0) return undefined;
  const hours = Math.floor(ms / 3_600_000);
  const fraction = ms % 1000 === 0 ? "" : `.${String(ms % 1000).padStart(3, "0")}`;
  const rest = `${twoDigits(Math.floor(ms / 60_000) % 60)}:${twoDigits(Math.floor(ms / 1000) % 60)}${fraction}`;
  if (form === "hh:mm") return `${twoDigits(hours)}:${rest}`;
  return `${hours % 12 === 0 ? 12 : hours % 12}:${rest} ${hours < 12 ? "AM" : "PM"}`;
}

function twoDigits(number: number): string {
  return String(number).padStart(2, "0");
}

const ISO = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}:\d{2}(?:\.\d{1,3})?)?$/;

/** A date in words of ISO 8601, without a time zone; any other stays as it is. */
function isoText(text: string, {day, time}: Dialect): string {
  const ms = ISO.test(text) ? Date.parse(text.includes("T") ? `${text}Z` : text) : NaN;
  if (Number.isNaN(ms)) return text;
  const clock = timeText(ms - Math.floor(ms / DAY_MS) * DAY_MS, time);
  return [writeDay(toDay(ms), day), clock].filter(Boolean).join(" ");
}

/** Forms that every program knows by number: days, times, and East Asian days. */
const DATE_FORMS: [number, number][] = [
  [14, 22],
  [27, 36],
  [45, 45],
  [47, 47],
  [50, 58]
];

/** Shares, in whole percent and with two decimals. */
const PERCENT_FORMS = [9, 10];

/**
 * What a number form shows, from its code (`dd/mm/yyyy`) or, when the workbook has none for it, its number. A length
 * of time (`[h]:mm`) is no date.
 */
export function numberForm(id: number, code: string | undefined): NumberForm {
  if (code === undefined) {
    const isDate = DATE_FORMS.some(([first, last]) => id >= first && id <= last);
    return {...PLAIN, isDate, isPercent: PERCENT_FORMS.includes(id)};
  }
  const letters = code.replace(/"[^"]*"|\\.|[_*]./g, "").split(";")[0] ?? "";
  if (/^(general|standard)$/i.test(letters) || /\[[hms]+\]/i.test(letters)) return PLAIN;
  const bare = letters.replace(/\[[^\]]*\]/g, "");
  return {
    isDate: /[dmyhs]/i.test(bare),
    isPercent: bare.includes("%"),
    digits: /^0{2,}$/.test(bare) ? bare.length : 0
  };
}
