import {
  type DuckDBConnection,
  DuckDBDateValue,
  type DuckDBValue,
  BIGINT,
  DATE,
  INTEGER,
  VARCHAR
} from "@duckdb/node-api";
import {rm} from "node:fs/promises";
import {join} from "node:path";
import {appendRows, createTable, type TableColumn} from "../append.ts";
import {requireBalance} from "./balance.ts";
import {cleanedQuarantine, cleanedRows, type CleanReport} from "./cleaned.ts";
import type {Contract} from "../contract.ts";
import {harmlessSql} from "../harmless.ts";
import {QUARANTINE} from "./exact.ts";
import {type ExportFile, extractedDate} from "./exports.ts";
import {ScanWorker} from "./scanner.ts";
import {type Cleaned, Shelf} from "./shelf.ts";
import {quoteName, quoteText, readRows} from "../warehouse.ts";

/** What became of a file; also a row of `meta.files`. Cents are null where the contract has no control amount. */
export interface FileReport extends Omit<CleanReport, "data_line" | "delivered_bytes"> {
  file_id: string;
  name: string;
  source: string;
  sha256: string;
  bytes: number;
  extracted_date: string | null;
  contract_version: number;
  /** Name of the folder with its cleaned rows, which later runs read again. */
  cleaned: string;
}

const column = (name: string, duckdb: TableColumn["type"]["duckdb"]): TableColumn => ({name, type: {duckdb}});

const FILES = [
  ...["file_id", "name", "source", "sha256"].map((name) => column(name, VARCHAR)),
  ...["bytes", "records", "loaded", "quarantined", "skipped", "control_cents"].map((name) =>
    column(name, BIGINT)
  ),
  column("extracted_date", DATE),
  column("contract_version", INTEGER)
];

/** An export with the contract that reads it. */
export interface KnownExport {
  file: ExportFile;
  contract: Contract;
}

export interface IngestOptions {
  /** All contracts: a source without a file is an empty table. */
  contracts: readonly Contract[];
  /** Folder of cleaned exports that runs share, and one of this run for what is under way. */
  shelf: string;
  work: string;
  /** Lines of records to leave out, by the id of a file's content; they count as skipped. */
  leftOut?: ReadonlyMap<string, readonly number[]>;
  onFile: (file: ExportFile) => void;
}

/** What was read: the files, and the names of those with the content of another one. */
export interface Ingested {
  files: FileReport[];
  repeated: string[];
}

/**
 * Reads exports into one view a source (`sources.<contract>`): typed rows with the file, line and day they come from.
 * A content that an earlier run has read is not read again. Fills `meta.files` and `meta.quarantine`.
 * @throws RessacError (1) when a file as a whole cannot be read, or when records or cents do not balance.
 */
export async function ingestExports(
  connection: DuckDBConnection,
  exports: readonly KnownExport[],
  {contracts, shelf: folder, work, leftOut = new Map(), onFile}: IngestOptions
): Promise<Ingested> {
  const worker = new ScanWorker();
  const shelf = await Shelf.open(connection, {folder, work, worker, leftOut});
  const read = new Map<string, ReadExport>();
  const repeated: string[] = [];
  try {
    for (const {file, contract} of exports) {
      const extracted_date = extractedDate(file.name, contract);
      const cleaned = await shelf.fetch(file, contract);
      const {file_id} = cleaned.content;
      const report = {...describe(file, contract, cleaned), extracted_date};
      const twin = read.get(file_id);
      const isFirst = twin === undefined || isEarlier(report, twin.report);
      if (isFirst) read.set(file_id, {report, cleaned, contract});
      if (twin !== undefined) repeated.push(isFirst ? twin.report.name : file.name);
      onFile(file);
    }
  } finally {
    await worker.close();
    await rm(work, {recursive: true, force: true});
  }
  const all = [...read.values()];
  await createSourceTables(connection, contracts, all);
  await requireBalance(connection, all);
  return {files: all.map(({report}) => report), repeated};
}

/** Whether a content was delivered on an earlier day than under its other name: known from then on, however they are listed. */
function isEarlier({extracted_date: day}: FileReport, {extracted_date: other}: FileReport): boolean {
  return (day ?? "") < (other ?? "");
}

/** An export that has been read. */
interface ReadExport {
  report: FileReport;
  cleaned: Cleaned;
  contract: Contract;
}

/**
 * Creates what models read of exports: a view a source over its cleaned files, an empty table where there is none,
 * `meta.files` and `meta.quarantine`. Returns their names.
 */
