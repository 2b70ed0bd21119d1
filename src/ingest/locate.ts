import {closeSync, fstatSync, openSync, readSync} from "node:fs";
import {memorySource} from "./bytes.ts";
import type {Layout} from "./layout.ts";
import {lineAt} from "./records.ts";
import {INDEX_STEP} from "./scan.ts";

/** A physical line and the half-open range of its bytes in the file, without the ending. */
export interface LinePlace {
  line: number;
  start: number;
  end: number;
}

/** Finds lines of a file, asked for in ascending order, through the index that its scan has made. */
export function* locateLines(
  path: string,
  {data_line, feed}: Pick<Layout, "data_line" | "feed">,
  index: readonly number[],
  lines: Iterable<number>
): Generator<LinePlace> {
  const file = openSync(path, "r");
  try {
    const size = fstatSync(file).size;
    let block = -1;
    let source = memorySource(Buffer.alloc(0));
    let line = 0;
    let at = 0;
    for (const wanted of lines) {
      const its = Math.floor((wanted - data_line) / INDEX_STEP);
      if (its !== block) {
        block = its;
        line = data_line + block * INDEX_STEP;
        at = 0;
        source = readBlock(file, index[block] ?? size, index[block + 1] ?? size);
      }
      for (; line < wanted; line++) at = lineAt(source, at, feed)?.next ?? source.bytes.length;
      const {end = at} = lineAt(source, at, feed) ?? {};
      yield {line, start: source.base + at, end: source.base + end};
    }
  } finally {
    closeSync(file);
  }
}

function readBlock(file: number, start: number, end: number): ReturnType<typeof memorySource> {
  const bytes = Buffer.alloc(end - start);
  readSync(file, bytes, 0, bytes.length, start);
  return {...memorySource(bytes), base: start};
}
