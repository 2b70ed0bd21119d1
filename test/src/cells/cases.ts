// Types of cells in each dialect, with texts that are usual in them.
import fc from "fast-check";
import {
  type CellType,
  day,
  decimal,
  double,
  epochSeconds,
  id,
  instant,
  integer,
  money,
  percentage,
  text,
  wholeNumber,
  yesNo
} from "../../../src/cells.ts";
import {type Dialect, ENGLISH, FRENCH, MACHINE} from "../../../src/dialect.ts";
import {days, instants, nights, numbers, percentages, withUnit} from "./spellings.ts";

/** A type in a dialect, with texts to try it on. */
export interface Case {
  type: CellType;
  dialect: Dialect;
  /** The usual spellings, which SQL must read. */
  usual: fc.Arbitrary<string>;
  /** Others that are worth a look. */
  unusual?: fc.Arbitrary<string>;
}

const DIALECTS = {FRENCH, MACHINE, ENGLISH};

export const CASES: [string, Case][] = Object.entries(DIALECTS).flatMap(([name, dialect]) =>
  casesOf(dialect).map((one): [string, Case] => [`${one.type.name} in ${name}`, one])
);

function casesOf(dialect: Dialect): Case[] {
  const integers = fc.integer().map(String);
  const amounts = (min: number, max: number): fc.Arbitrary<string> =>
    withUnit(numbers(dialect, {min, max}), "€");
  const words = [dialect.yes, dialect.no].flat();
  return [
    {type: text(), usual: fc.string({unit: "grapheme", minLength: 1})},
    {type: id(), usual: fc.oneof(fc.uuid(), integers)},
    {
      type: id({floated: "strip"}),
      usual: fc.oneof(
        integers.filter((one) => !one.startsWith("-")).map((one) => `${one}.0`),
        integers
      )
    },
    {
      type: yesNo(),
      usual: fc.constantFrom(
        ...words,
        ...words.map((one) => one.toLowerCase()),
        ...words.map((one) => one.toUpperCase())
      )
    },
    {type: integer(), usual: integers},
    {type: wholeNumber(), usual: fc.bigInt(-(10n ** 14n), 10n ** 15n - 1n).map(String)},
    {type: double(), usual: numbers(MACHINE, {min: 0, max: 8})},
    {type: money(), usual: amounts(2, 2)},
    {type: money({minDecimals: 0}), usual: amounts(0, 2)},
    {type: money({minDecimals: 1, maxDecimals: 6, rounding: "half away from zero"}), usual: amounts(1, 6)},
    {type: money({minDecimals: 0, maxDecimals: 3, rounding: "half away from zero"}), usual: amounts(0, 3)},
    {type: decimal(0), usual: numbers(dialect, {min: 0, max: 0})},
    {type: decimal(3), usual: numbers(dialect, {min: 0, max: 3})},
    {type: decimal(12), usual: numbers(dialect, {min: 0, max: 12, digits: 3})},
    {type: percentage(), usual: percentages(dialect)},
    {type: day(), usual: days(dialect, "1900-01-01", "2199-12-31")},
    {type: instant(), usual: instants(dialect), unusual: nights(dialect)},
    {type: epochSeconds(), usual: fc.stringMatching(/^1\d{9}(\.\d{6})?$/)}
  ].map((one) => ({dialect, ...one}));
}

export const OTHER_DAYS: [string, Case][] = (
  ["dd.mm.yyyy", "dd-mm-yyyy", "mm/dd/yyyy", "yyyy/mm/dd", "yyyymmdd"] as const
).flatMap((form) => {
  const dialect = {...FRENCH, day: form};
  return [
    [`day ${form}`, {type: day(), dialect, usual: days(dialect, "1900-01-01", "2199-12-31")}],
    [`instant ${form}`, {type: instant(), dialect, usual: instants(dialect), unusual: nights(dialect)}]
  ];
});

export const OTHER_ZONES: [string, Case][] = ["Europe/London", "America/New_York", "Asia/Kolkata"].map(
  (timeZone) => {
    const dialect = {...FRENCH, timeZone};
    const one = {type: instant(), dialect, usual: instants(dialect), unusual: nights(dialect)};
    return [`instant in ${timeZone}`, one];
  }
);
