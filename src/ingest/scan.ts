import {isUtf8} from "node:buffer";
import {type ByteSource, memorySource} from "./bytes.ts";
import type {EncodingEvidence} from "./encoding.ts";
import {DELIMITERS, type Layout} from "./layout.ts";
import {KIND, Marks} from "./marks.ts";
import {type Extent, extentAt, isAtEnd, lineAt} from "./records.ts";
import {beginsBlank, endsBlank, sumWeights, UNDEFINED, weigh} from "./weights.ts";

/** What one pass over the bytes below the header has shown; nothing in it was read by anybody else's parser. */
export interface Scan {
  evidence: EncodingEvidence;
  /** Physical lines below the header. */
  lines: number;
  /** Records below the header, blank lines included: what must be loaded, quarantined or skipped. */
  records: number;
  /** Lines without a single byte at the end of the file. */
  trailing_empty_lines: number;
  /** Bytes of the longest line. */
  longest_line: number;
  /** Whether all lines end alike, and no carriage return stands within one. */
  is_uniform: boolean;
  /** Whether lines end with a carriage return and a line feed. */
  has_returns: boolean;
  /** Whether some cell begins or ends with a blank, quoted cells left aside. */
  has_edges: boolean;
  /** Records that are not simply good, in the order of the file. */
  marks: Marks;
  /** Where lines begin, a thousand lines or so apart. */
  index: LineStart[];
  /** Bytes on which a record begins and at which the file may be cut, to work on its parts side by side. */
  cuts: number[];
}

/** A physical line, from 1, and its first byte. */
export interface LineStart {
  line: number;
  start: number;
}

/** A scan of a part of a file, as if the data began there. */
export interface PartScan extends Scan {
  /** The byte behind its last record. */
  end: number;
  /** Whether its first or last record stands beside another part's, and needs to be seen with it. */
  is_open: boolean;
}

/** Lines between two entries of the index. */
const INDEX_STEP = 1024;

const CR = 0x0d;
const LF = 0x0a;
const QUOTE = 0x22;

/** Scans the data of a file. The source begins at the first byte of the file. */
export function scanFile(source: ByteSource, layout: Layout): Scan {
  return scanPart(source, layout, {start: layout.data_start, end: Infinity});
}

/** Scans the records that begin in a range of bytes. The source begins there, or at the first byte of the file. */
export function scanPart(source: ByteSource, layout: Layout, range: {start: number; end: number}): PartScan {
  return new Scanner(source, layout, range).scan();
}

class Scanner {
  private readonly marks = new Marks();
  /** Marks that are known only behind others. */
  private readonly lateMarks = new Marks();
  /** The last record that is not blank, and whether the next one stands beside a lone cell. */
  private previous = {line: 0, lines: 0, start: 0, end: 0};
  private isNextBeside = false;
  /** Whether the first record that is not blank has a lone cell. */
  private beginsLone = false;
  private readonly evidence: EncodingEvidence = {invalid_at: undefined, invalid_lines: 0, utf8_at: undefined};
  private readonly index: LineStart[] = [];
  private lines = 0;
  private records = 0;
  private trailingEmptyLines = 0;
  private longestLine = 0;
  private crlf = 0;
  private strayReturns = 0;
  private hasEdges = false;
  private weights: Int32Array;
  /** The weights without those for blanks around cells. */
  private readonly blindWeights: Int32Array;
  private readonly plain: number;
  private readonly delimiter: number;

  constructor(
    private readonly source: ByteSource,
    private readonly layout: Layout,
    private readonly range: {start: number; end: number}
  ) {
    this.weights = weigh(layout, {edges: true});
    this.blindWeights = weigh(layout, {edges: false});
    this.plain = layout.width - 1;
    this.delimiter = layout.delimiter.charCodeAt(0);
  }

  scan(): PartScan {
    const {source, range} = this;
    let at = range.start - source.base;
    this.gatherEvidence(0, at, 0);
    while (!isAtEnd(source, at) && source.base + at < range.end) {
      const line = this.layout.data_line + this.lines;
      const upto = this.scanWindow(at);
      this.gatherEvidence(at, upto, line);
      at = upto;
      if (isAtEnd(source, at) || source.base + at >= range.end) break;
      source.advance(at);
      at = 0;
    }
    return {
      evidence: this.evidence,
      lines: this.lines,
      records: this.records,
      trailing_empty_lines: this.trailingEmptyLines,
      longest_line: this.longestLine,
      is_uniform: this.strayReturns === 0 && (this.crlf === 0 || this.crlf === this.ended(at)),
      has_returns: this.crlf > 0,
      has_edges: this.hasEdges,
      marks: this.marks.with(this.lateMarks),
      index: this.index,
      cuts: [],
      end: source.base + at,
      is_open: this.beginsLone || this.isNextBeside
    };
  }

