import {DuckDBTimestampTZValue, type DuckDBValue, LIST, listValue, VARCHAR} from "@duckdb/node-api";
import fc from "fast-check";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {trimBlanks} from "../../../src/blanks.ts";
import {
  CellProblem,
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
import {openDatabase} from "../../../src/warehouse.ts";
import {days, instants, nearly, nights, numbers, percentages, STRANGE, withUnit} from "./spellings.ts";

let database: Awaited<ReturnType<typeof openDatabase>>;

beforeAll(async () => {
  database = await openDatabase();
  // No value may depend on the session's zone.
  await database.connection.run("set timezone = 'Pacific/Chatham'");
});

afterAll(() => database.close());

/** The value of an SQL expression over the column `cell`, for each text. */
async function evaluate(expression: string, texts: readonly string[]): Promise<DuckDBValue[]> {
  const sql = `select ${expression} from (select unnest($texts) as cell)`;
  const result = await database.connection.runAndReadAll(
    sql,
    {texts: listValue(texts)},
    {texts: LIST(VARCHAR)}
  );
  return result.getColumns()[0] ?? [];
}

const same = (a: unknown, b: unknown): boolean =>
  typeof a === "number" ? Object.is(a, b) : !CellProblem.is(b) && String(a) === String(b);

interface Case {
  type: CellType;
  dialect: Dialect;
  /** The usual spellings, which SQL must read. */
  usual: fc.Arbitrary<string>;
  /** Others that are worth a look. */
  unusual?: fc.Arbitrary<string>;
}

const DIALECTS = {FRENCH, MACHINE, ENGLISH};

const CASES: [string, Case][] = Object.entries(DIALECTS).flatMap(([name, dialect]) =>
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

const OTHER_DAYS: [string, Case][] = (
  ["dd.mm.yyyy", "dd-mm-yyyy", "mm/dd/yyyy", "yyyy/mm/dd", "yyyymmdd"] as const
).flatMap((form) => {
  const dialect = {...FRENCH, day: form};
  return [
    [`day ${form}`, {type: day(), dialect, usual: days(dialect, "1900-01-01", "2199-12-31")}],
    [`instant ${form}`, {type: instant(), dialect, usual: instants(dialect), unusual: nights(dialect)}]
  ];
});

const OTHER_ZONES: [string, Case][] = ["Europe/London", "America/New_York", "Asia/Kolkata"].map(
  (timeZone) => {
    const dialect = {...FRENCH, timeZone};
    const one = {type: instant(), dialect, usual: instants(dialect), unusual: nights(dialect)};
    return [`instant in ${timeZone}`, one];
  }
);

/** Of up to 1,000 texts each. */
const RUNS = 6;

describe.each([...CASES, ...OTHER_DAYS, ...OTHER_ZONES])(
  "the SQL of %s",
  (_, {type, dialect, usual, unusual}) => {
    const expression = type.sql("cell", dialect);
    const texts = fc.oneof(
      {weight: 3, arbitrary: usual},
      {weight: 6, arbitrary: nearly(usual)},
      {weight: 3, arbitrary: unusual ?? usual},
      {weight: 1, arbitrary: fc.constantFrom(...STRANGE)},
      {weight: 1, arbitrary: nearly(fc.constantFrom(...STRANGE))},
      {weight: 1, arbitrary: fc.string({unit: "grapheme"})}
    );
    const cells = texts.map(trimBlanks).filter((cell) => cell !== "");

    it("gives the value that parse gives, or none", async () => {
      const check = async (batch: readonly string[]): Promise<void> => {
        const values = await evaluate(expression, batch);
        const wrong = batch
          .map((cell, index) => ({cell, sql: values[index], parse: type.parse(cell, dialect)}))
          .filter(({sql, parse}) => sql !== null && !same(sql, parse));
        expect(wrong.slice(0, 3)).toEqual([]);
      };
      await check(STRANGE);
      await fc.assert(fc.asyncProperty(fc.array(cells, {maxLength: 1000, size: "max"}), check), {
        numRuns: RUNS
      });
    });

    it("reads the usual spellings, in the type that it says", async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(usual, {maxLength: 1000, size: "max"}), async (batch) => {
          const values = await evaluate(expression, batch);
          const wrong = batch.filter((cell, index) => !same(values[index], type.parse(cell, dialect)));
          expect(wrong.slice(0, 3)).toEqual([]);
        }),
        {numRuns: RUNS}
      );
      expect(await evaluate(`typeof(${expression})`, ["1"])).toEqual([type.duckdb.toString()]);
    });

    it.each([0, 345, -570])(
      "has values whose words the database casts back, in a zone of %i minutes",
      async (zone) => {
        const parsed = fc
          .sample(cells, 200)
          .map((cell) => type.parse(cell, dialect))
          .filter((value) => !CellProblem.is(value));
        // What a value says of itself is in the zone of the machine.
        DuckDBTimestampTZValue.timezoneOffsetInMinutes = zone;
        const words = parsed.map(String);
        DuckDBTimestampTZValue.timezoneOffsetInMinutes = 0;
        const cast = await evaluate(`cast(cell as ${type.duckdb.toString()})`, words);
        expect(cast.map(String)).toEqual(parsed.map(String));
      }
    );
  }
);
