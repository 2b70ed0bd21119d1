// Reads texts with the contract of an export, as a run does: typed rows, and what was refused.
import type {DuckDBValue} from "@duckdb/node-api";
import {DuckDBDateValue, DuckDBTimestampTZValue} from "@duckdb/node-api";
import {existsSync, readFileSync} from "node:fs";
import {resolve} from "node:path";
import iconv from "iconv-lite";
import type {Contract} from "../../src/contract.ts";
import {readFileBytes} from "../../src/ingest/reading.ts";

/** What a contract makes of a file. */
export interface ReadText {
  rows: Record<string, DuckDBValue>[];
  /** What was refused, as `line column: reason`. */
  refused: string[];
  skipped: number;
  /** Headers that the contract does not know. */
  unknown: string[];
}

/** Reads bytes by a contract. @throws when the file as a whole cannot be read, with the sentences that say why. */
export function readWith(contract: Contract, bytes: Buffer): ReadText {
  const file = readFileBytes(bytes, contract);
  if (Array.isArray(file)) throw new Error(file.join("\n"));
  const read: ReadText = {rows: [], refused: [], skipped: 0, unknown: file.layout.header.unknown};
  for (const outcome of file.outcomes) {
    if (outcome.kind === "skipped") read.skipped++;
    else if (outcome.kind === "loaded") read.rows.push(mapValues(outcome.row, plain));
    else {
      for (const {line, column_name, message} of outcome.problems)
        read.refused.push(`${line} ${column_name ?? "record"}: ${message}`);
    }
  }
  return read;
}

/** The bytes of lines as French office software writes them. */
export function french(...lines: string[]): Buffer {
  return iconv.encode(`${lines.join("\r\n")}\r\n`, "windows-1252");
}

/** The bytes of lines as programs write them. */
export function machine(...lines: string[]): Buffer {
  return Buffer.from(`${lines.join("\n")}\n`);
}

const SHARED = resolve("../shared/data");

/** The bytes of a published file; undefined on a machine that does not have it. */
export function sharedFile(path: string): Buffer | undefined {
  const file = resolve(SHARED, path);
  return existsSync(file) ? readFileSync(file) : undefined;
}

function mapValues(row: Record<string, DuckDBValue>, map: (value: DuckDBValue) => DuckDBValue) {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, map(value)]));
}

function plain(value: DuckDBValue): DuckDBValue {
  return value instanceof DuckDBDateValue || value instanceof DuckDBTimestampTZValue
    ? value.toString()
    : value;
}
