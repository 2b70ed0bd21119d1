import {rm} from "node:fs/promises";
import type {DuckDBConnection} from "@duckdb/node-api";
import {Temporal} from "temporal-polyfill";
import {
  buildModel,
  createMacros,
  createRunTable,
  createSchemas,
  type CheckResult,
  documentModels,
  requireChecks,
  runChecks
} from "./build.ts";
import {type Config, SHIPPED} from "./config.ts";
import {join} from "node:path";
import type {Contract} from "./contract.ts";
import {giveUpBuild, isDiskFull} from "./disk.ts";
import {explainError, RessacError} from "./errors.ts";
import {type ExportFile, listExports} from "./ingest/exports.ts";
import {type FileReport, ingestExports, type IngestOptions, writeQuarantine} from "./ingest/ingest.ts";
import {findReturned, keepReturned, type Returned} from "./returned.ts";
import {type Forgotten, forgottenLines, readForgotten} from "./forgotten.ts";
import {useKeyFile} from "./key.ts";
import {loadLookups} from "./lookups.ts";
import {keptManifests, type Manifest, publishedFiles, sealBuild} from "./manifest.ts";
import {type Model, orderModels} from "./models.ts";
import {noteFiles} from "./notes.ts";
import type {Progress} from "./progress.ts";
import {type Project, readContracts, readProject} from "./project.ts";
import {type PublishedTable, publishReports} from "./publish.ts";
import {clearShelf} from "./ingest/shelf.ts";
import {
  type Build,
  dropFailedBuild,
  dropOldBuilds,
  publishBuild,
  readRows,
  setAside,
  shelfOf,
  startBuild
} from "./warehouse.ts";

/** What a run reads and how it tells about itself. */
export interface RunOptions {
  config: Config;
  /** The last day that is known; by default the latest extraction day of the exports. */
  asOf?: string | undefined;
  progress: Progress;
}

/**
 * From exports to published figures: ingest into a new database, models, checks, reports, then `current` is
 * flipped. A failed step leaves the published build as it is and keeps the failed one aside.
 * @throws RessacError (1) when the data breaks a check, (2) on usage, (3) when the machine fails.
 */
export async function run({config, asOf, progress}: RunOptions): Promise<Manifest> {
  useKeyFile(config.keyFile);
  const found = await findExports(config);
  const forgotten = await readForgotten(config.forgotten);
  const build = await startBuild(config.warehouse, config);
  const manifest = await finishBuild(build, found, {config, asOf, progress, forgotten});
  if (Array.isArray(manifest)) {
    await keepReturned(config, manifest, progress);
    return run({config, asOf, progress});
  }
  // Outside what sets a failed build aside: once published, nothing may move it.
  await publishBuild(config.warehouse, build);
  await clearWarehouse(config, build).catch((error: unknown) => {
    progress.note(`old builds could not be removed: ${explainError(error).message}`);
  });
  return manifest;
}

/** Removes old builds, and the cleaned exports that none of those left has used. */
async function clearWarehouse({warehouse, keep}: Config, build: Build): Promise<void> {
  await dropOldBuilds(warehouse, build, keep.builds);
  await dropFailedBuild(warehouse, keep.failedDays);
  const kept = await keptManifests(warehouse);
  const used = new Set(kept.flatMap(({files}) => files.map(({cleaned}) => cleaned)));
  await clearShelf(shelfOf(warehouse), used, keep.cleanedDays);
}

/** What a build is filled with. */
interface Filling extends RunOptions {
  forgotten: readonly Forgotten[];
}

/**
 * Fills a build, closes and seals it; one that fails is kept aside for inspection, unless the disk is full; one in which somebody forgotten has come back
 * is removed, and who it was returned.
 */
async function finishBuild(
  build: Build,
  found: FoundExports,
  options: Filling
): Promise<Manifest | Returned[]> {
  const {config, progress} = options;
  try {
    const filled = await fillBuild(build, found, options).finally(build.close);
    if (!Array.isArray(filled)) return await sealBuild(build.folder, filled);
    await rm(build.folder, {recursive: true, force: true});
    return filled;
  } catch (error) {
    if (isDiskFull(error)) throw await giveUpBuild(config.warehouse, build.folder);
    const failed = await setAside(config.warehouse, build).catch(() => undefined);
    if (failed !== undefined)
      progress.note(`the build that failed is kept in ${failed}; the published one is untouched`);
    throw error;
  }
}

/** The exports of a company: those that a contract knows, and the names of the others. */
interface FoundExports {
  known: {file: ExportFile; contract: Contract}[];
  unrecognised: string[];
}

/** Looks for exports before any work is done. @throws RessacError (2) when there is nothing to read. */
async function findExports(config: Config): Promise<FoundExports> {
  const files = await listExports(config.exports, await readContracts(config));
  const known = files.flatMap(({contract, ...file}) => (contract === undefined ? [] : [{file, contract}]));
  const unrecognised = files.filter(({contract}) => contract === undefined).map(({name}) => name);
  if (known.length > 0) return {known, unrecognised};
  const seen = unrecognised.length === 0 ? "it is empty" : `it has ${unrecognised.slice(0, 5).join(", ")}`;
  throw new RessacError(
    `${config.exports}: no export that a contract knows (${seen}); name the folder with --exports`
  );
}

