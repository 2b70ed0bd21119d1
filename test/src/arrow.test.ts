import {tableFromIPC} from "apache-arrow";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {readArrow} from "../../src/arrow.ts";
import {openDatabase} from "../../src/warehouse.ts";

let database: Awaited<ReturnType<typeof openDatabase>>;
beforeAll(async () => {
  database = await openDatabase();
});
afterAll(() => {
  database.close();
});

const COLUMNS = `
  9007199254740993::bigint as cents,
  date '2024-02-29' as day,
  timestamptz '2024-02-29 12:30:15.123456Z' as at,
  'é€'::varchar as words,
  0.25::double as rate,
  true as yes,
  7::integer as n,
  12.34::decimal(18, 2) as vje`;

describe("published results", () => {
  it("keep every type, every cent and every null", async () => {
    const {bytes, rows} = await readArrow(
      database.connection,
      `select ${COLUMNS} union all select ${"null, ".repeat(7)}null`
    );
    const table = tableFromIPC(bytes);
    expect(rows).toBe(2);
    expect(table.schema.fields.map(({name, type}) => `${name} ${type}`)).toEqual([
      "cents Int64",
      "day Date32<DAY>",
      "at Timestamp<MICROSECOND, UTC>",
      "words Dictionary<Int32, Utf8>",
      "rate Float64",
      "yes Bool",
      "n Int32",
      "vje Float64"
    ]);
    expect(table.get(0)?.toJSON()).toEqual({
      cents: 9007199254740993n,
      day: Date.UTC(2024, 1, 29),
      at: Date.UTC(2024, 1, 29, 12, 30, 15, 123) + 0.456,
      words: "é€",
      rate: 0.25,
      yes: true,
      n: 7,
      vje: 12.34
    });
    expect(Object.values(table.get(1)?.toJSON() ?? {})).toEqual(Array(8).fill(null));
  });

  it("keep the types of an empty result", async () => {
    const {bytes} = await readArrow(database.connection, `select ${COLUMNS} limit 0`);
    expect(tableFromIPC(bytes).schema.fields.map(({type}) => String(type))).toContain(
      "Dictionary<Int32, Utf8>"
    );
  });

  it("are the same bytes for the same rows, also over many vectors", async () => {
    const sql = "select range as id, 'v' || range % 7 as word from range(10000) order by id";
    const first = await readArrow(database.connection, sql);
    const second = await readArrow(database.connection, sql);
    expect(Buffer.compare(first.bytes, second.bytes)).toBe(0);
    expect(tableFromIPC(first.bytes).get(9999)?.toJSON()).toEqual({id: 9999n, word: "v3"});
  });

  it.each([3, 300, 66_000])("keep %i texts, and nothing where there is none", async (texts) => {
    const rows = Math.max(5_000, 2 * texts);
    const {bytes} = await readArrow(
      database.connection,
      `select
        if (range % 3 = 0, null, 'text ' || range % ${texts}) as word,
        if (range % 5 = 0, null, range) as cents,
        if (range % 7 = 0, null, range::integer) as n,
        if (range % 11 = 0, null, range % 2 = 0) as yes,
        if (range % 13 = 0, null, date '2024-01-01' + (range % 100)::integer) as day
      from range(${rows})`
    );
    const table = tableFromIPC(bytes);
    const expected: Record<string, (row: number) => unknown> = {
      word: (row) => (row % 3 === 0 ? null : `text ${row % texts}`),
      cents: (row) => (row % 5 === 0 ? null : BigInt(row)),
      n: (row) => (row % 7 === 0 ? null : row),
      yes: (row) => (row % 11 === 0 ? null : row % 2 === 0),
      day: (row) => (row % 13 === 0 ? null : Date.UTC(2024, 0, 1 + (row % 100)))
    };
    for (const [name, valueOf] of Object.entries(expected)) {
      const column = table.getChild(name);
      const wrong = [...Array(rows).keys()].find((row) => column?.get(row) !== valueOf(row));
      expect(wrong, name).toBeUndefined();
    }
    expect(table.getChild("word")?.data[0]?.dictionary?.length).toBe((2 * texts) / 3);
  });

  it("are the same bytes whatever lies in memory where there is no value", async () => {
    const {connection} = database;
    await connection.run(
      "create or replace table seen as select range as a, range % 2 = 0 as kept from range(5000)"
    );
    const hidden = await readArrow(connection, "select if (kept, a, null) as a from seen");
    await connection.run(
      "create or replace table never as select if (range % 2 = 0, range, null) as a from range(5000)"
    );
    const absent = await readArrow(connection, "from never");
    expect(Buffer.compare(hidden.bytes, absent.bytes)).toBe(0);
  });

  it("refuse a sum that nobody has made a number of cents", async () => {
    await expect(readArrow(database.connection, "select sum(range) as total from range(3)")).rejects.toThrow(
      "column total is a HUGEINT; cast the sum to bigint in the report"
    );
  });
});
