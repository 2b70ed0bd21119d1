// `npm run eval:saves`: measures the save rates on invented cases and writes its section of docs/evaluation.md.
import {existsSync} from "node:fs";
import {readFile, writeFile} from "node:fs/promises";
import {join} from "node:path";
import {parseArgs} from "node:util";
import {PACKAGE_ROOT} from "../../src/config.ts";
import {judgeSaves, measureSaves, openSaveBench} from "./save-measures.ts";
import {withSaveSection} from "./save-report.ts";

const {values} = parseArgs({
  options: {
    // The share of intervals that hold the truth is known to ±3√(.95·.05/runs): over 200 runs that is wider than its tolerance.
    runs: {type: "string", default: "1000"},
    cases: {type: "string", default: "600"},
    seeds: {type: "string", default: "20"},
    page: {type: "string", default: join(PACKAGE_ROOT, "docs", "evaluation.md")}
  }
});

const bench = await openSaveBench(2);
const measures = await measureSaves(bench, {
  runs: Number(values.runs),
  cases: Number(values.cases),
  seeds: Number(values.seeds)
});
bench.close();
const page = existsSync(values.page) ? await readFile(values.page, "utf8") : "";
await writeFile(values.page, await withSaveSection(page, measures, new Date().toISOString().slice(0, 10)));
for (const {what, goal, measured, isReached} of judgeSaves(measures))
  process.stdout.write(`${isReached ? "reached" : "MISSED "} ${what}: ${measured} (${goal})\n`);
