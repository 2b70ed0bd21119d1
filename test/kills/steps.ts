import {cp, mkdir, readFile, readlink, writeFile} from "node:fs/promises";
import {join} from "node:path";
import {setTimeout} from "node:timers/promises";
import {Random} from "../../pipeline/sample/random.ts";
import {writeSample} from "../../pipeline/sample/index.ts";
import {findDamage} from "../../src/seal.ts";
import {databaseOf, openDatabase, readRows} from "../../src/warehouse.ts";
import {type EngineSize, writeEngine} from "./engine.ts";
import {fingerprint} from "./fingerprint.ts";
import {type RunPlan, type Started, startRun} from "./process.ts";

/** The steps of a run, in their order. */
export const STEPS = ["ingest", "models", "checks", "publish", "close", "flip", "clear"] as const;
export type Step = (typeof STEPS)[number];

export interface StepsOptions {
  /** Where everything is written; removed by whoever made it. */
  folder: string;
  kills: number;
  seed: number;
  orders: number;
  /** How many kills there are between two runs to the end. */
  between: number;
  /** Told after each kill, with what was found so far. */
  note: (line: string, report: StepsReport) => void;
}

/** What was found after kills in a step. */
export interface StepCount {
  kills: number;
  /** Kills after which the published build was the new one. */
  published: number;
  /** Kills after which what was published was not whole, or neither the old nor the new build. */
  half: number;
}

export interface StepsReport {
  steps: Record<Step, StepCount>;
  /** Runs to the end on what kills have left, and those whose results were not those of a run never disturbed. */
  ends: number;
  lost: number;
  size: EngineSize;
  /** A sentence for each thing that was not as it should be. */
  problems: string[];
}

/** What runs read, and what they make of it undisturbed. */
interface Company {
  exports: string;
  expected: string[];
}

/**
 * Kills runs in all of their steps, each on what the kills before have left. Two companies take turns, so that a build
 * that is half of one run and half of another would be seen. After each kill the published build must be whole by its
 * manifest, and the old one or the new one; after every few, a run to the end must give what it gives undisturbed.
 */
export async function runSteps(options: StepsOptions): Promise<StepsReport> {
  const campaign = new StepsCampaign(options);
  await campaign.prepare();
  while (campaign.kills < options.kills) {
    await campaign.killOnce();
    if (campaign.kills % options.between === 0) await campaign.runToEnd();
  }
  return campaign.report;
}

class StepsCampaign {
  readonly report: StepsReport = {
    steps: Object.fromEntries(
      STEPS.map((step) => [step, {kills: 0, published: 0, half: 0}])
    ) as StepsReport["steps"],
    ends: 0,
    lost: 0,
    size: {models: 0, of: 0},
    problems: []
  };
  kills = 0;
  #tries = 0;
  readonly #companies: Company[] = [];
  /** Milliseconds that each step took when it last was gone through. */
  readonly #lengths = new Map<string, number>();
  readonly #out: string;

  constructor(private readonly options: StepsOptions) {
    this.#out = join(options.folder, "out");
  }

