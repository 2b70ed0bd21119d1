import {parse} from "csv-parse/sync";
import type {ByteSource} from "./bytes.ts";
import type {Encoding} from "../dialect.ts";
import {decodeText} from "./encoding.ts";

/** How the bytes of a file fall into records. */
export interface Shape {
  /** One ASCII character. */
  delimiter: string;
  /** Byte that ends a line: line feed, or carriage return in files of old Macs. */
  feed: 10 | 13;
  /** Number of cells of the header: a record over several lines must have as many. Unknown before the header. */
  width?: number;
  /**
   * What a quote means: it is believed when what it encloses is no record itself; believed in any case, in a text that
   * was made of records here; or a character like any other.
   */
  quotes?: "checked" | "trusted" | "none";
}

/** Where a record stands: lines from 1, and the half-open range of its bytes, without the line ending. */
export interface Place {
  line: number;
  last_line: number;
  byte_start: number;
  byte_end: number;
}

/** One record of a delimited file, with its exact place; `cells` is missing when its quotes are wrong. */
export interface FileRecord extends Place {
  raw: string;
  cells?: string[];
  problem?: QuoteProblem;
}

export type QuoteProblem = keyof typeof QUOTE_PROBLEMS;

/** What is wrong with the quotes of a record, and the way out. */
export const QUOTE_PROBLEMS = {
  bad_quote: "a quote stands inside a cell; double it, or put the whole cell in quotes",
  unclosed_quote: "a quote is opened and never closed; close it or double it"
};

/** A line of the window: from its first byte to its ending, and where the next one begins. */
export interface Line {
  start: number;
  end: number;
  next: number;
}

/** The lines of the window that make up a record; places are in the window. */
export interface Extent {
  start: number;
  end: number;
  next: number;
  /** Physical lines it takes. */
  lines: number;
  /** Number of cells; 0 when the quotes are wrong. */
  width: number;
  problem?: QuoteProblem;
}

const CR = 0x0d;
const LF = 0x0a;
const QUOTE = 0x22;

/** A record may not run over more lines than this: beyond it, a quote has been left open. */
const LONGEST_RECORD = 200;

/**
 * Reads the records of a file one by one. A quoted cell may hold line breaks. A line whose quote is never closed, or
 * closed only by swallowing what follows, is given back alone with its problem and reading goes on with the
 * next line, so that one stray quote cannot eat the good records behind it.
 */
export function* readRecords(
  source: ByteSource,
  shape: Shape,
  {encoding, line: first}: {encoding: Encoding; line: number}
): Generator<FileRecord> {
  let at = 0;
  let line = first;
  while (!isAtEnd(source, at)) {
    const extent = extentAt(source, at, shape);
    if (extent === undefined) {
      source.advance(at);
      at = 0;
    } else {
      yield recordAt(source, extent, {...shape, line, encoding});
      line += extent.lines;
      at = extent.next;
    }
  }
}

/** Whether nothing follows in the file. */
export function isAtEnd({bytes, isLast}: ByteSource, at: number): boolean {
  return isLast && at >= bytes.length;
}

/** The line at a place of the window; undefined when its end is not in the window yet. */
export function lineAt({bytes, isLast}: ByteSource, start: number, feed: number): Line | undefined {
  const found = bytes.indexOf(feed, start);
  if (found === -1) return isLast ? endingAt(bytes, start, bytes.length, bytes.length) : undefined;
  return endingAt(bytes, start, found, found + 1);
}

function endingAt(bytes: Buffer, start: number, stop: number, next: number): Line {
  const end = stop > start && bytes[stop - 1] === CR && bytes[stop] === LF ? stop - 1 : stop;
  return {start, end, next};
}

/** The record at a place of the window; undefined when all of its lines are not in the window yet. */
export function extentAt(source: ByteSource, start: number, shape: Shape): Extent | undefined {
  const first = lineAt(source, start, shape.feed);
  if (first === undefined) return undefined;
  const {end, next} = first;
  const quotes = shape.quotes === "none" ? 0 : countQuotes(source.bytes, first);
  if (quotes === 0) return {start, end, next, lines: 1, width: countCells(source.bytes, first, shape)};
  const alone = {start, end, next, lines: 1};
  if (quotes % 2 === 0) {
    const width = quotedWidth(source.bytes, first, shape);
    return width === 0 ? {...alone, width, problem: "bad_quote"} : {...alone, width};
  }
  const closing = closingLine(source, first, shape);
  if (closing === "unknown") return undefined;
  if (closing !== undefined) {
    const whole = {start, end: closing.end, next: closing.next};
    const width = quotedWidth(source.bytes, whole, shape);
    const isWhole = width !== 0 && width === (shape.width ?? width);
    const isBelieved = isWhole && (shape.quotes === "trusted" || !areRecords(source.bytes, whole, shape));
    if (isBelieved) return {...whole, lines: closing.lines, width};
  }
  return {...alone, width: 0, problem: "unclosed_quote"};
}

