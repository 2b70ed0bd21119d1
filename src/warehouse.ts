import {channel} from "node:diagnostics_channel";
import {mkdir, readdir, readlink, rename, rm, symlink} from "node:fs/promises";
import {join} from "node:path";
import {DuckDBConnection, DuckDBInstance, type DuckDBValue} from "@duckdb/node-api";
import {attachBuild, attachedTo, isLocal} from "./attached.ts";
import {claimBuild, releaseBuild} from "./claim.ts";
import {RessacError} from "./errors.ts";
import {memorySettings} from "./memory.ts";
import {type Depth, findDamage, syncPath} from "./seal.ts";

const DATABASE = "ressac.duckdb";
/** The name of a build: the second it starts in, and its number where there are several. */
const BUILD = /^(?<second>\d{8}T\d{6}Z)(?:-(?<number>\d+))?$/;
/** The link to the published build. */
export const CURRENT = "current";
/** The build that failed last. */
export const FAILED = "failed";
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
  await connection.run(`set temp_directory = ${quoteText(spillOf(folder))}`);
  try {
    if (attach === undefined)
      await connection.run(`attach ${quoteText(path)} as ressac (${kind}); use ressac`);
    else await attachBuild(connection, {attach, id, folder, options: kind});
  } catch (error) {
    close();
    await dropBuild(warehouse, {id, folder});
    throw error;
  }
  return {id, folder, connection, close};
}

/**
 * Builds are called after the second they start in; of one second they are numbered. None is called like an earlier one,
 * nor before those that are there, also when the clock was set back: their names tell their order, and who reads a build
 * that is cleared meanwhile never finds another one in its place.
 */
async function newFolder(warehouse: string): Promise<{id: string; folder: string}> {
  const newest = BUILD.exec((await buildsIn(warehouse)).at(-1) ?? "")?.groups;
  const now = new Date().toISOString().replace(/[-:]|\.\d+/g, "");
  const isLater = newest === undefined || now > (newest.second ?? "");
  const second = isLater ? now : (newest.second ?? now);
  for (let number = isLater ? 1 : Number(newest.number ?? 1) + 1; ; number++) {
    const id = number === 1 ? second : `${second}-${String(number).padStart(4, "0")}`;
    const folder = join(warehouse, id);
    if (await isFree(claimBuild(warehouse, id))) {
      if (await isFree(mkdir(folder))) return {id, folder};
      await releaseBuild(warehouse, id);
    }
  }
}

/** Whether something could be made, or was there already. */
async function isFree(making: Promise<unknown>): Promise<boolean> {
  try {
    await making;
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    return false;
  }
}

/** Whether a name in a warehouse is that of a build. */
export function isBuildId(name: string): boolean {
  return BUILD.test(name);
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
  await releaseBuild(warehouse, id);
}

/** Keeps a build that failed for inspection, in place of the last one that failed. */
export async function setAside(
  warehouse: string,
  {id, folder}: Pick<Build, "id" | "folder">
): Promise<string> {
  const failed = join(warehouse, FAILED);
  await rm(failed, {recursive: true, force: true});
  await rename(folder, failed);
  await releaseBuild(warehouse, id);
  return failed;
}

/** Removes a build that is not to be. */
export async function dropBuild(
  warehouse: string,
  {id, folder}: Pick<Build, "id" | "folder">
): Promise<void> {
  await rm(folder, {recursive: true, force: true});
  await releaseBuild(warehouse, id);
}

/** The channel on which is said, in a sentence, that an older build is served: the engine itself never prints. */
export const DAMAGED = "ressac:damaged";

/**
 * The folder of the published build; when that is damaged, of the newest whole one before it, which is told on `DAMAGED`.
 * What is made from it for others to read looks at every byte of it (`hashes`), a question only at the sizes.
 * @throws RessacError (2) when nothing has been published yet, (3) when no build is whole.
 */
export async function publishedBuild(warehouse: string, depth: Depth = "sizes"): Promise<string> {
  const current = await readlink(join(warehouse, CURRENT)).catch(() => {
    throw new RessacError(`${warehouse}: nothing has been published here yet; use ressac run first`);
  });
  const damage = await findDamage(join(warehouse, current), depth);
  if (damage === undefined) return join(warehouse, current);
  const problem = `${join(warehouse, current)}: the published build is damaged (${damage})`;
  const before = (await buildsIn(warehouse)).filter((id) => id < current);
  for (const id of before.reverse()) {
    const folder = join(warehouse, id);
    if ((await findDamage(folder, "hashes")) !== undefined) continue;
    channel(DAMAGED).publish(`${problem}; used the one before it, ${id}; make a new one with ressac run`);
    return folder;
  }
  throw new RessacError(`${problem}, and none before it is whole; make a new one with ressac run`, 3);
}

/** The builds in a warehouse, finished or not, from the oldest on. */
async function buildsIn(warehouse: string): Promise<string[]> {
  return (await readdir(warehouse)).filter(isBuildId).sort();
}

/** The folder of cleaned exports, which builds share. */
export function shelfOf(warehouse: string): string {
  return join(warehouse, SHELF);
}

/** The database of a build: in its folder, or where that says it is attached. */
export function databaseOf(buildFolder: string): string {
  return attachedTo(buildFolder) ?? join(buildFolder, DATABASE);
}

/** The folder of a build for rows that do not fit into memory; gone when the database is closed. */
export function spillOf(buildFolder: string): string {
  return join(buildFolder, `${DATABASE}.tmp`);
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
