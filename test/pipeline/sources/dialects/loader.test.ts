import {type DuckDBValue, LIST, listValue, VARCHAR} from "@duckdb/node-api";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {loaderDay, loaderInstant} from "../../../../pipeline/sources/dialects/loader.ts";
import {CellProblem, type CellType} from "../../../../src/cells.ts";
import {type Dialect, FRENCH, MACHINE} from "../../../../src/dialect.ts";
import {openDatabase} from "../../../../src/warehouse.ts";

let database: Awaited<ReturnType<typeof openDatabase>>;

beforeAll(async () => {
  database = await openDatabase();
});

afterAll(() => {
  database.close();
});

/** What SQL reads of texts; null where it leaves them to TypeScript. */
async function readInSql(
  type: CellType,
  dialect: Dialect,
  texts: string[]
): Promise<readonly (DuckDBValue | undefined)[]> {
  const sql = `select ${type.sql("cell", dialect)} from (select unnest($texts) as cell)`;
  const result = await database.connection.runAndReadAll(
    sql,
    {texts: listValue(texts)},
    {texts: LIST(VARCHAR)}
  );
  return result.getColumns()[0] ?? [];
}

function readText(type: CellType, text: string, dialect: Dialect): string {
  const value = type.parse(text, dialect);
  return CellProblem.is(value) ? value.code : String(value);
}

describe("an instant of a loader", () => {
  it.each([
    ["2016-01-15 23:23:00.000000", MACHINE, "2016-01-15 23:23:00+00"],
    ["2016-01-15 23:23:07.999", MACHINE, "2016-01-15 23:23:07+00"],
    ["2016-01-15 23:23:00", {...MACHINE, timeZone: "Europe/Paris"}, "2016-01-15 22:23:00+00"],
    ["2016-01-15T23:23:00.000Z", {...MACHINE, timeZone: "Europe/Paris"}, "2016-01-15 23:23:00+00"],
    ["15/01/2016 23:23:00.000", FRENCH, "2016-01-15 22:23:00+00"],
    ["2016-01-15.5", MACHINE, "bad_day"],
    ["2016-01-15 25:00:00.000", MACHINE, "bad_instant"]
  ])("%s is read to the second", (text, dialect, told) => {
    expect(readText(loaderInstant(), text, dialect)).toBe(told);
  });
});

describe("a day of a loader", () => {
  it.each([
    ["2015-01-15 00:00:00.000000", MACHINE, "2015-01-15"],
    ["2015-01-15T00:00:00.000Z", MACHINE, "2015-01-15"],
    ["2015-01-15", MACHINE, "2015-01-15"],
    ["15/01/2015 00:00", FRENCH, "2015-01-15"],
    ["2015-01-15 00:00:01", MACHINE, "bad_day"]
  ])("%s is read as one, at midnight only", (text, dialect, told) => {
    expect(readText(loaderDay(), text, dialect)).toBe(told);
  });
});

describe("SQL", () => {
  const texts = [
    ...["2016-01-15", "15/01/2016", "2016-13-15"].flatMap((day) =>
      [
        "",
        " 00:00",
        " 00:00:00.000000",
        "T00:00:00.000Z",
        " 23:23:00.000000",
        " 23:23:00",
        ".5",
        " 00:00\n"
      ].map((time) => day + time)
    ),
    "2016-03-27 02:30:00.000",
    "x 00:00:00.000"
  ];

  it.each([loaderInstant(), loaderDay()])("reads the %s as TypeScript does, or not at all", async (type) => {
    for (const dialect of [MACHINE, FRENCH]) {
      const values = await readInSql(type, dialect, texts);
      for (const [index, text] of texts.entries()) {
        const value = values[index] ?? null;
        if (value !== null) expect([text, String(value)]).toEqual([text, readText(type, text, dialect)]);
      }
    }
  });

  it("reads the usual forms itself", async () => {
    expect(await readInSql(loaderInstant(), MACHINE, ["2016-01-15 23:23:00.000000"])).not.toContain(null);
    expect(await readInSql(loaderDay(), MACHINE, ["2015-01-15 00:00:00.000000"])).not.toContain(null);
  });
});
