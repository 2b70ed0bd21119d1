import {closeSync, fstatSync, openSync, readSync} from "node:fs";
import {dataError} from "../errors.ts";

/** Bytes of a file, seen through a window that only moves forward. */
export interface ByteSource {
  /** What the window shows. */
  readonly bytes: Buffer;
  /** Place of the window's first byte in the file. */
  readonly base: number;
  /** Whether the window reaches the end of the file. */
  readonly isLast: boolean;
  /** Forgets what stands before `at` (a place in the window) and reads on; a window that cannot forget grows. */
  advance(at: number): void;
}

/** A file of which all bytes are at hand. */
export function memorySource(bytes: Buffer, start = 0): ByteSource {
  return {
    bytes: bytes.subarray(start),
    base: start,
    isLast: true,
    advance() {
      throw new Error("a window on all of the bytes has nothing to read on");
    }
  };
}

const WINDOW = 4 << 20;

/** A record is a line, or some of them; a file whose line is longer than this is not a delimited one. */
const LONGEST_WINDOW = 256 << 20;

/** Reads a file from `start` on, a window at a time: memory stays the same whatever the size of the file. */
export class FileSource implements ByteSource {
  bytes = Buffer.alloc(0);
  base: number;
  isLast = false;
  private readonly file: number;
  private readonly size: number;
  private buffer = Buffer.allocUnsafe(WINDOW);

  constructor(
    private readonly path: string,
    start = 0
  ) {
    this.file = openSync(path, "r");
    this.size = fstatSync(this.file).size;
    this.base = start;
    this.advance(0);
  }

  advance(at: number): void {
    const rest = this.bytes.subarray(at);
    if (rest.length === this.buffer.length) this.grow(rest);
    else this.buffer.set(rest, 0);
    this.base += at;
    const end = this.fill(rest.length);
    this.bytes = this.buffer.subarray(0, end);
    this.isLast = this.base + end >= this.size;
  }

  close(): void {
    closeSync(this.file);
  }

  private grow(rest: Buffer): void {
    if (rest.length >= LONGEST_WINDOW) {
      throw dataError(
        `${this.path}: a line is longer than ${LONGEST_WINDOW} bytes; this is not a delimited file`
      );
    }
    this.buffer = Buffer.allocUnsafe(2 * rest.length);
    this.buffer.set(rest, 0);
  }

  private fill(from: number): number {
    let end = from;
    while (end < this.buffer.length) {
      const read = readSync(this.file, this.buffer, end, this.buffer.length - end, this.base + end);
      if (read === 0) break;
      end += read;
    }
    return end;
  }
}
