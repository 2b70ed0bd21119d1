import {BIGINT, DECIMAL, DOUBLE, DuckDBDecimalValue, INTEGER} from "@duckdb/node-api";
import {readDecimal, sqlDecimal} from "../decimals.ts";
import {RessacError} from "../errors.ts";
import {matchesPattern, sameWhenPrinted} from "./proof.ts";
import {CellProblem, type CellType} from "./type.ts";

/** A whole number between −2³¹ and 2³¹ − 1, without separators. */
export function integer(): CellType {
  return {
    name: "integer",
    duckdb: INTEGER,
    parse(value) {
      const number = /^-?\d{1,10}$/.test(value) ? Number(value) : NaN;
      return number >= -(2 ** 31) && number < 2 ** 31
        ? number
        : new CellProblem("bad_integer", "not a whole number");
    },
    sql: (cell) => sameWhenPrinted(cell, "integer")
  };
}

/** A whole number of up to 15 digits, without separators. */
export function wholeNumber(): CellType {
  return {
    name: "whole number",
    duckdb: BIGINT,
    parse: (value) =>
      /^-?\d{1,15}$/.test(value) ? BigInt(value) : new CellProblem("bad_integer", "not a whole number"),
    sql(cell) {
      const number = sameWhenPrinted(cell, "bigint");
      return `case when ${number} between -999999999999999 and 999999999999999 then ${number} end`;
    }
  };
}

/** A binary number, for weights and thresholds, with a decimal point in every dialect; never for money. */
export function double(): CellType {
  return {
    name: "number",
    duckdb: DOUBLE,
    parse(value) {
      const number = /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : NaN;
      return Number.isFinite(number) ? number : new CellProblem("bad_number", "not a number");
    },
    sql: (cell) =>
      `case when ${matchesPattern(cell, "-?\\d{1,15}(?:\\.\\d{1,15})?")} then try_cast(${cell} as double) end`
  };
}

/** How many decimals an amount may have; more than two have to be rounded to cents, and the contract says how. */
export type MoneyOptions = {minDecimals?: 0 | 1 | 2} & (
  {maxDecimals?: 2; rounding?: never} | {maxDecimals: 3 | 4 | 5 | 6; rounding: "half away from zero"}
);

/**
 * An amount in euros excluding VAT, as signed integer cents. Exactly two decimals, unless the contract allows fewer
 * (`minDecimals: 0` reads `1200` and `99,5`) or more (`maxDecimals: 4, rounding: "half away from zero"` reads
 * `0,1250` as 13 cents). A `€` may stand behind it; brackets and a minus in front mean below zero. Up to 15 digits
 * before the decimal mark.
 * @throws RessacError (2) when more than two decimals are allowed and the rounding is not stated.
 */
export function money(options: MoneyOptions = {}): CellType {
  const {minDecimals: min = 2, maxDecimals: max = 2, rounding} = options;
  if (max > 2 && rounding === undefined) {
    throw new RessacError(`money with ${max} decimals does not say how it is rounded to cents; set rounding`);
  }
  const decimals = decimalsInWords(min, max);
  const rounded = rounding === undefined ? "" : `, rounded ${rounding}`;
  return {
    name: min === 2 && max === 2 ? "money" : `money, ${decimals}${rounded}`,
    duckdb: BIGINT,
    parse(value, dialect) {
      const number = readDecimal(value, dialect, {min, max, whole: 15, unit: "€"});
      if (number !== undefined) return roundHalfAway(number, 10n ** BigInt(max - 2));
      const form = dialect.decimal === "," ? "1 234,56" : "1234.56";
      return new CellProblem("bad_amount", `not an amount with ${decimals}, such as ${form}`);
    },
    sql(cell, dialect) {
      // Of 12 digits before the decimal mark, so that all arithmetic is in 64 bits.
      const amount = sqlDecimal(cell, dialect, {min, max, whole: 12, unit: "€"});
      // A cast to fewer decimals rounds half away from zero.
      const cents = max === 2 ? amount : `cast(${amount} as decimal(15, 2))`;
      return `cast(${cents} * 100 as bigint)`;
    }
  };
}

function roundHalfAway(number: bigint, unit: bigint): bigint {
  const half = number < 0n ? -unit / 2n : unit / 2n;
  return (number + half) / unit;
}

/**
 * An exact decimal number of up to 18 digits, of which at most `scale` decimals (0 to 15) and 15 before the decimal mark.
 * @throws RessacError (2) when there can be no such number.
 */
export function decimal(scale: number): CellType {
  if (!Number.isInteger(scale) || scale < 0 || scale > 15) {
    throw new RessacError(`decimal(${scale}): give 0 to 15 decimals`);
  }
  const form = {min: 0, max: scale, whole: Math.min(15, 18 - scale)};
  return {
    name: `decimal(${scale})`,
    duckdb: DECIMAL(18, scale),
    parse(value, dialect) {
      const number = readDecimal(value, dialect, form);
      return number === undefined
        ? new CellProblem("bad_number", `not a number with ${decimalsInWords(0, scale)}`)
        : new DuckDBDecimalValue(number, 18, scale);
    },
    sql: (cell, dialect) => `cast(${sqlDecimal(cell, dialect, form)} as decimal(18, ${scale}))`
  };
}

/**
 * A share, 0 to 1, written in percent with at most four decimals: `12,5 %`, `12,5%` and `12,5` are all 0.125.
 * Below 0 and above 100 % are refused.
 */
export function percentage(): CellType {
  const form = {min: 0, max: 4, whole: 3, unit: "%"} as const;
  return {
    name: "percentage",
    duckdb: DECIMAL(9, 6),
    parse(value, dialect) {
      const number = readDecimal(value, dialect, form);
      if (number !== undefined && number >= 0n && number <= 1_000_000n) {
        return new DuckDBDecimalValue(number, 9, 6);
      }
      return new CellProblem(
        "bad_percentage",
        `not a percentage between 0 and 100 with ${decimalsInWords(0, 4)}`
      );
    },
    sql(cell, dialect) {
      const percent = sqlDecimal(cell, dialect, form);
      return `case when ${percent} between 0 and 100 then cast(${percent} * 0.01 as decimal(9, 6)) end`;
    }
  };
}

const WORDS = ["no", "one", "two", "three", "four", "five", "six"];

function decimalsInWords(min: number, max: number): string {
  const most = `${WORDS[max] ?? max} decimal${max === 1 ? "" : "s"}`;
  if (min === max) return `exactly ${most}`;
  return min === 0 ? `at most ${most}` : `${WORDS[min] ?? min} to ${most}`;
}
