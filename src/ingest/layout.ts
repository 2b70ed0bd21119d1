import type {Contract} from "../contract.ts";
import type {Encoding} from "../dialect.ts";
import {memorySource} from "./bytes.ts";
import {decodeText, textStart} from "./encoding.ts";
import {type Header, headerKey, headerKeysOf, matchHeader} from "./header.ts";
import {type FileRecord, readRecords, type Shape} from "./records.ts";
import {hasSecrets, isPacked} from "./traits.ts";
import {isUtf8} from "node:buffer";

/** How a file is laid out, as its head shows: where its header stands, and how its records are cut. */
export interface Layout extends Required<Shape> {
  header: Header;
  /** The bytes of the header in lower case, as latin-1: it may come once more among the data. */
  header_text: string;
  /** Physical line of the header, from 1, and the records above it: titles. */
  header_line: number;
  titles: FileRecord[];
  /** First physical line below the header, and its first byte in the file. */
  data_line: number;
  data_start: number;
}

/** Bytes of a file that are looked at to settle its layout. */
export const HEAD_BYTES = 1 << 18;

/** Delimiters that are known. */
export const DELIMITERS = [";", ",", "\t", "|"];

/** The header stands among the first records; above it there are only titles. */
const HEAD_RECORDS = 40;

/**
 * Settles the layout of a file from its head: a `sep=` line, the delimiter, titles above the header, and the header,
 * whose columns are matched by name. Returns sentences when there is no such layout.
 * @param isWhole whether the head is the whole file
 */
export function settleLayout(head: Buffer, isWhole: boolean, contract: Contract): Layout | string[] {
  const stranger = recogniseStranger(head);
  if (stranger !== undefined) return [stranger];
  if (hasTwoEndings(head)) return [TWO_ENDINGS];
  const feed = head.includes(0x0a) || !head.includes(0x0d) ? 10 : 13;
  const declared = declaredDelimiter(head);
  const delimiters = declared === undefined ? [contract.dialect.delimiter, ...DELIMITERS] : [declared];
  const quotes = isPacked(contract) ? "trusted" : contract.dialect.hasQuotes ? "checked" : "none";
  let best: Candidate | undefined;
  for (const encoding of headEncodings(head)) {
    for (const delimiter of new Set(delimiters)) {
      const titles: FileRecord[] = [];
      for (const {record, next} of headRecords(head, isWhole, {delimiter, feed, quotes, encoding})) {
        const isInUtf8 = isUtf8(head.subarray(record.byte_start, record.byte_end));
        // Each record is read in its own encoding: elsewhere in the head there may be a damaged byte.
        const isReadable = isInUtf8 === (encoding === "utf-8");
        const candidate = isReadable ? matchRecord(record, contract) : NO_CANDIDATE;
        if (candidate.header !== undefined) {
          return layOut(head, {record, next, titles, delimiter, feed, quotes, header: candidate.header});
        }
        titles.push(record);
        if (candidate.found > (best?.found ?? 0)) best = candidate;
      }
    }
  }
  const mismatch = best === undefined ? undefined : matchHeader(best.cells, contract);
  return Array.isArray(mismatch) ? mismatch : [noHeader(head, contract)];
}

const NO_CANDIDATE: Candidate = {cells: [], found: 0};

const TWO_ENDINGS =
  "lines end in two ways, some with a carriage return only; save the file again with one kind of line ending";

/** A column could be missed for a letter. */
export const DAMAGED_HEADER =
  "the header has bytes that belong to no character of the file's encoding; export the file again";

/** A record of the head, taken for the header. */
interface Candidate {
  header?: Header;
  cells: readonly string[];
  /** Columns of the contract that it names. */
  found: number;
}

function matchRecord({cells = []}: FileRecord, contract: Contract): Candidate {
  const keys = headerKeysOf(contract);
  const found = cells.filter((cell) => keys.has(headerKey(cell))).length;
  const required = Object.values(contract.columns).filter(({required}) => required).length;
  // Where no column is required, any title would do.
  const header = found === 0 || found < required ? undefined : matchHeader(cells, contract);
  return header === undefined || Array.isArray(header) ? {cells, found} : {cells, found, header};
}

