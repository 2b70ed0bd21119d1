// Tries mutants of SQL: all of a file in one process, in one database, so that each costs no more than its tests.
import {mkdir, readFile, rm, writeFile} from "node:fs/promises";
import {join, relative} from "node:path";
import {startVitest, type TestModule} from "vitest/node";
import {PACKAGE_ROOT} from "../../src/config.ts";
import {type Mutation, mutationsOf} from "./mutations.ts";
import type {Outcome, Status} from "./outcomes.ts";
import {INTERRUPTED, INVALID, type Trial} from "./trial.ts";

/** Test files that are written for mutants stand here while they are tried. */
const FOLDER = join(PACKAGE_ROOT, "dist", "mutants", "trials");
const MILLISECONDS = 20_000;

/** The outcome of each mutant of an SQL file. @throws when its tests fail without any mutant. */
export async function trySql(path: string, tests: readonly string[]): Promise<Outcome[]> {
  const sql = await readFile(join(PACKAGE_ROOT, path), "utf8");
  const mutations = mutationsOf(sql);
  const trials = [undefined, ...mutations].map((mutation, number): Trial => ({
    path,
    mutation,
    tests: [...tests],
    number,
    milliseconds: MILLISECONDS
  }));
  const [own, ...modules] = await runTrials(trials);
  if (own === undefined || own.state() !== "passed") {
    throw new Error(
      `${path}: its tests fail without any mutant: ${own === undefined ? "not run" : messagesOf(own)}`
    );
  }
  return mutations.map((mutation, index) => outcomeOf(path, sql, mutation, modules[index]));
}

async function runTrials(trials: readonly Trial[]): Promise<(TestModule | undefined)[]> {
  await rm(FOLDER, {recursive: true, force: true});
  await mkdir(FOLDER, {recursive: true});
  const files: string[] = [];
  for (const trial of trials) {
    const file = join(FOLDER, `${String(trial.number).padStart(4, "0")}.test.ts`);
    await writeFile(
      file,
      `import {tryMutant} from "../../../test/mutants/trial.ts";\n\nawait tryMutant(${JSON.stringify(trial)});\n`
    );
    files.push(file);
  }
  process.env.RESSAC_MUTANTS_TESTS = files.map((file) => relative(PACKAGE_ROOT, file)).join(",");
  const vitest = await startVitest("test", [], {
    root: PACKAGE_ROOT,
    config: join(PACKAGE_ROOT, "test", "mutants", "vitest.config.ts"),
    isolate: false,
    maxWorkers: 1,
    watch: false,
    reporters: [{}]
  });
  const modules = vitest.state.getTestModules();
  const found = files.map((file) => modules.find(({moduleId}) => moduleId === file));
  await vitest.close();
  process.exitCode = 0;
  await rm(FOLDER, {recursive: true, force: true});
  return found;
}

function outcomeOf(path: string, sql: string, mutation: Mutation, module: TestModule | undefined): Outcome {
  const {kind, start, end, replacement} = mutation;
  return {
    path,
    line: sql.slice(0, start).split("\n").length,
    kind,
    text: sql.slice(start, end),
    replacement,
    status: module === undefined ? "no tests" : statusOf(module)
  };
}

function statusOf(module: TestModule): Status {
  const state = module.state();
  if (state === "passed") return "survived";
  const messages = messagesOf(module);
  if (messages.includes(INVALID) || /(Binder|Parser|Catalog) Error/.test(messages)) return "invalid";
  return messages.includes(INTERRUPTED) ? "timeout" : "killed";
}

function messagesOf(module: TestModule): string {
  const failed = [...module.children.allTests()].flatMap((test) => test.result().errors ?? []);
  return [...module.errors(), ...failed].map(({message}) => message).join("\n");
}
