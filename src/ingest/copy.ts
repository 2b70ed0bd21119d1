import {closeSync, openSync, writeSync} from "node:fs";
import {type ByteSource, FileSource} from "./bytes.ts";
import type {Encoding} from "../dialect.ts";
import {decodeText} from "./encoding.ts";
import type {Layout} from "./layout.ts";
import type {Mark} from "./marks.ts";

/** What a copy is made of. */
export interface CopyOptions {
  encoding: Encoding;
  /** Records that the copy leaves out: a filler stands for each of their lines. */
  exceptional: readonly Pick<Mark, "lines" | "start" | "end">[];
  /** Whether all lines end alike, and how; else they all get a line feed. */
  is_uniform: boolean;
  has_returns: boolean;
}

/** Bytes that are written at once. */
const BATCH = 1 << 20;

/** Writes the lines of a range of bytes again in UTF-8, as many as there are. */
export function copyLines(
  path: string,
  target: string,
  layout: Layout,
  {start, end, ...options}: CopyOptions & {start: number; end: number}
): void {
  const source = new FileSource(path, start);
  const file = openSync(target, "w");
  try {
    const writer = new BatchWriter(file);
    new Copier(source, layout, options, (bytes) => writer.write(bytes)).copy(end);
    writer.flush();
  } finally {
    closeSync(file);
    source.close();
  }
}

/** Writes small pieces together. */
export class BatchWriter {
  private readonly batch = Buffer.allocUnsafe(BATCH);
  private length = 0;

  constructor(private readonly file: number) {}

  write(bytes: Buffer): void {
    if (this.length + bytes.length > BATCH) this.flush();
    if (bytes.length > BATCH) writeAll(this.file, bytes);
    else {
      this.batch.set(bytes, this.length);
      this.length += bytes.length;
    }
  }

  flush(): void {
    writeAll(this.file, this.batch.subarray(0, this.length));
    this.length = 0;
  }
}

/** A write to a disk that is nearly full may take a part only. */
function writeAll(file: number, bytes: Buffer): void {
  for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at);
}

class Copier {
  /** Place in the window of what has not been copied yet. */
  private at = 0;
  private readonly filler: Buffer;
  private readonly isPlain: boolean;

  constructor(
    private readonly source: ByteSource,
    private readonly layout: Layout,
    private readonly options: CopyOptions,
    private readonly write: (bytes: Buffer) => void
  ) {
    const {is_uniform, has_returns} = options;
    const ending = is_uniform && has_returns ? "\r\n" : "\n";
    this.filler = Buffer.from(`-${layout.delimiter.repeat(layout.width - 1)}${ending}`);
    this.isPlain = is_uniform && layout.feed === 10;
  }

  copy(upto: number): void {
    for (const {lines, start, end} of this.options.exceptional) {
      this.copyUpTo(start);
      this.skip(end);
      for (let line = 0; line < lines; line++) this.write(this.filler);
    }
    this.copyUpTo(upto);
  }

  /** Copies up to a place in the file; windows are cut behind a line, so that no character is. */
  private copyUpTo(place: number): void {
    const {source} = this;
    while (place > source.base + source.bytes.length && !source.isLast) {
      const cut = Math.max(source.bytes.lastIndexOf(this.layout.feed) + 1, this.at);
      this.put(cut);
      source.advance(cut);
      this.at = 0;
    }
    this.put(Math.min(place - source.base, source.bytes.length));
  }

  private put(upto: number): void {
    if (upto === this.at) return;
    const bytes = this.source.bytes.subarray(this.at, upto);
    const text = this.isPlain ? transcode(bytes, this.options.encoding) : this.withFeeds(bytes);
    this.write(text);
    this.at = upto;
  }

  private withFeeds(bytes: Buffer): Buffer {
    const text = transcode(bytes, this.options.encoding).toString("utf8");
    return Buffer.from(text.replaceAll("\r\n", "\n").replaceAll("\r", "\n"));
  }

  /** Leaves out what stands before a place in the file, and the ending of that line. */
  private skip(place: number): void {
    const {source} = this;
    while (place >= source.base + source.bytes.length && !source.isLast) {
      source.advance(source.bytes.length);
      this.at = 0;
    }
    let found = source.bytes.indexOf(this.layout.feed, place - source.base);
    if (found === -1 && !source.isLast) {
      source.advance(place - source.base);
      found = source.bytes.indexOf(this.layout.feed);
    }
    this.at = found === -1 ? source.bytes.length : found + 1;
  }
}

/** The same text in UTF-8. */
export function transcode(bytes: Buffer, encoding: Encoding): Buffer {
  return encoding === "utf-8" ? bytes : Buffer.from(decodeText(bytes, encoding));
}
