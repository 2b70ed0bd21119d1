import {createHash} from "node:crypto";
import {mkdir, open} from "node:fs/promises";
import {basename, join} from "node:path";
import type {DuckDBConnection} from "@duckdb/node-api";
import {type Table, tableFromIPC} from "apache-arrow";
import {readArrow} from "./arrow.ts";
import {definitionsOf} from "./definitions.ts";
import {requireGrain, runSql, sqlError} from "./build.ts";
import {dataError} from "./errors.ts";
import type {Model} from "./models.ts";
import {quoteName, readRows} from "./warehouse.ts";

/** The folder of a build that holds the published results. */
export const PUBLISHED = "published";

/** The report that is being published. */
const RESULT = "temp.main.result";

/** A published result: a file that pages read. */
export interface PublishedTable {
  name: string;
  rows: number;
  bytes: number;
  sha256: string;
}

export interface PublishOptions {
  /** What the reports are made from: a rate is explained by the model that divides. */
  models: readonly Model[];
  folder: string;
  onReport: (table: PublishedTable) => void;
}

/**
 * Runs the reports and writes each as `<build>/published/<name>.arrow`, safely on disk when it returns.
 * They lie in the build, not beside the pages, so that figures and database are flipped in one step.
 * @throws RessacError (1) when the grain of a report is not unique.
 */
export async function publishReports(
  connection: DuckDBConnection,
  reports: readonly Model[],
  {models, folder, onReport}: PublishOptions
): Promise<PublishedTable[]> {
  const target = join(folder, PUBLISHED);
  await mkdir(target, {recursive: true});
  const tables: PublishedTable[] = [];
  for (const report of reports) {
    const table = await publishReport(connection, report, {models, target});
    tables.push(table);
    onReport(table);
  }
  await connection.run(`drop table if exists ${RESULT}`);
  return tables;
}

async function publishReport(
  connection: DuckDBConnection,
  report: Model,
  {models, target}: {models: readonly Model[]; target: string}
): Promise<PublishedTable> {
  const name = basename(report.path, ".sql");
  try {
    // Made once, in its order: its grain, its bytes and its sums are all of the same rows.
    await runSql(connection, report.path, `create or replace temp table ${RESULT} as\n${report.sql}`);
    await requireGrain(connection, report, RESULT);
    const {bytes, rows} = await readArrow(connection, `from ${RESULT}`, definitionsOf(report, models));
    await requireSameSums(connection, report, bytes);
    await writeSafely(join(target, `${name}.arrow`), bytes);
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    return {name, rows, bytes: bytes.length, sha256};
  } catch (error) {
    throw error instanceof Error && error.name === "RessacError"
      ? error
      : sqlError(report.path, report.sql, error);
  }
}

/**
 * Counts the rows and sums the cents of a result twice: by the database, and in the bytes that pages will read.
 * @throws RessacError (1) when they differ.
 */
async function requireSameSums(
  connection: DuckDBConnection,
  {path}: Model,
  bytes: Uint8Array
): Promise<void> {
  const table = tableFromIPC(bytes);
  const names = table.schema.fields.map(({name}) => name).filter((name) => name.endsWith("_cents"));
  const sums = names.map((name) => `coalesce(sum(${quoteName(name)}), 0)::varchar as ${quoteName(name)}`);
  const [counted = {}] = await readRows(
    connection,
    `select ${["count(*)::varchar as number_of_rows", ...sums].join(", ")} from ${RESULT}`
  );
  const written = new Map([["number_of_rows", String(table.numRows)]]);
  for (const name of names) written.set(name, String(sumColumn(table, name)));
  for (const [name, sum] of written) {
    if (sum === counted[name]) continue;
    throw dataError(
      `${path}: ${name} is ${String(counted[name])} in the database, ${sum} in the published file`
    );
  }
}

function sumColumn(table: Table, name: string): bigint {
  let sum = 0n;
  for (const cents of (table.getChild(name) ?? []) as Iterable<bigint | number | null>)
    sum += BigInt(cents ?? 0);
  return sum;
}

async function writeSafely(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, "w");
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}