async function fillBuild(
  {id, folder, connection}: Build,
  found: FoundExports,
  {config, asOf, progress, forgotten}: Filling
): Promise<Omit<Manifest, "contents"> | Returned[]> {
  const clock = startClock();
  const project = await readProject(connection, config);
  const given = ["meta.files", "meta.quarantine", ...project.contracts.map(({name}) => `sources.${name}`)];
  const ingested = await readExports(connection, found, {
    config,
    folder,
    contracts: project.contracts,
    leftOut: forgottenLines(forgotten),
    progress
  });
  clock.lap("ingest");
  const as_of = asOf ?? (await latestExtraction(connection, config, progress));
  await createRunTable(connection, {...config, as_of});
  const lookups = await loadLookups(connection, config.lookups);
  given.push("meta.run", "meta.parameters", ...lookups.map(({table}) => table));
  await createMacros(connection, join(SHIPPED.pipeline, "macros"));
  const returned = await buildModels(connection, project, {given: new Set(given), forgotten, progress});
  if (returned.length > 0) return returned;
  clock.lap("models");
  const checks = await checkModels(connection, project, progress);
  clock.lap("checks");
  const published = await publishAll(connection, project, {folder, progress});
  await connection.run("checkpoint");
  clock.lap("publish");
  return {
    build: id,
    as_of,
    ...ingested,
    parameters: Object.fromEntries(lookups.map(({table, sha256}) => [table, sha256])),
    checks: checks.map(({name, violations}) => ({name, violations})),
    published,
    durations_ms: clock.laps
  };
}

async function readExports(
  connection: DuckDBConnection,
  {known, unrecognised}: FoundExports,
  {
    config,
    folder,
    contracts,
    leftOut,
    progress
  }: Pick<IngestOptions, "contracts" | "leftOut"> & {config: Config; folder: string; progress: Progress}
): Promise<Pick<Manifest, "files" | "repeated" | "unrecognised">> {
  const step = progress.step("ingest", known.length);
  const {files, repeated} = await ingestExports(connection, known, {
    contracts,
    shelf: shelfOf(config.warehouse),
    work: join(folder, "cleaning"),
    leftOut,
    onFile: ({name}) => step.advance(name)
  });
  step.finish(ingestSummary(files));
  const set_aside = await writeQuarantine(connection, folder);
  if (set_aside !== undefined) progress.note(`what was set aside, and why: ${set_aside}`);
  const previous = await publishedFiles(config.warehouse);
  for (const line of noteFiles({files, repeated, unrecognised, previous})) progress.note(line);
  return {files, repeated, unrecognised};
}

function ingestSummary(files: readonly FileReport[]): string {
  const sum = (of: (file: FileReport) => number): number =>
    files.reduce((total, file) => total + of(file), 0);
  const counts = [
    `${sum(({records}) => records)} records`,
    `${sum(({loaded}) => loaded)} loaded`,
    `${sum(({quarantined}) => quarantined)} quarantined`,
    `${sum(({skipped}) => skipped)} skipped`
  ];
  return `${files.length} files, ${counts.join(", ")}`;
}

/** A run without a day of its own is as of the newest export, so that the same files give the same figures. */
async function latestExtraction(
  connection: DuckDBConnection,
  {timeZone}: Config,
  progress: Progress
): Promise<string> {
  const [row] = await readRows(connection, "select max(extracted_date)::varchar as day from meta.files");
  if (typeof row?.day === "string") return row.day;
  const today = Temporal.Now.plainDateISO(timeZone).toString();
  progress.note(
    `no file says when it was extracted; figures are as of today, ${today} (choose with --as-of)`
  );
  return today;
}

/** Builds all tables; when somebody forgotten is among what was delivered, nothing but that, and says who. */
async function buildModels(
  connection: DuckDBConnection,
  {models, reports}: Project,
  {
    given,
    forgotten,
    progress
  }: {given: ReadonlySet<string>; forgotten: readonly Forgotten[]; progress: Progress}
): Promise<Returned[]> {
  // Reports and checks are ordered too, so that a name none of the files defines is found before any work.
  const ordered = orderModels([...models, ...reports], new Set([...given, "meta.checks"]));
  const tables = ordered.filter(({kind}) => kind !== "check" && kind !== "report");
  const step = progress.step("models", tables.length);
  await createSchemas(connection, tables);
  const build = async (some: readonly Model[]): Promise<void> => {
    for (const model of some) {
      await buildModel(connection, model, models);
      step.advance(model.name);
    }
  };
  await build(tables.filter(({kind}) => kind !== "mart"));
  const returned = await findReturned(connection, forgotten);
  if (returned.length === 0) {
    await build(tables.filter(({kind}) => kind === "mart"));
    await documentModels(connection, tables);
  }
  step.finish(returned.length === 0 ? `${tables.length} tables` : "begun again");
  return returned;
}

async function checkModels(
  connection: DuckDBConnection,
  {models}: Project,
  progress: Progress
): Promise<CheckResult[]> {
  const checks = models.filter(({kind}) => kind === "check");
  const step = progress.step("checks", checks.length);
  const results = await runChecks(connection, checks, ({name}) => step.advance(name));
  const broken = results.filter(({violations}) => violations > 0).length;
  step.finish(broken === 0 ? `${results.length} hold` : `${broken} of ${results.length} broken`);
  await requireChecks(connection, results);
  return results;
}

async function publishAll(
  connection: DuckDBConnection,
  {models, reports}: Project,
  {folder, progress}: {folder: string; progress: Progress}
): Promise<PublishedTable[]> {
  const step = progress.step("publish", reports.length);
  const published = await publishReports(connection, reports, {
    models,
    folder,
    onReport: ({name}) => step.advance(name)
  });
  const kilobytes = Math.round(published.reduce((total, {bytes}) => total + bytes, 0) / 1000);
  step.finish(`${published.length} results, ${kilobytes} kB`);
  return published;
}

function startClock(): {laps: Record<string, number>; lap(name: string): void} {
  const laps: Record<string, number> = {};
  let last = performance.now();
  return {
    laps,
    lap(name) {
      const now = performance.now();
      laps[name] = Math.round(now - last);
      last = now;
    }
  };
}
