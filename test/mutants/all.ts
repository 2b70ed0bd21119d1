// `npm run mutants`: puts small mistakes into what the figures rest on, one at a time, and writes into
// docs/reliability.md how many a test notices, and which ones none does. Of a file that is as it was, what was noticed
// before counts as noticed, unless everything is asked for (`--fresh`).
import {createHash} from "node:crypto";
import {existsSync} from "node:fs";
import {mkdir, readFile, writeFile} from "node:fs/promises";
import {join} from "node:path";
import {parseArgs} from "node:util";
import {PACKAGE_ROOT} from "../../src/config.ts";
import {withSection} from "../bench/report.ts";
import {type Group, GROUPS} from "./groups.ts";
import {isSame, isUnnoticed, type Outcome} from "./outcomes.ts";
import {mutantsSection} from "./report.ts";
import {trySql} from "./sql.ts";
import {tryTypeScript} from "./typescript.ts";

const {values} = parseArgs({
  options: {
    group: {type: "string"},
    file: {type: "string", multiple: true},
    page: {type: "string", default: join(PACKAGE_ROOT, "docs", "reliability.md")},
    /** Part of the mutants of each file that is tried, 0 to 1; always the same ones. */
    share: {type: "string", default: "1"},
    /** Tries all mutants, those that were noticed before too. */
    fresh: {type: "boolean", default: false},
    /** Writes the page from what was tried before, and tries nothing. */
    report: {type: "boolean", default: false}
  }
});
/** Mutants of a file that are tried in one process. */
const AT_ONCE = 40;
const HELD = join(PACKAGE_ROOT, "dist", "mutants");

/** What could not be tried, because its tests fail without any mutant. */
const failed: string[] = [];

await mkdir(HELD, {recursive: true});
const outcomes: Record<string, Outcome[]> = {};
for (const [name, group] of Object.entries(GROUPS)) outcomes[name] = await tryGroup(name, group);
if (failed.length > 0) {
  process.exitCode = 1;
} else if (values.file === undefined && values.group === undefined) {
  const page = existsSync(values.page) ? await readFile(values.page, "utf8") : "# Reliability\n";
  const date = new Date().toISOString().slice(0, 10);
  await writeFile(values.page, await withSection(page, await mutantsSection(outcomes, {date})));
}

async function tryGroup(name: string, group: Group): Promise<Outcome[]> {
  const all: Outcome[] = [];
  for (const [path, tests] of Object.entries(group)) all.push(...(await tryFile(name, path, tests)));
  return all;
}

async function tryFile(name: string, path: string, listed: readonly string[]): Promise<Outcome[]> {
  const tests = listed.filter((test) => existsSync(join(PACKAGE_ROOT, test)));
  const isWanted = [undefined, name].includes(values.group) && (values.file?.includes(path) ?? true);
  const keys = {source: await hashOf([path]), tests: await hashOf(tests)};
  const tryIt = path.endsWith(".sql") ? trySql : tryTypeScript;
  return heldOr({name: path, keys, isWanted, tryIt: (isTried) => tryIt(path, tests, isTried)});
}

interface Work {
  name: string;
  keys: Pick<Held, "source" | "tests">;
  isWanted: boolean;
  tryIt: (isTried: (mutant: Outcome) => boolean) => Promise<Outcome[]>;
}

/** What is known of mutants, or what comes out of trying them; of those already noticed nothing is asked again. */
async function heldOr({name, keys, isWanted, tryIt}: Work): Promise<Outcome[]> {
  const file = join(HELD, `${name.replaceAll(/\W/g, "-")}.json`);
  const held = existsSync(file) ? (JSON.parse(await readFile(file, "utf8")) as Held) : undefined;
  if (values.report || !isWanted) return held?.outcomes ?? [];
  let outcomes = held?.source === keys.source && !values.fresh ? held.outcomes : [];
  const started = Date.now();
  const done: Outcome[] = [];
  const isLeft = (mutant: Outcome): boolean => {
    if (done.some((other) => isSame(mutant, other))) return false;
    const known = outcomes.find((other) => isSame(mutant, other));
    if (known === undefined) return isSampled(mutant, Number(values.share));
    return isUnnoticed(known) && held?.tests !== keys.tests;
  };
  for (;;) {
    let count = 0;
    const tried = await tryIt((mutant) => isLeft(mutant) && count++ < AT_ONCE).catch((error: unknown) => {
      process.stderr.write(`${name}: ${error instanceof Error ? error.message : String(error)}\n`);
      failed.push(name);
      return [];
    });
    done.push(...tried);
    outcomes = [...outcomes.filter((known) => !tried.some((other) => isSame(known, other))), ...tried];
    outcomes.sort((one, other) => one.line - other.line || one.column - other.column);
    const isOver = tried.length < AT_ONCE;
    // What is done by then is kept when the rest is stopped.
    const tests = isOver && !failed.includes(name) ? keys.tests : (held?.tests ?? "");
    await writeFile(file, JSON.stringify({source: keys.source, tests, outcomes} satisfies Held, null, 1));
    if (isOver) break;
  }
  const missed = outcomes.filter(isUnnoticed).length;
  const seconds = Math.round((Date.now() - started) / 1000);
  process.stderr.write(
    `${name}: ${missed} of ${outcomes.length} unnoticed; tried ${done.length} in ${seconds} s\n`
  );
  return outcomes;
}

/** Whether a mutant is among the part that is tried: by its place and its text, as if they were drawn. */
function isSampled({path, line, column, kind, replacement}: Outcome, share: number): boolean {
  const drawn = createHash("sha256")
    .update(JSON.stringify([path, line, column, kind, replacement]))
    .digest();
  return drawn.readUInt32BE() < share * 2 ** 32;
}

interface Held {
  /** Hashes of the file and of its tests, as they were. */
  source: string;
  tests: string;
  outcomes: Outcome[];
}

async function hashOf(paths: readonly string[]): Promise<string> {
  const hash = createHash("sha256");
  for (const path of paths) hash.update(path).update(await readFile(join(PACKAGE_ROOT, path)));
  return hash.digest("hex");
}
