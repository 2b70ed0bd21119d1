// `npm run eval:contacts`: counts the episodes of invented companies and writes its section of docs/evaluation.md.
import {existsSync} from "node:fs";
import {readFile, writeFile} from "node:fs/promises";
import {join} from "node:path";
import {parseArgs} from "node:util";
import {PACKAGE_ROOT} from "../../src/config.ts";
import {openBench} from "./bench.ts";
import {judgeContacts, withContactSection} from "./contacts-report.ts";
import {CONTACT_TARGETS, type ContactMeasures, measureContacts} from "./contacts-world.ts";

const {values} = parseArgs({
  options: {
    seeds: {type: "string", default: "20"},
    customers: {type: "string", default: "4000"},
    threads: {type: "string", default: "2"},
    page: {type: "string", default: join(PACKAGE_ROOT, "docs", "evaluation.md")}
  }
});
const customers = Number(values.customers);
const seeds = Array.from({length: Number(values.seeds)}, (_, index) => index + 1);

const bench = await openBench(Number(values.threads), CONTACT_TARGETS);
const measured: ContactMeasures[] = [];
for (const seed of seeds) {
  measured.push(await measureContacts(bench, {seed, customers}));
  process.stderr.write(`measured seed ${seed}\n`);
}
bench.close();

const page = existsSync(values.page) ? await readFile(values.page, "utf8") : "";
const date = new Date().toISOString().slice(0, 10);
await writeFile(values.page, await withContactSection(page, measured, {seeds, customers, date}));
for (const {what, goal, measured: value, isReached} of judgeContacts(measured))
  process.stdout.write(`${isReached ? "reached" : "MISSED "} ${what}: ${value} (${goal})\n`);
