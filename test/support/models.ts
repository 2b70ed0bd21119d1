// Runs one model on rows written down in a test: rows in, rows out.
import {readFile} from "node:fs/promises";
import {join} from "node:path";
import {
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBListValue,
  DuckDBTimestampTZValue,
  type DuckDBConnection,
  type DuckDBValue
} from "@duckdb/node-api";
import {createMacros, createRunTable, runSql} from "../../src/build.ts";
import {loadConfig, SHIPPED} from "../../src/config.ts";
import {createSourceTables} from "../../src/ingest/ingest.ts";
import {loadLookups} from "../../src/lookups.ts";
import {feeders, type Model, orderModels, upstream} from "../../src/models.ts";
import {readProject} from "../../src/project.ts";
import {openDatabase, quoteName, quoteText, readRows} from "../../src/warehouse.ts";

export type Cell = string | number | bigint | boolean | null | Cell[];
export type Row = Record<string, Cell>;

/** Rows of upstream tables, with only the columns that matter; the others are null. */
export type Given = Record<string, Partial<Row>[]>;

export interface RunModelOptions {
  /** The last day known, where the story depends on it. */
  asOf?: string;
}

const AS_OF = "2022-12-31";

interface Bench {
  connection: DuckDBConnection;
  /** In the order in which they are built. */
  models: Model[];
  /** Names of the models whose empty tables are there. */
  built: Set<string>;
  /** Models that make no row of nothing, each with the last day known: `marts.movements 2022-12-31`. */
  barren: Set<string>;
}

let bench: Promise<Bench> | undefined;

/** One database a worker, in which tables are built empty when they are first needed; each run is rolled back. */
async function openBench(): Promise<Bench> {
  const {connection} = await openDatabase(":memory:", {threads: 1});
  const config = await loadConfig({});
  const project = await readProject(connection, config);
  const given = await createSourceTables(connection, project.contracts);
  await createRunTable(connection, {...config, as_of: AS_OF});
  given.push("meta.run", ...(await loadLookups(connection, config.lookups)).map(({table}) => table));
  await createMacros(connection, join(SHIPPED.pipeline, "macros"));
  const models = orderModels([...project.models, ...project.reports], new Set(given));
  return {connection, models, built: new Set(), barren: new Set()};
}

/** Makes the empty tables that a run needs, and all that they read: their columns and types are the real ones. */
async function build(open: Bench, target: Model, given: Given): Promise<void> {
  const {connection, models, built} = open;
  const told = models.filter(({name}) => name in given);
  const read = [target, ...told].flatMap((model) => [...namesUpstream(model, models)]);
  const names = new Set([...told.map(({name}) => name), ...read]);
  for (const model of models) {
    if (!names.has(model.name) || built.has(model.name)) continue;
    await connection.run(`create schema if not exists ${quoteName(model.name.split(".")[0] ?? "")}`);
    // A model of lookups has rows even of nothing.
    await query(open, model.path, `create table ${quoteName(model.name)} as from (\n${model.sql}\n) limit 0`);
    built.add(model.name);
  }
}

/** The models that a model is made from, directly or not, as far as they are not given. */
function namesUpstream(target: Model, models: readonly Model[], given: Given = {}): Set<string> {
  const names = new Set<string>();
  const visit = (model: Model): void => {
    for (const name of upstream(model, models)) {
      const read = models.find((other) => other.name === name);
      if (read === undefined || name in given || names.has(name)) continue;
      names.add(name);
      visit(read);
    }
  };
  visit(target);
  if (target.kind === "entity") names.add(target.name);
  return names;
}

/**
 * The rows that a model, check or report makes of given upstream rows; whatever it reads that is not given is
 * made from what is. Rows come in the order of the grain, reports and checks in their own.
 */
export async function runModel(
  name: string,
  given: Given,
  {asOf = AS_OF}: RunModelOptions = {}
): Promise<Row[]> {
  const open = await (bench ??= openBench());
  const target = open.models.find((model) => model.name === name);
  if (target === undefined) throw new Error(`no model is called ${name}`);
  await build(open, target, given);
  return rolledBack(open, async () => {
    await open.connection.run(
      `update meta.run set as_of = ${quoteText(asOf)}, as_of_end_at = (date ${quoteText(asOf)} + 1)::timestamp at time zone 'Europe/Paris'`
    );
    await giveRows(open, given);
    const needed = namesUpstream(target, open.models, given);
    await fillAll(open, needed, {given, asOf});
    return query(open, target.path, selectOf(target));
  });
}

/** Runs a select and returns its rows: for macros. */
export async function runSelect(sql: string, given: Given = {}): Promise<Row[]> {
  const open = await (bench ??= openBench());
  return rolledBack(open, async () => {
    await giveRows(open, given);
    return (await readRows(open.connection, sql)).map(readRow);
  });
}

/** Text of SQL that stands in place of that of a file; see `swapSql`. */
export interface Swapped {
  /** Gives the file its own text back. */
  restore: () => Promise<void>;
  /** Ends the query that is running, which then fails. */
  interrupt: () => void;
}

/**
 * Puts another text in place of that of a model, or of a file of macros, for what this worker runs from now on: mutants
 * are tried so. A model's own tables have to be there, so it must have been run before.
 * @throws when DuckDB cannot read the text, or not on the tables that are there.
 */
