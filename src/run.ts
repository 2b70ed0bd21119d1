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
import {countGarbage, findGarbage, type Garbage, removeGarbage} from "./garbage.ts";
import {useKeyFile} from "./key.ts";
import {loadLookups} from "./lookups.ts";
import {type Manifest, publishedFiles, sealBuild} from "./manifest.ts";
import {type Model, orderModels} from "./models.ts";
import {noteFiles} from "./notes.ts";
import type {Progress} from "./progress.ts";
import {type Project, readContracts, readProject} from "./project.ts";
import {type PublishedTable, publishReports} from "./publish.ts";
import {recordRun, type RunRecord} from "./run-record.ts";
import {type Build, dropBuild, publishBuild, readRows, setAside, shelfOf, startBuild} from "./warehouse.ts";

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
export async function run(options: RunOptions): Promise<Manifest> {
  return recordRun(options.config, options.progress, (record) => runOnce(options, record));
}

async function runOnce({config, asOf, progress}: RunOptions, record: RunRecord): Promise<Manifest> {
  useKeyFile(config.keyFile);
  const found = await findExports(config, record);
  const forgotten = await readForgotten(config.forgotten);
  // What killed runs have left takes up the disk before there is one that ends well.
  await clearWarehouse(config, progress, ["half build", "remains"]);
  const build = await startBuild(config.warehouse, config);
  record.build = build;
  progress.begin?.(build.id);
  const manifest = await finishBuild(build, found, {config, asOf, progress, forgotten, record});
  if (Array.isArray(manifest)) {
    await keepReturned(config, manifest, progress);
    return runOnce({config, asOf, progress}, record);
  }
  // Outside what sets a failed build aside: once published, nothing may move it.
  record.build = undefined;
  await publishBuild(config.warehouse, build);
  await clearWarehouse(config, progress);
  return manifest;
}

/** Removes what no published figure needs any more; what cannot be removed fails no run. */
async function clearWarehouse(
  config: Config,
  progress: Progress,
  kinds?: readonly Garbage["what"][]
): Promise<void> {
  try {
    const found = (await findGarbage(config, config.keep)).garbage;
    const garbage = found.filter(({what}) => kinds?.includes(what) ?? true);
    await removeGarbage(garbage);
    if (garbage.length > 0) progress.note(`removed what nothing published needs: ${countGarbage(garbage)}`);
  } catch (error) {
    progress.note(`old builds could not be removed: ${explainError(error).message}`);
  }
}

/** What a build is filled with. */
interface Filling extends RunOptions {
  forgotten: readonly Forgotten[];
  record: RunRecord;
}

/**
 * Fills a build, closes and seals it; one that fails is kept aside for inspection, unless the disk is full; one in which
 * somebody forgotten has come back is removed, and who it was returned.
 */
async function finishBuild(
  build: Build,
  found: FoundExports,
  options: Filling
): Promise<Manifest | Returned[]> {
  const {config, progress, record} = options;
  try {
    const filled = await fillBuild(build, found, options).finally(build.close);
    if (!Array.isArray(filled)) return await sealBuild(build.folder, filled);
    record.build = undefined;
    await dropBuild(config.warehouse, build);
    return filled;
  } catch (error) {
    record.build = undefined;
    if (isDiskFull(error)) throw await giveUpBuild(config.warehouse, build);
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
async function findExports(config: Config, record: RunRecord): Promise<FoundExports> {
  const contracts = await readContracts(config);
  record.sources = contracts.map(({name}) => name).sort();
  const files = await listExports(config.exports, contracts);
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
  {config, asOf, progress, forgotten, record}: Filling
): Promise<Omit<Manifest, "contents"> | Returned[]> {
  const clock = startClock(record.durations_ms);
  const project = await readProject(connection, config);
  const given = ["meta.files", "meta.quarantine", ...project.contracts.map(({name}) => `sources.${name}`)];
  const ingested = await readExports(connection, found, {
    config,
    folder,
    contracts: project.contracts,
    leftOut: forgottenLines(forgotten),
    progress
  });
  record.files = ingested.files;
  clock.lap("ingest");
  const as_of = asOf ?? (await latestExtraction(connection, config, progress));
  await createRunTable(connection, {...config, as_of});
  const lookups = await loadLookups(connection, config.lookups);
  given.push("meta.run", "meta.parameters", ...lookups.map(({table}) => table));
  await createMacros(connection, join(SHIPPED.pipeline, "macros"));
  const returned = await buildModels(connection, project, {given: new Set(given), forgotten, progress});
  if (returned.length > 0) return returned;
  clock.lap("models");
  const checks = await checkModels(connection, project, {progress, record});
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
    durations_ms: record.durations_ms
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
  const counts = countRecords(files);
  const summary = Object.entries(counts).map(([what, count]) => `${count} ${what}`);
  step.finish(summary.join(", "), counts);
  const set_aside = await writeQuarantine(connection, folder);
  if (set_aside !== undefined) progress.note(`what was set aside, and why: ${set_aside}`);
  const previous = await publishedFiles(config.warehouse);
  for (const line of noteFiles({files, repeated, unrecognised, previous})) progress.note(line);
  return {files, repeated, unrecognised};
}

function countRecords(files: readonly FileReport[]): Record<string, number> {
  const sum = (of: (file: FileReport) => number): number =>
    files.reduce((total, file) => total + of(file), 0);
  return {
    files: files.length,
    records: sum(({records}) => records),
    loaded: sum(({loaded}) => loaded),
    quarantined: sum(({quarantined}) => quarantined),
    skipped: sum(({skipped}) => skipped)
  };
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
  const counts = {tables: tables.length, returned: returned.length};
  step.finish(returned.length === 0 ? `${tables.length} tables` : "begun again", counts);
  return returned;
}

async function checkModels(
  connection: DuckDBConnection,
  {models}: Project,
  {progress, record}: {progress: Progress; record: RunRecord}
): Promise<CheckResult[]> {
  const checks = models.filter(({kind}) => kind === "check");
  const step = progress.step("checks", checks.length);
  const results = await runChecks(connection, checks, ({name}) => step.advance(name));
  record.checks = results;
  const broken = results.filter(({violations}) => violations > 0).length;
  const summary = broken === 0 ? `${results.length} hold` : `${broken} of ${results.length} broken`;
  step.finish(summary, {checks: results.length, broken});
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
  const bytes = published.reduce((total, table) => total + table.bytes, 0);
  const counts = {results: published.length, bytes};
  step.finish(`${published.length} results, ${Math.round(bytes / 1000)} kB`, counts);
  return published;
}

/** Notes the milliseconds of each step when it is over. */
function startClock(laps: Record<string, number>): {lap(name: string): void} {
  let last = performance.now();
  return {
    lap(name) {
      const now = performance.now();
      laps[name] = Math.round(now - last);
      last = now;
    }
  };
}
