import fc from "fast-check";
import {parse} from "csv-parse/sync";
import {describe, expect, it} from "vitest";
import type {Cell} from "../../reports/components/cells.ts";
import {csvOf, harmless} from "../../reports/components/csv.ts";
import {makeSay, type Say} from "../../reports/components/say.ts";
import english from "../../reports/words/en.json" with {type: "json"};
import french from "../../reports/words/fr.json" with {type: "json"};
import {sheetNames} from "../../reports/components/workbook.ts";

const fr = makeSay(french, {currency: "EUR"});
const en = makeSay(english, {currency: "EUR"});

const text = (value: string): Cell => ({kind: "text", text: value});
const tableOf = (rows: Cell[][], heads = rows[0]?.map((_, index) => `c${index}`) ?? []) => ({
  label: "table",
  heads,
  rows
});

function readBack(csv: string, say: Say): string[][] {
  expect(csv.startsWith("\ufeff")).toBe(true);
  return parse(csv.slice(1), {
    delimiter: say === fr ? ";" : ",",
    record_delimiter: "\r\n",
    relax_column_count: true
  });
}

describe("a table as CSV", () => {
  const day = new Date(Date.UTC(2026, 2, 14));
  const row: Cell[] = [
    text("Benoît; Æ"),
    {kind: "money", value: -1234.5},
    {kind: "rate", value: 0.125},
    {kind: "number", value: 1_000_000},
    {kind: "day", day},
    null
  ];

  it("is in French form in French", () => {
    expect(csvOf([], tableOf([row]), fr)).toBe(
      '\ufeffc0;c1;c2;c3;c4;c5\r\n"Benoît; Æ";-1234,50;0,125;1000000;14/03/2026;\r\n'
    );
  });

  it("is in English form in English", () => {
    expect(csvOf([], tableOf([row]), en)).toBe(
      "\ufeffc0,c1,c2,c3,c4,c5\r\nBenoît; Æ,-1234.50,0.125,1000000,14/03/2026,\r\n"
    );
  });

  it("says first what it is", () => {
    const rows = readBack(csvOf([["Filtres", "=aucun"]], tableOf([row]), fr), fr);
    expect(rows[0]).toEqual(["Filtres", "'=aucun"]);
    expect(rows[1]).toEqual([""]);
    expect(rows[2]?.slice(0, 2)).toEqual(["c0", "c1"]);
  });
});

describe("what leaves the page", () => {
  const formulas = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    " =1",
    "＝1",
    "\u200b=1",
    "\u0000=1"
  ];

  it.each(formulas)("is no formula: %j", (formula) => {
    expect(harmless(formula).startsWith("'")).toBe(true);
  });

  it("is left as it is where it is none", () => {
    for (const plain of ["−5 %", "A1000 → N1000", "l'été", "1+1", "", "a\tb"])
      expect(harmless(plain)).toBe(plain);
  });

  it("never begins as a formula, whatever stands in a name, and comes back whole", () => {
    const begun = fc
      .tuple(
        fc.constantFrom("", "=", "+", "-", "@", "\t", "\r", "\n", " =", "\ufeff=", '"='),
        fc.string({unit: "binary"})
      )
      .map(([start, rest]) => start + rest);
    fc.assert(
      fc.property(
        fc.array(fc.array(begun, {minLength: 2, maxLength: 2}), {minLength: 1, maxLength: 6}),
        fc.constantFrom(fr, en),
        (rows, say) => {
          const csv = csvOf(
            [["a", rows[0]?.[0] ?? ""]],
            tableOf(
              rows.map((cells) => cells.map(text)),
              rows[0] ?? []
            ),
            say
          );
          const read = readBack(csv, say);
          expect(read.length).toBe(rows.length + 3);
          for (const cells of read)
            for (const cell of cells)
              expect(/^[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠]|^[\t\r\n]/u.test(cell)).toBe(false);
          expect(read.slice(3)).toEqual(rows.map((cells) => cells.map(harmless)));
        }
      ),
      {numRuns: 500}
    );
  });

  it("stays a number where it is one, to the cent", () => {
    fc.assert(
      fc.property(fc.integer({min: -1e12, max: 1e12}), (cents) => {
        const [, [cell = ""] = []] = readBack(
          csvOf([], tableOf([[{kind: "money", value: cents / 100}]]), fr),
          fr
        );
        expect(cell).toMatch(/^-?\d+,\d\d$/);
        expect(Math.round(100 * Number(cell.replace(",", ".")))).toBe(cents);
      })
    );
  });
});

describe("the names of sheets", () => {
  it("are accepted by Excel, each once", () => {
    fc.assert(
      fc.property(fc.array(fc.string(), {minLength: 1, maxLength: 8}), (labels) => {
        const names = sheetNames(labels);
        expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(labels.length);
        for (const name of names) {
          expect(name.length).toBeGreaterThan(0);
          expect(name.length).toBeLessThanOrEqual(31);
          expect(name).not.toMatch(/[[\]/\\:*?]|^'|'$/);
        }
      })
    );
  });
});
