import {existsSync} from "node:fs";
import {mkdir, statfs} from "node:fs/promises";
import {readlinkSync} from "node:fs";
import {join} from "node:path";
import {setTimeout} from "node:timers/promises";
import {findDamage} from "../../src/seal.ts";
import {fingerprint} from "../kills/fingerprint.ts";
import {type Bench, type Ended, type Finding, lastLine, publishedCopy, ressac, start} from "./scenario.ts";

/** What a full disk has to say. */
const SENTENCE = /: the disk is full; /;

/**
 * Runs with a warehouse on file systems of different sizes, from one on which nothing fits beside what is published to one
 * that is not enough at the very end. Each run has to end with 3 and a sentence, and leave what was published and the
 * room that was free; with room, the next one gives what a run gives undisturbed.
 */
export async function fillDisks(bench: Bench, sizes: number): Promise<Finding> {
  const finding: Finding = {
    what: `a warehouse on file systems of ${sizes} sizes`,
    tries: 0,
    problems: []
  };
  const mount = join(bench.folder, "disk");
  await mkdir(mount, {recursive: true});
  if (!(await canMount(mount))) {
    return {...finding, sees: "not tried: this user may not mount a file system"};
  }
  const {before, peak} = await measureNeed(bench, mount);
  for (let size = 0; size < sizes; size++) {
    // The last one is a block short of what was needed at most.
    const room = Math.floor((((peak - before) * (size + 1)) / sizes) * (size === sizes - 1 ? 1 : 0.98));
    finding.tries++;
    const problem = await tryRoom(bench, mount, {bytes: before + room - BLOCK, finding});
    if (problem !== undefined) finding.problems.push(`${megabytes(room)} MB beside it: ${problem}`);
  }
  return finding;
}

const BLOCK = 4096;
const PLENTY = 2 ** 30;

async function canMount(mount: string): Promise<boolean> {
  const mounted = await mountDisk(mount, PLENTY).catch(() => false);
  if (mounted) await start("umount", [mount]);
  return mounted;
}

async function mountDisk(mount: string, bytes: number): Promise<boolean> {
  const {code} = await start("mount", ["-t", "tmpfs", "-o", `size=${bytes}`, "tmpfs", mount]);
  return code === 0;
}

async function usedOn(mount: string): Promise<number> {
  const {blocks, bfree, bsize} = await statfs(mount);
  return (blocks - bfree) * bsize;
}

/** Bytes with what is published alone, and at most while a run makes another build. */
async function measureNeed(bench: Bench, mount: string): Promise<{before: number; peak: number}> {
  await mountDisk(mount, PLENTY);
  try {
    const out = await publishedCopy(bench, join(mount, "out"));
    const before = await usedOn(mount);
    let peak = before;
    const run = ressac(bench, ["run", "--exports", bench.exports, "--out", out]);
    const isOver = run.then(() => true);
    while (!(await Promise.race([isOver, setTimeout(2, false)]))) peak = Math.max(peak, await usedOn(mount));
    return {before, peak};
  } finally {
    await start("umount", [mount]);
  }
}

async function tryRoom(
  bench: Bench,
  mount: string,
  {bytes, finding}: {bytes: number; finding: Finding}
): Promise<string | undefined> {
  await mountDisk(mount, bytes);
  try {
    const out = await publishedCopy(bench, join(mount, "out"));
    const current = (): string => readlinkSync(join(out, "warehouse", "current"));
    const before = {id: current(), used: await usedOn(mount)};
    const full = await ressac(bench, ["run", "--exports", bench.exports, "--out", out]);
    const problem =
      answerProblem(full) ?? (current() === before.id ? undefined : "another build is published");
    if (problem !== undefined) return problem;
    finding.sees ??= lastLine(full.stderr).replaceAll(bench.folder, "");
    const damage = await findDamage(join(out, "warehouse", before.id), "hashes");
    if (damage !== undefined) return `what was published is damaged: ${damage}`;
    // What was cleaned of exports stays: it is whole, and the next run need not read them again.
    const left = (await usedOn(mount)) - before.used - (await shelfGrowth(bench, out));
    if (left > SCRAPS || existsSync(join(out, "warehouse", "failed")))
      return `the run that failed keeps ${megabytes(left)} MB`;
    await start("mount", ["-o", `remount,size=${PLENTY}`, mount]);
    const again = await ressac(bench, ["run", "--exports", bench.exports, "--out", out]);
    if (again.code !== 0)
      return `with room, the next run ended with ${again.code}: ${lastLine(again.stderr)}`;
    const isSame = JSON.stringify(await fingerprint(out)) === JSON.stringify(bench.expected);
    return isSame ? undefined : "with room, the next run gave something else than undisturbed";
  } finally {
    await start("umount", [mount]);
  }
}

/** Folders and links of their own size: what may stay of a run is no build. */
const SCRAPS = 64 * 1024;

async function shelfGrowth(bench: Bench, out: string): Promise<number> {
  const sizes = [out, bench.published].map(async (folder) => {
    const {stdout} = await start("du", ["-s", "--block-size=1", join(folder, "warehouse", "cleaned")]);
    return Number(stdout.split("\t")[0]);
  });
  const [now = 0, then = 0] = await Promise.all(sizes);
  return Math.max(0, now - then);
}

function answerProblem({code, stderr}: Ended): string | undefined {
  const said = lastLine(stderr);
  if (code !== 3) return `the run ended with ${code}: ${said}`;
  return SENTENCE.test(said) ? undefined : `not in our words: ${said}`;
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(2);
}
