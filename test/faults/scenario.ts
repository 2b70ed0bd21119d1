import {spawn} from "node:child_process";
import {cp, mkdir, mkdtemp, rm, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {writeSample} from "../../pipeline/sample/index.ts";
import {writeEngine} from "../kills/engine.ts";
import {fingerprint} from "../kills/fingerprint.ts";

/** What was done to the product, and what came of it. */
export interface Finding {
  /** What was done, and how the product has to answer. */
  what: string;
  tries: number;
  /** A sentence for each try that did not end as it has to. */
  problems: string[];
  /** What the user sees, as it was printed; nothing where there is nothing to see. */
  sees?: string;
}

/** A small company with a package of its own, and what a run that nothing disturbs makes of it. */
export interface Bench {
  folder: string;
  engine: string;
  /** Settings, and exports: those of today, and those of yesterday that were published. */
  config: string;
  exports: string;
  /** A folder with what was published of yesterday's exports. */
  published: string;
  /** What a run on today's exports gives. */
  expected: string[];
}

export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Makes a bench in a new folder, and removes it when it has been used. */
export async function withBench<Result>(use: (bench: Bench) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), "ressac-faults-"));
  try {
    return await use(await makeBench(folder));
  } finally {
    await rm(folder, {recursive: true, force: true});
  }
}

async function makeBench(folder: string): Promise<Bench> {
  const bench: Bench = {
    folder,
    engine: join(folder, "engine"),
    config: join(folder, "ressac.config.ts"),
    exports: join(folder, "exports"),
    published: join(folder, "published"),
    expected: []
  };
  await writeEngine(bench.engine);
  await writeFile(bench.config, `export default {threads: 1};\n`);
  const yesterday = join(folder, "yesterday");
  await writeSample({folder: yesterday, orders: 15, seed: 1});
  await writeSample({folder: bench.exports, orders: 15, seed: 2});
  const undisturbed = join(folder, "undisturbed");
  for (const [exports, out] of [
    [yesterday, bench.published],
    [bench.exports, undisturbed]
  ] as const) {
    await mkdir(out);
    const {code, stderr} = await ressac(bench, ["run", "--exports", exports, "--out", out]);
    if (code !== 0) throw new Error(`the bench could not be made: ${stderr}`);
  }
  bench.expected = await fingerprint(undisturbed);
  return bench;
}

/** A folder with what was published yesterday. */
export async function publishedCopy({published}: Bench, to: string): Promise<string> {
  await cp(published, to, {recursive: true, verbatimSymlinks: true, preserveTimestamps: true});
  return to;
}

/** Runs a command of the bench's package to its end; `prefix` starts it in another way. */
export async function ressac(
  {engine, config}: Pick<Bench, "engine" | "config">,
  args: readonly string[],
  {prefix = [], env = {}}: {prefix?: readonly string[]; env?: Record<string, string>} = {}
): Promise<Ended> {
  const words: string[] = [
    ...prefix,
    process.execPath,
    join(engine, "src", "ressac.js"),
    ...args,
    "--config",
    config
  ];
  const [command = process.execPath, ...rest] = words;
  return start(command, rest, {cwd: engine, env: {...process.env, ...env}});
}

/** Runs a program to its end. */
export function start(
  command: string,
  args: readonly string[],
  options: {cwd?: string; env?: NodeJS.ProcessEnv} = {}
): Promise<Ended> {
  const child = spawn(command, args, {...options, stdio: ["ignore", "pipe", "pipe"]});
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.once("error", reject).once("close", (code) => resolve({code, stdout, stderr}));
  });
}

/** The last line of what was said: what the user is left with. */
export function lastLine(text: string): string {
  return text.trimEnd().split("\n").at(-1) ?? "";
}
