// Reads an export by its contract: bytes in; rows, problems and skipped records out.
import {readFile} from "node:fs/promises";
import {basename} from "node:path";
import type {Contract, Row} from "../../src/contract.ts";
import {filesIn} from "../../src/ingest/exports.ts";
import {tellPlaces} from "../../src/ingest/packed.ts";
import {type Problem, readFileBytes} from "../../src/ingest/reading.ts";
import {type PlainText, unpackExport} from "../../src/ingest/unpack.ts";
import {tempFolder} from "./temp.ts";

export interface ReadExport {
  rows: Row[];
  /** Physical line of each row. */
  lines: number[];
  problems: Problem[];
  skipped: number;
  /** Why the file as a whole cannot be read. */
  refusals: string[];
}

/** Everything that a contract makes of an export. */
export function readBytes(contract: Contract, bytes: Buffer, tally?: PlainText["tally"]): ReadExport {
  const read: ReadExport = {rows: [], lines: [], problems: [], skipped: 0, refusals: []};
  const file = readFileBytes(bytes, contract);
  if (Array.isArray(file)) return {...read, refusals: file};
  for (const outcome of tellPlaces(file.outcomes, tally)) {
    if (outcome.kind === "loaded") {
      read.rows.push(outcome.row);
      read.lines.push(outcome.line);
    } else if (outcome.kind === "quarantined") read.problems.push(...outcome.problems);
    else read.skipped++;
  }
  return read;
}

/** The same, of an export written down in a test. */
export function readText(contract: Contract, text: string): ReadExport {
  return readBytes(contract, Buffer.from(text));
}

/** The same, of a file or folder in whatever form it was delivered. */
export async function readDelivered(contract: Contract, path: string): Promise<ReadExport> {
  const {bytes, tally} = await unpackDelivered(contract, path);
  return readBytes(contract, bytes, tally);
}

/** The delimited text that is made of a file or folder, and how many records its parts have. */
export async function unpackDelivered(
  contract: Contract,
  path: string
): Promise<{bytes: Buffer; tally: PlainText["tally"]}> {
  const [file, ...others] = await filesIn({name: basename(path), path}, [contract]);
  if (file === undefined || others.length > 0) throw new Error(`${path}: not one export`);
  const plain = await unpackExport(file, contract, await tempFolder());
  return {bytes: await readFile(plain.path), tally: plain.tally};
}
