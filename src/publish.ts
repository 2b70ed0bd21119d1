import {createHash} from "node:crypto";
import {mkdir, open} from "node:fs/promises";
import {basename, join} from "node:path";
import type {DuckDBConnection} from "@duckdb/node-api";
import {readArrow} from "./arrow.ts";
import {requireGrain, sqlError} from "./build.ts";
import type {Model} from "./models.ts";

/** The folder of a build that holds the published results. */
export const PUBLISHED = "published";

/** A published result: a file that pages read. */
export interface PublishedTable {
  name: string;
  rows: number;
  bytes: number;
  sha256: string;
}

/**
 * Runs the reports and writes each as `<build>/published/<name>.arrow`, safely on disk when it returns.
 * They lie in the build, not beside the pages, so that figures and database are flipped in one step.
 * @throws RessacError (1) when the grain of a report is not unique.
 */
export async function publishReports(
  connection: DuckDBConnection,
  reports: readonly Model[],
  {folder, onReport}: {folder: string; onReport: (table: PublishedTable) => void}
): Promise<PublishedTable[]> {
  const target = join(folder, PUBLISHED);
  await mkdir(target, {recursive: true});
  const tables: PublishedTable[] = [];
  for (const report of reports) {
    const table = await publishReport(connection, report, target);
    tables.push(table);
    onReport(table);
  }
  return tables;
}

async function publishReport(
  connection: DuckDBConnection,
  report: Model,
  target: string
): Promise<PublishedTable> {
  const name = basename(report.path, ".sql");
  try {
    await requireGrain(connection, report, `(${report.sql})`);
    const {bytes, rows} = await readArrow(connection, report.sql);
    await writeSafely(join(target, `${name}.arrow`), bytes);
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    return {name, rows, bytes: bytes.length, sha256};
  } catch (error) {
    throw error instanceof Error && error.name === "RessacError"
      ? error
      : sqlError(report.path, report.sql, error);
  }
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
