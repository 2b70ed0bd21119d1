import {closeSync, openSync, writeSync} from "node:fs";
import iconv from "iconv-lite";
import {type ByteSource, FileSource} from "./bytes.ts";
import type {Encoding} from "./dialect.ts";
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

/** Characters that are written at once. */
const BATCH = 1 << 20;

/** Writes the lines below the header again in UTF-8, as many as there are. */
export function copyLines(path: string, target: string, layout: Layout, options: CopyOptions): void {
  const source = new FileSource(path, layout.data_start);
  const file = openSync(target, "w");
  let texts: string[] = [];
  let length = 0;
  const flush = (): void => {
    writeSync(file, texts.join(""));
    texts = [];
    length = 0;
  };
  try {
    new Copier(source, layout, options, (text) => {
      texts.push(text);
      length += text.length;
      if (length > BATCH) flush();
    }).copy();
    flush();
  } finally {
    closeSync(file);
    source.close();
  }
}

class Copier {
  /** Place in the window of what has not been copied yet. */
  private at = 0;
  private readonly filler: string;
  private readonly isPlain: boolean;

  constructor(
    private readonly source: ByteSource,
    private readonly layout: Layout,
    private readonly options: CopyOptions,
    private readonly write: (text: string) => void
  ) {
    const {is_uniform, has_returns} = options;
    const ending = is_uniform && has_returns ? "\r\n" : "\n";
    this.filler = `-${layout.delimiter.repeat(layout.width - 1)}${ending}`;
    this.isPlain = is_uniform && layout.feed === 10;
  }

  copy(): void {
    for (const {lines, start, end} of this.options.exceptional) {
      this.copyUpTo(start);
      this.skip(end);
      this.write(this.filler.repeat(lines));
    }
    this.copyUpTo(Infinity);
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
    const text = transcode(this.source.bytes.subarray(this.at, upto), this.options.encoding);
    this.write(this.isPlain ? text : text.replaceAll("\r\n", "\n").replaceAll("\r", "\n"));
    this.at = upto;
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

/** The signs that windows-1252 has where latin-1 has none. */
const SIGNS = new Map(
  Array.from({length: 32}, (_, index) => 0x80 + index).map((byte) => [
    String.fromCharCode(byte),
    iconv.decode(Buffer.from([byte]), "windows-1252")
  ])
);

/** Decodes latin-1, which the engine does natively, and puts the signs of windows-1252 in. */
function transcode(bytes: Buffer, encoding: Encoding): string {
  if (encoding === "utf-8") return bytes.toString("utf8");
  const text = bytes.toString("latin1");
  return text.replace(/[\x80-\x9f]/g, (sign) => SIGNS.get(sign) ?? sign);
}
