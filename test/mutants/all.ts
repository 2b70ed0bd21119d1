// `npm run mutants`: puts small mistakes into what the figures rest on, one at a time, and writes into
// docs/reliability.md how many a test notices, and which ones none does. What was tried before, on the same text and with
// the same tests, is not tried again.
import {createHash} from "node:crypto";
import {existsSync} from "node:fs";
import {mkdir, readFile, writeFile} from "node:fs/promises";
import {join} from "node:path";
import {parseArgs} from "node:util";
import {PACKAGE_ROOT} from "../../src/config.ts";
import {withSection} from "../bench/report.ts";
import {type Group, GROUPS} from "./groups.ts";
import type {Outcome} from "./outcomes.ts";
import {mutantsSection} from "./report.ts";
import {trySql} from "./sql.ts";
import {stretchesOf} from "./stretches.ts";
import {tryTypeScript} from "./typescript.ts";

const {values} = parseArgs({
  options: {
    group: {type: "string"},
    file: {type: "string", multiple: true},
    page: {type: "string", default: join(PACKAGE_ROOT, "docs", "reliability.md")},
    /** Writes the page from what was tried before, and tries nothing. */
    report: {type: "boolean", default: false}
  }
});
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
  const key = await keyOf([path, ...tests]);
  if (path.endsWith(".sql")) return heldOr(path, key, isWanted, () => trySql(path, tests));
  const outcomes: Outcome[] = [];
  for (const stretch of stretchesOf(await readFile(join(PACKAGE_ROOT, path), "utf8"))) {
    const tryIt = (): Promise<Outcome[]> => tryTypeScript(path, stretch, tests);
    outcomes.push(...(await heldOr(`${path}:${stretch}`, key, isWanted, tryIt)));
  }
  return outcomes;
}

async function heldOr(
  name: string,
  key: string,
  isWanted: boolean,
  tryIt: () => Promise<Outcome[]>
): Promise<Outcome[]> {
  const held = join(HELD, `${name.replaceAll(/\W/g, "-")}.json`);
  const before = existsSync(held) ? (JSON.parse(await readFile(held, "utf8")) as Held) : undefined;
  if (before?.key === key || values.report || !isWanted) return before?.outcomes ?? [];
  const started = Date.now();
  const outcomes = await tryIt().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    failed.push(name);
    return undefined;
  });
  if (outcomes === undefined) return [];
  const missed = outcomes.filter(({status}) => status === "survived" || status === "no tests").length;
  const seconds = Math.round((Date.now() - started) / 1000);
  process.stderr.write(`${name}: ${missed} of ${outcomes.length} mutants unnoticed, ${seconds} s\n`);
  await writeFile(held, JSON.stringify({key, outcomes} satisfies Held, null, 1));
  return outcomes;
}

interface Held {
  key: string;
  outcomes: Outcome[];
}

/** Tells whether a file and its tests are as they were; not what these read beside. */
async function keyOf(paths: readonly string[]): Promise<string> {
  const hash = createHash("sha256");
  for (const path of paths) hash.update(path).update(await readFile(join(PACKAGE_ROOT, path)));
  return hash.digest("hex");
}
