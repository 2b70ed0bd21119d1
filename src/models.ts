import {readdir, readFile} from "node:fs/promises";
import {basename, join} from "node:path";
import type {DuckDBConnection} from "@duckdb/node-api";
import {RessacError} from "./errors.ts";
import {editDistance} from "./ingest/header.ts";
import {quoteText} from "./warehouse.ts";

/** What a model is for: it decides where it stands and how it is run. */
export type ModelKind =
  "mapping" | "entity" | "staging" | "mart" | "check" | "report" | "explanation" | "cells" | "protected";

const KIND_OF_FOLDER: Record<string, ModelKind> = {
  entities: "entity",
  staging: "staging",
  marts: "mart",
  checks: "check"
};

/** One `.sql` file that holds one select; its path is its table. */
export interface Model {
  /** `schema.table` */
  name: string;
  kind: ModelKind;
  path: string;
  sql: string;
  /** What a row is, in words. */
  meaning: string;
  /** Columns that identify a row. */
  grain: string[];
  /** Meaning of each column, in the order of the last select. */
  columns: Map<string, string>;
  /** Tables it reads, as `schema.table`. */
  reads: string[];
}

/** Reads one model. @throws RessacError (2) when the file is not one select with a header. */
export async function readModel(
  connection: DuckDBConnection,
  {path, name, kind}: Pick<Model, "path" | "name" | "kind">
): Promise<Model> {
  const sql = await readFile(path, "utf8");
  const header = readHeader(path, sql);
  return {
    path,
    name,
    kind,
    sql,
    ...header,
    columns: readColumns(sql),
    reads: await tablesRead(connection, path, sql)
  };
}

/** Reads the models of a pipeline folder: entities, staging, marts and checks. */
export async function readPipeline(connection: DuckDBConnection, folder: string): Promise<Model[]> {
  const models: Model[] = [];
  for (const [layer, kind] of Object.entries(KIND_OF_FOLDER)) {
    for (const path of await sqlFilesIn(join(folder, layer))) {
      models.push(await readModel(connection, {path, kind, name: `${layer}.${basename(path, ".sql")}`}));
    }
  }
  return models;
}

/** Reads the mappings beside the contracts: `<folder>/<source>/<entity>.sql` is `<source>.<entity>`. */
export async function readMappings(connection: DuckDBConnection, folder: string): Promise<Model[]> {
  const models: Model[] = [];
  for (const entry of await readdir(folder, {withFileTypes: true}).catch(() => [])) {
    if (!entry.isDirectory()) continue;
    for (const path of await sqlFilesIn(join(folder, entry.name))) {
      const name = `${entry.name}.${basename(path, ".sql")}`;
      models.push(await readModel(connection, {path, kind: "mapping", name}));
    }
  }
  return models.sort((a, b) => compare(a.name, b.name));
}

/** Reads the results that pages need: `<reports>/data/<name>.sql` is `reports.<name>`. */
export async function readReports(connection: DuckDBConnection, folder: string): Promise<Model[]> {
  const paths = await sqlFilesIn(join(folder, "data"));
  return Promise.all(
    paths.map((path) =>
      readModel(connection, {path, kind: "report", name: `reports.${basename(path, ".sql")}`})
    )
  );
}

/** Reads what a pipeline explains: `<folder>/explain/<name>.sql`, in the order of the names. */
export async function readExplanations(connection: DuckDBConnection, folder: string): Promise<Model[]> {
  const paths = await sqlFilesIn(join(folder, "explain"));
  return Promise.all(
    paths.map((path) =>
      readModel(connection, {path, kind: "explanation", name: `explain.${basename(path, ".sql")}`})
    )
  );
}

/** Reads who stands behind the cells of a result: `<folder>/cells/<name>.sql`, as `cells.<name>`. */
export async function readCellModels(connection: DuckDBConnection, folder: string): Promise<Model[]> {
  const paths = await sqlFilesIn(join(folder, "cells"));
  return Promise.all(
    paths.map((path) => readModel(connection, {path, kind: "cells", name: `cells.${basename(path, ".sql")}`}))
  );
}

/** Reads what an audience is shown in place of results whose cells may be small: `<folder>/protected/<name>.sql`. */
export async function readProtectedReports(connection: DuckDBConnection, folder: string): Promise<Model[]> {
  const paths = await sqlFilesIn(join(folder, "protected"));
  return Promise.all(
    paths.map((path) =>
      readModel(connection, {path, kind: "protected", name: `protected.${basename(path, ".sql")}`})
    )
  );
}

/** The SQL files of a folder, sorted; none when there is no such folder. */
export async function sqlFilesIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return names
    .filter((name) => name.endsWith(".sql"))
    .sort(compare)
    .map((name) => join(folder, name));
}

/** The order of code units: the same on every machine, whatever its language. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The meaning and the grain that open a model. @throws RessacError (2) when they do not. */
export function readHeader(path: string, sql: string): Pick<Model, "meaning" | "grain"> {
  const lines = sql.split("\n");
  const end = lines.findIndex((line) => !line.startsWith("--"));
  const header = lines.slice(0, end).map((line) => line.replace(/^-- ?/, ""));
  const grain = header.findIndex((line) => line.startsWith("Grain:"));
  if (grain < 1) {
    throw new RessacError(
      `${path}:1: a model opens with its meaning, then a line "-- Grain: column, column"`
    );
  }
  return {
    meaning: header.slice(0, grain).join(" "),
    grain: (header[grain] ?? "")
      .slice("Grain:".length)
      .split(",")
      .map((column) => column.trim())
  };
}

