import {mkdir, rm, stat} from "node:fs/promises";
import {join} from "node:path";
import {BIGINT, type DuckDBConnection} from "@duckdb/node-api";
import {createTempTable, TableWriter} from "./append.ts";
import {writeRows} from "./bulk.ts";
import {FileSource} from "./bytes.ts";
import type {Contract} from "./contract.ts";
import {dataError} from "./errors.ts";
import {type CleanReport, countRows, EXCEPTIONAL, LATE, QUARANTINE, ROWS, writeReport} from "./cleaned.ts";
import {ExactTables} from "./exact.ts";
import {clearDoubts} from "./doubts.ts";
import type {ExportFile} from "./exports.ts";
import {openFile, type TextFile} from "./opening.ts";
import {locateLines} from "./locate.ts";
import {KIND, type Mark} from "./marks.ts";
import {type BulkPlan, planBulk} from "./plan.ts";
import {type Outcome, type ReadableFile, readOutcomes, recordReader} from "./reading.ts";
import {extentAt, recordAt} from "./records.ts";
import {ScanWorker} from "./scanner.ts";
import {type PlainText, unpackExport} from "./unpack.ts";
import {quoteText, readRows} from "./warehouse.ts";

interface CleanOptions extends TextFile, Pick<PlainText, "sheet" | "other_sheets"> {
  delivered_bytes: number;
  /** Folder that the cleaned rows are written to. */
  folder: string;
  /** `exact` reads every record by the exact parser; by default only those that cannot be read in bulk. */
  reader: "bulk" | "exact";
}

/**
 * Cleans one export of whatever form: typed rows and a quarantine, as Parquet files in a folder, and a report.
 * @throws RessacError (1) when the file as a whole cannot be read, or when its records do not balance.
 */
export async function cleanExport(
  connection: DuckDBConnection,
  file: ExportFile,
  contract: Contract,
  {folder, reader = "bulk", worker}: {folder: string; reader?: "bulk" | "exact"; worker?: ScanWorker}
): Promise<CleanReport> {
  const threads = worker ?? new ScanWorker();
  await mkdir(folder, {recursive: true});
  try {
    const text = await unpackExport(file, contract, folder);
    const {path} = text;
    const {size: delivered_bytes} = await stat(file.path);
    const report = await cleanFile(connection, {
      ...text,
      delivered_bytes,
      name: file.name,
      contract,
      folder,
      reader,
      worker: threads
    });
    if (path !== file.path) await rm(path, {force: true});
    return report;
  } finally {
    if (worker === undefined) await threads.close();
  }
}

async function cleanFile(connection: DuckDBConnection, options: CleanOptions): Promise<CleanReport> {
  const {contract, reader} = options;
  const file = await openFile(options);
  const tables = await ExactTables.create(connection, contract);
  try {
    const plan = reader === "bulk" ? await writeBulk(connection, options, file) : undefined;
    if (plan === undefined) readExactly(options, file, tables);
    else await completeBulk(connection, options, {file, plan, tables});
    return await finish(connection, options, {file, tables});
  } finally {
    for (const table of ["late", "set_aside"])
      await connection.run(`drop table if exists temp.main.${table}`);
  }
}

function readExactly({path, contract}: CleanOptions, file: ReadableFile, tables: ExactTables): void {
  const source = new FileSource(path, file.layout.data_start);
  try {
    for (const outcome of readOutcomes(source, contract, file)) tables.take(outcome);
    tables.close();
  } finally {
    source.close();
  }
}

/**
 * Writes the rows of a file that can be read in bulk, one for each line.
 * Returns undefined when the database reads the file in another way than the scan: then it is read exactly.
 */
async function writeBulk(
  connection: DuckDBConnection,
  {path, contract, folder, worker}: CleanOptions,
  file: ReadableFile
): Promise<BulkPlan | undefined> {
  const {layout, scan, encoding} = file;
  const planned = planBulk(scan, layout, encoding);
  const plan = {...planned, exceptional: withFooter(planned.exceptional, path, file)};
  const rows = join(folder, ROWS);
  const copy = join(folder, "copy.csv");
  const hasEdges = scan.has_edges || plan.hasQuotes;
  try {
    if (!plan.isInPlace)
      await worker.copy(path, copy, layout, {...scan, encoding, exceptional: plan.exceptional});
    await writeRows(connection, plan.isInPlace ? path : copy, rows, {contract, layout, plan, hasEdges});
    const [{found = 0n} = {}] = await readRows(
      connection,
      `select count(*) as found from ${quoteText(rows)}`
    );
    if (found === BigInt(plan.rows)) return plan;
  } catch (error) {
    if (!/CSV|Invalid Input Error/.test(String(error))) throw error;
  } finally {
    await rm(copy, {force: true});
  }
  await rm(rows, {force: true});
  return undefined;
}

