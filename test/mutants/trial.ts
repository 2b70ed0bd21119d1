// Tries one mutant: what a test file that is written for it calls, see `trials.ts`.
import {readFile} from "node:fs/promises";
import {resolve} from "node:path";
import {pathToFileURL} from "node:url";
import {afterAll, afterEach, beforeEach, type TestContext, vi} from "vitest";
import type {Swapped} from "../support/models.ts";
import {applied, type Mutation} from "./mutations.ts";
import {INVALID, NOT_RUN} from "./outcomes.ts";

/** A query of a mutant may take this long. */
const MILLISECONDS = 20_000;
/** A mutant may be run as many times as often as the code that it stands in. */
const PATIENCE = 5;

/** The place of a trial among those of its file, and the tests that are to notice. */
interface Trial {
  number: number;
  tests: string[];
}

/** Registers the tests for a mutant of SQL, or for the text as it is; after the first that fails others are skipped. */
export async function ofSql(path: string, mutation: Mutation | null, trial: Trial): Promise<void> {
  const swapped = mutation === null ? undefined : await swap(resolve(path), mutation);
  let clock: NodeJS.Timeout | undefined;
  stopAtFailure();
  beforeEach(() => {
    clock = setTimeout(() => swapped?.interrupt(), MILLISECONDS);
  });
  afterEach(() => clearTimeout(clock));
  afterAll(() => swapped?.restore());
  await register(trial).catch(async (error: unknown) => {
    await swapped?.restore();
    throw error;
  });
}

async function swap(path: string, mutation: Mutation): Promise<Swapped> {
  // Not needed, and not read, where TypeScript is tried.
  const {swapSql} = await import("../support/models.ts");
  const own = await readFile(path, "utf8");
  try {
    return await swapSql(path, applied(own, mutation));
  } catch (error) {
    throw new Error(`${INVALID}: ${error instanceof Error ? error.message : String(error)}`, {cause: error});
  }
}

/** How often each mutant was run, by its id. */
type Runs = Partial<Record<string, number>>;

/** What code that Stryker has put mutants into reads and writes. */
interface Switch {
  activeMutant?: string | undefined;
  hitCount?: number | undefined;
  hitLimit?: number;
  currentTestId?: string | undefined;
  /** How often each mutant was run by each test, and outside of them. */
  mutantCoverage?: {static: Runs; perTest: Partial<Record<string, Runs>>};
}

/** Registers the tests for a mutant of TypeScript by its number, or, to see which tests run which, for none. */
export async function ofTypeScript(mutant: string | null, trial: Trial): Promise<void> {
  const place = ((globalThis as {__stryker__?: Switch}).__stryker__ ??= {});
  const nameOf = ({task}: TestContext): string => `${task.suite?.name ?? ""} ${task.name}`;
  stopAtFailure();
  // Modules do things when they are read, too.
  vi.resetModules();
  if (mutant === null) {
    beforeEach((context) => {
      place.currentTestId = nameOf(context);
    });
    afterEach(() => {
      place.currentTestId = undefined;
    });
  } else {
    const nothing: NonNullable<Switch["mutantCoverage"]> = {static: {}, perTest: {}};
    const {static: outside, perTest} = place.mutantCoverage ?? nothing;
    const runs = Object.values(perTest).map((one) => one?.[mutant] ?? 0);
    const all = runs.reduce((sum, count) => sum + count, outside[mutant] ?? 0);
    if (all === 0) throw new Error(NOT_RUN);
    Object.assign(place, {activeMutant: mutant, hitCount: 0, hitLimit: all * PATIENCE});
    beforeEach((context) => {
      if (outside[mutant] === undefined && perTest[nameOf(context)]?.[mutant] === undefined) context.skip();
    });
    afterAll(() => {
      place.activeMutant = undefined;
    });
  }
  await register(trial).catch((error: unknown) => {
    place.activeMutant = undefined;
    throw error;
  });
}

function stopAtFailure(): void {
  let isKilled = false;
  beforeEach((context) => {
    if (isKilled) context.skip();
    context.onTestFailed(() => {
      isKilled = true;
    });
  });
}

async function register({tests, number}: Trial): Promise<void> {
  for (const test of tests) await import(`${pathToFileURL(resolve(test)).href}?trial=${number}`);
}
