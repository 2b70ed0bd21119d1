/** What became of a mutant. One that takes too long is noticed too; an invalid one does not count. */
export type Status = "killed" | "timeout" | "survived" | "no tests" | "invalid";

/** A mutant: what stands in a file, what was put in its place, and whether a test failed. */
export interface Outcome {
  path: string;
  line: number;
  /** What kind of mistake it is. */
  kind: string;
  text: string;
  replacement: string;
  status: Status;
}
