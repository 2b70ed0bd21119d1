// One small company, run once for all files of tests that need a published build, and not how it came to be.
import {existsSync} from "node:fs";
import {cp, mkdir, readFile, writeFile} from "node:fs/promises";
import {join} from "node:path";
import {setTimeout as pause} from "node:timers/promises";
import {inject} from "vitest";
import {writeSample} from "../../pipeline/sample/index.ts";
import {loadConfig} from "../../src/config.ts";
import {lineProgress} from "../../src/progress.ts";
import {run} from "../../src/run.ts";

/** The orders and the seed of the company: as few as have everybody's case and every system. */
export const SMALL = {orders: 60, seed: 4};

/** Folder of exports, and the folder that a run on them was given with `--out`. Both are read only. */
export interface Published {
  exports: string;
  out: string;
}

/**
 * The company and its published build; made by the first file that asks, in whatever worker, for all others.
 * @throws Error when the run failed, in every file that asks.
 */
export async function usePublished(): Promise<Published> {
  const folder = join(inject("shared"), "small");
  const published = {exports: join(folder, "exports"), out: join(folder, "out")};
  const outcome = join(folder, "outcome");
  const isFirst = (await mkdir(folder).catch((error: unknown) => error)) === undefined;
  if (isFirst) await writeFile(outcome, await publish(published), {flag: "wx"});
  while (!existsSync(outcome)) await pause(100);
  const error = await readFile(outcome, "utf8");
  if (error !== "") throw new Error(`the company that tests share could not be run: ${error}`);
  return published;
}

/** A copy of its published build that a test may change: runs on it go by what was cleaned before. */
export async function copyPublished(out: string): Promise<Published> {
  const published = await usePublished();
  await cp(join(published.out, "warehouse"), join(out, "warehouse"), {
    recursive: true,
    verbatimSymlinks: true
  });
  return {...published, out};
}

/** What went wrong; an empty text when nothing did. */
async function publish({exports, out}: Published): Promise<string> {
  try {
    await writeSample({folder: exports, ...SMALL});
    await run({config: await loadConfig({exports, out}), progress: lineProgress(() => undefined)});
    return "";
  } catch (error) {
    return String(error);
  }
}
