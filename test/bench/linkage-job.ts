// One linkage in a process of its own, so that its peak memory is its own: `node --import tsx linkage-job.ts <plan as JSON>`.
import {mkdtemp, rm} from "node:fs/promises";
import {join} from "node:path";
import type {DuckDBConnection} from "@duckdb/node-api";
import {buildModel, createMacros, createRunTable, createSchemas} from "../../src/build.ts";
import {loadConfig, SHIPPED} from "../../src/config.ts";
import {createSourceTables} from "../../src/ingest/ingest.ts";
import {loadLookups} from "../../src/lookups.ts";
import {type Model, orderModels} from "../../src/models.ts";
import {readProject} from "../../src/project.ts";
import {openDatabase, quoteName, quoteText, readRows} from "../../src/warehouse.ts";
import {neededForLinkage} from "./linkage-models.ts";
import {insertOrders, type LinkagePlan} from "./linkage-orders.ts";

export interface LinkageJob {
  plan: LinkagePlan;
  folder: string;
  threads: number;
  memoryLimit: string;
}

/** One model that was made. */
export interface ModelTime {
  name: string;
  seconds: number;
  /** Of all threads: what it would take if nothing else ran. */
  cpuSeconds: number;
  rows: number;
}

export interface LinkageResult {
  models: ModelTime[];
  /** The same for the same rebookings, in whatever order. */
  digest: string;
  /** Peak memory of the process at the end, in bytes. */
  peak: number;
}

/** Makes the tables that the linkage starts from, then every model up to the rebookings, and times each. */
export async function runLinkage({plan, folder, threads, memoryLimit}: LinkageJob): Promise<LinkageResult> {
  const {connection, close} = await openDatabase(join(folder, "linkage.duckdb"), {threads});
  await connection.run(`set memory_limit = ${quoteText(memoryLimit)}`);
  await connection.run(`set temp_directory = ${quoteText(join(folder, "spill"))}`);
  const models = await prepare(connection);
  await insertOrders(connection, plan);
  await connection.run("checkpoint");
  const times: ModelTime[] = [];
  for (const model of neededForLinkage(models)) times.push(await timeModel(connection, model, models));
  const peak = process.resourceUsage().maxRSS * 1024;
  const [row] = await readRows(
    connection,
    "select bit_xor(hash(rebookings))::varchar as digest from marts.rebookings"
  );
  close();
  return {models: times, peak, digest: String(row?.digest)};
}

/** Everything that the marts read, empty. */
async function prepare(connection: DuckDBConnection): Promise<Model[]> {
  const config = await loadConfig({});
  const project = await readProject(connection, config);
  const given = await createSourceTables(connection, project.contracts);
  await createRunTable(connection, {...config, as_of: "2022-12-31"});
  given.push("meta.run", "meta.checks");
  given.push(...(await loadLookups(connection, config.lookups)).map(({table}) => table));
  await createMacros(connection, join(SHIPPED.pipeline, "macros"));
  const models = orderModels([...project.models, ...project.reports], new Set(given));
  await createSchemas(connection, models);
  for (const model of models.filter(({kind}) => ["mapping", "entity", "staging"].includes(kind))) {
    await buildModel(connection, model, models);
  }
  return models;
}

async function timeModel(
  connection: DuckDBConnection,
  model: Model,
  models: readonly Model[]
): Promise<ModelTime> {
  const cpu = process.cpuUsage();
  const start = performance.now();
  await buildModel(connection, model, models);
  const seconds = (performance.now() - start) / 1000;
  const {user, system} = process.cpuUsage(cpu);
  const [row] = await readRows(connection, `select count(*) as rows from ${quoteName(model.name)}`);
  return {
    name: model.name.replace("marts.", ""),
    seconds,
    cpuSeconds: (user + system) / 1e6,
    rows: Number(row?.rows)
  };
}

if (process.argv[2] !== undefined) {
  const job = JSON.parse(process.argv[2]) as LinkageJob;
  const folder = await mkdtemp(join(job.folder, "linkage-"));
  const result = await runLinkage({...job, folder});
  await rm(folder, {recursive: true, force: true});
  process.stdout.write(`${JSON.stringify(result)}\n`);
}
