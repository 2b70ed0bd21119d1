import {mkdir, open, readdir, readlink, rename, rm, stat, symlink} from "node:fs/promises";
import {join} from "node:path";
import {DuckDBConnection, DuckDBInstance, type DuckDBValue} from "@duckdb/node-api";
import {attachBuild, attachedTo, isLocal} from "./attached.ts";
import {RessacError} from "./errors.ts";
import {memorySettings} from "./memory.ts";

const DATABASE = "ressac.duckdb";
/** The link to the published build. */
export const CURRENT = "current";
const FAILED = "failed";
const SHELF = "cleaned";

/** A build under way: a folder of its own, with its database open. */
export interface Build {
  id: string;
  folder: string;
  connection: DuckDBConnection;
  close: () => void;
}

/** Opens a database, `:memory:` by default, with the settings every session of the project has. */
export async function openDatabase(
  path = ":memory:",
  {threads, readOnly = false}: {threads?: number | undefined; readOnly?: boolean} = {}
): Promise<{connection: DuckDBConnection; close: () => void}> {
  const instance = await DuckDBInstance.create(path, {
    access_mode: readOnly ? "READ_ONLY" : "READ_WRITE",
    // Nothing is fetched from a network, extensions included.
    autoinstall_known_extensions: "false",
    // A file that is written again under its name would be read as it was before.
    enable_external_file_cache: "false",
    ...memorySettings(),
    ...(path === ":memory:" || readOnly ? {} : {storage_compatibility_version: "latest"}),
    ...(threads === undefined ? {} : {threads: String(threads)})
  });
  const connection = await instance.connect();
  await connection.run("set timezone = 'UTC'");
  return {
    connection,
    close() {
      connection.closeSync();
      instance.closeSync();
    }
  };
}

/** How a build's database is made. */
export interface BuildOptions {
  threads?: number | undefined;
  /** Where databases of builds are, when it is not in their folders: see `src/attached.ts`. */
  attach?: string | undefined;
  /** Rows that one thread takes at a time, 2,048 at least; the database's own number when not given. */
  rowGroupRows?: number | undefined;
}

/** Starts a build in a new folder of the warehouse; the published one is not touched. */
export async function startBuild(warehouse: string, options: BuildOptions): Promise<Build> {
  await mkdir(warehouse, {recursive: true});
  const {id, folder} = await newFolder(warehouse);
  const {connection, close} = await openDatabase(":memory:", options);
  const path = join(folder, DATABASE);
  const {attach, rowGroupRows} = options;
  const rowGroups = rowGroupRows === undefined ? "" : `, row_group_size ${rowGroupRows}`;
  // Without a journal: a build that is cut off is never read, and each commit would wait for the disk.
  const kind = `storage_version 'latest', recovery_mode no_wal_writes${rowGroups}`;
  await connection.run(`set temp_directory = ${quoteText(`${path}.tmp`)}`);
  try {
    if (attach === undefined)
      await connection.run(`attach ${quoteText(path)} as ressac (${kind}); use ressac`);
    else await attachBuild(connection, {attach, id, folder, options: kind});
  } catch (error) {
    close();
    await rm(folder, {recursive: true, force: true});
    throw error;
  }
  return {id, folder, connection, close};
}

/** Builds are called after the second they start in; two in the same second get a number. */
async function newFolder(warehouse: string): Promise<{id: string; folder: string}> {
  const second = new Date().toISOString().replace(/[-:]|\.\d+/g, "");
  for (let number = 1; ; number++) {
    const id = number === 1 ? second : `${second}-${number}`;
    const folder = join(warehouse, id);
    try {
      await mkdir(folder);
      return {id, folder};
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
  }
}

/** Makes a finished, closed build the one that is read, in one step. */
export async function publishBuild(
  warehouse: string,
  {id, folder}: Pick<Build, "id" | "folder">
): Promise<void> {
  const database = databaseOf(folder);
  if (isLocal(database)) await syncPath(database);
  await syncPath(folder);
  const link = join(warehouse, `.${CURRENT}-${id}`);
  await symlink(id, link, "junction");
  await rename(link, join(warehouse, CURRENT));
  await syncPath(warehouse);
}

/** Keeps a build that failed for inspection, in place of the last one that failed. */
export async function setAside(warehouse: string, {folder}: Pick<Build, "folder">): Promise<string> {
  const failed = join(warehouse, FAILED);
  await rm(failed, {recursive: true, force: true});
  await rename(folder, failed);
  return failed;
}

/** Removes the oldest builds; the current one and as many before it stay. */
export async function dropOldBuilds(
  warehouse: string,
  {id: current}: Pick<Build, "id">,
  kept: number
): Promise<void> {
  const builds = (await readdir(warehouse))
    .filter((name) => /^\d{8}T\d{6}Z/.test(name) && name < current)
    .sort();
  for (const name of builds.slice(0, Math.max(0, builds.length - kept)))
    await rm(join(warehouse, name), {recursive: true, force: true});
}

/** Removes a build that failed when it is older than so many days. */
export async function dropFailedBuild(warehouse: string, days: number): Promise<void> {
  const failed = join(warehouse, FAILED);
  const changed = await stat(failed).then(
    ({mtimeMs}) => mtimeMs,
    () => Infinity
  );
  if (changed <= Date.now() - days * 86_400_000) await rm(failed, {recursive: true, force: true});
}

/** Without it, a crash of the machine could leave a `current` that points at a file still in memory. */
async function syncPath(path: string): Promise<void> {
  const handle = await open(path, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * The folder of the published build.
 * @throws RessacError (2) when nothing has been published yet.
 */
export async function publishedBuild(warehouse: string): Promise<string> {
  const id = await readlink(join(warehouse, CURRENT)).catch(() => {
    throw new RessacError(`${warehouse}: nothing has been published here yet; use ressac run first`);
  });
  return join(warehouse, id);
}

/** The folder of cleaned exports, which builds share. */
export function shelfOf(warehouse: string): string {
  return join(warehouse, SHELF);
}

/** The database of a build: in its folder, or where that says it is attached. */
export function databaseOf(buildFolder: string): string {
  return attachedTo(buildFolder) ?? join(buildFolder, DATABASE);
}

/** Runs a statement and gives its rows as objects. */
export async function readRows(
  connection: DuckDBConnection,
  sql: string
): Promise<Record<string, DuckDBValue>[]> {
  return (await connection.runAndReadAll(sql)).getRowObjects();
}

/** An SQL name or text, quoted. */
export function quoteName(name: string): string {
  return name
    .split(".")
    .map((part) => `"${part.replaceAll('"', '""')}"`)
    .join(".");
}

export function quoteText(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

/** A row in one line, for messages. */
export function showRow(row: Record<string, DuckDBValue>): string {
  return Object.entries(row)
    .map(([name, value]) => `${name} ${value === null ? "null" : value.toString()}`)
    .join(", ");
}
