// `npm run bench:site`: how long a site takes to build and its pages to show their first chart; writes its section of
// docs/benchmarks.md. With `--built 4000=FOLDER` it takes what `ressac run --out FOLDER` has made, in place of a sample.
import {existsSync} from "node:fs";
import {mkdtemp, readFile, rm, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {parseArgs} from "node:util";
import {PACKAGE_ROOT} from "../../src/config.ts";
import {withSection} from "./report.ts";
import {makeBuild, measureSite, type SiteCost} from "./site-job.ts";
import {siteSection} from "./site-report.ts";

const {values} = parseArgs({
  options: {
    orders: {type: "string", multiple: true, default: ["4000", "40000"]},
    built: {type: "string", multiple: true, default: []},
    runs: {type: "string", default: "5"},
    page: {type: "string", default: join(PACKAGE_ROOT, "docs", "benchmarks.md")}
  }
});
const runs = Number(values.runs);
const built = new Map(values.built.map((text) => text.split("=", 2) as [string, string]));
const folder = await mkdtemp(join(tmpdir(), "ressac-bench-"));
const sites: SiteCost[] = [];
try {
  for (const orders of values.orders) {
    process.stderr.write(`${orders} orders\n`);
    const build = built.get(orders) ?? (await makeBuild(Number(orders), join(folder, orders)));
    sites.push(await measureSite(build, {orders: Number(orders), runs, folder}));
  }
} finally {
  await rm(folder, {recursive: true, force: true});
}
const page = existsSync(values.page) ? await readFile(values.page, "utf8") : "";
const date = new Date().toISOString().slice(0, 10);
await writeFile(values.page, await withSection(page, await siteSection(sites, {runs, date})));