/** Reads exactly what could not be read in bulk: exceptional lines, and cells in doubt. */
async function completeBulk(
  connection: DuckDBConnection,
  {path, contract, folder}: CleanOptions,
  {file, plan, tables}: {file: ReadableFile; plan: BulkPlan; tables: ExactTables}
): Promise<void> {
  const {data_line} = file.layout;
  const exceptional = join(folder, EXCEPTIONAL);
  await writeExceptional(connection, exceptional, data_line, plan.exceptional);
  for (const outcome of exceptionalOutcomes(path, contract, file, plan.exceptional)) tables.take(outcome);
  tables.close();
  await clearDoubts(connection, {rows: join(folder, ROWS), exceptional, contract, file, path});
}

/** Adds the lines at the end of the file, when a footer may stand among them, to those that are read exactly. */
function withFooter(marks: readonly Mark[], path: string, {layout, scan, suspicions}: ReadableFile): Mark[] {
  const first = suspicions.footer_start;
  const last = layout.data_line + scan.lines;
  const taken = new Set<number>();
  for (const {line, lines} of marks) for (let next = line; next < line + lines; next++) taken.add(next);
  const tail = Array.from({length: last - first}, (_, index) => first + index).filter(
    (line) => !taken.has(line)
  );
  if (tail.length === 0) return [...marks];
  const places = [...locateLines(path, layout, scan.index, tail)];
  const added = places.map((place) => ({...place, lines: 1, kinds: KIND.odd}));
  return [...marks, ...added].sort((a, b) => a.line - b.line);
}

/** Writes which rows are not to be used, by their number from 0. */
async function writeExceptional(
  connection: DuckDBConnection,
  target: string,
  data_line: number,
  marks: readonly Mark[]
): Promise<void> {
  await createTempTable(connection, "exceptional", [ROW_NUMBER]);
  const writer = await TableWriter.open(connection, "temp.main.exceptional", [ROW_NUMBER]);
  for (const {line, lines} of marks) {
    for (let next = line; next < line + lines; next++) writer.write([BigInt(next - data_line)]);
  }
  writer.close();
  await connection.run(`copy temp.main.exceptional to ${quoteText(target)} (format parquet)`);
  await connection.run("drop table temp.main.exceptional");
}

const ROW_NUMBER = {name: "file_row_number", type: {duckdb: BIGINT}};

/** Reads the records of some places of a file exactly. */
function* exceptionalOutcomes(
  path: string,
  contract: Contract,
  {layout, encoding, suspicions}: ReadableFile,
  marks: readonly Mark[]
): Generator<Outcome> {
  const read = recordReader(contract, layout, suspicions);
  const source = new FileSource(path, layout.data_start);
  try {
    for (const {line, start, end} of marks) {
      while (end > source.base + source.bytes.length && !source.isLast)
        source.advance(Math.min(start - source.base, source.bytes.length));
      let extent = extentAt(source, start - source.base, layout);
      while (extent === undefined) {
        source.advance(start - source.base);
        extent = extentAt(source, 0, layout);
      }
      yield read(recordAt(source, extent, {line, encoding, delimiter: layout.delimiter}));
    }
  } finally {
    source.close();
  }
}

/** Writes what was read exactly, and what was set aside, and requires that every record is accounted for. */
async function finish(
  connection: DuckDBConnection,
  {contract, folder, name, delivered_bytes, sheet, other_sheets}: CleanOptions,
  {file, tables}: {file: ReadableFile; tables: ExactTables}
): Promise<CleanReport> {
  const late = join(folder, LATE);
  const quarantine = join(folder, QUARANTINE);
  await connection.run(
    `copy (from temp.main.late order by source_line) to ${quoteText(late)} (format parquet)`
  );
  await connection.run(
    `copy (select * exclude (position) from temp.main.set_aside order by line, position) to ${quoteText(quarantine)} (format parquet)`
  );
  const {layout, scan} = file;
  const {header} = layout;
  const report: CleanReport = {
    records: scan.records,
    loaded: 0,
    quarantined: 0,
    skipped: tables.skipped,
    control_cents: null,
    delivered_bytes,
    data_line: layout.data_line,
    unknown_columns: header.unknown,
    missing_columns: header.missing,
    sheet: sheet ?? null,
    other_sheets: other_sheets ?? []
  };
  await writeReport(folder, report);
  const counted = {...report, ...(await countRows(connection, folder, contract))};
  const {records, loaded, quarantined, skipped} = counted;
  if (records !== loaded + quarantined + skipped) {
    throw dataError(
      `${name}: ${records} records, but ${loaded} loaded, ${quarantined} quarantined and ${skipped} skipped; this is a fault of the reader, please report it with the file`
    );
  }
  await writeReport(folder, counted);
  return counted;
}
