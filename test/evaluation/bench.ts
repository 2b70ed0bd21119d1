// A database in which the linkage runs as it is, model by model, on one world after the other.
import {join} from "node:path";
import {createMacros, createRunTable, runSql} from "../../src/build.ts";
import {loadConfig, SHIPPED} from "../../src/config.ts";
import {createSourceTables} from "../../src/ingest/ingest.ts";
import {loadLookups} from "../../src/lookups.ts";
import {type Model, orderModels, upstream} from "../../src/models.ts";
import {readProject} from "../../src/project.ts";
import {openDatabase, quoteName, readRows} from "../../src/warehouse.ts";
import {isoDate, LAST_DAY} from "../../pipeline/sample/days.ts";

type Row = Record<string, unknown>;

/** What the evaluation looks at; all that these are made from is built too. */
const TARGETS = ["marts.corrected_rebookings", "marts.audit_candidates"];

export interface Bench {
  /** Runs the models of marts that the evaluation looks at, or those of them that read the named one. */
  build: (after?: string) => Promise<void>;
  run: (sql: string) => Promise<void>;
  rows: (sql: string) => Promise<Row[]>;
  connection: Awaited<ReturnType<typeof openDatabase>>["connection"];
  close: () => void;
}

/** Opens a bench whose tables of staging are empty, as of the last day that the generator tells. */
export async function openBench(threads = 1): Promise<Bench> {
  const {connection, close} = await openDatabase(":memory:", {threads});
  const config = await loadConfig({});
  const project = await readProject(connection, config);
  const given = await createSourceTables(connection, project.contracts);
  await createRunTable(connection, {...config, as_of: isoDate(LAST_DAY)});
  given.push("meta.run", ...(await loadLookups(connection, config.lookups)).map(({table}) => table));
  await createMacros(connection, join(SHIPPED.pipeline, "macros"));
  const needed = neededModels(orderModels(project.models, new Set(given)));
  for (const {name, path, sql} of needed) {
    await connection.run(`create schema if not exists ${quoteName(name.split(".")[0] ?? "")}`);
    await runSql(connection, path, `create table ${quoteName(name)} as from (\n${sql}\n) limit 0`);
  }
  const marts = needed.filter(({kind}) => kind === "mart");
  return {
    connection,
    close,
    run: async (sql) => void (await connection.run(sql)),
    rows: async (sql) => (await readRows(connection, sql)) as Row[],
    async build(after) {
      for (const {name, path, sql} of after === undefined ? marts : readersOf(after, marts))
        await runSql(connection, path, `create or replace table ${quoteName(name)} as\n${sql}`);
    }
  };
}

function neededModels(models: readonly Model[]): Model[] {
  const names = new Set(TARGETS);
  for (const model of [...models].reverse()) {
    if (!names.has(model.name)) continue;
    for (const name of upstream(model, models)) names.add(name);
  }
  return models.filter(({name}) => names.has(name));
}

/** The models that read a table, directly or not, in the order in which they are built. */
function readersOf(table: string, models: readonly Model[]): Model[] {
  const stale = new Set([table]);
  return models.filter(({name, reads}) => {
    const isStale = reads.some((read) => stale.has(read));
    if (isStale) stale.add(name);
    return isStale;
  });
}
