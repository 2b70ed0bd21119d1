import type {Contract} from "../contract.ts";

/** Where each column of the contract stands in a file's records, and what else the file has. */
export interface Header {
  /** Position of each column that the file has. */
  positions: Map<string, number>;
  /** Headers that the contract does not know; kept out of the model, listed in the run report. */
  unknown: string[];
  /** Columns of the contract that the file does not have, and may do without. */
  missing: string[];
}

/** Ignores case, accents, punctuation that differs by keyboard, and any blanks. */
export function headerKey(header: string): string {
  return header
    .normalize("NFD")
    .replace(/[\u0300-\u036f\ufeff]/gu, "")
    .replace(/[’`´]/gu, "'")
    .replace(/[\s\u00a0\u202f]+/gu, " ")
    .trim()
    .toLowerCase();
}

const keysOfContracts = new WeakMap<Contract, Map<string, string>>();

/** The columns of a contract by the keys of their headers. */
export function headerKeysOf(contract: Contract): ReadonlyMap<string, string> {
  let keys = keysOfContracts.get(contract);
  if (keys === undefined) {
    const columns = Object.entries(contract.columns);
    keys = new Map(
      columns.flatMap(([name, {headers}]) => headers.map((header) => [headerKey(header), name]))
    );
    keysOfContracts.set(contract, keys);
  }
  return keys;
}

/**
 * Matches the cells of a header line to the columns of a contract, by name and never by position.
 * Returns the header, or a sentence for each thing that makes the file unreadable.
 */
export function matchHeader(cells: readonly string[], contract: Contract): Header | string[] {
  const problems: string[] = [];
  const positions = new Map<string, number>();
  const taken = new Map<number, string>();
  const cellKeys = cells.map(headerKey);
  const columnKeys = headerKeysOf(contract);
  for (const [name, column] of Object.entries(contract.columns)) {
    const found = [...cells.keys()].filter((index) => columnKeys.get(cellKeys[index] ?? "") === name);
    const [first, second] = found;
    if (second !== undefined) {
      problems.push(`column "${column.headers[0]}" stands there ${found.length} times; keep one of them`);
    }
    if (first !== undefined) {
      positions.set(name, first);
      taken.set(first, name);
    } else if (column.required) {
      problems.push(missingColumn(column.headers, cells));
    }
  }
  if (problems.length > 0) return problems;
  return {
    positions,
    unknown: cells.filter((cell, index) => !taken.has(index) && cell.trim() !== ""),
    missing: Object.keys(contract.columns).filter((name) => !positions.has(name))
  };
}

function missingColumn(headers: readonly string[], cells: readonly string[]): string {
  const accepted = headers.map((header) => `"${header}"`).join(", ");
  const nearest = nearestHeader(headers, cells);
  const hint = nearest === undefined ? "" : `; the nearest header found is "${nearest}"`;
  return `column ${accepted} is missing${hint}`;
}

function nearestHeader(headers: readonly string[], cells: readonly string[]): string | undefined {
  const distances = cells
    .filter((cell) => cell.trim() !== "")
    .map((cell) => ({
      cell,
      distance: Math.min(...headers.map((header) => editDistance(headerKey(header), headerKey(cell))))
    }));
  return distances.sort((a, b) => a.distance - b.distance)[0]?.cell;
}

/** Number of letters to insert, delete or replace to make one text of the other (Levenshtein). */
export function editDistance(a: string, b: string): number {
  let row = Array.from({length: b.length + 1}, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replace = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, replace));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
