import {rm} from "node:fs/promises";
import {join} from "node:path";
import type {DuckDBConnection} from "@duckdb/node-api";
import {cleanExport} from "../../src/ingest/clean.ts";
import {cleanedRows} from "../../src/ingest/cleaned.ts";
import {openDatabase, quoteText, readRows} from "../../src/warehouse.ts";
import {BARE_READS, type BareRead} from "./bare.ts";
import {CONTRACTS, type Language} from "./contracts.ts";

/** One thing to measure, run in a process of its own. */
export type Job = {
  language: Language;
  path: string;
  /** A folder for what the job writes; emptied afterwards. */
  folder: string;
} & (
  | {kind: "bare"; read: BareRead; to: "table" | "parquet"}
  | {kind: "validated"; reader: "bulk" | "exact"; memoryLimit?: string}
);

/** What a job found; a bare read counts only what it kept. */
export interface Counts {
  loaded: number;
  cents: number;
  records?: number;
  quarantined?: number;
  skipped?: number;
}

export interface JobResult extends Counts {
  /** The job alone, in seconds: without imports, and without the recount of what it wrote. */
  seconds: number;
  /** Peak memory of the process at the end of the job, in bytes. */
  peak: number;
}

/** Runs a job in this process, then counts what it left behind. */
export async function runJob(job: Job): Promise<JobResult> {
  const {connection, close} = await openDatabase();
  await connection.run(`set temp_directory = ${quoteText(join(job.folder, "spill"))}`);
  if (job.kind === "validated" && job.memoryLimit !== undefined) {
    await connection.run(`set memory_limit = ${quoteText(job.memoryLimit)}`);
  }
  const start = performance.now();
  const count = job.kind === "bare" ? await readBare(connection, job) : await validate(connection, job);
  const seconds = (performance.now() - start) / 1000;
  const peak = process.resourceUsage().maxRSS * 1024;
  const counts = await count();
  close();
  await rm(job.folder, {recursive: true, force: true});
  return {seconds, peak, ...counts};
}

async function readBare(
  connection: DuckDBConnection,
  {language, path, folder, read, to}: Extract<Job, {kind: "bare"}>
): Promise<() => Promise<Counts>> {
  const bare = BARE_READS[language][read];
  const parquet = join(folder, "bare.parquet");
  const rows = bare.select(path);
  await connection.run(
    to === "table"
      ? `create table orders as ${rows}`
      : `copy (${rows}) to ${quoteText(parquet)} (format parquet)`
  );
  const from = to === "table" ? "orders" : `read_parquet(${quoteText(parquet)})`;
  return () => count(connection, from, bare.cents);
}

async function validate(
  connection: DuckDBConnection,
  {language, path, folder, reader}: Extract<Job, {kind: "validated"}>
): Promise<() => Promise<Counts>> {
  const contract = CONTRACTS[language];
  const file = {name: `orders-${language}.csv`, path};
  const report = await cleanExport(connection, file, contract, {folder: join(folder, "clean"), reader});
  return async () => {
    const found = await count(
      connection,
      `(${cleanedRows(join(folder, "clean"), contract)})`,
      "sum(amount_cents)"
    );
    const told = {loaded: report.loaded, cents: Number(report.control_cents)};
    if (told.loaded !== found.loaded || told.cents !== found.cents) {
      throw new Error(
        `the report says ${JSON.stringify(told)}, the files hold ${JSON.stringify(found)}: ${path}`
      );
    }
    const {records, quarantined, skipped} = report;
    return {...found, records, quarantined, skipped};
  };
}

async function count(connection: DuckDBConnection, from: string, cents: string): Promise<Counts> {
  const [row] = await readRows(
    connection,
    `select count(*) as loaded, coalesce(${cents}, 0)::bigint as cents from ${from}`
  );
  return {loaded: Number(row?.loaded), cents: Number(row?.cents)};
}
