import fc from "fast-check";
import {readFile} from "node:fs/promises";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {sheetText, type SheetUnit} from "../../pipeline/audit/sheet.ts";
import {harmless as harmlessOnPages} from "../../reports/components/csv.ts";
import {harmless, harmlessSql} from "../../src/harmless.ts";
import {writeSuggestions} from "../../src/suggest.ts";
import {openDatabase, quoteText, readRows} from "../../src/warehouse.ts";
import {folderOf} from "../support/temp.ts";

const FORMULAS = [
  ...[
    "=1",
    "+1",
    "-1",
    "@A1",
    "\t=1",
    "\r=1",
    "\n=1",
    "\tx",
    "\rx",
    " =1",
    "\u00a0=1",
    "\u3000=1",
    "＝1",
    "＋1",
    "－1"
  ],
  ...["＠1", "\u200b=1", "\ufeff=1", "=cmd|'/c calc'!A1", "\u0001=1"]
];
const PLAIN = ["", "A1000", "1+1", "l'été", "−5 %", "a=1", "'=1", "#N/A", "5-3", "\u00e9"];

let database: Awaited<ReturnType<typeof openDatabase>>;

beforeAll(async () => {
  database = await openDatabase();
});

afterAll(() => {
  database.close();
});

describe("a text that leaves as a spreadsheet", () => {
  it.each(FORMULAS)("is no formula: %j", (text) => {
    expect(harmless(text)).toBe(`'${text}`);
  });

  it.each(PLAIN)("stays as it is where it is none: %j", (text) => {
    expect(harmless(text)).toBe(text);
  });

  it("is treated alike by the engine, in SQL and on the pages", async () => {
    const begun = fc
      .tuple(
        fc.constantFrom(...FORMULAS, ...PLAIN, " ", "\u2028", "\u0085", "\u00ad"),
        fc.string({unit: "binary"})
      )
      .map((parts) => parts.join("").replace(/\p{Surrogate}|[\ufffe\uffff\0]/gu, ""));
    const texts = fc.sample(begun, 2000);
    const values = texts.map((text) => `(${quoteText(text)})`).join(", ");
    const rows = await readRows(
      database.connection,
      `select ${harmlessSql("text")} as text from (values ${values}) texts (text)`
    );
    expect(rows.map(({text}) => text)).toEqual(texts.map(harmless));
    // The pages leave out what no file may hold besides.
    const clean = texts.filter((text) => !/[^\P{Cc}\t\r\n]/u.test(text));
    expect(clean.map(harmlessOnPages)).toEqual(clean.map(harmless));
  });
});

describe("what commands write for spreadsheets", () => {
  it("holds no formula in the sheet of an audit", () => {
    for (const text of FORMULAS) {
      const unit: SheetUnit = {
        ...{
          cancellation_id: text,
          as_of: "2026-06-30",
          customer_id: text,
          customer_name: text,
          order_id: text
        },
        ...{signed_date: null, requested_date: null, cancel_date: null, cancel_reason: text, channel: text},
        ...{families: text, booked_cents: 100n, later_orders: text}
      };
      const [, ...lines] = sheetText([unit]).split("\r\n");
      expect(lines.join("\r\n").match(/'/g)?.length).toBeGreaterThanOrEqual(8);
      for (const cell of lines.join("\r\n").split(";"))
        expect(cell.replace(/^"/, "")).not.toMatch(/^[\s\p{Cf}\p{Cc}]*[=+@＝＋－＠-]/u);
    }
  });

  it("holds no formula in the proposals for labels", async () => {
    const path = join(await folderOf({}), "motives.csv");
    const rows = FORMULAS.map((text) => ({
      ...{system: text, label: text, cases: 1, at_risk_cents: 1, motive: text, score: 1, why: text}
    }));
    await writeSuggestions(path, rows);
    const text = await readFile(path, "utf8");
    for (const formula of FORMULAS) expect(text).toContain(`'${formula};`.slice(0, 1 + formula.length));
    expect(text.match(/'[\s\p{Cf}\p{Cc}]*[=+@＝＋－＠-]|'[\t\r\n]/gu)?.length).toBeGreaterThanOrEqual(
      4 * FORMULAS.length
    );
  });
});
