import {
  type DuckDBConnection,
  DuckDBDateValue,
  type DuckDBValue,
  BIGINT,
  DATE,
  INTEGER,
  VARCHAR
} from "@duckdb/node-api";
import {appendRows, createTable, type TableColumn, TableWriter} from "./append.ts";
import type {Contract, Row} from "./contract.ts";
import {dataError} from "./errors.ts";
import {type ExportFile, extractedDate, readExport} from "./exports.ts";
import {type Problem, readFileBytes} from "./reading.ts";
import {quoteName, quoteText, readRows, showRow} from "./warehouse.ts";

/** What became of a file; also a row of `meta.files`. Cents are null where the contract has no control amount. */
export interface FileReport {
  file_id: string;
  name: string;
  source: string;
  sha256: string;
  bytes: number;
  /** Records below the header: loaded + quarantined + skipped. */
  records: number;
  loaded: number;
  quarantined: number;
  /** Blank, total and notice lines. */
  skipped: number;
  /** Sum of the control amount over the loaded records, in cents. */
  control_cents: bigint | null;
  extracted_date: string | null;
  contract_version: number;
  /** Headers that the contract does not know. */
  unknown_columns: string[];
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

const QUARANTINE = [
  column("file_id", VARCHAR),
  ...["line", "last_line", "byte_start", "byte_end"].map((name) => column(name, BIGINT)),
  ...["column_name", "raw_value", "reason_code", "message"].map((name) => column(name, VARCHAR))
];

/** Where a row comes from, in every source table. */
const PROVENANCE = [
  column("source_file_id", VARCHAR),
  column("source_line", BIGINT),
  column("extracted_date", DATE)
];

/** The columns of `sources.<contract>`. */
function sourceColumns({columns, derived}: Contract): TableColumn[] {
  const typed = Object.entries({...columns, ...derived}).map(([name, {type}]) => ({name, type}));
  return [...typed, ...PROVENANCE];
}

/** Creates the empty tables that ingest fills: one a source, the files and the quarantine. */
export async function createSourceTables(
  connection: DuckDBConnection,
  contracts: readonly Contract[]
): Promise<string[]> {
  await createTable(connection, "meta.files", FILES);
  await createTable(connection, "meta.quarantine", QUARANTINE);
  await connection.run("create schema if not exists sources");
  for (const contract of contracts) {
    await createTable(connection, `sources.${contract.name}`, sourceColumns(contract));
  }
  return ["meta.files", "meta.quarantine", ...contracts.map(({name}) => `sources.${name}`)];
}

/**
 * Loads one export into its source table: good records as typed rows, bad ones into the quarantine.
 * Returns undefined when a file with the same content has been loaded before, under whatever name.
 * @throws RessacError (1) when the file as a whole cannot be read, or when records or cents do not balance.
 */
export async function ingestFile(
  connection: DuckDBConnection,
  {name, path}: ExportFile,
  contract: Contract
): Promise<FileReport | undefined> {
  const {bytes, sha256, file_id} = await readExport(path, contract);
  if (await isLoaded(connection, file_id)) return undefined;
  const file = readFileBytes(bytes, contract);
  if (Array.isArray(file)) throw dataError(file.map((problem) => `${name}: ${problem}`).join("\n"));
  const extracted_date = extractedDate(name, contract);
  const counts = await loadOutcomes(connection, contract, {file_id, extracted_date, outcomes: file.outcomes});
  const report: FileReport = {
    file_id,
    name,
    source: contract.name,
    sha256,
    bytes: bytes.length,
    ...counts,
    extracted_date,
    contract_version: contract.version,
    unknown_columns: file.header.unknown
  };
  await requireBalance(connection, report, contract);
  await appendRows(connection, "meta.files", FILES, [fileRow(report)]);
  return report;
}

type Counts = Pick<FileReport, "records" | "loaded" | "quarantined" | "skipped" | "control_cents">;

async function loadOutcomes(
  connection: DuckDBConnection,
  contract: Contract,
  {
    file_id,
    extracted_date,
    outcomes
  }: Pick<FileReport, "file_id" | "extracted_date"> & {
    outcomes: Exclude<ReturnType<typeof readFileBytes>, string[]>["outcomes"];
  }
): Promise<Counts> {
  const columns = sourceColumns(contract);
  const writer = await TableWriter.open(connection, `sources.${contract.name}`, columns);
  const names = columns.slice(0, -PROVENANCE.length).map((entry) => entry.name);
  const extracted = toDate(extracted_date);
  const problems: Problem[] = [];
  const counts = {records: 0, loaded: 0, quarantined: 0, skipped: 0};
  let control = 0n;
  for (const outcome of outcomes) {
    counts.records++;
    counts[outcome.kind]++;
    if (outcome.kind === "quarantined") {
      for (const problem of outcome.problems) problems.push(problem);
    } else if (outcome.kind === "loaded") {
      control += controlCents(outcome.row, contract);
      const cells = names.map((name) => outcome.row[name] ?? null);
      writer.write([...cells, file_id, BigInt(outcome.line), extracted]);
    }
  }
  writer.close();
  await appendRows(
    connection,
    "meta.quarantine",
    QUARANTINE,
    problems.map((problem) => quarantineRow(file_id, problem))
  );
  return {...counts, control_cents: contract.control === undefined ? null : control};
}

function controlCents(row: Row, {control}: Contract): bigint {
  const cents = control === undefined ? null : row[control];
  return typeof cents === "bigint" ? cents : 0n;
}

async function isLoaded(connection: DuckDBConnection, file_id: string): Promise<boolean> {
  const reader = await connection.runAndReadAll("select 1 from meta.files where file_id = $1", [file_id]);
  return reader.currentRowCount > 0;
}

/** Counts again what the tables hold: every record is loaded, quarantined or skipped, and no cent is lost. */
async function requireBalance(
  connection: DuckDBConnection,
  {file_id, name, records, loaded, quarantined, skipped, control_cents}: FileReport,
  {name: source, control}: Contract
): Promise<void> {
  const sum = control === undefined ? "null" : `coalesce(sum(${quoteName(control)}), 0)`;
  const [there = {}] = await readRows(
    connection,
    `select
      count(*) as loaded,
      (${sum})::bigint as cents,
      (select count(distinct line) from meta.quarantine where file_id = ${quoteText(file_id)}) as quarantined
    from ${quoteName(`sources.${source}`)}
    where source_file_id = ${quoteText(file_id)}`
  );
  const read = {loaded: BigInt(loaded), cents: control_cents, quarantined: BigInt(quarantined)};
  const balanced =
    records === loaded + quarantined + skipped &&
    there.loaded === read.loaded &&
    there.cents === read.cents &&
    there.quarantined === read.quarantined;
  if (balanced) return;
  throw dataError(
    `${name}: ${records} records and ${skipped} skipped do not balance; read: ${showRow(read)}; stored: ${showRow(there)}`
  );
}

function fileRow(file: FileReport): DuckDBValue[] {
  const {file_id, name, source, sha256, control_cents, extracted_date, contract_version} = file;
  const counts = [file.bytes, file.records, file.loaded, file.quarantined, file.skipped].map(BigInt);
  return [file_id, name, source, sha256, ...counts, control_cents, toDate(extracted_date), contract_version];
}

function quarantineRow(file_id: string, problem: Problem): DuckDBValue[] {
  const {column_name, raw_value, reason_code, message} = problem;
  const place = [problem.line, problem.last_line, problem.byte_start, problem.byte_end].map(BigInt);
  return [file_id, ...place, column_name, raw_value, reason_code, message];
}

function toDate(day: string | null): DuckDBDateValue | null {
  return day === null ? null : new DuckDBDateValue(Date.parse(`${day}T00:00:00Z`) / 86_400_000);
}
