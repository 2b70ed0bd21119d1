import {basename} from "node:path";
import type {DuckDBConnection} from "@duckdb/node-api";
import {readArrow} from "../arrow.ts";
import {requireGrain, sqlError} from "../build.ts";
import {SHIPPED} from "../config.ts";
import {definitionsOf} from "../definitions.ts";
import {type Model, readCellModels, readProtectedReports} from "../models.ts";
import {openDatabase, quoteText} from "../warehouse.ts";
import type {Store} from "./memory.ts";
import {protectCells, type Protected} from "./protect.ts";

export interface ProtectOptions {
  /** The database of the published build. */
  database: string;
  /** A hash under the audience's own key. */
  hash: (text: string) => string;
  /** What the audience was shown so far. */
  store: Store;
}

export interface ProtectedResults extends Protected {
  /** Arrow files by result: what the audience is shown in place of those of `reports/data`. */
  results: Map<string, Uint8Array>;
}

/**
 * Makes the results of an audience that may see neither customers nor sellers: those of `reports/protected`, from cells
 * that no sum takes apart. The warehouse is read only; the cells are in memory, and gone when this returns.
 * @throws RessacError as `protectCells` does, and (1) when the grain of a result is not unique.
 */
export async function protectResults({database, ...options}: ProtectOptions): Promise<ProtectedResults> {
  const {connection, close} = await openDatabase();
  try {
    await connection.run(`attach ${quoteText(database)} as warehouse (read_only)`);
    await connection.run("attach ':memory:' as cells");
    await connection.run("use warehouse");
    const done = await protectCells(connection, await readCellModels(connection, SHIPPED.pipeline), options);
    const results = new Map<string, Uint8Array>();
    for (const report of await readProtectedReports(connection, SHIPPED.reports))
      results.set(basename(report.path, ".sql"), await readResult(connection, report));
    return {...done, results};
  } finally {
    close();
  }
}

async function readResult(connection: DuckDBConnection, report: Model): Promise<Uint8Array> {
  try {
    await requireGrain(connection, report, `(${report.sql})`);
    return (await readArrow(connection, report.sql, definitionsOf(report, []))).bytes;
  } catch (error) {
    throw error instanceof Error && error.name === "RessacError"
      ? error
      : sqlError(report.path, report.sql, error);
  }
}