  /** Lines with an ending: all of them, but for a last one that the file ends without. */
  private ended(at: number): number {
    return this.source.bytes[at - 1] === this.layout.feed ? this.lines : this.lines - 1;
  }

  /** Scans the records that stand whole in the window, and returns the place behind them. */
  private scanWindow(from: number): number {
    const {bytes, base, isLast} = this.source;
    const {feed} = this.layout;
    const {delimiter} = this;
    const stopAt = this.range.end - base;
    let start = from;
    while (start < stopAt) {
      let stop = bytes.indexOf(feed, start);
      if (stop === -1) {
        if (!isLast || start >= bytes.length) return start;
        stop = bytes.length;
      }
      const isReturned = stop > start && bytes[stop - 1] === CR && bytes[stop] === LF;
      const end = isReturned ? stop - 1 : stop;
      if (this.lines % INDEX_STEP === 0) this.enterIndex(base + start);
      if (
        end > start &&
        sumWeights(this.weights, bytes, {start, end, delimiter}) === this.plain &&
        !this.isNextBeside &&
        !this.isHeader(start, end)
      ) {
        const {previous} = this;
        previous.line = this.layout.data_line + this.lines;
        previous.lines = 1;
        previous.start = base + start;
        previous.end = base + end;
        if (isReturned) this.crlf++;
        if (end - start > this.longestLine) this.longestLine = end - start;
        this.lines++;
        this.records++;
        this.trailingEmptyLines = 0;
        start = stop + 1;
      } else {
        const extent = extentAt(this.source, start, this.layout);
        if (extent === undefined) {
          if (this.lines % INDEX_STEP === 0) this.index.pop();
          return start;
        }
        this.inspect(extent);
        start = extent.next;
      }
    }
    return start;
  }

  /** Looks closely at a record that the quick sum did not clear. */
  private inspect(extent: Extent): void {
    const {bytes, base} = this.source;
    const range = bytes.subarray(extent.start, extent.end);
    const isBlank = range.toString("latin1").trim() === "";
    const hasEdges = endsBlank(range.at(-1) ?? 0) || beginsBlank(range.at(0) ?? 0);
    const hasQuotes = this.layout.quotes !== "none" && range.includes(QUOTE);
    // Blanks within quotes are no edges; where there are quotes, cells are trimmed in any case.
    if (!hasQuotes) this.findEdges(range);
    const returns = count(range, CR);
    const feeds = count(range, RETURN_AND_FEED);
    const isOdd =
      extent.lines > 1 ||
      extent.width !== this.layout.width ||
      isBlank ||
      // A line of one cell can be blank in ways that only its text shows.
      (this.layout.width === 1 && hasEdges) ||
      [CR, 0, REPLACEMENT].some((sign) => range.includes(sign));
    const isHeader = this.isHeader(extent.start, extent.end);
    const isPlain = ![0, REPLACEMENT].some((sign) => range.includes(sign)) && returns === feeds;
    const isQuotable = hasQuotes && extent.width === this.layout.width && isPlain;
    const isLone = !isBlank && this.isLone(extent, range);
    const isBeside = !isBlank && this.isNextBeside;
    const kinds =
      (isOdd || isHeader || isBeside ? KIND.odd : 0) |
      (hasQuotes ? KIND.quotes : 0) |
      (UNDEFINED.some((byte) => range.includes(byte)) ? KIND.undefined : 0) |
      (isBlank ? KIND.blank : 0) |
      (isLone ? KIND.lone : 0) |
      (isBeside ? KIND.beside : 0) |
      (isHeader ? KIND.header : 0) |
      (isQuotable && !isHeader && !isBeside ? KIND.quotable : 0);
    const line = this.layout.data_line + this.lines;
    const mark = {line, lines: extent.lines, start: base + extent.start, end: base + extent.end};
    if (kinds !== 0) this.marks.add({...mark, kinds});
    if (isLone && this.previous.lines > 0)
      this.lateMarks.add({...this.previous, kinds: KIND.odd | KIND.beside});
    else if (isLone) this.beginsLone = true;
    if (!isBlank) {
      this.previous = mark;
      this.isNextBeside = isLone;
    }
    this.tally(extent, range);
  }

  private isHeader(start: number, end: number): boolean {
    const {header_text} = this.layout;
    if (end - start !== header_text.length) return false;
    return this.source.bytes.toString("latin1", start, end).toLowerCase() === header_text;
  }

  /** One cell only, and not because the record has another delimiter than the others. */
  private isLone({width, lines, problem}: Extent, range: Buffer): boolean {
    if (this.layout.width === 1 || lines > 1) return false;
    if (count(range, this.delimiter) > 0 || (width > 1 && problem === undefined)) return false;
    return DELIMITERS.every((delimiter) => count(range, delimiter.charCodeAt(0)) < this.layout.width - 1);
  }

