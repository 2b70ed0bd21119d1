import {
  BIGINT,
  BOOLEAN,
  DATE,
  DECIMAL,
  DOUBLE,
  DuckDBDateValue,
  DuckDBDecimalValue,
  type DuckDBType,
  DuckDBTimestampTZValue,
  type DuckDBValue,
  INTEGER,
  TIMESTAMPTZ,
  VARCHAR
} from "@duckdb/node-api";
import {Temporal} from "temporal-polyfill";
import {readDecimal} from "./decimals.ts";
import type {Dialect} from "./dialect.ts";

/** Why a cell was refused, in a form that can be counted (`code`) and read (`message`, with the way out). */
export class CellProblem {
  constructor(
    readonly code: string,
    readonly message: string
  ) {}

  /** Not `instanceof`: a contract outside an ES module package has this class from another loader. */
  static is(value: unknown): value is CellProblem {
    return value?.constructor.name === CellProblem.name;
  }
}

/** How the text of a cell becomes a value; a text that is not exactly in the form is refused, never guessed. */
export interface CellType {
  readonly name: string;
  readonly duckdb: DuckDBType;
  /** Reads a trimmed, non-empty text. */
  parse(text: string, dialect: Dialect): DuckDBValue | CellProblem;
}

/** Free text, as it stands. */
export function text(): CellType {
  return {name: "text", duckdb: VARCHAR, parse: (value) => value};
}

const SCIENTIFIC = /^\d(?:[.,]\d+)?E\+\d+$/i;
const FLOATED = /^(\d+)\.0$/;

/**
 * An identifier, kept as text. Spreadsheet damage is detected: `1.21143E+15` has lost digits and is refused;
 * `17850.0` is refused too, unless the contract says that the system writes its ids so (`floated: "strip"`).
 */
export function id({floated = "refuse"}: {floated?: "refuse" | "strip"} = {}): CellType {
  return {
    name: "id",
    duckdb: VARCHAR,
    parse(value) {
      if (SCIENTIFIC.test(value)) {
        return new CellProblem("damaged_id", "a spreadsheet has rounded this id; export the column as text");
      }
      const whole = FLOATED.exec(value)?.[1];
      if (whole === undefined) return value;
      return floated === "strip"
        ? whole
        : new CellProblem("damaged_id", "a spreadsheet has made a number of this id; export it as text");
    }
  };
}

/** A whole number between −2³¹ and 2³¹ − 1. */
export function integer(): CellType {
  return {
    name: "integer",
    duckdb: INTEGER,
    parse(value) {
      const number = /^-?\d{1,10}$/.test(value) ? Number(value) : NaN;
      return Math.abs(number) < 2 ** 31 ? number : new CellProblem("bad_integer", "not a whole number");
    }
  };
}

/** A whole number of up to 15 digits. */
export function wholeNumber(): CellType {
  return {
    name: "whole number",
    duckdb: BIGINT,
    parse: (value) =>
      /^-?\d{1,15}$/.test(value) ? BigInt(value) : new CellProblem("bad_integer", "not a whole number")
  };
}

/** A binary number, for weights and thresholds; never for money. */
export function double(): CellType {
  return {
    name: "number",
    duckdb: DOUBLE,
    parse: (value) =>
      /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : new CellProblem("bad_number", "not a number")
  };
}

/**
 * An amount in euros excluding VAT, as signed integer cents. Exactly two decimals, unless the contract allows
 * fewer (`minDecimals: 0` reads `1200` and `99,5`); never more, because cents would have to be rounded.
 */
export function money({minDecimals = 2}: {minDecimals?: 0 | 1 | 2} = {}): CellType {
  return {
    name: "money",
    duckdb: BIGINT,
    parse(value, dialect) {
      const number = readDecimal(value.replace(/\s?€$/u, ""), dialect, {min: minDecimals, max: 2});
      if (number !== undefined) return number;
      const form = dialect.decimal === "," ? "1 234,56" : "1234.56";
      return new CellProblem(
        "bad_amount",
        `not an amount with ${decimalsInWords(minDecimals)}, such as ${form}`
      );
    }
  };
}

