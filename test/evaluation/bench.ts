// A database in which models run as they are, one after the other, on one world after the other.
import {join} from "node:path";
import {createMacros, createRunTable, runSql} from "../../src/build.ts";
import {loadConfig, SHIPPED} from "../../src/config.ts";
import {createSourceTables} from "../../src/ingest/ingest.ts";
import {loadLookups} from "../../src/lookups.ts";
import {orderModels} from "../../src/models.ts";
import {readProject} from "../../src/project.ts";
import {neededModels, rebuild, type Scratch} from "../../src/scratch.ts";
import {openDatabase, quoteName, readRows} from "../../src/warehouse.ts";
import {isoDate, LAST_DAY} from "../../pipeline/sample/days.ts";

type Row = Record<string, unknown>;

/** What the evaluation of the linkage looks at; all that these are made from is built too. */
const TARGETS = ["marts.corrected_rebookings", "marts.audit_candidates"];

export interface Bench extends Scratch {
  run: (sql: string) => Promise<void>;
  rows: (sql: string) => Promise<Row[]>;
}

/**
 * Opens a bench whose tables are empty, as of the last day that the generator tells, with what `targets` are made from:
 * the linkage, unless told otherwise.
 */
export async function openBench(threads = 1, targets: readonly string[] = TARGETS): Promise<Bench> {
  const {connection, close} = await openDatabase(":memory:", {threads});
  const config = await loadConfig({});
  const project = await readProject(connection, config);
  const given = await createSourceTables(connection, project.contracts);
  await createRunTable(connection, {...config, as_of: isoDate(LAST_DAY)});
  given.push("meta.run", ...(await loadLookups(connection, config.lookups)).map(({table}) => table));
  await createMacros(connection, join(SHIPPED.pipeline, "macros"));
  const needed = neededModels(targets, orderModels(project.models, new Set(given)));
  for (const {name, path, sql} of needed) {
    await connection.run(`create schema if not exists ${quoteName(name.split(".")[0] ?? "")}`);
    await runSql(connection, path, `create table ${quoteName(name)} as from (\n${sql}\n) limit 0`);
  }
  return {
    connection,
    close,
    async run(sql) {
      await connection.run(sql);
    },
    rows: (sql) => readRows(connection, sql),
    build: (after) => rebuild(connection, needed, after)
  };
}
