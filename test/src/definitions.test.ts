import {readdirSync, readFileSync} from "node:fs";
import {tableFromIPC} from "apache-arrow";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {readArrow} from "../../src/arrow.ts";
import {definitionsOf, ratiosOf} from "../../src/definitions.ts";
import {readColumns, readHeader} from "../../src/models.ts";
import {openDatabase} from "../../src/warehouse.ts";

const SQL = `-- Saves of each channel.
-- Grain: channel
select
  channel, -- channel
  kept_cases, -- cases that were kept
  mature_cases, -- cases that are settled
  kept_rate, -- kept to mature cases
  other_rate -- kept to what is not published
from
  marts.saves`;

const MART = `-- Saves.
-- Grain: channel
select
  counts.kept_cases / nullif(counts.mature_cases, 0) as kept_rate, -- kept to mature cases
  kept_cases / all_cases as other_rate -- kept to all
from
  staging.counts`;

const report = {
  ...readHeader("saves.sql", SQL),
  name: "reports.saves",
  sql: SQL,
  columns: readColumns(SQL),
  reads: ["marts.saves"]
};

let database: Awaited<ReturnType<typeof openDatabase>>;
beforeAll(async () => void (database = await openDatabase()));
afterAll(() => database.close());

describe("the definitions of a result", () => {
  const {table, columns} = definitionsOf(report, [{name: "marts.saves", sql: MART}]);

  it("are the comments of its model, with the models that it reads", () => {
    expect(table.get("name")).toBe("reports.saves");
    expect(table.get("meaning")).toBe("Saves of each channel.");
    expect(table.get("reads")).toBe("marts.saves");
    expect(columns.get("kept_cases")?.get("meaning")).toBe("cases that were kept");
  });

  it("name numerator and denominator of a rate, where both are published beside it", () => {
    expect(columns.get("kept_rate")?.get("numerator")).toBe("kept_cases");
    expect(columns.get("kept_rate")?.get("denominator")).toBe("mature_cases");
    expect(columns.get("other_rate")?.has("numerator")).toBe(false);
    expect(columns.get("kept_cases")?.has("numerator")).toBe(false);
  });

  it("find rates that are withheld in places, and no other arithmetic", () => {
    expect(ratiosOf("  if (is_hidden, null, a / nullif(b, 0)) as rate, -- x").get("rate")).toEqual([
      "a",
      "b"
    ]);
    expect(ratiosOf("  a / sum(b) over () as share, -- x").size).toBe(0);
    expect(ratiosOf("  a / 10000 as rate, -- x").get("rate")).toEqual(["a", "10000"]);
  });

  it("go with the file that pages read, in the same bytes each time", async () => {
    const sql = "select 'field' as channel, 3::bigint as kept_cases";
    const definitions = definitionsOf(report, []);
    const first = await readArrow(database.connection, sql, definitions);
    const {schema} = tableFromIPC(first.bytes);
    expect(schema.metadata.get("meaning")).toBe("Saves of each channel.");
    expect(schema.fields[1]?.metadata.get("meaning")).toBe("cases that were kept");
    expect((await readArrow(database.connection, sql, definitions)).bytes).toEqual(first.bytes);
  });
});

describe("the French definitions", () => {
  const french = JSON.parse(readFileSync("reports/definitions/fr.json", "utf8")) as Record<string, string>;
  const published = new Set(
    ["reports/data", "reports/protected"].flatMap((folder) =>
      readdirSync(folder).flatMap((file) => [
        ...readColumns(readFileSync(`${folder}/${file}`, "utf8")).values()
      ])
    )
  );

  it("say every comment of a published column, and nothing else", () => {
    expect([...published].filter((meaning) => !(meaning in french))).toEqual([]);
    expect(Object.keys(french).filter((meaning) => !published.has(meaning))).toEqual([]);
  });

  it("are in French form", () => {
    for (const [english, text] of Object.entries(french)) {
      expect(text, english).not.toBe("");
      expect(text, english).not.toMatch(/ [:;?!%»]|[<>`]|\bthe\b/);
    }
  });
});
