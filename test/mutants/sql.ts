// Tries mutants of SQL: each text stands in place of that of its file in one database.
import {readFile} from "node:fs/promises";
import {join} from "node:path";
import {PACKAGE_ROOT} from "../../src/config.ts";
import {type Mutation, mutationsOf} from "./mutations.ts";
import type {Outcome, Status} from "./outcomes.ts";
import {runTrials} from "./trials.ts";

/**
 * The outcome of each mutant of an SQL file that is wanted. @throws when its tests fail without any mutant.
 */
export async function trySql(
  path: string,
  tests: readonly string[],
  isWanted: (mutant: Outcome) => boolean
): Promise<Outcome[]> {
  const sql = await readFile(join(PACKAGE_ROOT, path), "utf8");
  const mutations = mutationsOf(sql).filter((mutation) =>
    isWanted(outcomeOf(path, sql, mutation, "survived"))
  );
  if (mutations.length === 0) return [];
  const call = (mutation: Mutation | null, number: number): string =>
    `ofSql(${JSON.stringify(path)}, ${JSON.stringify(mutation)}, ${JSON.stringify({number, tests})})`;
  const statuses = await runTrials([null, ...mutations].map(call));
  return mutations.map((mutation, index) => outcomeOf(path, sql, mutation, statuses[index] ?? "no tests"));
}

function outcomeOf(
  path: string,
  sql: string,
  {kind, start, end, replacement}: Mutation,
  status: Status
): Outcome {
  const before = sql.slice(0, start).split("\n");
  const column = (before.at(-1) ?? "").length + 1;
  return {path, line: before.length, column, kind, text: sql.slice(start, end), replacement, status};
}
