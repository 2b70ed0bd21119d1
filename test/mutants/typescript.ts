// Tries mutants of TypeScript: Stryker puts all of a file into its code, and each is switched on in turn. Stryker's own
// runner starts a thread and reads all modules anew for each mutant, which takes ten times as long.
import {existsSync} from "node:fs";
import {mkdir, readFile, writeFile} from "node:fs/promises";
import {basename, dirname, join} from "node:path";
import {Instrumenter} from "@stryker-mutator/instrumenter";
import {PACKAGE_ROOT} from "../../src/config.ts";
import type {Outcome} from "./outcomes.ts";
import {runTrials} from "./trials.ts";

type Logger = ConstructorParameters<typeof Instrumenter>[0];
type Mutant = Awaited<ReturnType<Instrumenter["instrument"]>>["mutants"][number];

/**
 * The outcome of each mutant of a TypeScript file that is wanted. @throws when its tests fail without any mutant.
 */
export async function tryTypeScript(
  path: string,
  tests: readonly string[],
  isWanted: (mutant: Outcome) => boolean
): Promise<Outcome[]> {
  const source = await readFile(join(PACKAGE_ROOT, path), "utf8");
  const {code, mutants} = await instrument(path, source);
  const tried = mutants
    .map((mutant) => ({id: mutant.id, outcome: outcomeOf(path, source, mutant)}))
    .filter(({outcome}) => isWanted(outcome));
  if (tried.length === 0) return [];
  const call = (id: string | null, number: number): string =>
    `ofTypeScript(${JSON.stringify(id)}, ${JSON.stringify({number, tests})})`;
  const snapshots = tests.map(snapshotsOf).find((file) => existsSync(join(PACKAGE_ROOT, file)));
  const statuses = await runTrials([null, ...tried.map(({id}) => id)].map(call), {
    instrumented: {path: join(PACKAGE_ROOT, path), code},
    ...(snapshots === undefined ? {} : {snapshots: join(PACKAGE_ROOT, snapshots)})
  });
  return tried.map(({outcome}, index) => ({...outcome, status: statuses[index] ?? "no tests"}));
}

function snapshotsOf(test: string): string {
  return join(dirname(test), "__snapshots__", `${basename(test)}.snap`);
}

/** Writes the code of a file with all its mutants in it, and lists them. */
async function instrument(
  path: string,
  content: string
): Promise<{code: string; mutants: readonly Mutant[]}> {
  const {files, mutants} = await new Instrumenter(silent()).instrument(
    [{name: join(PACKAGE_ROOT, path), mutate: true, content}],
    {plugins: null, excludedMutations: [], ignorers: []}
  );
  const code = join(PACKAGE_ROOT, "dist", "mutants", `trials-${process.pid}`, "instrumented.ts");
  await mkdir(dirname(code), {recursive: true});
  await writeFile(code, files[0]?.content ?? "");
  return {code, mutants};
}

function silent(): Logger {
  const nothing = (): void => undefined;
  const isNever = (): boolean => false;
  return {
    ...{trace: nothing, debug: nothing, info: nothing, warn: nothing, error: nothing, fatal: nothing},
    ...{isTraceEnabled: isNever, isDebugEnabled: isNever, isInfoEnabled: isNever},
    ...{isWarnEnabled: isNever, isErrorEnabled: isNever, isFatalEnabled: isNever}
  };
}

/** Stryker counts lines of mutants from none, columns too. */
function outcomeOf(path: string, source: string, {location, mutatorName, replacement}: Mutant): Outcome {
  const {start, end} = location;
  const text = source.slice(offsetOf(source, start), offsetOf(source, end));
  const place = {line: start.line + 1, column: start.column + 1};
  return {path, ...place, kind: mutatorName, text, replacement, status: "survived"};
}

function offsetOf(source: string, {line, column}: Mutant["location"]["start"]): number {
  const before = source.split("\n").slice(0, line);
  return before.reduce((sum, text) => sum + text.length + 1, 0) + column;
}
