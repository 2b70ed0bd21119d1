import {LIST, listValue, VARCHAR} from "@duckdb/node-api";
import fc from "fast-check";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {BLANKS, sqlTrim, trimBlanks} from "../../src/blanks.ts";
import {openDatabase} from "../../src/warehouse.ts";

let database: Awaited<ReturnType<typeof openDatabase>>;

beforeAll(async () => {
  database = await openDatabase();
});

afterAll(() => database.close());

describe("the blanks around a cell", () => {
  it("are removed at both ends, and only there", () => {
    expect(trimBlanks(`${BLANKS}a b${BLANKS}`)).toBe("a b");
    expect(trimBlanks(BLANKS)).toBe("");
    // An em space is not among them, nor is a letter that begins with the same bytes.
    expect(trimBlanks("\u2003†é\u00a1")).toBe("\u2003†é\u00a1");
  });

  it("are the same in SQL", async () => {
    const character = fc.oneof(
      fc.constantFrom(...Array.from(BLANKS)),
      fc.constantFrom("a", "é", "†", "\u2003", "\u2008", "\u00a1", "\u200b", "😀", "!", "\u007f", "\u0001"),
      fc.string({unit: "grapheme", maxLength: 1})
    );
    // Behind a letter, because a text that begins with U+FEFF cannot be read from the database unharmed.
    const sql = `select 'x' || ${sqlTrim("cell")} from (select unnest($texts) as cell)`;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(character, {maxLength: 6}), {maxLength: 500, size: "max"}),
        async (lists) => {
          const texts = lists.map((list) => list.join(""));
          const parameters = [{texts: listValue(texts)}, {texts: LIST(VARCHAR)}] as const;
          const result = await database.connection.runAndReadAll(sql, ...parameters);
          expect(result.getColumns()[0] ?? []).toEqual(texts.map((text) => `x${trimBlanks(text)}`));
        }
      ),
      {numRuns: 20}
    );
  });
});
