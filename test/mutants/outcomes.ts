/** What became of a mutant. One that takes too long is noticed too; an invalid one does not count. */
export type Status = "killed" | "timeout" | "survived" | "no tests" | "invalid";

/** A mutant: what stands in a file, what was put in its place, and whether a test failed. */
export interface Outcome {
  path: string;
  line: number;
  /** Place in the line, from 1. */
  column: number;
  /** What kind of mistake it is. */
  kind: string;
  text: string;
  replacement: string;
  status: Status;
}

/** Whether two outcomes are of one mutant. */
export function isSame(one: Outcome, other: Outcome): boolean {
  const keys = ["path", "line", "column", "kind", "text", "replacement"] as const;
  return keys.every((key) => one[key] === other[key]);
}

/** Whether no test has noticed a mutant that counts. */
export function isUnnoticed({status}: Outcome): boolean {
  return status === "survived" || status === "no tests";
}

/** What a trial fails with when DuckDB does not accept the SQL: the mutant does not count. */
export const INVALID = "invalid mutant";
/** What a trial fails with whose mutant no test runs. */
export const NOT_RUN = "no test runs this mutant";
