// `npm run mutants`: puts small mistakes into what the figures rest on, one at a time, and writes into
// docs/reliability.md how many a test notices, and which ones none does. Of a file that is as it was, what was noticed
// before counts as noticed, unless everything is asked for (`--fresh`).
import {existsSync} from "node:fs";
import {readFile, writeFile} from "node:fs/promises";
import {join} from "node:path";
import {parseArgs} from "node:util";
import {PACKAGE_ROOT} from "../../src/config.ts";
import {withSection} from "../bench/report.ts";
import {GROUPS} from "./groups.ts";
import {readHeld, tryFile} from "./held.ts";
import {isUnnoticed} from "./outcomes.ts";
import {mutantsSection, type TriedFile} from "./report.ts";

const {values} = parseArgs({
  options: {
    group: {type: "string"},
    file: {type: "string", multiple: true},
    page: {type: "string", default: join(PACKAGE_ROOT, "docs", "reliability.md")},
    /** Part of the mutants of each file that is tried, 0 to 1. */
    share: {type: "string", default: "1"},
    /** Tries all mutants, those that were noticed before too. */
    fresh: {type: "boolean", default: false},
    /** Writes the page from what was tried before, and tries nothing. */
    report: {type: "boolean", default: false}
  }
});
const trying = {share: Number(values.share), isFresh: values.fresh};

if (!values.report) {
  for (const [name, group] of Object.entries(GROUPS)) {
    for (const [path, tests] of Object.entries(group)) {
      const isWanted = [undefined, name].includes(values.group) && (values.file?.includes(path) ?? true);
      if (isWanted) await tryAndTell(path, tests);
    }
  }
}
if (values.file === undefined && values.group === undefined && process.exitCode !== 1) await writePage();

async function tryAndTell(path: string, tests: readonly string[]): Promise<void> {
  const started = Date.now();
  try {
    const {all, outcomes} = await tryFile(path, tests, trying);
    const seconds = Math.round((Date.now() - started) / 1000);
    const missed = outcomes.filter(isUnnoticed).length;
    process.stderr.write(`${path}: ${missed} of ${outcomes.length} unnoticed, of ${all}; ${seconds} s\n`);
  } catch (error) {
    // The others can be tried all the same.
    process.stderr.write(`${path}: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}

async function writePage(): Promise<void> {
  const groups: Record<string, TriedFile[]> = {};
  for (const [name, group] of Object.entries(GROUPS)) {
    groups[name] = [];
    for (const path of Object.keys(group)) {
      const {all, outcomes} = (await readHeld(path)) ?? {all: null, outcomes: []};
      groups[name].push({path, all, outcomes});
    }
  }
  const page = existsSync(values.page) ? await readFile(values.page, "utf8") : "# Reliability\n";
  const date = new Date().toISOString().slice(0, 10);
  await writeFile(values.page, await withSection(page, await mutantsSection(groups, {date})));
}
