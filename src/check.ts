import {mkdtemp, rm} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {FileSource} from "./ingest/bytes.ts";
import type {Contract} from "./contract.ts";
import {RessacError} from "./errors.ts";
import type {RecognisedFile} from "./ingest/exports.ts";
import {openFile} from "./ingest/opening.ts";
import {type Outcome, type Problem, readOutcomes} from "./ingest/reading.ts";
import {tellPlaces} from "./ingest/packed.ts";
import {ScanWorker} from "./ingest/scanner.ts";
import {unpackExport} from "./ingest/unpack.ts";

/** Examples printed for each kind of problem. */
const EXAMPLES = 3;

/** What reading one export without loading it has shown. */
export interface FileCheck {
  /** Lines to print. */
  lines: string[];
  isClean: boolean;
}

/**
 * Reads an export by its contract without loading anything, and says what is wrong, where, and how to mend it.
 */
export async function checkExport(
  {contract, ...file}: RecognisedFile,
  contracts: readonly Contract[]
): Promise<FileCheck> {
  if (contract === undefined) {
    const patterns = contracts.flatMap(({files}) => files).join(", ");
    return {isClean: false, lines: [`${file.name}: no contract knows this file name; known are ${patterns}`]};
  }
  const folder = await mkdtemp(join(tmpdir(), "ressac-check-"));
  const worker = new ScanWorker();
  try {
    const {path, tally: parts} = await unpackExport(file, contract, folder);
    const opened = await openFile({path, name: file.name, contract, worker});
    const source = new FileSource(path, opened.layout.data_start);
    const tally = tallyOutcomes(tellPlaces(readOutcomes(source, contract, opened), parts));
    source.close();
    return describe(file.name, contract, tally, opened.layout.header);
  } catch (error) {
    if (error instanceof RessacError) return {isClean: false, lines: error.message.split("\n")};
    throw error;
  } finally {
    await worker.close();
    await rm(folder, {recursive: true, force: true});
  }
}

/** Problems of one kind: how many, and the first of them. */
interface ProblemKind {
  count: number;
  first: Problem[];
}

interface Tally {
  counts: Record<Outcome["kind"], number>;
  kinds: Map<string, ProblemKind>;
}

function tallyOutcomes(outcomes: Iterable<Outcome>): Tally {
  const counts = {loaded: 0, quarantined: 0, skipped: 0};
  const kinds = new Map<string, ProblemKind>();
  for (const outcome of outcomes) {
    counts[outcome.kind]++;
    if (outcome.kind !== "quarantined") continue;
    for (const problem of outcome.problems) {
      const key = `${problem.reason_code} ${problem.column_name ?? ""}`;
      const kind = kinds.get(key) ?? {count: 0, first: []};
      kind.count++;
      if (kind.first.length < EXAMPLES) kind.first.push(problem);
      kinds.set(key, kind);
    }
  }
  return {counts, kinds};
}

function describe(
  name: string,
  contract: Contract,
  {counts, kinds}: Tally,
  {unknown, missing}: {unknown: readonly string[]; missing: readonly string[]}
): FileCheck {
  const {loaded, quarantined, skipped} = counts;
  const records = loaded + quarantined + skipped;
  const absent = missing.map((column) => `"${contract.columns[column]?.headers[0] ?? column}"`);
  return {
    isClean: quarantined === 0,
    lines: [
      `${name}: ${contract.title}`,
      `  ${records} records: ${loaded} good, ${quarantined} bad, ${skipped} skipped`,
      ...(unknown.length === 0 ? [] : [`  columns not used: ${unknown.join(", ")}`]),
      ...(absent.length === 0 ? [] : [`  columns not there, read as empty: ${absent.join(", ")}`]),
      ...[...kinds.values()].flatMap((kind) => describeKind(name, kind, contract))
    ]
  };
}

function describeKind(name: string, {count, first}: ProblemKind, {columns}: Contract): string[] {
  const shown = first.map((problem) => {
    const header = problem.column_name === null ? undefined : columns[problem.column_name]?.headers[0];
    const where = header === undefined ? "" : ` column "${header}",`;
    return `  ${name}:${problem.line}:${where} value "${shorten(problem.raw_value)}": ${problem.message}`;
  });
  const rest = count - shown.length;
  return rest === 0 ? shown : [...shown, `  … and ${rest} more of this kind`];
}

function shorten(value: string): string {
  const line = value.replace(/\s+/gu, " ");
  return line.length > 60 ? `${line.slice(0, 57)}…` : line;
}
