import {type ByteSource, memorySource} from "./bytes.ts";
import {type CellIssue, type Contract, type Row, rowSchema} from "../contract.ts";
import type {Encoding} from "../dialect.ts";
import {decideEncoding, decodeText} from "./encoding.ts";
import {hideIdentifiers} from "../keyed-hash.ts";
import {DAMAGED_HEADER, HEAD_BYTES, type Layout, settleLayout} from "./layout.ts";
import {type FileRecord, type Place, QUOTE_PROBLEMS, readRecords} from "./records.ts";
import {type Scan, scanFile} from "./scan.ts";
import {findSuspicions, isFooter, NOTHING_SUSPECTED, type Suspicions} from "./suspicions.ts";
import {hasSecrets} from "./traits.ts";

/** What is wrong with one cell, or with a record's shape (then `column_name` is null). */
export interface Problem extends Place {
  column_name: string | null;
  raw_value: string;
  reason_code: string;
  message: string;
}

/** What became of one record: every record of a file is exactly one of the three. */
export type Outcome =
  | {kind: "loaded"; line: number; row: Row}
  | {kind: "quarantined"; problems: Problem[]}
  | {kind: "skipped"; line: number};

/** A file that can be read: how it is laid out, what a pass over its bytes has shown, and what to beware of. */
export interface ReadableFile {
  layout: Layout;
  scan: Scan;
  encoding: Encoding;
  suspicions: Suspicions;
}

/** Settles the layout of a file from its head, or says why it cannot be read. */
export function settleReading(head: Buffer, isWhole: boolean, contract: Contract): Layout | string[] {
  const layout = withoutAddresses(settleLayout(head, isWhole, contract), contract);
  if (Array.isArray(layout) || layout.titles.length === 0) return layout;
  const read = recordReader(contract, layout, NOTHING_SUSPECTED);
  const lost = layout.titles.find((title) => looksLikeRecord(title, layout, read(title)));
  if (lost === undefined) return layout;
  return [
    `line ${lost.line} looks like a record, but stands above the header (line ${layout.header_line}); put the header first`
  ];
}

/** What is said of a header, in which a record may have been found instead. */
function withoutAddresses(settled: Layout | string[], contract: Contract): Layout | string[] {
  if (!hasSecrets(contract)) return settled;
  if (Array.isArray(settled)) return settled.map(hideIdentifiers);
  const {header} = settled;
  return {...settled, header: {...header, unknown: header.unknown.map(hideIdentifiers)}};
}

/** Titles have a cell or two, even where a spreadsheet has filled their line up with delimiters. */
function looksLikeRecord({cells = []}: FileRecord, {width}: Layout, outcome: Outcome): boolean {
  if (cells.length !== width || width === 1) return false;
  const filled = cells.filter((cell) => cell.trim() !== "").length;
  return outcome.kind === "loaded" || filled > Math.max(2, width / 2);
}

/** Completes what is known of a file once it has been scanned; `bytesAt` reads a part of it. */
export function settleFile(
  layout: Layout,
  scan: Scan,
  contract: Contract,
  bytesAt: (start: number, end: number) => Buffer
): ReadableFile | string[] {
  const {lines, evidence} = scan;
  const decided = decideEncoding(evidence, {lines, accepted: contract.dialect.encodings});
  if (typeof decided === "string") return [decided];
  const {invalid_at = Infinity} = evidence;
  if (decided.encoding === "utf-8" && invalid_at < layout.data_start) return [DAMAGED_HEADER];
  const textAt = (start: number, end: number): string => decodeText(bytesAt(start, end), decided.encoding);
  return {layout, scan, ...decided, suspicions: findSuspicions(contract, layout, scan, textAt)};
}

/** A file of which all bytes are at hand, with its outcomes record by record, or sentences when it cannot be read. */
export function readFileBytes(
  bytes: Buffer,
  contract: Contract
): (ReadableFile & {outcomes: Iterable<Outcome>}) | string[] {
  const layout = settleReading(bytes.subarray(0, HEAD_BYTES), bytes.length <= HEAD_BYTES, contract);
  if (Array.isArray(layout)) return layout;
  const scan = scanFile(memorySource(bytes), layout);
  const file = settleFile(layout, scan, contract, (start, end) => bytes.subarray(start, end));
  if (Array.isArray(file)) return file;
  return {...file, outcomes: readOutcomes(memorySource(bytes, layout.data_start), contract, file)};
}

