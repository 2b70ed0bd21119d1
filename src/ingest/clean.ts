import {mkdir, rm} from "node:fs/promises";
import {join} from "node:path";
import {BIGINT, type DuckDBConnection} from "@duckdb/node-api";
import {writeParquet} from "../append.ts";
import {writeRows} from "./bulk.ts";
import {FileSource} from "./bytes.ts";
import type {Contract} from "../contract.ts";
import {dataError} from "../errors.ts";
import {
  bulkRows,
  type CleanReport,
  countRows,
  EXCEPTIONAL,
  LATE,
  QUARANTINE,
  QUOTED,
  QUOTED_PLACES,
  ROWS,
  writeReport
} from "./cleaned.ts";
import {ExactTables} from "./exact.ts";
import {clearDoubts} from "./doubts.ts";
import type {ExportFile} from "./exports.ts";
import {openFile, type TextFile} from "./opening.ts";
import {tellPlaces} from "./packed.ts";
import {statExport} from "./parts.ts";
import {locateLines} from "./locate.ts";
import {KIND, type Mark} from "./marks.ts";
import {type BulkPlan, isQuotable, planBulk} from "./plan.ts";
import {type Outcome, type ReadableFile, readOutcomes, recordReader} from "./reading.ts";
import {extentAt, recordAt} from "./records.ts";
import {ScanWorker} from "./scanner.ts";
import {hasSecrets} from "./traits.ts";
import {type PlainText, unpackExport} from "./unpack.ts";
import {quoteText, readRows} from "../warehouse.ts";

interface CleanOptions extends TextFile, Pick<PlainText, "sheet" | "other_sheets" | "tally"> {
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
    const {size: delivered_bytes} = await statExport(file);
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
  const {contract, reader, tally} = options;
  const file = await openFile(options);
  const tables = await ExactTables.create(connection, contract);
  try {
    // The bulk reader keeps the text of cells in doubt, and does not know which record of an archive is which.
    const isForBulk = reader === "bulk" && !hasSecrets(contract) && tally === undefined;
    const plan = isForBulk ? await writeBulk(connection, options, file) : undefined;
    if (plan === undefined) readExactly(options, file, tables);
    else await completeBulk(connection, options, {file, plan, tables});
    return await finish(connection, options, {file, tables});
  } finally {
    for (const table of ["late", "set_aside"])
      await connection.run(`drop table if exists temp.main.${table}`);
  }
}

function readExactly({path, contract, tally}: CleanOptions, file: ReadableFile, tables: ExactTables): void {
  const source = new FileSource(path, file.layout.data_start);
  try {
    for (const outcome of tellPlaces(readOutcomes(source, contract, file), tally)) tables.take(outcome);
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
  const hasEdges = scan.has_edges || plan.hasQuotes;
  let copies: string[] = [];
  try {
    if (!plan.isInPlace) {
      const {exceptional} = plan;
      copies = await worker.copy(path, folder, layout, {...scan, encoding, exceptional});
    }
    const texts = plan.isInPlace ? [path] : copies;
    await writeRows(connection, texts, rows, {contract, layout, plan, hasEdges});
    if ((await countIn(connection, rows)) === plan.rows) return plan;
  } catch (error) {
    if (!isReadingError(error)) throw error;
  } finally {
    for (const copy of copies) await rm(copy, {force: true});
  }
  await rm(rows, {force: true});
  return undefined;
}

async function countIn(connection: DuckDBConnection, parquet: string): Promise<number> {
  const [{found = 0n} = {}] = await readRows(
    connection,
    `select count(*) as found from ${quoteText(parquet)}`
  );
  return Number(found);
}

/** Whether the database could not make sense of the file, which is for the exact reader then. */
function isReadingError(error: unknown): boolean {
  return /CSV|Invalid Input Error/.test(String(error));
}

/** Reads what could not be read line by line: quoted records in bulk as well, all others exactly; and cells in doubt. */
async function completeBulk(
  connection: DuckDBConnection,
  options: CleanOptions,
  {file, plan, tables}: {file: ReadableFile; plan: BulkPlan; tables: ExactTables}
): Promise<void> {
  const {path, contract, folder} = options;
  const {data_line} = file.layout;
  await writeExceptional(connection, join(folder, EXCEPTIONAL), data_line, plan.exceptional);
  const quoted = await writeQuoted(connection, options, file, plan.exceptional);
  const others = quoted.length === 0 ? plan.exceptional : without(plan.exceptional, quoted);
  for (const outcome of exceptionalOutcomes(path, contract, file, others)) tables.take(outcome);
  tables.close();
  await clearDoubts(connection, {rows: bulkRows(folder, data_line), quoted, contract, file, path});
}

function without(marks: readonly Mark[], taken: readonly Mark[]): Mark[] {
  const lines = new Set(taken.map(({line}) => line));
  return marks.filter(({line}) => !lines.has(line));
}

/** Reads the records that have nothing but right quotes in bulk, and returns them; none when that cannot be done. */
async function writeQuoted(
  connection: DuckDBConnection,
  {path, contract, folder, worker}: CleanOptions,
  {layout, encoding, suspicions}: ReadableFile,
  exceptional: readonly Mark[]
): Promise<Mark[]> {
  const marks = exceptional.filter(
    (mark) => isQuotable(mark, encoding) && mark.line < suspicions.footer_start
  );
  if (marks.length === 0) return [];
  const copy = join(folder, "quoted.csv");
  const target = join(folder, QUOTED);
  const plan = {isInPlace: false, hasQuotes: true, isParallel: false};
  try {
    await worker.copyRecords(path, copy, encoding, marks);
    await writeRows(connection, [copy], target, {contract, layout, plan, hasEdges: true});
    if ((await countIn(connection, target)) === marks.length) {
      await writePlaces(connection, join(folder, QUOTED_PLACES), marks);
      return marks;
    }
  } catch (error) {
    if (!isReadingError(error)) throw error;
  } finally {
    await rm(copy, {force: true});
  }
  await rm(target, {force: true});
  return [];
}

const QUOTED_PLACE = ["file_row_number", "source_line", "last_line", "byte_start", "byte_end"].map(
  (name) => ({
    name,
    type: {duckdb: BIGINT}
  })
);

/** Writes where the quoted records stand, in the order of their rows. */
async function writePlaces(
  connection: DuckDBConnection,
  target: string,
  marks: readonly Mark[]
): Promise<void> {
  const rows = marks.map(({line, lines, start, end}, row) =>
    [row, line, line + lines - 1, start, end].map(BigInt)
  );
  await writeParquet(connection, target, QUOTED_PLACE, rows);
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
  const rows = marks.flatMap(({line, lines}) =>
    Array.from({length: lines}, (_, index) => [BigInt(line + index - data_line)])
  );
  await writeParquet(connection, target, QUOTED_PLACE.slice(0, 1), rows);
}

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
      yield read(recordAt(source, extent, {...layout, line, encoding}));
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
