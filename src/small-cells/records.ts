import type {DuckDBConnection, DuckDBValue} from "@duckdb/node-api";
import {RessacError} from "../errors.ts";
import type {Model} from "../models.ts";
import {readRows} from "../warehouse.ts";
import {type Entry, patternOf, type Unit} from "./block.ts";
import type {Level} from "./partition.ts";

/** Columns that every file of `pipeline/cells` begins with: the record, and who stands behind it. */
const UNITS = ["record_id", "customer_id", "seller_id"];

/** What a file of `pipeline/cells` tells: what records are cut by, what they add, and the records. */
export interface Records {
  levels: Level[];
  measures: string[];
  entries: Entry[];
}

/**
 * Reads the records behind the cells of a result. Whole numbers are measures, days and texts are what they are cut by, in
 * the order of the columns, which is the one in which they are kept. Ids leave this function as keyed hashes only.
 * @throws RessacError (2) when columns are not those of such a file.
 */
export async function readRecords(
  connection: DuckDBConnection,
  {path, sql, columns}: Pick<Model, "path" | "sql" | "columns">,
  hash: (text: string) => string
): Promise<Records> {
  const names = [...columns.keys()];
  if (UNITS.some((name, place) => names[place] !== name))
    throw new RessacError(
      `${path}: begins with ${names.slice(0, 3).join(", ")}; begin with ${UNITS.join(", ")}`
    );
  const types = await typesOf(connection, sql);
  const others = names.slice(UNITS.length);
  const measures = others.filter((name) => /^(BIGINT|INTEGER)$/.test(types.get(name) ?? ""));
  const levels = others
    .filter((name) => !measures.includes(name))
    .map((name) => ({name, isDay: types.get(name) === "DATE"}));
  const units = measures.map(unitOf);
  const rows = await readRows(connection, `${sql}\norder by record_id`);
  const entries = rows.map((row): Entry => {
    const added = measures.map((name) => exact(row[name], name, path));
    return {
      id: hash(`record ${text(row.record_id)}`),
      customer: hash(`customer ${text(row.customer_id)}`),
      seller: row.seller_id === null ? null : hash(`seller ${text(row.seller_id)}`),
      levels: levels.map(({name}) => text(row[name])),
      measures: added,
      pattern: patternOf(added, units)
    };
  });
  return {levels, measures, entries};
}

async function typesOf(connection: DuckDBConnection, sql: string): Promise<Map<string, string>> {
  const rows = await readRows(connection, `describe ${sql}`);
  return new Map(rows.map((row) => [text(row.column_name), text(row.column_type)]));
}

/** What a measure counts in, by the end of its name. */
export function unitOf(name: string): Unit {
  if (!name.endsWith("_cents")) return "things";
  return name.endsWith("_parc_cents") ? "parc" : "ca";
}

/** Nobody tells it: it adds nothing. */
function exact(value: DuckDBValue | undefined, name: string, path: string): number {
  const number = Number(value ?? 0);
  if (!Number.isSafeInteger(number))
    throw new RessacError(`${path}: ${name} is ${String(value)}, too large to add up`);
  return number;
}

function text(value: DuckDBValue | undefined): string {
  if (value === null || value === undefined) return "unknown";
  return typeof value === "string" ? value : value.toString();
}
