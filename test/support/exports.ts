// Reads an export by its contract: bytes in; rows, problems and skipped records out.
import type {Contract, Row} from "../../src/contract.ts";
import {type Problem, readFileBytes} from "../../src/reading.ts";

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
export function readBytes(contract: Contract, bytes: Buffer): ReadExport {
  const read: ReadExport = {rows: [], lines: [], problems: [], skipped: 0, refusals: []};
  const file = readFileBytes(bytes, contract);
  if (Array.isArray(file)) return {...read, refusals: file};
  for (const outcome of file.outcomes) {
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
