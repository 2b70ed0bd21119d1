import {DuckDBTimestampTZValue, type DuckDBValue, LIST, listValue, VARCHAR} from "@duckdb/node-api";
import fc from "fast-check";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {trimBlanks} from "../../../src/blanks.ts";
import {CellProblem} from "../../../src/cells.ts";
import {openDatabase} from "../../../src/warehouse.ts";
import {CASES, OTHER_DAYS, OTHER_ZONES} from "./cases.ts";
import {nearly, STRANGE} from "./spellings.ts";

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