  private tally(extent: Extent, range: Buffer): void {
    const {bytes} = this.source;
    const isEmpty = range.length === 0;
    const isReturned = bytes[extent.end] === CR && bytes[extent.end + 1] === LF;
    const within = count(range, RETURN_AND_FEED);
    this.indexSkipped(extent);
    this.longestLine = Math.max(this.longestLine, range.length);
    this.strayReturns += this.layout.feed === CR ? 0 : count(range, CR) - within;
    this.crlf += within + Number(isReturned);
    this.lines += extent.lines;
    this.records++;
    this.trailingEmptyLines = isEmpty ? this.trailingEmptyLines + 1 : 0;
  }

  /** Enters lines of the index that begin within a record of several lines. */
  private indexSkipped({start, lines}: Extent): void {
    const {bytes, base} = this.source;
    let at = start;
    for (let passed = 1; passed < lines; passed++) {
      at = bytes.indexOf(this.layout.feed, at) + 1;
      if ((this.lines + passed) % INDEX_STEP === 0) this.enterIndex(base + at, passed);
    }
  }

  private enterIndex(start: number, passed = 0): void {
    this.index.push({line: this.layout.data_line + this.lines + passed, start});
  }

  /** Once one cell is known to have blanks around it, they are no longer looked for. */
  private findEdges(range: Buffer): void {
    if (this.hasEdges) return;
    const line = {start: 0, end: range.length, delimiter: this.delimiter};
    if (sumWeights(this.weights, range, line) === sumWeights(this.blindWeights, range, line)) return;
    this.hasEdges = true;
    // A line of one cell, and one of tabs only, is looked at closely in any case, because it may be blank.
    if (this.layout.width > 1 && this.layout.delimiter !== "\t") this.weights = this.blindWeights;
  }

  /** Looks at the encoding of a part of the window, whose first line has a number. */
  private gatherEvidence(from: number, upto: number, line: number): void {
    const {bytes, base} = this.source;
    const {evidence} = this;
    const range = bytes.subarray(from, upto);
    if (evidence.utf8_at === undefined) {
      const found = findUtf8(range);
      if (found !== undefined) evidence.utf8_at = base + from + found;
    }
    if (evidence.invalid_lines < MOST_INVALID && !isUtf8(range)) {
      evidence.invalid_at ??= base + from + (findInvalid(range) ?? 0);
      this.markInvalid(range, base + from, line);
    }
  }

  private markInvalid(range: Buffer, base: number, first: number): void {
    const source = {...memorySource(range), base};
    let line = first;
    for (let at = 0; at < range.length && this.evidence.invalid_lines < MOST_INVALID; line++) {
      const {start, end, next} = lineAt(source, at, this.layout.feed) ?? {
        start: at,
        end: at,
        next: range.length
      };
      if (!isUtf8(range.subarray(start, end))) {
        this.evidence.invalid_lines++;
        const mark = {line, lines: 1, start: base + start, end: base + end};
        if (line >= this.layout.data_line) this.lateMarks.add({...mark, kinds: KIND.invalid});
      }
      at = next;
    }
  }
}

/** With more invalid lines than this, a file is simply not in UTF-8. */
const MOST_INVALID = 1000;

const REPLACEMENT = Buffer.from("\ufffd");
const RETURN_AND_FEED = Buffer.from("\r\n");

function count(bytes: Buffer, sign: number | Buffer): number {
  let found = 0;
  for (let at = bytes.indexOf(sign); at !== -1; at = bytes.indexOf(sign, at + 1)) found++;
  return found;
}

/** The first sequence that is a letter, a quotation mark or a euro sign in UTF-8, and never meant in windows-1252. */
function findUtf8(bytes: Buffer): number | undefined {
  const places = [GENERAL_PUNCTUATION, EURO, BYTE_ORDER_MARK].map((lead) => bytes.indexOf(lead));
  let letter = bytes.indexOf(LATIN);
  while (letter !== -1 && !isContinuation(bytes[letter + 1])) letter = bytes.indexOf(LATIN, letter + 1);
  const found = [letter, ...places].filter((place) => place !== -1);
  return found.length === 0 ? undefined : Math.min(...found);
}

const LATIN = 0xc3;

const GENERAL_PUNCTUATION = Buffer.from([0xe2, 0x80]);
const EURO = Buffer.from("€");
const BYTE_ORDER_MARK = Buffer.from("\ufeff");

function isContinuation(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x80 && byte < 0xc0;
}

/** The first byte that begins no character of UTF-8. */
function findInvalid(bytes: Buffer): number | undefined {
  let at = 0;
  while (at < bytes.length) {
    const size =
      (bytes[at] ?? 0) < 0x80 ? 1 : [2, 3, 4].find((length) => isUtf8(bytes.subarray(at, at + length)));
    if (size === undefined) return at;
    at += size;
  }
  return undefined;
}
