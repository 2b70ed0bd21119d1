import type {ByteSource} from "../../src/ingest/bytes.ts";

/** Bytes seen through a window of a few of them, to try what large files meet at the edges of theirs. */
export class TinySource implements ByteSource {
  bytes: Buffer;
  base: number;
  isLast: boolean;
  #size: number;

  constructor(
    private readonly all: Buffer,
    {start, size}: {start: number; size: number}
  ) {
    this.#size = size;
    this.base = start;
    this.bytes = all.subarray(start, start + size);
    this.isLast = start + size >= all.length;
  }

  advance(at: number): void {
    if (this.isLast) throw new Error("asked for more than the file has");
    const rest = this.bytes.length - at;
    if (rest >= this.#size) this.#size *= 2;
    this.base += at;
    this.bytes = this.all.subarray(this.base, this.base + this.#size);
    this.isLast = this.base + this.#size >= this.all.length;
  }
}
