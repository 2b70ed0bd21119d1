// `npm run bench:linkage`: measures the linkage of a large company and writes its section of docs/benchmarks.md.
import {existsSync} from "node:fs";
import {readFile, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join, resolve} from "node:path";
import {parseArgs} from "node:util";
import {PACKAGE_ROOT} from "../../src/config.ts";
import type {LinkageResult} from "./linkage-job.ts";
import {linkageSection, type LinkageRun, linkageSubjects} from "./linkage-report.ts";
import {runProcess} from "./measure.ts";
import {withSection} from "./report.ts";

const {values} = parseArgs({
  options: {
    orders: {type: "string", default: "5000000"},
    folder: {type: "string", default: tmpdir()},
    page: {type: "string", default: join(PACKAGE_ROOT, "docs", "benchmarks.md")}
  }
});
const runs: LinkageRun[] = [];
for (const subject of linkageSubjects(Number(values.orders))) {
  process.stderr.write(`${subject.what}\n`);
  const job = {plan: subject.plan, folder: resolve(values.folder), threads: 2, memoryLimit: "2000MB"};
  runs.push({...subject, result: (await runProcess("./linkage-job.ts", job)) as LinkageResult});
}
const page = existsSync(values.page) ? await readFile(values.page, "utf8") : "";
const date = new Date().toISOString().slice(0, 10);
await writeFile(
  values.page,
  await withSection(page, await linkageSection(runs, {orders: Number(values.orders), date}))
);
