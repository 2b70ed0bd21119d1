// `npm run same`: runs the same exports on several numbers of threads and delivered in several ways, and requires the same
// published files.
import {mkdtemp, rm} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {parseArgs} from "node:util";
import {writeSample} from "../../pipeline/sample/index.ts";
import {compareRuns} from "./runs.ts";
import {DELIVERIES, type Delivery} from "./variants.ts";

const {values} = parseArgs({
  options: {
    orders: {type: "string", default: "60,1500,40000"},
    exports: {type: "string"},
    threads: {type: "string", default: "1,2,8"},
    deliveries: {type: "string", default: DELIVERIES.join()},
    seeds: {type: "string", default: "1,2"}
  }
});
const numbers = (list: string): number[] => list.split(",").filter(Boolean).map(Number);
const deliveries = values.deliveries.split(",").filter(Boolean) as Delivery[];
const note = (line: string): void => void process.stderr.write(`${line}\n`);
const folder = await mkdtemp(join(tmpdir(), "ressac-same-"));
const found: string[] = [];

async function compareExports(what: string, exports: string): Promise<void> {
  note(what);
  const lines = await compareRuns({
    exports,
    folder: join(folder, what.replaceAll(/\W+/g, "-")),
    threads: numbers(values.threads),
    deliveries,
    seeds: numbers(values.seeds),
    note: (line) => note(`  ${line}`)
  });
  found.push(...lines.map((line) => `${what}, ${line}`));
}

try {
  if (values.exports !== undefined) await compareExports(values.exports, values.exports);
  else {
    for (const orders of numbers(values.orders)) {
      const exports = join(folder, `exports-${orders}`);
      await writeSample({folder: exports, orders, seed: 1});
      await compareExports(`${orders} orders`, exports);
    }
  }
  for (const line of found) process.stdout.write(`${line}\n`);
  process.stdout.write(
    found.length === 0
      ? "the same published files, however run and delivered\n"
      : `${found.length} differences\n`
  );
  process.exitCode = found.length === 0 ? 0 : 1;
} finally {
  await rm(folder, {recursive: true, force: true});
}
