import {spawn} from "node:child_process";
import {readdir} from "node:fs/promises";
import {join} from "node:path";
import {setTimeout} from "node:timers/promises";
import {fileURLToPath} from "node:url";

/** A `ressac run`: of which package, and on what. */
export interface RunPlan {
  /** Root of the package. */
  engine: string;
  config: string;
  exports: string;
  out: string;
}

/** When a run was ended, or that it was over before. */
export type Moment = "ingest" | "later" | "over";

/** A finished `ressac run`. */
export interface RunResult {
  manifest: unknown;
  /** How long its ingest took, in milliseconds after its build was there. */
  ingest_ms: number;
}

/** A run under way. */
export interface Started {
  pid: number;
  stdout: () => string;
  stderr: () => string;
  exit: Promise<number | null>;
}

/** Starts `ressac run` in a process group of its own, so that all of it can be killed; stretched, it tells its steps. */
export function startRun(
  {engine, config, exports, out}: RunPlan,
  {isStretched = false, json = false}: {isStretched?: boolean; json?: boolean} = {}
): Started {
  const program = isStretched ? [STRETCHED, engine] : [join(engine, "src", "ressac.js")];
  const options = ["--config", config, "--exports", exports, "--out", out, ...(json ? ["--json"] : [])];
  const command = [...program, "run", ...options];
  const child = spawn(process.execPath, command, {cwd: engine, detached: true});
  const {pid} = child;
  if (pid === undefined) throw new Error("the process could not be started");
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  const exit = new Promise<number | null>((resolve, reject) => {
    child.once("error", reject).once("close", resolve);
  });
  return {pid, stdout: () => stdout, stderr: () => stderr, exit};
}

const STRETCHED = fileURLToPath(new URL("stretched.js", import.meta.url));

/** The line that tells that ingest is over. */
const INGESTED = /^ingest /m;

/** Runs to the end. @throws Error with what the run said, when it fails. */
export async function runToEnd(plan: RunPlan): Promise<RunResult> {
  const before = await buildsIn(plan.out);
  const run = startRun(plan, {json: true});
  const isOver = run.exit.then(() => true);
  const begun = await waitForBuild(plan.out, before, isOver);
  await waitUntil(() => INGESTED.test(run.stderr()), isOver);
  const ingest_ms = performance.now() - begun;
  const code = await run.exit;
  if (code !== 0) throw new Error(`ressac run ended with ${String(code)}: ${run.stderr()}`);
  return {manifest: JSON.parse(run.stdout()), ingest_ms};
}

/** Starts a run and kills it with all of its processes some milliseconds after its build was there. */
export async function killRun(plan: RunPlan, after: number): Promise<Moment> {
  const before = await buildsIn(plan.out);
  const run = startRun(plan);
  const isOver = run.exit.then(() => true);
  await waitForBuild(plan.out, before, isOver);
  if (await Promise.race([isOver, setTimeout(after, false)])) return "over";
  const moment = INGESTED.test(run.stderr()) ? "later" : "ingest";
  process.kill(-run.pid, "SIGKILL");
  await run.exit;
  return moment;
}

/** Waits until a run has a build of its own, which it fills from then on; a loaded machine may take long to get there. */
async function waitForBuild(
  out: string,
  before: ReadonlySet<string>,
  isOver: Promise<boolean>
): Promise<number> {
  await waitUntil(async () => [...(await buildsIn(out))].some((name) => !before.has(name)), isOver);
  return performance.now();
}

async function waitUntil(
  condition: () => boolean | Promise<boolean>,
  isOver: Promise<boolean>
): Promise<void> {
  while (!(await condition()) && !(await Promise.race([isOver, setTimeout(POLL_MS, false)])));
}

const POLL_MS = 5;

async function buildsIn(out: string): Promise<Set<string>> {
  const names = await readdir(join(out, "warehouse")).catch(() => []);
  return new Set(names.filter((name) => /^\d{8}T/.test(name)));
}
