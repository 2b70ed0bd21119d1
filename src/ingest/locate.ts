import {closeSync, fstatSync, openSync, readSync} from "node:fs";
import {memorySource} from "./bytes.ts";
import type {Layout} from "./layout.ts";
import {lineAt} from "./records.ts";
import type {LineStart} from "./scan.ts";

/** A physical line and the half-open range of its bytes in the file, without the ending. */
export interface LinePlace {
  line: number;
  start: number;
  end: number;
}

/** Finds lines of a file, asked for in ascending order, through the index that its scan has made. */
export function* locateLines(
  path: string,
  {feed}: Pick<Layout, "feed">,
  index: readonly LineStart[],
  lines: Iterable<number>
): Generator<LinePlace> {
  const file = openSync(path, "r");
  try {
    const size = fstatSync(file).size;
    let next = 0;
    let source = memorySource(Buffer.alloc(0));
    let line = 0;
    let at = 0;
    for (const wanted of lines) {
      if ((index[next]?.line ?? Infinity) <= wanted) {
        while ((index[next + 1]?.line ?? Infinity) <= wanted) next++;
        const {line: first, start} = index[next] as LineStart;
        source = readBlock(file, start, index[++next]?.start ?? size);
        line = first;
        at = 0;
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
