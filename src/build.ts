import {readFile} from "node:fs/promises";
import {BIGINT, type DuckDBConnection, VARCHAR} from "@duckdb/node-api";
import {Temporal} from "temporal-polyfill";
import {appendRows, createTable} from "./append.ts";
import {dataError, explainMachine, RessacError} from "./errors.ts";
import {compare, feeders, type Model, sqlFilesIn} from "./models.ts";
import {quoteName, quoteText, readRows, showRow} from "./warehouse.ts";

/** What a run is told, and every model can read: the one row of `meta.run`. */
export interface RunFacts {
  /** The last day that is known (`yyyy-mm-dd`). */
  as_of: string;
  company: string;
  currency: string;
  timeZone: string;
}

/** Creates `meta.run`. */
export async function createRunTable(connection: DuckDBConnection, facts: RunFacts): Promise<void> {
  const {as_of, company, currency, timeZone} = facts;
  const end = Temporal.PlainDate.from(as_of).add({days: 1}).toZonedDateTime(timeZone).toInstant().toString();
  await connection.run("create schema if not exists meta");
  await connection.run(`
    create table meta.run as
    select
      date ${quoteText(as_of)} as as_of,
      timestamptz ${quoteText(end)} as as_of_end_at,
      ${quoteText(company)} as company,
      ${quoteText(currency)} as currency,
      ${quoteText(timeZone)} as time_zone
  `);
}

/**
 * Runs the `create macro` statements of a folder. Macros may use one another whatever their files are called: those
 * that fail are tried again once others are there.
 * @throws RessacError (2) when a macro cannot be created after all others have been.
 */
export async function createMacros(connection: DuckDBConnection, folder: string): Promise<void> {
  let waiting = await sqlFilesIn(folder);
  while (waiting.length > 0) {
    const failed: {path: string; error: unknown}[] = [];
    for (const path of waiting) {
      const sql = (await readFile(path, "utf8")).replaceAll(/^create macro/gm, "create or replace macro");
      await runSql(connection, path, sql).catch((error: unknown) => failed.push({path, error}));
    }
    if (failed.length === waiting.length) throw failed[0]?.error;
    waiting = failed.map(({path}) => path);
  }
}

/** Creates the schemas that models stand in. */
export async function createSchemas(
  connection: DuckDBConnection,
  models: readonly Pick<Model, "name">[]
): Promise<void> {
  const schemas = new Set(models.map(({name}) => name.split(".")[0] ?? ""));
  for (const schema of schemas) await connection.run(`create schema if not exists ${quoteName(schema)}`);
}

/** Makes the table of a model in a schema that is there; an entity is then filled from the mappings that feed it. */
export async function buildModel(
  connection: DuckDBConnection,
  model: Model,
  models: readonly Model[]
): Promise<void> {
  const table = quoteName(model.name);
  await runSql(connection, model.path, `create table ${table} as\n${model.sql}`);
  if (model.kind === "entity") {
    for (const {name, path} of feeders(model, models)) {
      await runSql(connection, path, `insert into ${table} by name select * from ${quoteName(name)}`);
    }
  }
  await requireGrain(connection, model);
}

/** Writes the meaning of tables and of their columns into the database. */
export async function documentModels(connection: DuckDBConnection, models: readonly Model[]): Promise<void> {
  // All in one transaction: to commit the comments of each table takes twice as long as to make them.
  await connection.run("begin transaction");
  for (const model of models) await commentOn(connection, model);
  await connection.run("commit");
}

async function commentOn(connection: DuckDBConnection, {name, path, meaning, columns}: Model): Promise<void> {
  const statements = [`comment on table ${quoteName(name)} is ${quoteText(meaning)}`];
  for (const [column, words] of columns) {
    statements.push(`comment on column ${quoteName(`${name}.${column}`)} is ${quoteText(words)}`);
  }
  await runSql(connection, path, statements.join(";\n"));
}

/** Kinds of model whose grain is a key. A mapping can hold several versions of a row, and so can an entity. */
const KEYED: readonly Model["kind"][] = ["staging", "mart", "report"];

/**
 * Requires the grain of a model to be unique and never null.
 * @throws RessacError (1) with the first rows that are not.
 */
