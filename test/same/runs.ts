import {rm} from "node:fs/promises";
import {dirname, join} from "node:path";
import {loadConfig} from "../../src/config.ts";
import {lineProgress} from "../../src/progress.ts";
import {readContracts} from "../../src/project.ts";
import {PUBLISHED} from "../../src/publish.ts";
import {run} from "../../src/run.ts";
import {CURRENT} from "../../src/warehouse.ts";
import {differences, type Leave} from "./compare.ts";
import {PLACES} from "./leave.ts";
import {deliver, type Delivery} from "./variants.ts";

export interface SameOptions {
  exports: string;
  /** Where runs and exports delivered otherwise are written; removed by whoever made it. */
  folder: string;
  /** Threads of the runs that must give the same bytes; the first is what all others are compared with. */
  threads: readonly number[];
  deliveries: readonly Delivery[];
  seeds: readonly number[];
  /** A build of the exports that is there already, in place of a run on the first number of threads. */
  published?: string | undefined;
  note: (line: string) => void;
}

/**
 * Runs the same exports on several numbers of threads and delivered in several ways, and compares what is published. Gives a
 * sentence for each difference, with the run that it was found in.
 */
export async function compareRuns(options: SameOptions): Promise<string[]> {
  const {exports, folder, note} = options;
  const [first = 1, ...others] = options.threads;
  const published =
    options.published ?? (await runOn({exports, out: join(folder, `threads-${first}`), threads: first}));
  const found: string[] = [];
  const compare = async (what: string, side: Side, leave?: Leave): Promise<void> => {
    note(what);
    const lines = await differences(published, await runOn(side), leave);
    found.push(...lines.map((line) => `${what}: ${line}`));
    for (const line of lines) note(`  ${line}`);
    await rm(side.out, {recursive: true, force: true});
  };
  for (const threads of others) {
    await compare(`${threads} threads`, {exports, out: join(folder, `threads-${threads}`), threads});
  }
  for (const delivery of options.deliveries) {
    for (const seed of options.seeds) {
      const what = `${delivery} ${seed}`;
      const to = join(folder, `exports-${delivery}-${seed}`);
      const out = join(folder, `${delivery}-${seed}`);
      await deliver(delivery, {from: exports, to}, {contracts: await readContracts({sources: []}), seed});
      await compare(what, {exports: to, out, threads: undefined}, PLACES[delivery]);
      await rm(to, {recursive: true, force: true});
    }
  }
  return found;
}

/** A run to compare. */
export interface Side {
  exports: string;
  /** A folder that is not there yet, so that everything is read anew. */
  out: string;
  threads: number | undefined;
}

/** As few rows as the database can give to a thread: else small companies would be computed on one whatever is allowed. */
const ROWS_A_THREAD = 2048;

/** Runs as told, and gives the folder of the published results. */
export async function runOn({exports, out, threads}: Side): Promise<string> {
  const config = {...(await loadConfig({exports, out})), threads, rowGroupRows: ROWS_A_THREAD};
  await run({
    config: {...config, keyFile: join(dirname(out), "key"), forgotten: join(out, "forgotten.jsonl")},
    progress: lineProgress(() => undefined)
  });
  return join(out, "warehouse", CURRENT, PUBLISHED);
}
