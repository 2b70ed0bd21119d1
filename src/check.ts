import {basename} from "node:path";
import type {Contract} from "./contract.ts";
import {contractOf, readExport} from "./exports.ts";
import {type Problem, readFileBytes} from "./reading.ts";

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
export async function checkExport(path: string, contracts: readonly Contract[]): Promise<FileCheck> {
  const name = basename(path);
  const contract = contractOf(name, contracts);
  if (contract === undefined) {
    const patterns = contracts.flatMap(({files}) => files).join(", ");
    return {isClean: false, lines: [`${name}: no contract knows this file name; known are ${patterns}`]};
  }
  const {bytes} = await readExport(path, contract);
  const file = readFileBytes(bytes, contract);
  if (Array.isArray(file)) return {isClean: false, lines: file.map((problem) => `${name}: ${problem}`)};
  const counts = {loaded: 0, quarantined: 0, skipped: 0};
  const problems: Problem[] = [];
  for (const outcome of file.outcomes) {
    counts[outcome.kind]++;
    if (outcome.kind === "quarantined") problems.push(...outcome.problems);
  }
  const records = counts.loaded + counts.quarantined + counts.skipped;
  const {unknown} = file.header;
  return {
    isClean: counts.quarantined === 0,
    lines: [
      `${name}: ${contract.title}`,
      `  ${records} records: ${counts.loaded} good, ${counts.quarantined} bad, ${counts.skipped} skipped`,
      ...(unknown.length === 0 ? [] : [`  columns not used: ${unknown.join(", ")}`]),
      ...describeProblems(name, problems, contract)
    ]
  };
}

function describeProblems(name: string, problems: readonly Problem[], {columns}: Contract): string[] {
  const kinds = new Map<string, Problem[]>();
  for (const problem of problems) {
    const kind = `${problem.reason_code} ${problem.column_name ?? ""}`;
    kinds.set(kind, [...(kinds.get(kind) ?? []), problem]);
  }
  return [...kinds.values()].flatMap((same) => {
    const shown = same.slice(0, EXAMPLES).map((problem) => {
      const header = problem.column_name === null ? undefined : columns[problem.column_name]?.headers[0];
      const where = header === undefined ? "" : ` column "${header}",`;
      return `  ${name}:${problem.line}:${where} value "${shorten(problem.raw_value)}": ${problem.message}`;
    });
    const rest = same.length - shown.length;
    return rest === 0 ? shown : [...shown, `  … and ${rest} more of this kind`];
  });
}

function shorten(value: string): string {
  const line = value.replace(/\s+/gu, " ");
  return line.length > 60 ? `${line.slice(0, 57)}…` : line;
}
