// One measurement of the whole job in a process of its own: `node --import tsx scale-job.ts <job as JSON>`.
import {evenExtractions} from "../../pipeline/sample/days.ts";
import {writeSample} from "../../pipeline/sample/index.ts";
import {makeSite} from "../../src/cli/site.ts";
import {loadConfig} from "../../src/config.ts";
import {folderBytes} from "./folder-bytes.ts";
import {measureBare} from "./scale-bare.ts";
import {measureRun} from "./scale-run.ts";
import {measureScript} from "./scale-script.ts";
import {measureTree} from "./process-tree.ts";

export type ScaleJob =
  | {kind: "sample"; exports: string; lines: number; orderFiles?: number}
  | {kind: "run" | "site" | "bare" | "script"; exports: string; out: string; work: string};

const SEED = 1;

async function runJob(job: ScaleJob): Promise<unknown> {
  if (job.kind === "sample") {
    const {exports: folder, lines, orderFiles} = job;
    const extractions = orderFiles === undefined ? {} : {orderExtractions: evenExtractions(orderFiles)};
    return writeSample({folder, lines, seed: SEED, ...extractions});
  }
  if (job.kind === "run") return measureRun(job);
  if (job.kind === "bare") return measureBare(job);
  if (job.kind === "script") return measureScript(job);
  const config = await loadConfig(job);
  const silent = {note: () => undefined, step: () => ({advance: () => undefined, finish: () => undefined})};
  const cost = await measureTree(() => makeSite(config, silent));
  return {...cost, bytes: await folderBytes(config.site)};
}

const [, , text] = process.argv;
if (text !== undefined) {
  const result = await runJob(JSON.parse(text) as ScaleJob);
  process.stdout.write(`${JSON.stringify(result)}\n`);
}
