import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {withhold, withholdCells} from "../../reports/components/withheld.ts";

const LEAST = 5;

describe("small numbers", () => {
  it("withhold the next smallest part too where one alone is too small", () => {
    const rows = [20, 4, 9, 30].map((count) => ({count}));
    const withheld = withhold(rows, ({count}) => count, LEAST);
    expect([...withheld].map(({count}) => count)).toEqual([4, 9]);
    expect(withhold([{count: 3}, {count: 2}, {count: 9}], ({count}) => count, LEAST).size).toBe(2);
    expect(withhold([{count: 9}, {count: 5}], ({count}) => count, LEAST).size).toBe(0);
  });

  const cell = (row: string, column: string, count: number) => ({
    cell: `${row} ${column}`,
    row,
    column,
    count
  });

  it("withhold a small cell, and the smallest other one of its row and of its column", () => {
    const withheld = withholdCells(
      [
        cell("bug", "dvr", 4),
        cell("bug", "field", 10),
        cell("bug", "telesales", 20),
        cell("price", "dvr", 30),
        cell("price", "field", 40),
        cell("price", "telesales", 50)
      ],
      LEAST
    );
    expect([...withheld].sort()).toEqual(["bug dvr", "bug field", "price dvr", "price field"]);
  });

  it("never leave a row in which one cell is withheld alone, while it has others", () => {
    const cells = fc.uniqueArray(
      fc.tuple(fc.constantFrom("bug", "price", "ux"), fc.constantFrom("dvr", "field", "house"), fc.nat(12)),
      {selector: ([row, column]) => `${row} ${column}`}
    );
    fc.assert(
      fc.property(cells, (given) => {
        const all = given.map(([row, column, count]) => cell(row, column, count));
        const withheld = withholdCells(all, LEAST);
        for (const {cell: name, count} of all) if (count < LEAST) expect(withheld).toContain(name);
        for (const name of ["bug", "price", "ux"]) {
          const line = all.filter(({row}) => row === name);
          const hidden = line.filter((each) => withheld.has(each.cell));
          expect(line.length > 1 && hidden.length === 1).toBe(false);
        }
      })
    );
  });
});
