// `npm run bench:cube`: how long pages need to filter a cube of a million cells; writes its section of docs/benchmarks.md.
import {existsSync} from "node:fs";
import {readFile, writeFile} from "node:fs/promises";
import {join} from "node:path";
import {parseArgs} from "node:util";
import {PACKAGE_ROOT} from "../../src/config.ts";
import {cubeSection} from "./cube-report.ts";
import {measureCube} from "./cube-job.ts";
import {withSection} from "./report.ts";

const {values} = parseArgs({
  options: {
    cells: {type: "string", default: "1000000"},
    runs: {type: "string", default: "15"},
    page: {type: "string", default: join(PACKAGE_ROOT, "docs", "benchmarks.md")}
  }
});
const plan = {cells: Number(values.cells), runs: Number(values.runs)};
const page = existsSync(values.page) ? await readFile(values.page, "utf8") : "";
const date = new Date().toISOString().slice(0, 10);
await writeFile(
  values.page,
  await withSection(page, await cubeSection(await measureCube(plan), {...plan, date}))
);
