import {spawn} from "node:child_process";
import {mkdtemp} from "node:fs/promises";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {PACKAGE_ROOT} from "../../src/config.ts";
import type {Job, JobResult} from "./jobs.ts";

/** A job without its folder, which each run gets anew. */
export type JobPlan = Job extends infer Each ? (Each extends Job ? Omit<Each, "folder"> : never) : never;

export interface Measurement extends JobResult {
  /** From the start of the process to its end, in seconds. */
  process_seconds: number;
}

/** Median with the extremes beside it. */
export interface Spread {
  median: number;
  low: number;
  high: number;
}

/**
 * Runs a job in a new process with a new folder under `folder`.
 * @throws Error with what the process said, when it fails.
 */
export async function measure(plan: JobPlan, folder: string): Promise<Measurement> {
  const job: Job = {...plan, folder: await mkdtemp(join(folder, "job-"))};
  const start = performance.now();
  const result = (await runProcess("./job.ts", job)) as JobResult;
  return {...result, process_seconds: (performance.now() - start) / 1000};
}

/**
 * Runs a file of this folder in a process of its own, with a job as JSON, and gives what it writes, read as JSON.
 * @throws Error with what the process said, when it fails.
 */
export async function runProcess(file: string, job: object): Promise<unknown> {
  const entry = fileURLToPath(new URL(file, import.meta.url));
  const child = spawn(process.execPath, ["--import", "tsx", entry, JSON.stringify(job)], {
    cwd: PACKAGE_ROOT,
    env: {...process.env, TZ: "UTC"}
  });
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  const code = await new Promise((resolve, reject) => child.once("error", reject).once("close", resolve));
  if (code !== 0) throw new Error(`${JSON.stringify(job)} ended with ${String(code)}: ${stderr}`);
  return JSON.parse(stdout);
}

/** The spread of some numbers, at least one. */
export function spreadOf(numbers: readonly number[]): Spread {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.slice((sorted.length - 1) >> 1, (sorted.length >> 1) + 1);
  return {
    median: middle.reduce((sum, number) => sum + number, 0) / middle.length,
    low: sorted[0] ?? NaN,
    high: sorted.at(-1) ?? NaN
  };
}
