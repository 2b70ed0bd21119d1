import {isDeepStrictEqual} from "node:util";
import {memorySource} from "../../src/ingest/bytes.ts";
import type {Contract} from "../../src/contract.ts";
import {isOf} from "../../src/ingest/marks.ts";
import {
  type Outcome,
  readFileBytes,
  type ReadableFile,
  recordReader,
  settleFile,
  settleReading
} from "../../src/ingest/reading.ts";
import {type FileRecord, readRecords} from "../../src/ingest/records.ts";
import {scanFile} from "../../src/ingest/scan.ts";
import {TinySource} from "./tiny-source.ts";

const CR = 0x0d;
const LF = 0x0a;

/**
 * Reads an input and checks what holds for every file; when `isThorough`, also through a small window, and as files
 * are read whole.
 * Returns whether the file could be read at all.
 * @throws Error that says which property does not hold.
 */
export function checkInput(
  bytes: Buffer,
  contract: Contract,
  {isThorough}: {isThorough: boolean}
): "read" | "refused" {
  const layout = settleReading(bytes, true, contract);
  if (Array.isArray(layout)) return refused(layout);
  const scan = scanFile(memorySource(bytes), layout);
  const file = settleFile(layout, scan, contract, (start, end) => bytes.subarray(start, end));
  if (Array.isArray(file)) return refused(file);
  const place = {encoding: file.encoding, line: layout.data_line};
  const records = [...readRecords(memorySource(bytes, layout.data_start), layout, place)];
  requirePartition(bytes, records, file);
  requireScan(records, file);
  const outcomes = records.map(readerOf(contract, file));
  requireOutcomes(outcomes, records, file);
  if (isThorough) {
    requireSameWindowed(bytes, records, file);
    const whole = readFileBytes(bytes, contract);
    requireSame(Array.isArray(whole) ? whole : [...whole.outcomes], outcomes, "read differently as a whole");
  }
  return "read";
}

function refused(sentences: readonly string[]): "refused" {
  require(sentences.length > 0 && sentences.every((sentence) => sentence !== ""), "refused without a word");
  return "refused";
}

const readers = new Map<string, ReturnType<typeof recordReader>>();

/** Making a reader takes longer than reading a small input: those for the same header are made once. */
function readerOf(contract: Contract, {layout, suspicions}: ReadableFile): ReturnType<typeof recordReader> {
  const {header, width} = layout;
  const {footer_start, headers, broken} = suspicions;
  const doubts = [footer_start, [...headers], [...broken]];
  const key = JSON.stringify([contract.name, width, [...header.positions], doubts]);
  let reader = readers.get(key);
  if (reader === undefined) {
    reader = recordReader(contract, layout, suspicions);
    if (readers.size > 1000) readers.clear();
    readers.set(key, reader);
  }
  return reader;
}

/** What large files meet at the edges of their windows gives the same records and the same scan. */
function requireSameWindowed(bytes: Buffer, records: readonly FileRecord[], file: ReadableFile): void {
  const {layout, scan, encoding} = file;
  const size = 1 + (bytes.length % 37);
  const source = new TinySource(bytes, {start: layout.data_start, size});
  const windowed = [...readRecords(source, layout, {encoding, line: layout.data_line})];
  requireSame(windowed, records, "records differ when read through a small window");
  const again = scanFile(new TinySource(bytes, {start: 0, size: layout.data_start + size}), layout);
  requireSame(
    {...again, marks: [...again.marks]},
    {...scan, marks: [...scan.marks]},
    "the scan differs when made through a small window"
  );
}

/** Records ascend, do not overlap, and leave out nothing but one line ending behind each. */
function requirePartition(bytes: Buffer, records: readonly FileRecord[], {layout}: ReadableFile): void {
  let at = layout.data_start;
  let line = layout.data_line;
  for (const record of records) {
    require(record.byte_start === at &&
      record.byte_end >= at, `record at ${record.byte_start}, expected ${at}`);
    require(record.line === line &&
      record.last_line >= line, `record at line ${record.line}, expected ${line}`);
    at = record.byte_end;
    if (layout.feed === LF && bytes[at] === CR && bytes[at + 1] === LF) at++;
    require(at >= bytes.length || bytes[at] === layout.feed, `byte ${at} is in no record and ends no line`);
    at++;
    line = record.last_line + 1;
  }
  require(at >= bytes.length, `nothing was read from byte ${at} on`);
  const feeds = bytes.subarray(layout.data_start).filter((byte) => byte === layout.feed).length;
  const isOpen = bytes.length > layout.data_start && bytes.at(-1) !== layout.feed;
  require(line - layout.data_line === feeds + Number(isOpen), "lines were lost or counted twice");
}

