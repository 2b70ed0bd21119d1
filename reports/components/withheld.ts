/**
 * The parts of a whole that are not told: those of too few cases and, where that is a single one, the next smallest too,
 * for the whole would give it back.
 */
export function withhold<Row>(rows: Row[], count: (row: Row) => number, below: number): Set<Row> {
  const sorted = [...rows].sort((a, b) => count(a) - count(b));
  const few = sorted.filter((row) => count(row) < below);
  return new Set(few.length === 1 ? sorted.slice(0, 2) : few);
}

interface Counted<Cell> {
  cell: Cell;
  row: string;
  column: string;
  count: number;
}

/**
 * The cells of a table that are not told: those of too few cases, and where one is alone in its row or column, the
 * smallest other one of it. Rows, then columns, then rows again, for a cell withheld for a column may be alone in its row.
 */
export function withholdCells<Cell>(cells: Counted<Cell>[], below: number): Set<Cell> {
  const withheld = new Set(cells.filter(({count}) => count < below).map(({cell}) => cell));
  for (const line of ["row", "column", "row"] as const) {
    const lines = new Map<string, Counted<Cell>[]>();
    for (const each of cells) lines.set(each[line], [...(lines.get(each[line]) ?? []), each]);
    for (const mine of lines.values()) {
      if (mine.filter(({cell}) => withheld.has(cell)).length !== 1) continue;
      const others = mine.filter(({cell}) => !withheld.has(cell)).sort((a, b) => a.count - b.count);
      if (others[0] !== undefined) withheld.add(others[0].cell);
    }
  }
  return withheld;
}
