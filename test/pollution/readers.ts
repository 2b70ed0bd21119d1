import {mkdtemp, rm, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {
  type DuckDBConnection,
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBTimestampTZValue,
  type DuckDBValue
} from "@duckdb/node-api";
import {cleanExport} from "../../src/ingest/clean.ts";
import {cleanedQuarantine, cleanedRows, type CleanReport} from "../../src/ingest/cleaned.ts";
import type {Contract} from "../../src/contract.ts";
import {RessacError} from "../../src/errors.ts";
import type {Problem} from "../../src/ingest/reading.ts";
import {ScanWorker} from "../../src/ingest/scanner.ts";
import {openDatabase, readRows} from "../../src/warehouse.ts";

export const READERS = ["bulk", "exact"] as const;
export type Reader = (typeof READERS)[number];

/** A record that was loaded: its first physical line, and its cells in a form that can be compared. */
export interface LoadedRow {
  line: number;
  cells: Record<string, string | null>;
}

/** Counts that must be right: of records, and of the cents that were loaded. */
export type Counts = Pick<
  CleanReport,
  "records" | "loaded" | "quarantined" | "skipped" | "control_cents" | "unknown_columns"
>;

/** What a reader made of a file: its rows by line, what it set aside, its counts. */
export interface Reading {
  rows: LoadedRow[];
  quarantine: Problem[];
  counts: Counts;
}

/** A reading, or why there is none: `refusal` is a sentence for people, `crash` is a fault. */
export type Result = Reading | {refusal: string} | {crash: string};

/** Reads bytes with either reader, the way the ingest does: from a file, by the database. */
export class Readers {
  private number = 0;

  private constructor(
    private readonly folder: string,
    private readonly worker: ScanWorker,
    private readonly database: {connection: DuckDBConnection; close: () => void}
  ) {}

  static async open(): Promise<Readers> {
    return new Readers(
      await mkdtemp(join(tmpdir(), "ressac-pollution-")),
      new ScanWorker(),
      await openDatabase()
    );
  }

  async read(bytes: Buffer, contract: Contract, reader: Reader): Promise<Result> {
    const folder = join(this.folder, String(++this.number));
    const file = {name: `${contract.name}.csv`, path: join(this.folder, `${contract.name}.csv`)};
    await writeFile(file.path, bytes);
    try {
      const {connection} = this.database;
      const counts = await cleanExport(connection, file, contract, {folder, reader, worker: this.worker});
      const rows = await readRows(
        connection,
        `select * from (${cleanedRows(folder, contract)}) order by source_line`
      );
      const quarantine = await readRows(connection, cleanedQuarantine(folder));
      return {rows: rows.map(toLoadedRow), quarantine: quarantine.map(toProblem), counts};
    } catch (error) {
      return explain(error);
    } finally {
      await rm(folder, {recursive: true, force: true});
    }
  }

  async close(): Promise<void> {
    await this.worker.close();
    this.database.close();
    await rm(this.folder, {recursive: true, force: true});
  }
}

function explain(error: unknown): {refusal: string} | {crash: string} {
  const isRefusal =
    error instanceof RessacError && error.exitCode === 1 && !error.message.includes("a fault of the reader");
  return isRefusal ? {refusal: error.message} : {crash: String(error)};
}

function toLoadedRow({source_line, ...cells}: Record<string, DuckDBValue>): LoadedRow {
  return {
    line: Number(source_line),
    cells: Object.fromEntries(Object.entries(cells).map(([name, value]) => [name, showValue(value)]))
  };
}

/** A value as text: cents and decimals as integers, days as `yyyy-mm-dd`, instants in microseconds since 1970. */
function showValue(value: DuckDBValue): string | null {
  if (value === null) return null;
  if (value instanceof DuckDBDateValue) return new Date(value.days * 86_400_000).toISOString().slice(0, 10);
  if (value instanceof DuckDBTimestampTZValue) return value.micros.toString();
  if (value instanceof DuckDBDecimalValue) return value.value.toString();
  return String(value);
}

const PLACES = ["line", "last_line", "byte_start", "byte_end"];

function toProblem(row: Record<string, DuckDBValue>): Problem {
  const entries = Object.entries(row).map(([name, value]) => [
    name,
    PLACES.includes(name) ? Number(value) : value
  ]);
  return Object.fromEntries(entries) as Problem;
}
