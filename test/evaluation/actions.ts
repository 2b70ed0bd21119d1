// `npm run eval:actions`: measures actions whose effect is known and writes its section of docs/evaluation.md.
import {existsSync} from "node:fs";
import {readFile, writeFile} from "node:fs/promises";
import {join} from "node:path";
import {parseArgs} from "node:util";
import {PACKAGE_ROOT} from "../../src/config.ts";
import {judgeActions, measureActions, openActionBench} from "./action-measures.ts";
import {withActionSection} from "./action-report.ts";

const {values} = parseArgs({
  options: {
    // Errors of 3 leave a mean error of .12 by chance alone over 600 runs, half of it over four times as many.
    runs: {type: "string", default: "2400"},
    trials: {type: "string", default: "400"},
    page: {type: "string", default: join(PACKAGE_ROOT, "docs", "evaluation.md")}
  }
});

const bench = await openActionBench(2);
const measures = await measureActions(bench, {runs: Number(values.runs), unitRuns: Number(values.trials)});
bench.close();
const page = existsSync(values.page) ? await readFile(values.page, "utf8") : "";
await writeFile(values.page, await withActionSection(page, measures, new Date().toISOString().slice(0, 10)));
for (const {what, goal, measured, isReached} of judgeActions(measures))
  process.stdout.write(`${isReached ? "reached" : "MISSED "} ${what}: ${measured} (${goal})\n`);