function layOut(
  head: Buffer,
  {
    record,
    next,
    ...rest
  }: {record: FileRecord; next: number} & Pick<Layout, "titles" | "delimiter" | "feed" | "quotes" | "header">
): Layout | string[] {
  if ([record, ...rest.titles].some(({raw}) => raw.includes("\r"))) {
    return [TWO_ENDINGS];
  }
  if (record.raw.includes("\ufffd")) return [DAMAGED_HEADER];
  return {
    ...rest,
    header_text: head.toString("latin1", record.byte_start, record.byte_end).toLowerCase(),
    header_line: record.line,
    data_line: record.last_line + 1,
    data_start: next,
    width: record.cells?.length ?? 0
  };
}

/** The first records of a file that lie whole in its head, each with the place of the byte behind it. */
function* headRecords(
  head: Buffer,
  isWhole: boolean,
  {encoding, ...shape}: Shape & {encoding: Encoding}
): Generator<{record: FileRecord; next: number}> {
  const source = memorySource(isWhole ? head : wholeLines(head, shape.feed), textStart(head));
  let records = 0;
  let previous: FileRecord | undefined;
  for (const record of readRecords(source, shape, {encoding, line: 1})) {
    if (previous !== undefined) yield {record: previous, next: record.byte_start};
    previous = record;
    if (++records > HEAD_RECORDS) return;
  }
  if (previous !== undefined) yield {record: previous, next: source.base + source.bytes.length};
}

function wholeLines(head: Buffer, feed: number): Buffer {
  return head.subarray(0, head.lastIndexOf(feed) + 1);
}

/** Encodings to read the header with, the likelier one first; the whole file decides. */
function headEncodings(head: Buffer): [Encoding, ...Encoding[]] {
  // The head may end within a character.
  const isValid = [0, 1, 2, 3].some((cut) => isUtf8(head.subarray(0, head.length - cut)));
  return isValid ? ["utf-8"] : ["windows-1252", "utf-8"];
}

/** Carriage returns that end lines, among line feeds that do not: where a record ends would be a guess. */
function hasTwoEndings(head: Buffer): boolean {
  const text = head.toString("latin1");
  const returns = text.match(/\r(?!\n)/g)?.length ?? 0;
  const feeds = text.match(/\n/g)?.length ?? 0;
  return feeds > 0 && returns >= feeds;
}

/** The delimiter that a spreadsheet is told in a first line `sep=;`. */
function declaredDelimiter(head: Buffer): string | undefined {
  const start = textStart(head);
  return /^"?sep=([,;\t|])"?[\r\n]/i.exec(head.subarray(start, start + 10).toString("latin1"))?.[1];
}

const SIGNATURES: [string, string][] = [
  [
    "PK\u0003\u0004",
    "this is a spreadsheet or an archive under another name; give it its own ending (.xlsx or .zip)"
  ],
  ["\u00d0\u00cf\u0011\u00e0", "this is an old Excel workbook; save it as .xlsx or .csv"],
  ["\u001f\u008b", "this is a compressed file under another name; give it its own ending (.gz)"],
  ["%PDF", "this is a PDF; export the list as CSV"]
];

/** A sentence about a file that is no delimited text at all. */
export function recogniseStranger(head: Buffer): string | undefined {
  const start = head.subarray(0, 2000).toString("latin1");
  const signature = SIGNATURES.find(([bytes]) => start.startsWith(bytes))?.[1];
  if (signature !== undefined) return signature;
  if (head.subarray(textStart(head)).toString("latin1").trim() === "")
    return "the file is empty; export it again";
  const text = start.slice(textStart(head)).trimStart();
  if (/^<(!doctype|html|head|table|\?xml|script|meta)/i.test(text)) {
    return "this is a web page, not an export: the download asked to sign in, or saved a table as HTML; export it as CSV";
  }
  if (/^[[{]\s*["{[]/.test(text)) return "this is JSON; export the list as CSV";
  const nuls = head.subarray(0, 2000).filter((byte) => byte === 0).length;
  return nuls > 20 ? "this is not a text file (it has NUL bytes); export it as CSV" : undefined;
}

function noHeader(head: Buffer, contract: Contract): string {
  const text = decodeText(head.subarray(textStart(head), 400), headEncodings(head)[0]);
  const [first = ""] = text.trimStart().split(/[\r\n]/);
  // Without a header it begins with a record, in which addresses may stand.
  const beginning = hasSecrets(contract) ? "" : `it begins with "${first.slice(0, 60)}"; `;
  const expected = Object.values(contract.columns)
    .filter(({required}) => required)
    .map(({headers}) => `"${headers[0]}"`);
  return `no header: no line among the first ${HEAD_RECORDS} names a column of this export (${expected.join(", ")}); ${beginning}export it with its header line`;
}
