// `npm run bench:ingest`: measures ingest on large order files and writes docs/benchmarks.md.
import {existsSync} from "node:fs";
import {mkdtemp, readFile, rm, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join, resolve} from "node:path";
import {parseArgs} from "node:util";
import {PACKAGE_ROOT} from "../../src/config.ts";
import {judgeGoals, type Results} from "./goals.ts";
import {withIngestSection} from "./report.ts";
import {ingestSeries, measureSeries} from "./series.ts";

const {values} = parseArgs({
  options: {
    rows: {type: "string", default: "5000000"},
    runs: {type: "string", default: "5"},
    folder: {type: "string", default: tmpdir()},
    page: {type: "string", default: join(PACKAGE_ROOT, "docs", "benchmarks.md")},
    keep: {type: "boolean", default: false}
  }
});
const rows = Number(values.rows);
const runs = Number(values.runs);
const note = (line: string): boolean => process.stderr.write(`${line}\n`);

const folder = await mkdtemp(join(resolve(values.folder), "ressac-bench-"));
try {
  const results: Results = {};
  for (const series of ingestSeries(rows)) {
    results[series.title] = await measureSeries(series, {runs, folder, keep: values.keep, note});
  }
  const page = existsSync(values.page) ? await readFile(values.page, "utf8") : "";
  const date = new Date().toISOString().slice(0, 10);
  await writeFile(values.page, await withIngestSection(page, results, {rows, runs, date}));
  for (const {what, goal, measured, isReached} of judgeGoals(results)) {
    process.stdout.write(`${isReached ? "reached" : "MISSED "} ${what}: ${measured} (${goal})\n`);
  }
} finally {
  if (values.keep) note(`the files are kept in ${folder}`);
  else await rm(folder, {recursive: true, force: true});
}