/** Whether each line between two stray quotes is a record by itself, which they would swallow. */
function areRecords(bytes: Buffer, {start, end}: Pick<Line, "start" | "end">, shape: Shape): boolean {
  const {feed, width = 0} = shape;
  if (width < 2) return false;
  for (let at = start; at < end;) {
    const found = bytes.indexOf(feed, at);
    const stop = found === -1 || found > end ? end : found;
    if (countCells(bytes, {start: at, end: stop}, shape) !== width) return false;
    at = stop + 1;
  }
  return true;
}

/** The next line that closes what the first one has left open. */
function closingLine(
  source: ByteSource,
  first: Line,
  {feed, quotes}: Shape
): (Line & {lines: number}) | "unknown" | undefined {
  const longest = quotes === "trusted" ? Infinity : LONGEST_RECORD;
  let {next} = first;
  for (let lines = 2; lines <= longest && !isAtEnd(source, next); lines++) {
    const line = lineAt(source, next, feed);
    if (line === undefined) return "unknown";
    if (countQuotes(source.bytes, line) % 2 === 1) return {...line, lines};
    next = line.next;
  }
  return undefined;
}

function countQuotes(bytes: Buffer, line: Pick<Line, "start" | "end">): number {
  return countSign(bytes, line, QUOTE);
}

function countCells(bytes: Buffer, line: Pick<Line, "start" | "end">, {delimiter}: Shape): number {
  return countSign(bytes, line, delimiter.charCodeAt(0)) + 1;
}

function countSign(bytes: Buffer, {start, end}: Pick<Line, "start" | "end">, sign: number): number {
  let found = 0;
  for (let at = start; at < end; at++) if (bytes[at] === sign) found++;
  return found;
}

/**
 * Number of cells of a record with quotes, or 0 when they are wrong: a quote may open a cell, close it, or stand
 * doubled in a quoted one (RFC 4180).
 */
function quotedWidth(bytes: Buffer, {start, end}: Pick<Line, "start" | "end">, {delimiter}: Shape): number {
  const byte = delimiter.charCodeAt(0);
  let cells = 1;
  let at = start;
  while (at < end) {
    if (bytes[at] === QUOTE) {
      at = closingQuote(bytes, at + 1, end) + 1;
      if (at === 0) return 0;
    }
    while (at < end && bytes[at] !== byte) {
      if (bytes[at] === QUOTE || bytes[at - 1] === QUOTE) return 0;
      at++;
    }
    if (at < end) cells++;
    at++;
  }
  return cells;
}

/** The quote that closes a cell, or -1. */
function closingQuote(bytes: Buffer, from: number, end: number): number {
  for (let at = from; at < end; at++) {
    if (bytes[at] !== QUOTE) continue;
    if (at + 1 >= end || bytes[at + 1] !== QUOTE) return at;
    at++;
  }
  return -1;
}

/** The record that takes some lines of the window. */
export function recordAt(
  {bytes, base}: Pick<ByteSource, "bytes" | "base">,
  {start, end, lines, width, problem}: Extent,
  {
    line,
    encoding,
    delimiter,
    quotes
  }: Pick<Shape, "delimiter" | "quotes"> & {line: number; encoding: Encoding}
): FileRecord {
  const raw = decodeText(bytes, encoding, {start, end});
  const isQuoted = quotes !== "none" && raw.includes('"');
  const record: FileRecord = {
    line,
    last_line: line + lines - 1,
    byte_start: base + start,
    byte_end: base + end,
    raw
  };
  if (problem !== undefined) record.problem = problem;
  else record.cells = isQuoted ? parseQuoted(raw, delimiter, width) : raw.split(delimiter);
  return record;
}

/** Line breaks are a record's own when it is cut out already: this text ends none. */
const NO_ENDING = "\u0001\u0002\u0001\u0002";

function parseQuoted(raw: string, delimiter: string, width: number): string[] {
  const [cells = [], ...more]: string[][] = parse(raw, {
    delimiter,
    record_delimiter: NO_ENDING,
    relax_column_count: true
  });
  if (more.length > 0 || cells.length !== width) {
    throw new Error(`a record of ${width} cells was read as ${cells.length}; please report it with the file`);
  }
  return cells;
}
