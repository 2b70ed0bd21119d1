// Tries mutants of TypeScript, made and run by Stryker.
import {readFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join, relative} from "node:path";
import {Stryker} from "@stryker-mutator/core";
import {PACKAGE_ROOT} from "../../src/config.ts";
import type {Outcome, Status} from "./outcomes.ts";

type Options = ConstructorParameters<typeof Stryker>[0];
type MutantResult = Awaited<ReturnType<Stryker["runMutationTest"]>>[number];

const STATUSES: Partial<Record<MutantResult["status"], Status>> = {
  Killed: "killed",
  Timeout: "timeout",
  Survived: "survived",
  NoCoverage: "no tests"
};

/**
 * The outcome of each mutant of a stretch of a TypeScript file. @throws when its tests fail without any mutant.
 */
export async function tryTypeScript(
  path: string,
  stretch: string,
  tests: readonly string[]
): Promise<Outcome[]> {
  // Read by the configuration of vitest, in the process of Stryker that runs the tests.
  process.env.RESSAC_MUTANTS_TESTS = tests.join(",");
  const options: Options = {
    mutate: [`${path}:${stretch}`],
    testRunner: "vitest",
    plugins: ["@stryker-mutator/vitest-runner"],
    coverageAnalysis: "perTest",
    concurrency: 1,
    timeoutMS: 10_000,
    reporters: [],
    logLevel: "error" as Options["logLevel"],
    allowEmpty: true,
    tempDirName: join(tmpdir(), `ressac-mutants-${process.pid}`),
    cleanTempDir: "always",
    ignorePatterns: ["**", "!{src,test,pipeline,reports}/**", "!data/lookups/**", "!*.json"]
  };
  const results = await new Stryker({
    ...options,
    vitest: {configFile: "test/mutants/vitest.config.ts", related: false}
  }).runMutationTest();
  const source = await readFile(join(PACKAGE_ROOT, path), "utf8");
  return results.map((result) => outcomeOf(result, source));
}

function outcomeOf(
  {fileName, location, mutatorName, replacement, status}: MutantResult,
  source: string
): Outcome {
  const {start, end} = location;
  return {
    path: relative(PACKAGE_ROOT, fileName),
    line: start.line,
    kind: mutatorName,
    text: source.slice(offsetOf(source, start), offsetOf(source, end)),
    replacement,
    status: STATUSES[status] ?? "invalid"
  };
}

/** Places of Stryker's results count lines from one and columns from one. */
function offsetOf(source: string, {line, column}: MutantResult["location"]["start"]): number {
  const before = source.split("\n").slice(0, line - 1);
  return before.reduce((sum, text) => sum + text.length + 1, 0) + column - 1;
}
