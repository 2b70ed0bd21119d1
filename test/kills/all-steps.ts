// `npm run kills:steps`: kills runs in all of their steps, and requires whole builds and the same results.
import {writeFileSync} from "node:fs";
import {mkdtemp, rm} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {parseArgs} from "node:util";
import {runSteps} from "./steps.ts";

const {values} = parseArgs({
  options: {
    kills: {type: "string", default: "500"},
    seed: {type: "string", default: "1"},
    orders: {type: "string", default: "15"},
    between: {type: "string", default: "10"},
    report: {type: "string"}
  }
});
const folder = await mkdtemp(join(tmpdir(), "ressac-kills-"));
try {
  const report = await runSteps({
    folder,
    kills: Number(values.kills),
    seed: Number(values.seed),
    orders: Number(values.orders),
    between: Number(values.between),
    note: (line, found) => {
      process.stderr.write(`${line}\n`);
      if (values.report !== undefined) writeFileSync(values.report, JSON.stringify(found));
    }
  });
  process.stdout.write(`${JSON.stringify(report)}\n`);
  process.exitCode = report.problems.length === 0 ? 0 : 1;
} finally {
  await rm(folder, {recursive: true, force: true});
}
