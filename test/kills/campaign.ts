import {existsSync} from "node:fs";
import {cp, rm} from "node:fs/promises";
import {join} from "node:path";
import {Random} from "../../pipeline/sample/random.ts";
import {fingerprint} from "./fingerprint.ts";
import {type Inputs, writeInputs} from "./inputs.ts";
import {killRun, type Moment, type RunPlan, runToEnd} from "./process.ts";

export interface CampaignOptions {
  /** Where everything is written; removed by whoever made it. */
  folder: string;
  kills: number;
  seed: number;
  /** Size of the invented company, and rows of each large file. */
  orders: number;
  rows: number;
  note: (line: string) => void;
}

/** How often runs were killed when, and what was not as it should be afterwards. */
export interface CampaignReport {
  moments: Record<Moment, number>;
  /** Published results, files and tables that are compared after each kill. */
  facts: number;
  /** A sentence for each run whose results differ from those of a run that was never disturbed. */
  mismatches: string[];
  /** A sentence for each published build that could not be read, or changed, after a kill. */
  unreadable: string[];
}

/** Kills land a little beyond the end of ingest too, where its files are handed over. */
const BEYOND = 1.1;

/**
 * Kills runs during their ingest, and runs again to the end each time: the results must be those of a run that was
 * never disturbed. Every other kill finds what the one before has left behind; half of them find a published build,
 * which must stay as it was until the new one takes its place.
 */
export async function runCampaign(options: CampaignOptions): Promise<CampaignReport> {
  const campaign = new Campaign(options, await writeInputs(options.folder, options));
  await campaign.prepare();
  for (let kill = 0; kill < options.kills; kill++) await campaign.killOnce(kill);
  return campaign.report;
}

class Campaign {
  readonly report: CampaignReport = {
    moments: {ingest: 0, later: 0, over: 0},
    facts: 0,
    mismatches: [],
    unreadable: []
  };
  readonly #published: string;
  readonly #out: string;
  /** What was published before, and what a run that is not disturbed publishes. */
  #before: string[] = [];
  #expected: string[] = [];
  #ingestMs = 0;
  /** Share of the ingest that the kill before has left behind. */
  #done = 0;

  constructor(
    private readonly options: CampaignOptions,
    private readonly inputs: Inputs
  ) {
    this.#published = join(options.folder, "published");
    this.#out = join(options.folder, "out");
  }

  async prepare(): Promise<void> {
    const {small, large} = this.inputs;
    await runToEnd(this.#plan(small, this.#published));
    this.#before = await fingerprint(this.#published);
    const undisturbed = join(this.options.folder, "undisturbed");
    const {ingest_ms} = await runToEnd(this.#plan(large, undisturbed));
    this.#ingestMs = ingest_ms;
    this.#expected = await fingerprint(undisturbed);
    this.report.facts = this.#expected.length;
    const {models, of} = this.inputs.size;
    this.options.note(
      `ingest: ${Math.round(ingest_ms)} ms, then ${models} of ${of} models; ${this.#expected.length} facts compared`
    );
  }

  async killOnce(kill: number): Promise<void> {
    const hasLeftovers = kill % 2 === 1;
    const wasPublished = kill % 4 >= 2;
    if (!hasLeftovers) await this.#startAnew(wasPublished);
    const after = this.#momentOf(kill, hasLeftovers);
    const moment = await killRun(this.#plan(this.inputs.large, this.#out), after);
    this.report.moments[moment]++;
    const kept = hasLeftovers ? ", with leftovers" : "";
    const what = `kill ${kill + 1}, after ${Math.round(after)} ms (${moment}${kept})`;
    this.options.note(what);
    const problem = await this.#publishedProblem(wasPublished);
    if (problem !== undefined) this.report.unreadable.push(`${what}: ${problem}`);
    const difference = await this.#runAgain();
    if (difference !== undefined) this.report.mismatches.push(`${what}: ${difference}`);
  }

  async #startAnew(wasPublished: boolean): Promise<void> {
    await rm(this.#out, {recursive: true, force: true});
    if (wasPublished) await copyFolder(this.#published, this.#out);
    this.#done = 0;
  }

  /** Milliseconds after a build was there; what the kill before has left done need not be done again. */
  #momentOf(kill: number, hasLeftovers: boolean): number {
    const left = hasLeftovers ? Math.max(0.1, 1 - this.#done) : BEYOND;
    const share = left * new Random(this.options.seed, kill).next();
    this.#done = share;
    return this.#ingestMs * share;
  }

  /** Readers see the build of before, or the new one, whole; nothing in between. */
  async #publishedProblem(wasPublished: boolean): Promise<string | undefined> {
    if (!existsSync(join(this.#out, "warehouse", "current"))) {
      return wasPublished ? "nothing is published any more" : undefined;
    }
    const isNew = (await differenceTo(this.#expected, this.#out)) === undefined;
    return isNew ? undefined : differenceTo(this.#before, this.#out);
  }

  /** Runs to the end in a copy, so that the next kill finds what this one has left. */
  async #runAgain(): Promise<string | undefined> {
    const again = join(this.options.folder, "again");
    // A run killed early enough has made nothing.
    if (existsSync(this.#out)) await copyFolder(this.#out, again);
    try {
      await runToEnd(this.#plan(this.inputs.large, again));
      return await differenceTo(this.#expected, again);
    } catch (error) {
      return String(error);
    } finally {
      await rm(again, {recursive: true, force: true});
    }
  }

  #plan(exports: string, out: string): RunPlan {
    const {engine, config} = this.inputs;
    return {engine, config, exports, out};
  }
}

/** The first fact that differs, in words. */
async function differenceTo(expected: readonly string[], out: string): Promise<string | undefined> {
  try {
    const found = await fingerprint(out);
    const missing = expected.find((fact) => !found.includes(fact));
    if (missing !== undefined) return `missing: ${missing}`;
    const added = found.find((fact) => !expected.includes(fact));
    return added === undefined ? undefined : `too much: ${added}`;
  } catch (error) {
    return `cannot be read: ${String(error)}`;
  }
}

async function copyFolder(from: string, to: string): Promise<void> {
  await cp(from, to, {recursive: true, verbatimSymlinks: true});
}
