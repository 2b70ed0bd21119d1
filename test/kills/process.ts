import {spawn} from "node:child_process";
import {join} from "node:path";
import {PACKAGE_ROOT} from "../../src/config.ts";

/** When a run was ended, or that it was over before. */
export type Moment = "ingest" | "later" | "over";

/** A finished `ressac run`. */
export interface RunResult {
  manifest: unknown;
  /** When its ingest began and how long it took, in milliseconds after the start of the process. */
  ingest_start: number;
  ingest_ms: number;
}

interface Started {
  pid: number;
  stdout: () => string;
  stderr: () => string;
  exit: Promise<number | null>;
}

/** Starts `ressac run` in a process group of its own, so that all of it can be killed. */
function startRun(args: readonly string[], onStderr: (text: string) => void = () => undefined): Started {
  const command = [join(PACKAGE_ROOT, "src", "ressac.js"), "run", ...args];
  const child = spawn(process.execPath, command, {cwd: PACKAGE_ROOT, detached: true});
  const {pid} = child;
  if (pid === undefined) throw new Error("the process could not be started");
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => {
    stderr += chunk.toString();
    onStderr(stderr);
  });
  const exit = new Promise<number | null>((resolve, reject) => {
    child.once("error", reject).once("close", resolve);
  });
  return {pid, stdout: () => stdout, stderr: () => stderr, exit};
}

/** The line that tells that ingest is over. */
const INGESTED = /^ingest /m;

/** Runs to the end. @throws Error with what the run said, when it fails. */
export async function runToEnd(args: readonly string[]): Promise<RunResult> {
  const start = performance.now();
  let ingested = start;
  let isIngested = false;
  const run = startRun([...args, "--json"], (stderr) => {
    if (isIngested || !INGESTED.test(stderr)) return;
    isIngested = true;
    ingested = performance.now();
  });
  const code = await run.exit;
  if (code !== 0) throw new Error(`ressac run ended with ${String(code)}: ${run.stderr()}`);
  const manifest = JSON.parse(run.stdout()) as {durations_ms: {ingest: number}};
  const ingest_ms = manifest.durations_ms.ingest;
  return {manifest, ingest_ms, ingest_start: ingested - start - ingest_ms};
}

/** Starts a run and kills it with all of its processes after some milliseconds. */
export async function killRun(args: readonly string[], after: number): Promise<Moment> {
  const run = startRun(args);
  const timer = new Promise<"time">((resolve) => setTimeout(resolve, after, "time"));
  if ((await Promise.race([timer, run.exit])) !== "time") return "over";
  const moment = INGESTED.test(run.stderr()) ? "later" : "ingest";
  process.kill(-run.pid, "SIGKILL");
  await run.exit;
  return moment;
}
