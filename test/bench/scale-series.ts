import {mkdir, readdir, rename, rm} from "node:fs/promises";
import {join} from "node:path";
import {folderBytes} from "./folder-bytes.ts";
import {runProcess, spreadOf} from "./measure.ts";
import type {BareCost} from "./scale-bare.ts";
import type {ScaleJob} from "./scale-job.ts";
import type {MonthlyCost, SizeResult} from "./scale-results.ts";
import type {RunCost, StepCost} from "./scale-run.ts";
import type {ScriptCost} from "./scale-script.ts";
import type {Cost} from "./stopwatch.ts";

export interface ScaleOptions {
  runs: number;
  /** A folder for exports, builds and sites; what a size leaves in it is removed. */
  folder: string;
  date: string;
  note: (line: string) => void;
}

/** Exports of about so many order lines, made unless they are given. */
export interface Size {
  lines: number;
  exports?: string | undefined;
}

/** Runs one size as often as asked, each subject in a process of its own, and gives the medians. */
export async function measureSize(size: Size, options: ScaleOptions): Promise<SizeResult> {
  const {runs, folder, date, note} = options;
  const exports = size.exports ?? (await makeExports(size.lines, options));
  const measured: {run: RunCost; site: StepCost; bare: BareCost; script: ScriptCost}[] = [];
  for (let number = 1; number <= runs; number++) {
    note(`${size.lines} lines, run ${number} of ${runs}`);
    measured.push(await measureOnce(exports, folder));
  }
  const [first] = measured;
  if (first === undefined) throw new Error("nothing was measured: the number of runs must be 1 or more");
  const steps = measured.map(({run, site}) => [...run.steps, site, wholeOf(run, site)]);
  const {kept, lines: scriptLines, refused} = first.script;
  const facts = {
    ...{lines: first.run.lines, date, runs, records: first.run.records},
    export_bytes: await exportBytes(exports),
    bare: middleBare(measured.map(({bare}) => bare)),
    script: {kept, lines: scriptLines, refused, ...middle(measured.map(({script}) => script))}
  };
  if (size.exports === undefined) await rm(exports, {recursive: true});
  return {facts, steps: middleSteps(steps), tables: middleSteps(measured.map(({run}) => run.tables))};
}

/** Runs all exports of orders but the last, then all: what one month more costs. */
export async function measureMonthly(
  {lines, orderFiles}: {lines: number; orderFiles: number},
  options: ScaleOptions
): Promise<MonthlyCost> {
  const {folder, date, note} = options;
  const exports = await makeExports(lines, options, orderFiles);
  const last = (await readdir(exports))
    .filter((name) => name.startsWith("atropos_commandes"))
    .sort()
    .at(-1);
  if (last === undefined) throw new Error(`${exports}: no export of orders`);
  const [place, aside] = [join(exports, last), join(folder, last)];
  const out = join(folder, "monthly");
  const job = {kind: "run", exports, out, work: folder} as const;
  note(`${lines} lines in ${orderFiles} exports of orders, the last of which comes later`);
  await rename(place, aside);
  const first = (await runJob(job)) as RunCost;
  await rename(aside, place);
  const second = (await runJob(job)) as RunCost;
  await rm(out, {recursive: true});
  await rm(exports, {recursive: true});
  return {
    ...{lines: second.lines, date, order_files: orderFiles},
    first: costOf(first, "run"),
    second: costOf(second, "run"),
    second_steps: second.steps
  };
}

async function makeExports(
  lines: number,
  {folder, note}: ScaleOptions,
  orderFiles?: number
): Promise<string> {
  const exports = join(folder, `exports-${lines}`);
  note(`${lines} lines are written`);
  await runJob({kind: "sample", exports, lines, ...(orderFiles === undefined ? {} : {orderFiles})});
  return exports;
}

async function measureOnce(
  exports: string,
  folder: string
): Promise<{run: RunCost; site: StepCost; bare: BareCost; script: ScriptCost}> {
  const [out, work] = [join(folder, "out"), join(folder, "work")];
  await mkdir(work, {recursive: true});
  const measure = (kind: "run" | "site" | "bare" | "script"): Promise<unknown> =>
    runJob({kind, exports, out, work});
  try {
    const run = (await measure("run")) as RunCost;
    const site = (await measure("site")) as Cost & {bytes: number};
    const bare = (await measure("bare")) as BareCost;
    const script = (await measure("script")) as ScriptCost;
    return {run, site: {...site, name: "site", rows: null}, bare, script};
  } finally {
    for (const made of [out, work]) await rm(made, {recursive: true, force: true});
  }
}

const runJob = (job: ScaleJob): Promise<unknown> => runProcess("./scale-job.ts", job);

/** From exports to the site: one after the other, so that only the larger memory counts. */
function wholeOf(run: RunCost, site: StepCost): StepCost {
  const made = costOf(run, "run");
  return {
    name: "end to end",
    seconds: made.seconds + site.seconds,
    cpu_seconds: made.cpu_seconds + site.cpu_seconds,
    peak_bytes: Math.max(made.peak_bytes, site.peak_bytes),
    bytes: null,
    rows: null
  };
}

function costOf({steps}: RunCost, name: string): Cost {
  const found = steps.find((step) => step.name === name);
  if (found === undefined) throw new Error(`a run has no step ${name}`);
  const {seconds, cpu_seconds, peak_bytes} = found;
  return {seconds, cpu_seconds, peak_bytes};
}

/** Each cost by itself: the middle one of what the runs measured. */
function middle(costs: readonly Cost[]): Cost {
  const of = (get: (cost: Cost) => number): number => spreadOf(costs.map(get)).median;
  return {
    seconds: of(({seconds}) => seconds),
    cpu_seconds: of(({cpu_seconds}) => cpu_seconds),
    peak_bytes: Math.max(...costs.map(({peak_bytes}) => peak_bytes))
  };
}

function middleSteps(runs: readonly (readonly StepCost[])[]): StepCost[] {
  const [first = []] = runs;
  return first.map((step) => {
    const same = runs.flatMap((steps) => steps.filter(({name}) => name === step.name));
    return {...step, ...middle(same)};
  });
}

function middleBare(costs: readonly BareCost[]): BareCost {
  const of = (name: "read" | "models" | "linkage" | "reports" | "all"): Cost =>
    middle(costs.map((cost) => cost[name]));
  return {
    ...{read: of("read"), models: of("models"), linkage: of("linkage")},
    ...{reports: of("reports"), all: of("all"), rows: costs[0]?.rows ?? 0}
  };
}

/** The truth beside the exports is none of them. */
async function exportBytes(exports: string): Promise<number> {
  return (await folderBytes(exports)) - (await folderBytes(join(exports, "truth")));
}
