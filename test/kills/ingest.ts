// `npm run kills`: kills runs during their ingest, and requires the same results from the next run.
import {mkdtemp, rm} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {parseArgs} from "node:util";
import {runCampaign} from "./campaign.ts";

const {values} = parseArgs({
  options: {
    kills: {type: "string", default: "100"},
    seed: {type: "string", default: "1"},
    orders: {type: "string", default: "60"},
    rows: {type: "string", default: "100000"}
  }
});
const folder = await mkdtemp(join(tmpdir(), "ressac-kills-"));
try {
  const report = await runCampaign({
    folder,
    kills: Number(values.kills),
    seed: Number(values.seed),
    orders: Number(values.orders),
    rows: Number(values.rows),
    note: (line) => process.stderr.write(`${line}\n`)
  });
  process.stdout.write(`${JSON.stringify(report)}\n`);
  const {moments, mismatches, unreadable} = report;
  for (const problem of [...mismatches, ...unreadable]) process.stdout.write(`${problem}\n`);
  const {ingest, later, over} = moments;
  process.stdout.write(
    `${values.kills} kills: ${ingest} in ingest, ${later} later, ${over} too late; ${mismatches.length} mismatches, ${unreadable.length} unreadable builds\n`
  );
  process.exitCode = mismatches.length + unreadable.length === 0 ? 0 : 1;
} finally {
  await rm(folder, {recursive: true, force: true});
}
