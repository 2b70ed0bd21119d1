// Runs trials of mutants: all of a file in one process, so that each costs no more than its tests.
import {mkdir, rm, writeFile} from "node:fs/promises";
import {join, relative} from "node:path";
import {startVitest, type TestModule} from "vitest/node";
import {PACKAGE_ROOT} from "../../src/config.ts";
import {INVALID, NOT_RUN, type Status} from "./outcomes.ts";

/** What tests fail with that would not end: of DuckDB, of what counts the runs of a mutant, and of vitest. */
const ENDLESS = /INTERRUPT|Hit count limit reached|Test timed out/;

/** Where the code of a file that is tried stands, with all its mutants in it, for the configuration of vitest. */
export interface Instrumented {
  path: string;
  code: string;
}

/**
 * Runs trials, each a call in TypeScript of `trial.ts`, the first of them without any mutant; gives back the status of
 * the others. @throws when the first does not pass.
 */
export async function runTrials(
  calls: readonly string[],
  {instrumented, snapshots}: {instrumented?: Instrumented; snapshots?: string} = {}
): Promise<Status[]> {
  const folder = join(PACKAGE_ROOT, "dist", "mutants", `trials-${process.pid}`);
  await mkdir(folder, {recursive: true});
  const files: string[] = [];
  for (const [number, call] of calls.entries()) {
    const file = join(folder, `${String(number).padStart(4, "0")}.test.ts`);
    await writeFile(
      file,
      `import * as trial from "../../../test/mutants/trial.ts";\n\nawait trial.${call};\n`
    );
    files.push(file);
  }
  try {
    const given = {files: files.map((file) => relative(PACKAGE_ROOT, file)), instrumented, snapshots};
    // Read by the configuration of vitest.
    process.env.RESSAC_MUTANTS = JSON.stringify(given);
    const [own, ...modules] = await runFiles(files);
    if (own?.state() !== "passed") {
      throw new Error(`tests fail without any mutant: ${own === undefined ? "not run" : messagesOf(own)}`);
    }
    return modules.map((module) => (module === undefined ? "no tests" : statusOf(module)));
  } finally {
    await rm(folder, {recursive: true, force: true});
  }
}

async function runFiles(files: readonly string[]): Promise<(TestModule | undefined)[]> {
  const vitest = await startVitest("test", [], {
    root: PACKAGE_ROOT,
    config: join(PACKAGE_ROOT, "test", "mutants", "vitest.config.ts"),
    watch: false,
    reporters: [{}]
  });
  const modules = new Map(vitest.state.getTestModules().map((module) => [module.moduleId, module]));
  await vitest.close();
  // Of tests that fail vitest makes a failure of this process.
  process.exitCode = 0;
  return files.map((file) => modules.get(file));
}

function statusOf(module: TestModule): Status {
  if (module.state() === "passed") return "survived";
  const messages = messagesOf(module);
  if (messages.includes(NOT_RUN)) return "no tests";
  if (messages.includes(INVALID) || /(Binder|Parser|Catalog) Error/.test(messages)) return "invalid";
  return ENDLESS.test(messages) ? "timeout" : "killed";
}

function messagesOf(module: TestModule): string {
  const failed = [...module.children.allTests()].flatMap((test) => test.result().errors ?? []);
  return [...module.errors(), ...failed].map(({message}) => message).join("\n");
}
