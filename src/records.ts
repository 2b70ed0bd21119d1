import {parse} from "csv-parse/sync";
import type {Dialect, Encoding} from "./dialect.ts";
import {decodeText, textStart} from "./encoding.ts";

/** One record of a delimited file, with its exact place; `cells` is missing when its quotes are wrong. */
export interface FileRecord {
  /** First and last physical line, from 1. */
  line: number;
  last_line: number;
  /** Half-open range of bytes in the file, without the line ending. */
  byte_start: number;
  byte_end: number;
  raw: string;
  cells?: string[];
  problem?: {reason: "bad_quote" | "unclosed_quote"; message: string};
}

interface Line {
  number: number;
  start: number;
  end: number;
}

const LF = 0x0a;
const CR = 0x0d;
const QUOTE = 0x22;

/** A record may not run over more lines than this: beyond it, a quote has been left open. */
const LONGEST_RECORD = 200;

/**
 * Reads the records of a file. A quoted cell may hold line breaks. A line whose quote is never closed, or
 * closed only by swallowing what follows, is given back alone with its problem and reading goes on with the
 * next line, so that one stray quote cannot eat the good records behind it.
 */
export function* readRecords(
  bytes: Buffer,
  {delimiter}: Pick<Dialect, "delimiter">,
  encoding: Encoding
): Generator<FileRecord> {
  let width: number | undefined;
  let line = nextLine(bytes, {number: 0, start: 0, end: textStart(bytes) - 1});
  while (line !== undefined) {
    const {record, last} = readRecord(bytes, line, {delimiter, encoding, width});
    width ??= record.cells?.length;
    yield record;
    line = nextLine(bytes, last);
  }
}

interface Reading {
  delimiter: string;
  encoding: Encoding;
  /** Number of cells of the first record: a record over several lines must have as many. */
  width: number | undefined;
}

function readRecord(bytes: Buffer, first: Line, reading: Reading): {record: FileRecord; last: Line} {
  const alone = placeOf(bytes, first, first, reading.encoding);
  const quotes = countQuotes(bytes, first);
  if (quotes === 0) return {record: {...alone, cells: alone.raw.split(reading.delimiter)}, last: first};
  if (quotes % 2 === 0) return {record: {...alone, ...parseQuoted(alone.raw, reading)}, last: first};
  const last = closingLine(bytes, first);
  if (last !== undefined) {
    const whole = placeOf(bytes, first, last, reading.encoding);
    const {cells} = parseQuoted(whole.raw, reading);
    if (cells !== undefined && cells.length === (reading.width ?? cells.length)) {
      return {record: {...whole, cells}, last};
    }
  }
  const message = "a quote is opened and never closed; close it or double it";
  return {record: {...alone, problem: {reason: "unclosed_quote", message}}, last: first};
}

function parseQuoted(raw: string, {delimiter}: Reading): Pick<FileRecord, "cells" | "problem"> {
  try {
    const [cells = []]: string[][] = parse(raw, {delimiter, relax_column_count: true});
    return {cells};
  } catch {
    const message = "a quote stands inside a cell; double it, or put the whole cell in quotes";
    return {problem: {reason: "bad_quote", message}};
  }
}

function placeOf(bytes: Buffer, first: Line, last: Line, encoding: Encoding): FileRecord {
  const range = bytes.subarray(first.start, last.end);
  return {
    line: first.number,
    last_line: last.number,
    byte_start: first.start,
    byte_end: last.end,
    raw: decodeText(range, encoding)
  };
}

function nextLine(bytes: Buffer, previous: Line): Line | undefined {
  const start = lineFeedAfter(bytes, previous.end) + 1;
  if (start >= bytes.length || start < textStart(bytes)) return undefined;
  const feed = bytes.indexOf(LF, start);
  const stop = feed === -1 ? bytes.length : feed;
  const end = bytes[stop - 1] === CR && stop > start ? stop - 1 : stop;
  return {number: previous.number + 1, start, end};
}

/** Index of the last byte of the line ending that stands at `end`. */
function lineFeedAfter(bytes: Buffer, end: number): number {
  return bytes[end] === CR && bytes[end + 1] === LF ? end + 1 : end;
}

function closingLine(bytes: Buffer, first: Line): Line | undefined {
  let line = nextLine(bytes, first);
  while (line !== undefined && line.number - first.number < LONGEST_RECORD) {
    if (countQuotes(bytes, line) % 2 === 1) return line;
    line = nextLine(bytes, line);
  }
  return undefined;
}

function countQuotes(bytes: Buffer, {start, end}: Line): number {
  const line = bytes.subarray(start, end);
  let quotes = 0;
  for (let at = line.indexOf(QUOTE); at !== -1; at = line.indexOf(QUOTE, at + 1)) quotes++;
  return quotes;
}
