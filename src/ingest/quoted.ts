import {closeSync, openSync} from "node:fs";
import {FileSource} from "./bytes.ts";
import {BatchWriter, transcode} from "./copy.ts";
import type {Encoding} from "../dialect.ts";
import type {Mark} from "./marks.ts";

const FEED = Buffer.from("\n");

/** Writes some records of a file, and nothing else, in UTF-8 to a file of their own. */
export function copyRecords(
  path: string,
  target: string,
  {encoding, records}: {encoding: Encoding; records: readonly Pick<Mark, "start" | "end">[]}
): void {
  const source = new FileSource(path);
  const file = openSync(target, "w");
  try {
    const writer = new BatchWriter(file);
    for (const {start, end} of records) {
      while (end > source.base + source.bytes.length && !source.isLast) {
        source.advance(Math.min(start - source.base, source.bytes.length));
      }
      writer.write(transcode(source.bytes.subarray(start - source.base, end - source.base), encoding));
      writer.write(FEED);
    }
    writer.flush();
  } finally {
    closeSync(file);
    source.close();
  }
}
