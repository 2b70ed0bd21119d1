import {readdir, readFile} from "node:fs/promises";
import {basename, join} from "node:path";
import {type Table, tableFromIPC} from "apache-arrow";

/** What two published folders may differ in. */
export interface Leave {
  /** Columns, by result. */
  columns: Record<string, readonly string[]>;
  /** Results whose rows may stand in another order. */
  unordered: readonly string[];
  /** Results that may be others altogether. */
  results: readonly string[];
}

const NOTHING_LEFT: Leave = {columns: {}, unordered: [], results: []};

/** Differing rows that are shown of a column. */
const SHOWN = 3;

/**
 * What differs between two folders of published results, a sentence a difference: which result, which column, and the
 * first rows. Empty when every file has the same bytes or, of the results that may differ in a column, when all other
 * columns have the same values in the same rows.
 */
export async function differences(
  one: string,
  other: string,
  leave: Leave = NOTHING_LEFT
): Promise<string[]> {
  const [names, others] = await Promise.all([listResults(one), listResults(other)]);
  const found = names.filter((name) => !others.includes(name)).map((name) => `${name}: only in ${one}`);
  found.push(...others.filter((name) => !names.includes(name)).map((name) => `${name}: only in ${other}`));
  for (const name of names.filter((name) => others.includes(name))) {
    const [before, after] = await Promise.all([one, other].map((folder) => readFile(join(folder, name))));
    const result = basename(name, ".arrow");
    if (before === undefined || after === undefined || before.equals(after)) continue;
    if (!leave.results.includes(result)) found.push(...tableDifferences(result, before, after, leave));
  }
  return found;
}

async function listResults(folder: string): Promise<string[]> {
  return (await readdir(folder)).filter((name) => name.endsWith(".arrow")).sort();
}

function tableDifferences(
  name: string,
  before: Buffer,
  after: Buffer,
  {columns: left, unordered}: Leave
): string[] {
  const [one, other] = [tableFromIPC(before), tableFromIPC(after)];
  if (one.schema.toString() !== other.schema.toString()) {
    return [`${name}: other columns: ${one.schema.toString()} and ${other.schema.toString()}`];
  }
  if (one.numRows !== other.numRows) {
    return [`${name}: ${one.numRows} rows and ${other.numRows}`];
  }
  const skipped = left[name] ?? [];
  const columns = one.schema.fields.map((field) => field.name).filter((column) => !skipped.includes(column));
  const [rows, otherRows] = [one, other].map((table) => readTexts(table, columns)) as [
    string[][],
    string[][]
  ];
  if (unordered.includes(name)) for (const some of [rows, otherRows]) some.sort(compareRows);
  const found = columns.flatMap((column, place) =>
    columnDifferences(`${name}.${column}`, rows, otherRows, place)
  );
  if (found.length > 0 || skipped.length > 0 || unordered.includes(name)) return found;
  return [`${name}: the same values in other bytes`];
}

function columnDifferences(
  what: string,
  rows: readonly string[][],
  others: readonly string[][],
  place: number
): string[] {
  const differing = rows.flatMap((row, index) => (row[place] === others[index]?.[place] ? [] : [index]));
  if (differing.length === 0) return [];
  const examples = differing
    .slice(0, SHOWN)
    .map(
      (index) =>
        `row ${index + 1}: ${rows[index]?.[place]} and ${others[index]?.[place]} (${rows[index]?.slice(0, 3).join(", ")})`
    );
  return [`${what}: ${differing.length} of ${rows.length} rows differ; ${examples.join("; ")}`];
}

/** Every value as a text that tells any two apart. */
function readTexts(table: Table, columns: readonly string[]): string[][] {
  const children = columns.map((column) => table.getChild(column));
  return Array.from({length: table.numRows}, (_, row) =>
    children.map((child) => {
      const value: unknown = child?.get(row);
      return Object.is(value, -0) ? "-0" : String(value);
    })
  );
}

function compareRows(a: readonly string[], b: readonly string[]): number {
  const [one, other] = [a, b].map((row) => row.join("\u0000")) as [string, string];
  return one < other ? -1 : one > other ? 1 : 0;
}
