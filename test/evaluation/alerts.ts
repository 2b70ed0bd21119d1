// `npm run eval:alerts`: measures what alerts announce on invented customers and writes its section of docs/evaluation.md.
import {existsSync} from "node:fs";
import {readFile, writeFile} from "node:fs/promises";
import {join} from "node:path";
import {parseArgs} from "node:util";
import {PACKAGE_ROOT} from "../../src/config.ts";
import {type AlertMeasures, judgeAlerts, measureAlerts, openAlertBench} from "./alert-measures.ts";
import {withAlertSection} from "./alert-report.ts";

const {values} = parseArgs({
  options: {
    seeds: {type: "string", default: "20"},
    customers: {type: "string", default: "4000"},
    threads: {type: "string", default: "2"},
    page: {type: "string", default: join(PACKAGE_ROOT, "docs", "evaluation.md")}
  }
});
const customers = Number(values.customers);
const bench = await openAlertBench(Number(values.threads));
const measured: AlertMeasures[] = [];
for (let seed = 1; seed <= Number(values.seeds); seed++) {
  for (const announces of [true, false])
    measured.push(await measureAlerts(bench, {seed, customers, announces}));
  process.stderr.write(`measured seed ${seed}\n`);
}
bench.close();

const page = existsSync(values.page) ? await readFile(values.page, "utf8") : "";
const date = new Date().toISOString().slice(0, 10);
await writeFile(values.page, await withAlertSection(page, measured, {customers, date}));
for (const {what, goal, measured: value, isReached} of judgeAlerts(measured))
  process.stdout.write(`${isReached ? "reached" : "MISSED "} ${what}: ${value} (${goal})\n`);