  async prepare(): Promise<void> {
    const {folder, orders, seed} = this.options;
    this.report.size = await writeEngine(join(folder, "engine"));
    await writeChecks(join(folder, "checks"));
    const settings = {checks: ["checks"], threads: 1, keep: {builds: 1, cleanedDays: 0}};
    await writeFile(join(folder, "ressac.config.ts"), `export default ${JSON.stringify(settings)};\n`);
    for (const number of [0, 1]) {
      const exports = join(folder, `exports-${number}`);
      await writeSample({folder: exports, orders, seed: seed + number});
      const undisturbed = join(folder, `undisturbed-${number}`);
      await this.#goOn(startRun(this.#plan(exports, undisturbed), {isStretched: true}));
      this.#companies.push({exports, expected: await fingerprint(undisturbed)});
    }
    await cp(join(folder, "undisturbed-0"), this.#out, {recursive: true, verbatimSymlinks: true});
  }

  async killOnce(): Promise<void> {
    const company = this.#companyNow();
    const aim = STEPS[this.#tries % STEPS.length] ?? "ingest";
    const share = new Random(this.options.seed, this.#tries++).next();
    const before = await readlink(join(this.#out, "warehouse", "current"));
    const run = startRun(this.#plan(company.exports, this.#out), {isStretched: true});
    const step = await this.#killIn(run, aim, share);
    if (step === undefined) return;
    this.kills++;
    const count = this.report.steps[step];
    count.kills++;
    const {problem, id} = await this.#lookAt();
    if (id !== before) count.published++;
    if (problem !== undefined) {
      count.half++;
      this.report.problems.push(`kill ${this.kills}, in ${step}: ${problem}`);
    }
    this.options.note(`kill ${this.kills} in ${step}${id === before ? "" : ", published"}`, this.report);
  }

  /** Runs to the end on what the kills have left. */
  async runToEnd(): Promise<void> {
    const company = this.#companyNow();
    this.report.ends++;
    try {
      await this.#goOn(startRun(this.#plan(company.exports, this.#out), {isStretched: true}));
      const found = await fingerprint(this.#out);
      if (JSON.stringify(found) === JSON.stringify(company.expected)) return;
      const fact = found.find((one) => !company.expected.includes(one)) ?? "something is missing";
      throw new Error(`not as undisturbed: ${fact}`);
    } catch (error) {
      this.report.lost++;
      this.report.problems.push(`run after kill ${this.kills}: ${String(error)}`);
    }
  }

  #companyNow(): Company {
    const company = this.#companies[this.#tries % 2];
    if (company === undefined) throw new Error("nothing was prepared");
    return company;
  }

  #plan(exports: string, out: string): RunPlan {
    const {folder} = this.options;
    return {engine: join(folder, "engine"), config: join(folder, "ressac.config.ts"), exports, out};
  }

  /** Kills in a step, at a share of its usual length; in the next one, when that is over sooner than usual. */
  async #killIn(run: Started, aim: Step, share: number): Promise<Step | undefined> {
    await this.#waitFor(run, aim);
    const isOver = await Promise.race([
      run.exit.then(() => true),
      setTimeout((this.#lengths.get(aim) ?? 100) * share, false)
    ]);
    if (isOver) {
      if ((await run.exit) !== 0) this.report.problems.push(`a run failed by itself: ${run.stderr()}`);
      return undefined;
    }
    process.kill(-run.pid, "SIGKILL");
    await run.exit;
    return stepsIn(run.stderr()).at(-1) as Step | undefined;
  }

  /** Follows a run until a step begins, or to its end, and remembers how long steps take. */
  async #waitFor(run: Started, aim?: Step): Promise<void> {
    let seen = 0;
    let begun = performance.now();
    const isOver = run.exit.then(() => true);
    for (let over = false; !over;) {
      const steps = stepsIn(run.stderr());
      if (steps.length > seen) {
        const now = performance.now();
        // Two steps seen at once have no length of their own.
        if (seen > 0 && steps.length === seen + 1) this.#lengths.set(steps[seen - 1] ?? "", now - begun);
        [seen, begun] = [steps.length, now];
      }
      if (aim !== undefined && steps.includes(aim)) return;
      over = await Promise.race([isOver, setTimeout(POLL_MS, false)]);
    }
    this.#lengths.set("clear", performance.now() - begun);
  }

  async #goOn(run: Started): Promise<void> {
    await this.#waitFor(run);
    const code = await run.exit;
    if (code !== 0) throw new Error(`ressac run ended with ${String(code)}: ${run.stderr()}`);
  }

  /** What is published now, and what is wrong with it. */
  async #lookAt(): Promise<{id: string; problem: string | undefined}> {
    const warehouse = join(this.#out, "warehouse");
    const id = await readlink(join(warehouse, "current")).catch(() => "nothing");
    const build = join(warehouse, id);
    const damage = await findDamage(build, "hashes");
    if (damage !== undefined) return {id, problem: `${id}: ${damage}`};
    const {published} = JSON.parse(await readFile(join(build, "manifest.json"), "utf8")) as {
      published: {name: string; sha256: string}[];
    };
    const isOne = this.#companies.some(({expected}) =>
      published.every(({name, sha256}) =>
        expected.some((fact) => fact.startsWith(`name ${name},`) && fact.endsWith(`sha256 ${sha256}`))
      )
    );
    if (!isOne) return {id, problem: `${id}: published results of neither company`};
    return {id, problem: await databaseProblem(databaseOf(build))};
  }
}

const POLL_MS = 3;

function stepsIn(stderr: string): string[] {
  return [...stderr.matchAll(/^@(\w+)$/gm)].map(([, step = ""]) => step);
}

async function databaseProblem(path: string): Promise<string | undefined> {
  try {
    const {connection, close} = await openDatabase(path, {readOnly: true});
    await readRows(connection, "select count(*) from meta.files").finally(close);
    return undefined;
  } catch (error) {
    return String(error);
  }
}

/** Checks that hold, and take so long that a kill can land among them. */
async function writeChecks(folder: string): Promise<void> {
  await mkdir(folder, {recursive: true});
  for (let number = 1; number <= 6; number++) {
    const sql = `-- Holds, after a while.\n-- Grain: number\nselect\n  range as number -- a number\nfrom\n  range(3000000)\nwhere\n  range < 0\n`;
    await writeFile(join(folder, `holds_${number}.sql`), sql);
  }
}
