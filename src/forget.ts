import {readdir, readFile, rm} from "node:fs/promises";
import {join} from "node:path";
import {Temporal} from "temporal-polyfill";
import type {Config} from "./config.ts";
import {customersIn, recordsOf, subjectsOf} from "./customer-records.ts";
import {requireNoneUnderWay} from "./claim.ts";
import {RessacError} from "./errors.ts";
import {
  type FileRecords,
  type Forgotten,
  formsOf,
  hashOfId,
  keepForgotten,
  readForgotten
} from "./forgotten.ts";
import {forgetAccess} from "./access.ts";
import {lookupsOf} from "./audiences/lookup.ts";
import {findGarbage, removeGarbage} from "./garbage.ts";
import {cutRecords} from "./ingest/cut.ts";
import {hashExport, listExports} from "./ingest/exports.ts";
import {useKeyFile} from "./key.ts";
import type {Progress} from "./progress.ts";
import {readContracts} from "./project.ts";
import {run} from "./run.ts";
import {databaseOf, openDatabase, publishedBuild, readRows} from "./warehouse.ts";

/** Somebody to be forgotten, as the published build knows them. */
export interface ForgetPlan {
  customer_id: string;
  /** All ids under which exports name them. */
  ids: string[];
  /** Ids of their orders, cases and cancelled units. */
  subjects: string[];
  /** Their records, and the names of the files that hold them. */
  records: (FileRecords & {name: string; source: string})[];
  /** Lines of the tables that people keep in which one of their ids stands: `file:line`. */
  mentions: string[];
  /** Whether they were forgotten before, and something was left to do. */
  isAgain: boolean;
}

/**
 * Looks for everything that a customer left behind.
 * @throws RessacError (2) when nothing published has this id, and nobody forgotten had.
 */
export async function planForget(config: Config, id: string): Promise<ForgetPlan> {
  useKeyFile(config.keyFile);
  const before = (await readForgotten(config.forgotten)).some(({ids}) => ids.includes(hashOfId(id)));
  const {connection, close} = await openDatabase(databaseOf(await publishedBuild(config.warehouse)), {
    readOnly: true
  });
  try {
    const customers = await customersIn(connection);
    const customer_id = customers.get(id);
    if (customer_id === undefined) {
      if (before) return {customer_id: id, ids: [id], subjects: [], records: [], mentions: [], isAgain: true};
      throw new RessacError(
        `${id}: nothing published has this id of a customer; give the id that the pages show`
      );
    }
    const ids = [...customers].filter(([, of]) => of === customer_id).map(([delivered]) => delivered);
    const all = [...new Set([customer_id, ...ids])];
    const subjects = await subjectsOf(connection, all);
    const found = await recordsOf(connection, all);
    const files = await readRows(connection, "select file_id, name, source from meta.files");
    const named = new Map(
      files.map(({file_id, name, source}) => [String(file_id), {name: String(name), source: String(source)}])
    );
    const records = found.map((file) => ({
      ...file,
      ...(named.get(file.file_id) ?? {name: file.file_id, source: ""})
    }));
    return {
      customer_id,
      ids: all,
      subjects,
      records,
      mentions: await mentionsIn(config.lookups, [...all, ...subjects]),
      isAgain: before
    };
  } finally {
    close();
  }
}

/** Where people have written one of some ids into the tables that they keep. */
async function mentionsIn(folder: string, ids: readonly string[]): Promise<string[]> {
  const forms = new Set(ids.flatMap(formsOf));
  const names = (await readdir(folder)).filter((name) => name.endsWith(".csv")).sort();
  const found = names.map(async (name) => {
    const lines = (await readFile(join(folder, name), "utf8")).split("\n");
    return lines.flatMap((line, index) =>
      line.split(/[;"\r@]/).some((cell) => forms.has(cell.trim()))
        ? [`${join(folder, name)}:${index + 1}`]
        : []
    );
  });
  return (await Promise.all(found)).flat();
}

/** Who asks for it, why, and whether exports are left as they were delivered. */
export interface ForgetOptions {
  by: string;
  reason: string;
  leaveExports: boolean;
  progress: Progress;
}

/** What became of it. */
export interface ForgetResult {
  /** Exports whose records were cut out, and those in which they still stand. */
  cut: string[];
  left: string[];
}

/**
 * Forgets a customer: on record first, as a keyed hash; then cut out of the exports, left out of a new build, and gone
 * with every older build, the cleaned exports and the site. Done again, it goes on where it was interrupted.
 * @throws RessacError (3) while a run is under way, which has read the records already.
 * @throws RessacError as a run does; nothing older is removed then.
 */
export async function forget(
  config: Config,
  {customer_id, ids, subjects, records}: ForgetPlan,
  {by, reason, leaveExports, progress}: ForgetOptions
): Promise<ForgetResult> {
  await requireNoneUnderWay(config.warehouse);
  const day = Temporal.Now.plainDateISO(config.timeZone).toString();
  const customer = hashOfId(customer_id);
  const kept = records.map(({file_id, lines}) => ({file_id, lines}));
  await keepForgotten(config.forgotten, {customer, day, by, reason, ids: ids.map(hashOfId), records: kept});
  const all = (await readForgotten(config.forgotten)).filter((line) => line.customer === customer);
  const exports = await cutExports(config, all, leaveExports);
  await run({config, progress});
  await removeTraces(config);
  await forgetAccess(config, new Map([...ids, ...subjects].map((id) => [id, hashOfId(id)])));
  return exports;
}

async function cutExports(
  config: Config,
  forgotten: readonly Forgotten[],
  leaveExports: boolean
): Promise<ForgetResult> {
  const lines = new Map(
    forgotten.flatMap(({records}) => records.map(({file_id, lines: its}) => [file_id, its]))
  );
  const result: ForgetResult = {cut: [], left: []};
  for (const {contract, ...file} of await listExports(config.exports, await readContracts(config))) {
    if (contract === undefined) continue;
    const its = lines.get((await hashExport(file)).file_id);
    if (its === undefined) continue;
    const isCut = !leaveExports && (await cutRecords(file, contract, new Set(its)));
    (isCut ? result.cut : result.left).push(file.name);
  }
  return result;
}

/**
 * Removes whatever was made before: older builds, those that failed, cleaned exports that are not used, the site, and who
 * is behind pseudonyms.
 */
async function removeTraces(config: Config): Promise<void> {
  const {warehouse, site} = config;
  const {garbage} = await findGarbage(config, {builds: 0, cleanedDays: 0, failedDays: 0});
  await removeGarbage(garbage);
  for (const made of [join(warehouse, ".site"), site, lookupsOf(config)])
    await rm(made, {recursive: true, force: true});
}
