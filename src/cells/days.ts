import {DATE, DuckDBDateValue} from "@duckdb/node-api";
import type {Dialect} from "../dialect.ts";
import {quoteText} from "../warehouse.ts";
import {matchesPattern, sameWhenPrinted} from "./proof.ts";
import {CellProblem, type CellType} from "./type.ts";

/** A local day, between 1900 and 2199, in the form of the dialect; never with a year of two digits. */
export function day(): CellType {
  return {
    name: "day",
    duckdb: DATE,
    parse(value, dialect) {
      const days = readDay(value, dialect.day);
      return typeof days === "number" ? new DuckDBDateValue(days) : days;
    },
    sql(cell, dialect) {
      const date =
        dialect.day === "yyyy-mm-dd"
          ? sameWhenPrinted(cell, "date")
          : `cast(case ${readWhenInForm(cell, DAY_FORMS[dialect.day])} end as date)`;
      return `case when ${date} between date '1900-01-01' and date '2199-12-31' then ${date} end`;
    }
  };
}

/** Days since 1970-01-01 of a day that exists, between 1900 and 2199. */
export function readDay(value: string, form: Dialect["day"]): number | CellProblem {
  const known = knownDays[form];
  let days = known.get(value);
  if (days === undefined) {
    days = computeDay(value, form);
    if (known.size > MOST_KNOWN) known.clear();
    known.set(value, days);
  }
  return days;
}

/** A file repeats its days over and over: a look at the calendar each time would cost most of the reading. */
const MOST_KNOWN = 50_000;

function computeDay(value: string, form: Dialect["day"]): number | CellProblem {
  const {y, m, d} = DAY_FORMS[form].regex.exec(value)?.groups ?? {};
  if (y === undefined) return new CellProblem("bad_day", `not a day written ${form}`);
  const date = new Date(Date.UTC(Number(y), Number(m) - 1, Number(d)));
  const exists = date.getUTCMonth() === Number(m) - 1 && date.getUTCDate() === Number(d);
  if (!exists) return new CellProblem("bad_day", "no such day in the calendar");
  if (Number(y) < 1900 || Number(y) > 2199) {
    return new CellProblem("bad_day", "a year outside 1900 to 2199; check the century");
  }
  return date.getTime() / 86_400_000;
}

/** One form of a day, a time or both, in three notations. */
export interface Form {
  /** Regular expression. */
  pattern: string;
  /** For SQL's `strptime`. */
  format: string;
  /** For SQL's `like`, where every field has a fixed width and something stands between them. */
  like?: string;
}

/** The forms of a day; `m` and `d` stand for one digit or two. */
export const DAY_FORMS: Record<Dialect["day"], Form & {regex: RegExp}> = {
  "dd/mm/yyyy": dayForm("dd/mm/yyyy"),
  "dd.mm.yyyy": dayForm("dd.mm.yyyy"),
  "dd-mm-yyyy": dayForm("dd-mm-yyyy"),
  "mm/dd/yyyy": dayForm("mm/dd/yyyy"),
  "m/d/yyyy": dayForm("m/d/yyyy"),
  "yyyy-mm-dd": dayForm("yyyy-mm-dd"),
  "yyyy/mm/dd": dayForm("yyyy/mm/dd"),
  yyyymmdd: dayForm("yyyymmdd")
};

const knownDays = Object.fromEntries(
  Object.keys(DAY_FORMS).map((form) => [form, new Map<string, number | CellProblem>()])
) as Record<Dialect["day"], Map<string, number | CellProblem>>;

function dayForm(day: string): Form & {regex: RegExp} {
  const fields = day.match(/yyyy|mm?|dd?|\W/g) ?? [];
  const pattern = fields.map(fieldPattern).join("");
  const format = fields.map(fieldFormat).join("");
  const regex = new RegExp(`^${pattern}$`);
  const isFixed = /\W/.test(day) && !/\b[md]\b/.test(day);
  return isFixed ? {pattern, format, regex, like: day.replace(/\w/g, "_")} : {pattern, format, regex};
}

function fieldFormat(field: string): string {
  if (/\W/.test(field)) return field;
  return field === "yyyy" ? "%Y" : `%${field.charAt(0)}`;
}

function fieldPattern(field: string): string {
  if (/\W/.test(field)) return `[${field}]`;
  return `(?<${field.charAt(0)}>\\d{${field.length === 1 ? "1,2" : field.length}})`;
}

/**
 * A branch of an SQL case: the timestamp in `cell` when it is in the form. `strptime` alone also reads `infinity`,
 * fields with fewer digits, and any blanks for one; of a text that is no longer than all its fields it cannot.
 */
export function readWhenInForm(cell: string, form: Form): string {
  const {like, pattern, format} = form;
  const isInForm = like === undefined ? matchesPattern(cell, pattern) : hasWidths(cell, like, format);
  return `when ${isInForm} then try_strptime(${cell}, ${quoteText(format)})`;
}

function hasWidths(cell: string, like: string, format: string): string {
  const gap = like.indexOf(" ");
  // A second blank could stand beside the first for a digit that is missing. A year without its last digit is too
  // early anyhow.
  const beside = gap === -1 ? [] : format.includes("%Y ") ? [gap + 2] : [gap, gap + 2];
  const isTight = beside.map((place) => ` and substr(${cell}, ${place}, 1) > ' '`).join("");
  return `strlen(${cell}) = ${like.length} and ${cell} like ${quoteText(like)}${isTight}`;
}