export async function createSourceTables(
  connection: DuckDBConnection,
  contracts: readonly Contract[],
  exports: readonly ReadExport[] = []
): Promise<string[]> {
  const reports = exports.map(({report}) => report);
  await createTable(connection, "meta.files", FILES);
  await appendRows(connection, "meta.files", FILES, reports.map(fileRow));
  await createQuarantine(connection, exports);
  await connection.run("create schema if not exists sources");
  for (const contract of contracts) {
    await createSource(
      connection,
      contract,
      exports.filter((entry) => entry.contract === contract)
    );
  }
  return ["meta.files", "meta.quarantine", ...contracts.map(({name}) => `sources.${name}`)];
}

function describe(
  {name}: ExportFile,
  contract: Contract,
  {content, key, report}: Cleaned
): Omit<FileReport, "extracted_date"> {
  const {records, loaded, quarantined, skipped, control_cents} = report;
  const {unknown_columns, missing_columns, sheet, other_sheets} = report;
  return {
    ...content,
    name,
    source: contract.name,
    records,
    loaded,
    quarantined,
    skipped,
    control_cents,
    contract_version: contract.version,
    unknown_columns,
    missing_columns,
    sheet,
    other_sheets,
    cleaned: key
  };
}

const QUARANTINE_FILE = "quarantine.csv";

/**
 * Writes what was set aside as a CSV that a French spreadsheet opens: file, sha256, place, column, value, reason, and
 * the way out. Returns its path, or nothing when nothing was set aside.
 */
export async function writeQuarantine(
  connection: DuckDBConnection,
  folder: string
): Promise<string | undefined> {
  const path = join(folder, QUARANTINE_FILE);
  const [{cells = 0n} = {}] = await readRows(connection, "select count(*) as cells from meta.quarantine");
  if (cells === 0n) return undefined;
  // A cell that begins like a formula would be one.
  await connection.run(`
    copy (
      select
        ${harmlessSql("name")} as file,
        sha256,
        line,
        last_line,
        byte_start,
        byte_end,
        ${harmlessSql("column_name")} as column_name,
        ${harmlessSql("raw_value")} as raw_value,
        reason_code,
        ${harmlessSql("message")} as message
      from meta.quarantine
      join meta.files using (file_id)
      order by meta.files.name, line, meta.quarantine.column_name
    ) to ${quoteText(path)} (format csv, header, delimiter ';')`);
  return path;
}

async function createQuarantine(connection: DuckDBConnection, files: readonly ReadExport[]): Promise<void> {
  await createTable(connection, "meta.quarantine", [column("file_id", VARCHAR), ...QUARANTINE]);
  for (const {report, cleaned} of files.filter(({report}) => report.quarantined > 0)) {
    await connection.run(
      `insert into meta.quarantine select ${quoteText(report.file_id)}, * from (${cleanedQuarantine(cleaned.folder)})`
    );
  }
}

async function createSource(
  connection: DuckDBConnection,
  contract: Contract,
  files: readonly ReadExport[]
): Promise<void> {
  const selects = files.map(({report: {file_id, extracted_date}, cleaned}) => {
    const day = extracted_date === null ? "null" : quoteText(extracted_date);
    return `select * exclude (source_line), ${quoteText(file_id)} as source_file_id, source_line, ${day}::date as extracted_date
      from (${cleanedRows(cleaned.folder, contract)})`;
  });
  const name = quoteName(`sources.${contract.name}`);
  await connection.run(
    selects.length === 0
      ? `create table ${name} (${emptyColumns(contract)})`
      : `create view ${name} as ${selects.join("\nunion all\n")}`
  );
}

function emptyColumns({columns, derived}: Contract): string {
  const typed = Object.entries({...columns, ...derived}).map(
    ([name, {type}]) => `${quoteName(name)} ${type.duckdb.toString()}`
  );
  return [...typed, "source_file_id varchar", "source_line bigint", "extracted_date date"].join(", ");
}

function fileRow(file: FileReport): DuckDBValue[] {
  const {file_id, name, source, sha256, control_cents, extracted_date, contract_version} = file;
  const counts = [file.bytes, file.records, file.loaded, file.quarantined, file.skipped].map(BigInt);
  return [file_id, name, source, sha256, ...counts, control_cents, toDate(extracted_date), contract_version];
}

function toDate(day: string | null): DuckDBDateValue | null {
  return day === null ? null : new DuckDBDateValue(Date.parse(`${day}T00:00:00Z`) / 86_400_000);
}
