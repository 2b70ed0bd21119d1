// What each type reads of the same strange texts, in every dialect: nothing of it may change unseen. `sql.test.ts` tries
// many more texts; these are quick, and always the same.
import {type DuckDBValue, LIST, listValue, VARCHAR} from "@duckdb/node-api";
import fc from "fast-check";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {CellProblem} from "../../../src/cells.ts";
import {openDatabase} from "../../../src/warehouse.ts";
import {type Case, CASES, OTHER_DAYS, OTHER_ZONES} from "./cases.ts";
import {STRANGE} from "./spellings.ts";

let database: Awaited<ReturnType<typeof openDatabase>>;

beforeAll(async () => {
  database = await openDatabase(":memory:", {threads: 1});
});

afterAll(() => database.close());

async function readBySql({type, dialect}: Case, texts: readonly string[]): Promise<DuckDBValue[]> {
  const result = await database.connection.runAndReadAll(
    `select ${type.sql("cell", dialect)} from (select unnest($texts) as cell)`,
    {texts: listValue(texts)},
    {texts: LIST(VARCHAR)}
  );
  return result.getColumns()[0] ?? [];
}

/** The texts that are read as something else, each with its value and whether SQL reads it too; why others are refused. */
async function told(one: Case): Promise<string> {
  const {type, dialect, usual, unusual = usual} = one;
  const sample = (texts: fc.Arbitrary<string>): string[] => fc.sample(texts, {numRuns: 6, seed: 7});
  const texts = [...new Set([...STRANGE, ...sample(usual), ...sample(unusual)])];
  const bySql = await readBySql(one, texts);
  const read: string[] = [];
  const counted = new Map<string, number>();
  texts.forEach((text, index) => {
    const value = type.parse(text, dialect);
    const [own, sql] = [CellProblem.is(value) ? "nothing" : String(value), bySql[index] ?? null];
    if (sql !== null && String(sql) !== own)
      throw new Error(`${text}: SQL reads ${String(sql)}, parse ${own}`);
    const where = sql === null ? " by parse alone" : "";
    const what = CellProblem.is(value) ? `${value.code}: ${value.message}` : `as it is${where}`;
    if (CellProblem.is(value) || own === text) counted.set(what, (counted.get(what) ?? 0) + 1);
    else read.push(`${text.slice(0, 40)} = ${own.slice(0, 40)}${where}`);
  });
  return [...read, ...[...counted].map(([what, count]) => `${count} × ${what}`)].join("\n");
}

describe.each([...CASES, ...OTHER_DAYS, ...OTHER_ZONES])("%s", (_, one) => {
  it("reads what it read before", async () => {
    expect(await told(one)).toMatchSnapshot();
  });
});
