import {join} from "node:path";
import type {DuckDBConnection} from "@duckdb/node-api";
import {createMacros, runSql} from "./build.ts";
import {type Config, SHIPPED} from "./config.ts";
import {type Model, orderModels, upstream} from "./models.ts";
import {readProject} from "./project.ts";
import {openDatabase, quoteName, quoteText, readRows} from "./warehouse.ts";

/** A database beside the published one, in which some models are built again over changed tables. */
export interface Scratch {
  connection: DuckDBConnection;
  /** Builds the marts, or those that read the named table, directly or not. */
  build: (after?: string) => Promise<void>;
  close: () => void;
}

/** The models that some are made from, themselves included, in the order in which they are built. */
export function neededModels(targets: readonly string[], models: readonly Model[]): Model[] {
  const names = new Set(targets);
  for (const model of [...models].reverse()) {
    if (!names.has(model.name)) continue;
    for (const name of upstream(model, models)) names.add(name);
  }
  return models.filter(({name}) => names.has(name));
}

/** Builds marts again, in place of what is there; with `after`, those that read that table, directly or not. */
export async function rebuild(
  connection: DuckDBConnection,
  models: readonly Model[],
  after?: string
): Promise<void> {
  const stale = new Set(after === undefined ? [] : [after]);
  for (const {name, path, sql, reads, kind} of models) {
    if (kind !== "mart" || (after !== undefined && !reads.some((read) => stale.has(read)))) continue;
    stale.add(name);
    await connection.run(`create schema if not exists ${quoteName(name.split(".")[0] ?? "")}`);
    await runSql(connection, path, `create or replace table ${quoteName(name)} as\n${sql}`);
  }
}

/** Opens a scratch with the tables of a published build that some marts are made from; the build is not touched. */
export async function openScratch(
  config: Pick<Config, "sources" | "checks" | "threads">,
  {database, targets}: {database: string; targets: readonly string[]}
): Promise<Scratch> {
  const {connection, close} = await openDatabase(":memory:", {threads: config.threads});
  const {models} = await readProject(connection, config);
  await connection.run(`attach ${quoteText(database)} as build (read_only)`);
  // Exports may stand in views of their files.
  const tables = await readRows(
    connection,
    "select table_schema || '.' || table_name as name from information_schema.tables where table_catalog = 'build'"
  );
  const needed = neededModels(targets, orderModels(models, new Set(tables.map(({name}) => String(name)))));
  const copied = needed.filter(({kind}) => kind === "staging").map(({name}) => name);
  for (const {name} of tables) {
    if (!copied.includes(String(name)) && !/^(lookups|meta)\./.test(String(name))) continue;
    const [schema = ""] = String(name).split(".");
    await connection.run(`create schema if not exists ${quoteName(schema)}`);
    await connection.run(`create table ${quoteName(String(name))} as from build.${quoteName(String(name))}`);
  }
  await connection.run("detach build");
  await createMacros(connection, join(SHIPPED.pipeline, "macros"));
  return {connection, close, build: (after) => rebuild(connection, needed, after)};
}

/**
 * Opens a scratch on views of a published build, in which one table is empty and can be filled; `build` makes the targets anew
 * from it, as far as they read it. What does not read it is not built again, and the build is not touched.
 */
export async function openOverlay(
  config: Pick<Config, "sources" | "checks" | "threads">,
  {database, table, targets}: {database: string; table: string; targets: readonly string[]}
): Promise<Scratch> {
  const {connection, close} = await openDatabase(":memory:", {threads: config.threads});
  const {models} = await readProject(connection, config);
  await connection.run(`attach ${quoteText(database)} as build (read_only)`);
  const tables = await readRows(
    connection,
    "select table_schema as schema, table_name as name from information_schema.tables where table_catalog = 'build'"
  );
  const names = tables.map(({schema, name}) => `${String(schema)}.${String(name)}`);
  const needed = neededModels(targets, orderModels(models, new Set(names)));
  const anew = new Set([table]);
  for (const {name, reads} of needed) if (reads.some((read) => anew.has(read))) anew.add(name);
  for (const schema of new Set(tables.map((row) => String(row.schema))))
    await connection.run(`create schema if not exists ${quoteName(schema)}`);
  for (const name of names.filter((name) => !anew.has(name)))
    await connection.run(`create view ${quoteName(name)} as from build.${quoteName(name)}`);
  await connection.run(`create table ${quoteName(table)} as from build.${quoteName(table)} limit 0`);
  await createMacros(connection, join(SHIPPED.pipeline, "macros"));
  return {connection, close, build: () => rebuild(connection, needed, table)};
}