/** The columns of the last select that stands at the margin, each with the comment that ends its line. */
export function readColumns(sql: string): Map<string, string> {
  const last = sql.split(/^select(?: distinct)?$/m).at(-1) ?? "";
  const [list = ""] = last.split(/^\S/m);
  const columns = new Map<string, string>();
  for (const line of list.split("\n")) {
    const {name, meaning} = /^ {2}(?! ).*?(?<name>\w+),? -- (?<meaning>.+)$/.exec(line)?.groups ?? {};
    if (name !== undefined && meaning !== undefined) columns.set(name, meaning);
  }
  return columns;
}

/** What texts read that have been parsed: a process that runs again need not parse them again. */
const PARSED = new Map<string, string[]>();

/**
 * The tables that a select reads, found in DuckDB's own parse tree.
 * (`getTableNames` returns nothing, silently, on several forms of statement.)
 */
async function tablesRead(connection: DuckDBConnection, path: string, sql: string): Promise<string[]> {
  const known = PARSED.get(sql);
  if (known !== undefined) return known;
  const reader = await connection.runAndReadAll(`select json_serialize_sql(${quoteText(sql)})`);
  const tree = JSON.parse(String(reader.getRows()[0]?.[0])) as {error: boolean; error_message?: string};
  if (tree.error)
    throw new RessacError(`${path}: not one select that DuckDB can parse: ${tree.error_message}`);
  const found = new Set<string>();
  collectTables(tree, found);
  const tables = [...found].sort(compare);
  PARSED.set(sql, tables);
  return tables;
}

function collectTables(node: unknown, found: Set<string>): void {
  if (Array.isArray(node)) {
    for (const child of node) collectTables(child, found);
  } else if (node !== null && typeof node === "object") {
    const {type, schema_name, table_name} = node as Record<string, unknown>;
    if (type === "BASE_TABLE" && schema_name !== "" && schema_name !== "recurring") {
      found.add(`${String(schema_name)}.${String(table_name)}`);
    }
    for (const child of Object.values(node)) collectTables(child, found);
  }
}

/**
 * Puts models in an order in which each comes after all it reads. `given` are the tables that are there before.
 * An entity also comes after the mappings that feed it.
 * @throws RessacError (2) when a table is defined by no file, twice, or by itself.
 */
export function orderModels(models: readonly Model[], given: ReadonlySet<string>): Model[] {
  const byName = new Map<string, Model>();
  for (const model of models) {
    const twin = byName.get(model.name);
    if (twin !== undefined) {
      throw new RessacError(
        `${model.path}: ${model.name} is already defined by ${twin.path}; rename one of them`
      );
    }
    byName.set(model.name, model);
  }
  for (const model of models) requireUse(model, models);
  const ordered: Model[] = [];
  const visiting: string[] = [];
  const visit = (model: Model): void => {
    if (ordered.includes(model)) return;
    if (visiting.includes(model.name)) {
      throw new RessacError(
        `${model.path}: reads itself through ${visiting.join(" -> ")}; cut one of these links`
      );
    }
    visiting.push(model.name);
    for (const name of upstream(model, models)) {
      const read = byName.get(name);
      if (read !== undefined) visit(read);
      else if (!given.has(name)) throw unknownTable(model, name, [...byName.keys(), ...given]);
    }
    visiting.pop();
    ordered.push(model);
  };
  for (const model of [...models].sort((a, b) => compare(a.name, b.name))) visit(model);
  return ordered;
}

/** What must be there before a model is run. */
export function upstream(model: Model, models: readonly Model[]): string[] {
  return model.kind === "entity" ? feeders(model, models).map(({name}) => name) : model.reads;
}

/** The mappings that fill an entity: those of its name, in every source. */
export function feeders(entity: Model, models: readonly Model[]): Model[] {
  const [, table] = entity.name.split(".");
  return models.filter(({kind, name}) => kind === "mapping" && name.split(".")[1] === table);
}

/** A mapping under a misspelt name would feed nothing, and its system would silently be missing. */
function requireUse({kind, name, path}: Model, models: readonly Model[]): void {
  if (kind !== "mapping") return;
  const used = models.some(
    (other) =>
      other.reads.includes(name) ||
      (other.kind === "entity" && feeders(other, models).some((feeder) => feeder.name === name))
  );
  if (used) return;
  const entities = models.filter((model) => model.kind === "entity").map((model) => model.name.split(".")[1]);
  throw new RessacError(
    `${path}: feeds no entity and nothing reads it; name it after one of ${entities.join(", ")}`
  );
}

function unknownTable(model: Model, name: string, known: readonly string[]): RessacError {
  const line = model.sql.split("\n").findIndex((text) => text.includes(name)) + 1;
  const [nearest] = [...known].sort((a, b) => editDistance(a, name) - editDistance(b, name));
  const hint = nearest === undefined ? "" : `; did you mean ${nearest}?`;
  return new RessacError(`${model.path}:${line}: reads ${name}, which no file defines${hint}`);
}