export async function swapSql(path: string, sql: string): Promise<Swapped> {
  const {connection, models} = await (bench ??= openBench());
  const interrupt = (): void => connection.interrupt();
  const model = models.find((other) => other.path === path);
  if (model !== undefined) {
    const own = model.sql;
    await connection.run(`explain ${sql}`);
    model.sql = sql;
    return {
      interrupt,
      restore: () => {
        model.sql = own;
        return Promise.resolve();
      }
    };
  }
  const own = await readFile(path, "utf8");
  const create = (text: string): Promise<void> =>
    runSql(connection, path, text.replaceAll(/^create macro/gm, "create or replace macro"));
  try {
    await create(sql);
  } catch (error) {
    await create(own);
    throw error;
  }
  return {interrupt, restore: () => create(own)};
}

/** Leaves every table as empty as it was. */
async function rolledBack<T>({connection}: Bench, work: () => Promise<T>): Promise<T> {
  await connection.run("begin transaction");
  try {
    return await work();
  } finally {
    await connection.run("rollback");
  }
}

function selectOf({kind, name, sql, grain}: Model): string {
  if (kind === "check" || kind === "report") return sql;
  const rows = kind === "entity" ? `from ${quoteName(name)}` : `select * from (\n${sql}\n)`;
  return `${rows} order by ${grain.map(quoteName).join(", ")}`;
}

async function giveRows({connection}: Bench, given: Given): Promise<void> {
  for (const [table, rows] of Object.entries(given)) {
    const inserts = alike(rows).map(({columns, cells}) => {
      const names = columns.map(quoteName).join(", ");
      return `insert into ${quoteName(table)} (${names}) values ${cells.join(",\n")}`;
    });
    await runSql(connection, table, [`delete from ${quoteName(table)}`, ...inserts].join(";\n"));
  }
}

/** Rows that follow each other and tell the same columns, together: a statement each would take longer than the model. */
function alike(rows: readonly Partial<Row>[]): {columns: string[]; cells: string[]}[] {
  const groups: {columns: string[]; cells: string[]}[] = [];
  for (const row of rows) {
    const columns = Object.keys(row);
    const cells = `(${Object.values(row)
      .map((cell) => literal(cell ?? null))
      .join(", ")})`;
    const last = groups.at(-1);
    if (last !== undefined && last.columns.join() === columns.join()) last.cells.push(cells);
    else groups.push({columns, cells: [cells]});
  }
  return groups;
}

function literal(cell: Cell): string {
  if (Array.isArray(cell)) return `[${cell.map(literal).join(", ")}]`;
  return typeof cell === "string" ? quoteText(cell) : String(cell);
}

/**
 * Makes the rows of some models. One that reads nothing that was given, and makes no row of nothing, is left empty: to
 * plan a query takes longer than to run it on the few rows of a test.
 */
async function fillAll(
  open: Bench,
  needed: ReadonlySet<string>,
  {given, asOf}: {given: Given; asOf: string}
): Promise<void> {
  const changed = new Set(Object.keys(given));
  // Macros read settings too, and no model tells which.
  const hasSettings = [...changed].some((name) => /^(lookups|meta)\./.test(name));
  for (const model of open.models.filter(({name}) => needed.has(name))) {
    const key = `${model.name} ${asOf}`;
    const isOfNothing = !hasSettings && !upstream(model, open.models).some((name) => changed.has(name));
    if (isOfNothing && open.barren.has(key)) continue;
    const rows = await fill(open, model);
    if (isOfNothing && rows === 0) open.barren.add(key);
    if (!isOfNothing && (rows > 0 || !open.barren.has(key))) changed.add(model.name);
  }
}

/** Makes the rows of a model. @returns how many there are. */
async function fill(open: Bench, model: Model): Promise<number> {
  const insert = `insert into ${quoteName(model.name)} by name`;
  const sources =
    model.kind === "entity"
      ? feeders(model, open.models).map(({name, path}) => ({path, sql: `from ${quoteName(name)}`}))
      : [model];
  let rows = 0;
  for (const {path, sql} of sources) {
    const [made] = await query(open, path, `${insert}\n${sql}`);
    rows += Number(made?.Count);
  }
  return rows;
}

/** A query that fails in a test prints its file and its SQL. */
async function query({connection}: Bench, path: string, sql: string): Promise<Row[]> {
  try {
    return (await readRows(connection, sql)).map(readRow);
  } catch (error) {
    throw new Error(`${path}: ${error instanceof Error ? error.message : String(error)}\n\n${sql}`, {
      cause: error
    });
  }
}

function readRow(row: Record<string, DuckDBValue>): Row {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, readCell(value)]));
}

/** Days as `yyyy-mm-dd`, instants as DuckDB writes them in UTC, lists as arrays; whole numbers of 64 bits as bigint. */
function readCell(value: DuckDBValue): Cell {
  if (value instanceof DuckDBListValue) return value.items.map(readCell);
  if (value instanceof DuckDBDateValue || value instanceof DuckDBTimestampTZValue) return value.toString();
  if (value instanceof DuckDBDecimalValue) return value.toString();
  return value as Cell;
}