export async function requireGrain(
  connection: DuckDBConnection,
  {kind, name, path, grain}: Pick<Model, "kind" | "name" | "path" | "grain">,
  from: string = quoteName(name)
): Promise<void> {
  if (!KEYED.includes(kind)) return;
  const key = grain.map(quoteName).join(", ");
  const anyNull = grain.map((column) => `${quoteName(column)} is null`).join(" or ");
  const sql = `select ${key}, count(*) as "rows" from ${from} group by ${key} having count(*) > 1 or ${anyNull} order by all limit 3`;
  const repeated = await readRows(connection, sql).catch((error: unknown) => {
    throw sqlError(path, sql, error);
  });
  if (repeated.length === 0) return;
  const examples = repeated.map(showRow).join("; ");
  throw dataError(
    `${path}: the grain (${grain.join(", ")}) is not unique or is null, for example: ${examples}`
  );
}

/** Runs a text that comes from a file; an error names the file and, where DuckDB knows it, the line. */
export async function runSql(connection: DuckDBConnection, path: string, sql: string): Promise<void> {
  try {
    await connection.run(sql);
  } catch (error) {
    throw sqlError(path, sql, error);
  }
}

/** An error of DuckDB about a text that comes from a file. */
export function sqlError(path: string, sql: string, error: unknown): RessacError {
  const message = error instanceof Error ? error.message : String(error);
  const machine = explainMachine(message);
  if (machine !== undefined) return new RessacError(`${path}: ${machine}`, 3);
  const line = /LINE (\d+):/.exec(message)?.[1];
  const [first = ""] = message.split("\n");
  // The statement that the engine puts before a model's own text takes the first line.
  const shift = /^create (or replace temp )?table/.test(sql) ? 1 : 0;
  const where = line === undefined ? path : `${path}:${Number(line) - shift}`;
  return new RessacError(`${where}: ${first}`, /^IO Error/.test(message) ? 3 : 2);
}

/** What a check found. */
export interface CheckResult {
  name: string;
  /** What the check guards. */
  meaning: string;
  violations: number;
  /** The first offending rows, in words. */
  examples: string[];
}

/** Runs the checks; each is a select that must return no rows. */
export async function runChecks(
  connection: DuckDBConnection,
  checks: readonly Model[],
  onCheck: (result: CheckResult) => void
): Promise<CheckResult[]> {
  const results: CheckResult[] = [];
  for (const {name, path, sql, meaning} of [...checks].sort((a, b) => compare(a.name, b.name))) {
    const [, table = name] = name.split(".");
    await runSql(connection, path, `create or replace temp table offending as\n${sql}`);
    const [{violations = 0n} = {}] = await readRows(
      connection,
      "select count(*) as violations from offending"
    );
    const offending = violations === 0n ? [] : await readRows(connection, "select * from offending limit 5");
    const result = {name: table, meaning, violations: Number(violations), examples: offending.map(showRow)};
    results.push(result);
    onCheck(result);
  }
  await connection.run("drop table if exists offending");
  return results;
}

const CHECKS = [
  {name: "name", type: {duckdb: VARCHAR}},
  {name: "meaning", type: {duckdb: VARCHAR}},
  {name: "violations", type: {duckdb: BIGINT}}
];

/**
 * Writes what the checks found into `meta.checks`.
 * @throws RessacError (1) when one of them found something: what, where, and how to see all of it.
 */
export async function requireChecks(
  connection: DuckDBConnection,
  results: readonly CheckResult[]
): Promise<void> {
  await createTable(connection, "meta.checks", CHECKS);
  await appendRows(
    connection,
    "meta.checks",
    CHECKS,
    results.map(({name, meaning, violations}) => [name, meaning, BigInt(violations)])
  );
  const broken = results.filter(({violations}) => violations > 0);
  if (broken.length === 0) return;
  const lines = broken.flatMap(({name, meaning, violations, examples}) => [
    `check ${name} found ${violations} rows that should not be there: ${meaning}`,
    ...examples.map((example) => `  ${example}`)
  ]);
  throw dataError(lines.join("\n"));
}
