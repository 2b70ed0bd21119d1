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

  it("refuse a sum that nobody has made a number of cents", async () => {
    await expect(readArrow(database.connection, "select sum(range) as total from range(3)")).rejects.toThrow(
      "column total is a HUGEINT; cast the sum to bigint in the report"
    );
  });
});