/** Reads all records of a file exactly, one after the other. The source begins below the header. */
export function* readOutcomes(
  source: ByteSource,
  contract: Contract,
  {layout, encoding, suspicions}: ReadableFile
): Generator<Outcome> {
  const read = recordReader(contract, layout, suspicions);
  for (const record of readRecords(source, layout, {encoding, line: layout.data_line})) yield read(record);
}

/**
 * Makes the function that reads one record exactly, by the contract. Of what it sets aside, addresses are hidden where
 * the contract hashes some.
 */
export function recordReader(
  contract: Contract,
  layout: Layout,
  suspicions: Suspicions
): (record: FileRecord) => Outcome {
  const read = openReader(contract, layout, suspicions);
  if (!hasSecrets(contract)) return read;
  return (record) => {
    const outcome = read(record);
    if (outcome.kind !== "quarantined") return outcome;
    return {...outcome, problems: outcome.problems.map((problem) => hideAddresses(problem, contract))};
  };
}

function hideAddresses(problem: Problem, {columns}: Contract): Problem {
  const {column_name, raw_value} = problem;
  if (column_name === null) {
    return {...problem, raw_value: `(hidden: ${raw_value.length} characters with addresses in them)`};
  }
  return {...problem, raw_value: columns[column_name]?.type.mask?.(raw_value) ?? raw_value};
}

function openReader(
  contract: Contract,
  {header, width}: Layout,
  {footer_start, headers, broken}: Suspicions
): (record: FileRecord) => Outcome {
  const schema = rowSchema(contract, header.positions);
  return (record) => {
    const {cells, line} = record;
    if (isBlank(record)) return {kind: "skipped", line};
    if (headers.has(line)) return setAside(record, "repeated_header");
    const mayBeFooter = line >= footer_start && isFooter(cells, contract);
    if (cells === undefined || cells.length !== width) {
      return mayBeFooter
        ? {kind: "skipped", line}
        : {kind: "quarantined", problems: [shapeProblem(record, width)]};
    }
    const parsed = schema.safeParse(cells);
    if (!parsed.success) {
      if (mayBeFooter) return {kind: "skipped", line};
      return {
        kind: "quarantined",
        problems: parsed.error.issues.map((issue) => cellProblem(record, issue))
      };
    }
    if (mayBeFooter) return setAside(record, "record_or_total");
    return broken.has(line) ? setAside(record, "broken_record") : {kind: "loaded", line, row: parsed.data};
  };
}

/** Why a record that could be read is not believed, and the way out. */
const DOUBTS = {
  repeated_header: "this is the header once more; remove the line",
  record_or_total:
    "this can be a record, and a total as well; remove the line, or let its first cell say which",
  broken_record:
    "the line next to this one has a single cell: perhaps a piece of this record, behind a line break without quotes; join the lines, or put the cell in quotes"
};

function setAside(record: FileRecord, reason_code: keyof typeof DOUBTS): Outcome {
  const {line, last_line, byte_start, byte_end, raw} = record;
  const place = {line, last_line, byte_start, byte_end, column_name: null, raw_value: raw};
  return {kind: "quarantined", problems: [{...place, reason_code, message: DOUBTS[reason_code]}]};
}

function isBlank({raw}: FileRecord): boolean {
  return raw.trim() === "";
}

function shapeProblem(record: FileRecord, width: number): Problem {
  const {line, last_line, byte_start, byte_end, raw, cells, problem} = record;
  const place = {line, last_line, byte_start, byte_end, column_name: null, raw_value: raw};
  if (problem !== undefined) return {...place, reason_code: problem, message: QUOTE_PROBLEMS[problem]};
  const message = `${cells?.length ?? 0} cells where the header has ${width}; a delimiter is missing, too many, or unquoted`;
  return {...place, reason_code: "wrong_cell_count", message};
}

function cellProblem(
  {line, last_line, byte_start, byte_end}: FileRecord,
  {path, message, params = {}}: CellIssue
): Problem {
  const {raw: raw_value = "", reason: reason_code = "bad_value"} = params;
  const column_name = String(path[0]);
  return {line, last_line, byte_start, byte_end, column_name, raw_value, reason_code, message};
}
