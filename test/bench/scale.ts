// `npm run bench`: measures the whole job at several sizes; writes its section of docs/benchmarks.md, how far one
// machine goes into docs/beyond-one-machine.md, and results/scale.json.
import {existsSync} from "node:fs";
import {mkdir, mkdtemp, readFile, rm, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {dirname, join, resolve} from "node:path";
import {parseArgs} from "node:util";
import {PACKAGE_ROOT} from "../../src/config.ts";
import {capacitySection} from "./capacity.ts";
import {inHouseForm, machine, withSection} from "./report.ts";
import {judgeScale} from "./scale-goals.ts";
import {scaleSection} from "./scale-report.ts";
import {type ScaleResults, withMonthly, withSize} from "./scale-results.ts";
import {measureMonthly, measureSize} from "./scale-series.ts";

const {values} = parseArgs({
  options: {
    lines: {type: "string", default: "10000,100000,1000000"},
    /** Lines of the company whose last export of orders comes later; 0: none. */
    monthly: {type: "string", default: "100000"},
    runs: {type: "string", default: "1"},
    /** `5000000=FOLDER`: exports that are there already. */
    exports: {type: "string", multiple: true, default: []},
    /** Keep the sizes that are not measured now, as they were measured on this machine. */
    add: {type: "boolean", default: false},
    folder: {type: "string", default: tmpdir()},
    results: {type: "string", default: join(PACKAGE_ROOT, "test", "bench", "results", "scale.json")},
    page: {type: "string", default: join(PACKAGE_ROOT, "docs", "benchmarks.md")},
    /** Where it is said how far one machine goes. */
    limits: {type: "string", default: join(PACKAGE_ROOT, "docs", "beyond-one-machine.md")}
  }
});
const ORDER_FILES = 36;
// Addresses are hashed under a key: one of its own, so that none is made and the same exports give the same bytes.
process.env.RESSAC_KEY ??= "the key of the benchmark, no secret";
const sizes = values.lines.split(",").filter(Boolean).map(Number);
const given = new Map(values.exports.map((text) => text.split("=", 2) as [string, string]));
const date = new Date().toISOString().slice(0, 10);
const folder = await mkdtemp(join(resolve(values.folder), "ressac-bench-"));
const note = (line: string): boolean => process.stderr.write(`${line}\n`);
const options = {runs: Number(values.runs), folder, date, note};
let results = await begin();
try {
  for (const lines of sizes) {
    const exports = given.get(String(lines));
    results = withSize(results, await measureSize({lines, exports: exports && resolve(exports)}, options));
    // Hours may go into the next size.
    await write();
  }
  if (Number(values.monthly) > 0) {
    const plan = {lines: Number(values.monthly), orderFiles: ORDER_FILES};
    results = withMonthly(results, await measureMonthly(plan, options));
  }
  await write();
} finally {
  await rm(folder, {recursive: true, force: true});
}
for (const {what, goal, measured, isReached} of judgeScale(results)) {
  const verdict = isReached === null ? "UNKNOWN" : isReached ? "reached" : "MISSED ";
  process.stdout.write(`${verdict} ${what}: ${measured} (${goal})\n`);
}

async function begin(): Promise<ScaleResults> {
  const manifest = JSON.parse(await readFile(join(PACKAGE_ROOT, "package.json"), "utf8")) as {
    version: string;
  };
  const fresh = {machine: await machine(), version: manifest.version, date};
  const empty = {steps: [], tables: [], sizes: [], monthly: []};
  if (!values.add || !existsSync(values.results)) return {...fresh, ...empty};
  const before = JSON.parse(await readFile(values.results, "utf8")) as ScaleResults;
  if (before.machine === fresh.machine) return {...before, ...fresh};
  throw new Error(
    `${values.results}: measured on ${before.machine}, this is ${fresh.machine}; leave out --add`
  );
}

async function write(): Promise<void> {
  await mkdir(dirname(values.results), {recursive: true});
  await writeFile(values.results, await inHouseForm(rounded(results), "json"));
  const measured = results.sizes.map(({lines}) => lines).join(",");
  await writeSection(
    values.page,
    scaleSection(results, `npm run bench -- --lines ${measured} --runs ${values.runs}`)
  );
  const limits = capacitySection(results);
  if (limits !== undefined) await writeSection(values.limits, limits);
}

async function writeSection(path: string, section: string): Promise<void> {
  const page = existsSync(path) ? await readFile(path, "utf8") : "";
  await writeFile(path, await withSection(page, section));
}

/** Milliseconds are enough, and whole numbers stay whole. */
function rounded(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) =>
    typeof each === "number" ? Math.round(each * 1000) / 1000 : each
  );
}
