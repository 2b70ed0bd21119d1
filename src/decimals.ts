import {BLANKS} from "./blanks.ts";
import type {Dialect} from "./dialect.ts";
import {quoteText} from "./warehouse.ts";

/** The form of a decimal number. */
export interface DecimalForm {
  /** Fewest and most decimals. */
  min: number;
  max: number;
  /** Most digits before the decimal mark. */
  whole: number;
  /** A sign that may stand behind the number, after at most one blank. */
  unit?: "€" | "%";
}

/** The digits of a number as an integer scaled by 10^max, or undefined when the text is not in the form. */
export function readDecimal(
  value: string,
  {decimal: mark, thousands}: Dialect,
  {min, max, whole: longest, unit}: DecimalForm
): bigint | undefined {
  const number = withoutUnit(value, unit);
  const isBracketed = number.startsWith("(") && number.endsWith(")");
  const isNegative = isBracketed || number.startsWith("-") || number.startsWith("−");
  const unsigned = isNegative ? number.slice(1, isBracketed ? -1 : undefined) : number;
  const cut = unsigned.indexOf(mark);
  const whole = cut === -1 ? unsigned : unsigned.slice(0, cut);
  const fraction = cut === -1 ? "" : unsigned.slice(cut + 1);
  if (cut !== -1 && fraction === "") return undefined;
  if (fraction.length < min || fraction.length > max || !/^\d*$/.test(fraction)) return undefined;
  const digits = readGroups(whole, thousands);
  if (digits === undefined || digits.length > longest) return undefined;
  const scaled = BigInt(digits + fraction.padEnd(max, "0"));
  return isNegative ? -scaled : scaled;
}

function withoutUnit(value: string, unit: DecimalForm["unit"]): string {
  if (unit === undefined || !value.endsWith(unit)) return value;
  const number = value.slice(0, -1);
  return BLANKS.includes(number.slice(-1)) ? number.slice(0, -1) : number;
}

/** Digits in one run, or in groups of three behind one and the same separator. */
function readGroups(whole: string, thousands: string): string | undefined {
  if (/^\d+$/.test(whole)) return whole;
  const separator = /^\d{1,3}(\D)/.exec(whole)?.[1];
  if (separator === undefined || !thousands.includes(separator)) return undefined;
  const [first = "", ...groups] = whole.split(separator);
  return /^\d{1,3}$/.test(first) && groups.every((group) => /^\d{3}$/.test(group))
    ? first + groups.join("")
    : undefined;
}

/**
 * An SQL expression of type `decimal(whole + max, max)`: the number that `readDecimal` reads in `cell`, or null.
 * DuckDB's cast reads far more (`1e3`, `1_000`, ` 12`), rounds, and is slow when it fails. So the form is proved
 * first: where nothing but a plain number is in the dialect, by printing the number again, else by a regular
 * expression. Brackets and the typographic minus are left out.
 */
export function sqlDecimal(cell: string, {decimal: mark, thousands}: Dialect, form: DecimalForm): string {
  const {whole, max, unit} = form;
  const separators = Array.from(thousands);
  const pointed = (digits: string): string =>
    mark === "." ? digits : `replace(${digits}, ${quoteText(mark)}, '.')`;
  const cast = (digits: string): string => `try_cast(${pointed(digits)} as decimal(${whole + max}, ${max}))`;
  const matches = (parts: PatternParts): string =>
    `regexp_full_match(${cell}, ${quoteText(numberPattern(mark, parts, form))})`;
  const isPlain =
    mark === "." && separators.length === 0 ? isPrinted(cell, cast(cell), form) : matches({separators: []});
  const bare = unit === undefined ? cell : sqlWithoutUnit(cell, unit);
  return `case when ${isPlain} then ${cast(cell)} \
when ${matches({separators, unit})} then ${cast(sqlUngrouped(bare, separators))} end`;
}

/** Whether a number is written as it is printed, but for zeros at its end that may be missing. */
function isPrinted(text: string, number: string, {min, max}: DecimalForm): string {
  const printed = `cast(${number} as varchar)`;
  if (min === max || max === 0) return `${printed} = ${text}`;
  const missing = `strlen(${printed}) - strlen(${text})`;
  // Just the zeros are missing, not the point: `5.` is no number; when the point is missing, so are all decimals.
  const isComplete = min === 0 ? `${missing} <> ${max}` : `${missing} <= ${max - min}`;
  return `starts_with(${printed}, ${text}) and ${isComplete}`;
}

function sqlUngrouped(text: string, separators: readonly string[]): string {
  if (separators.length === 0) return text;
  const branches = separators
    .map(quoteText)
    .map((separator) => `when contains(${text}, ${separator}) then replace(${text}, ${separator}, '')`);
  return `case ${branches.join(" ")} else ${text} end`;
}

function sqlWithoutUnit(cell: string, unit: string): string {
  const spaced = [" ", "\u00a0", "\u202f"].map(
    (blank) => `when suffix(${cell}, ${quoteText(blank + unit)}) then left(${cell}, -2)`
  );
  return `case when not suffix(${cell}, ${quoteText(unit)}) then ${cell} ${spaced.join(" ")} else left(${cell}, -1) end`;
}

interface PatternParts {
  separators: readonly string[];
  unit?: DecimalForm["unit"];
}

/** A regular expression; it may leave out numbers that are in the form, never let in others. */
function numberPattern(
  mark: string,
  {separators, unit}: PatternParts,
  {min, max, whole}: DecimalForm
): string {
  const groups = Math.floor((whole - 3) / 3);
  const grouped = groups < 1 ? [] : separators.map((one) => `\\d{1,3}(?:[${one}]\\d{3}){1,${groups}}`);
  const fraction = max === 0 ? "" : `(?:[${mark}]\\d{${Math.max(min, 1)},${max}})${min === 0 ? "?" : ""}`;
  const behind = unit === undefined ? "" : `(?:[ \u00a0\u202f]?${unit})?`;
  return `-?(?:${[`\\d{1,${whole}}`, ...grouped].join("|")})${fraction}${behind}`;
}
