// Tries one mutant of an SQL text: what a test file that is written for it calls, see `sql.ts`.
import {readFile} from "node:fs/promises";
import {resolve} from "node:path";
import {pathToFileURL} from "node:url";
import {afterAll, beforeEach} from "vitest";
import {type Swapped, swapSql} from "../support/models.ts";
import {applied, type Mutation} from "./mutations.ts";

/** What an error begins with when there is no such query: the mutant does not count. */
export const INVALID = "invalid mutant";
/** What a test fails with whose query took too long. */
export const INTERRUPTED = "INTERRUPT";

/** What is tried: the file, what is changed in it, and the test files that are to notice. */
export interface Trial {
  path: string;
  /** Missing in the trial of the text as it is, which has to pass. */
  mutation?: Mutation;
  tests: string[];
  /** Tells one trial's own copies of the test files from another's. */
  number: number;
  /** A query may take this long. */
  milliseconds: number;
}

/** Registers the tests of a mutant; after the first that fails the others are skipped. */
export async function tryMutant({path, mutation, tests, number, milliseconds}: Trial): Promise<void> {
  const swapped = mutation === undefined ? undefined : await swap(resolve(path), mutation);
  let isKilled = false;
  let clock: NodeJS.Timeout | undefined;
  beforeEach((context) => {
    if (isKilled) context.skip();
    clock = setTimeout(() => swapped?.interrupt(), milliseconds);
    context.onTestFailed(() => void (isKilled = true));
    context.onTestFinished(() => clearTimeout(clock));
  });
  afterAll(() => swapped?.restore());
  try {
    for (const test of tests) await import(`${pathToFileURL(resolve(test)).href}?trial=${number}`);
  } catch (error) {
    await swapped?.restore();
    throw error;
  }
}

async function swap(path: string, mutation: Mutation): Promise<Swapped> {
  const own = await readFile(path, "utf8");
  try {
    return await swapSql(path, applied(own, mutation));
  } catch (error) {
    throw new Error(`${INVALID}: ${error instanceof Error ? error.message : String(error)}`, {cause: error});
  }
}