/** An exact decimal number with at most `scale` decimals. */
export function decimal(scale: number): CellType {
  return {
    name: `decimal(${scale})`,
    duckdb: DECIMAL(18, scale),
    parse(value, dialect) {
      const number = readDecimal(value, dialect, {min: 0, max: scale});
      return number === undefined
        ? new CellProblem("bad_number", `not a number with at most ${scale} decimals`)
        : new DuckDBDecimalValue(number, 18, scale);
    }
  };
}

/** A local day. */
export function day(): CellType {
  return {
    name: "day",
    duckdb: DATE,
    parse(value, dialect) {
      const days = readDay(value, dialect.day);
      return typeof days === "number" ? new DuckDBDateValue(days) : days;
    }
  };
}

/** An instant, written as a local time of the system's zone; a day without a time is its first instant. */
export function instant(): CellType {
  const seen = new Map<string, DuckDBTimestampTZValue | CellProblem>();
  return {
    name: "instant",
    duckdb: TIMESTAMPTZ,
    parse(value, dialect) {
      const key = `${dialect.timeZone} ${dialect.day} ${value}`;
      let read = seen.get(key);
      if (read === undefined) {
        read = readInstant(value, dialect);
        if (seen.size > 100_000) seen.clear();
        seen.set(key, read);
      }
      return read;
    }
  };
}

/** Yes or no, in the words of the dialect. */
export function yesNo(): CellType {
  return {
    name: "yes or no",
    duckdb: BOOLEAN,
    parse(value, {yes, no}) {
      const same = (word: string): boolean => word.toLowerCase() === value.toLowerCase();
      if (yes.some(same)) return true;
      if (no.some(same)) return false;
      return new CellProblem("bad_boolean", `neither ${yes[0]} nor ${no[0]}`);
    }
  };
}

function decimalsInWords(min: number): string {
  return min === 2 ? "exactly two decimals" : "at most two decimals";
}

const DAY_FORMS: Record<Dialect["day"], RegExp> = {
  "dd/mm/yyyy": /^(?<d>\d{2})\/(?<m>\d{2})\/(?<y>\d{4})$/,
  "yyyy-mm-dd": /^(?<y>\d{4})-(?<m>\d{2})-(?<d>\d{2})$/,
  yyyymmdd: /^(?<y>\d{4})(?<m>\d{2})(?<d>\d{2})$/
};

/** Days since 1970-01-01 of a day that exists, between 1900 and 2199. */
function readDay(value: string, form: Dialect["day"]): number | CellProblem {
  const {y, m, d} = DAY_FORMS[form].exec(value)?.groups ?? {};
  if (y === undefined) return new CellProblem("bad_day", `not a day written ${form}`);
  const date = new Date(Date.UTC(Number(y), Number(m) - 1, Number(d)));
  const exists = date.getUTCMonth() === Number(m) - 1 && date.getUTCDate() === Number(d);
  if (!exists) return new CellProblem("bad_day", "no such day in the calendar");
  if (Number(y) < 1900 || Number(y) > 2199) {
    return new CellProblem("bad_day", "a year outside 1900 to 2199; check the century");
  }
  return date.getTime() / 86_400_000;
}

const TIME = /^(?<h>[01]\d|2[0-3]):(?<min>[0-5]\d)(?::(?<s>[0-5]\d))?$/;

function readInstant(value: string, dialect: Dialect): DuckDBTimestampTZValue | CellProblem {
  const [dayText = "", timeText = "00:00", ...more] = value.split(/[ T]/);
  const days = readDay(dayText, dialect.day);
  if (days instanceof CellProblem) return days;
  const time = TIME.exec(timeText)?.groups;
  if (time === undefined || more.length > 0) {
    return new CellProblem("bad_instant", `not an instant written ${dialect.day} hh:mm`);
  }
  const local = Temporal.PlainDateTime.from({
    ...localDay(days),
    hour: Number(time.h),
    minute: Number(time.min),
    second: Number(time.s ?? 0)
  });
  try {
    const zoned = local.toZonedDateTime(dialect.timeZone, {disambiguation: "reject"});
    return new DuckDBTimestampTZValue(BigInt(zoned.epochMilliseconds) * 1000n);
  } catch {
    return new CellProblem(
      "bad_instant",
      `this local time happens twice or never in ${dialect.timeZone} (the clocks change); correct the hour`
    );
  }
}

function localDay(days: number): {year: number; month: number; day: number} {
  const date = new Date(days * 86_400_000);
  return {year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate()};
}