/** The scan counts the same records, and marks every one that cannot be read in bulk. */
function requireScan(records: readonly FileRecord[], {scan, layout}: ReadableFile): void {
  const {marks, ...counts} = scan;
  require(counts.records === records.length, `${counts.records} records scanned, ${records.length} read`);
  const lines = (records.at(-1)?.last_line ?? layout.data_line - 1) - layout.data_line + 1;
  require(counts.lines === lines, `${counts.lines} lines scanned, ${lines} read`);
  const last = records.findLastIndex(({byte_start, byte_end}) => byte_start !== byte_end);
  const empty = records.length - 1 - last;
  require(counts.trailing_empty_lines ===
    empty, `${counts.trailing_empty_lines} empty lines at the end scanned, ${empty} read`);
  const places = new Map(records.map((record) => [record.byte_start, record]));
  const odd = new Set<number>();
  const quoted = new Set<number>();
  for (const mark of marks) {
    const {line, lines: height, start, end} = mark;
    const record = places.get(start);
    require(record?.byte_end === end &&
      record.line === line &&
      record.last_line === line + height - 1, `a mark at byte ${start} is no record`);
    if (isOf(mark, "odd")) odd.add(start);
    if (isOf(mark, "quotes")) quoted.add(start);
  }
  for (const {byte_start, cells, raw, line, last_line} of records) {
    const isOdd =
      cells?.length !== layout.width || raw.trim() === "" || last_line > line || raw.includes("\0");
    require(!isOdd || odd.has(byte_start), `the record at byte ${byte_start} should be marked as odd`);
    require(quoted.has(byte_start) === raw.includes('"'), `quotes at byte ${byte_start} were not seen`);
  }
}

/** Every record has one outcome, at its own place, and what is loaded is what stands there. */
function requireOutcomes(
  outcomes: readonly Outcome[],
  records: readonly FileRecord[],
  {layout}: ReadableFile
): void {
  require(outcomes.length === records.length, `${outcomes.length} outcomes of ${records.length} records`);
  for (const [index, outcome] of outcomes.entries()) {
    const record = records[index];
    if (record === undefined) throw new Error("an outcome without a record");
    if (outcome.kind === "quarantined") {
      require(outcome.problems.length > 0, `line ${record.line} is quarantined without a reason`);
      for (const {line, last_line, byte_start, byte_end} of outcome.problems) {
        const place = [line, last_line, byte_start, byte_end];
        const own = [record.line, record.last_line, record.byte_start, record.byte_end];
        requireSame(place, own, `line ${record.line} is quarantined at another place`);
      }
    } else {
      require(outcome.line === record.line, `line ${record.line} has the outcome of line ${outcome.line}`);
    }
    if (outcome.kind === "loaded") requireAmount(outcome.row.amount_cents, record, layout);
  }
}

/** The digits of a loaded amount are those of its cell. */
function requireAmount(
  cents: unknown,
  {cells, line}: FileRecord,
  {header, width}: ReadableFile["layout"]
): void {
  require(cells?.length === width, `line ${line} is loaded with another width`);
  const cell = cells?.[header.positions.get("amount_cents") ?? -1] ?? "";
  const digits = BigInt(cell.replace(/\D/g, ""));
  const isNegative = /[-(]/.test(cell);
  require(typeof cents === "bigint" &&
    cents === (isNegative ? -digits : digits), `line ${line}: ${cell} became ${String(cents)}`);
}

function require(holds: boolean, violation: string): void {
  if (!holds) throw new Error(violation);
}

function requireSame(found: unknown, expected: unknown, violation: string): void {
  if (!isDeepStrictEqual(found, expected)) throw new Error(violation);
}
