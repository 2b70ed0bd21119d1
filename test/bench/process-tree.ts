import {readdir, readFile} from "node:fs/promises";
import {execFileSync} from "node:child_process";
import type {Cost} from "./stopwatch.ts";

const EVERY_MS = 50;

/** What is done costs this process and those that it starts and waits for: their time, and their memory together. */
export async function measureTree(work: () => Promise<void>): Promise<Cost> {
  let peak = 0;
  const look = async (): Promise<void> => {
    peak = Math.max(peak, await treeBytes(process.pid));
  };
  const timer = setInterval(() => void look(), EVERY_MS);
  const [start, cpu] = [performance.now(), await treeCpu()];
  try {
    await work();
  } finally {
    clearInterval(timer);
  }
  await look();
  return {
    seconds: (performance.now() - start) / 1000,
    cpu_seconds: (await treeCpu()) - cpu,
    peak_bytes: peak
  };
}

/** Seconds of processor of this process and of its children that have ended. */
async function treeCpu(): Promise<number> {
  const own = process.cpuUsage();
  const stat = await readFile("/proc/self/stat", "utf8").catch(() => "");
  // The name of the program, in brackets, may hold spaces; fields 16 and 17 are those of the children.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const ticks = Number(fields[13] ?? 0) + Number(fields[14] ?? 0);
  return (own.user + own.system) / 1e6 + (ticks === 0 ? 0 : ticks / ticksPerSecond());
}

function ticksPerSecond(): number {
  return Number(execFileSync("getconf", ["CLK_TCK"], {encoding: "utf8"}));
}

/** Resident bytes of a process and all below it, now. */
async function treeBytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  const own = Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) * 1024;
  const threads = await readdir(`/proc/${pid}/task`).catch(() => []);
  const lists = await Promise.all(
    threads.map((thread) => readFile(`/proc/${pid}/task/${thread}/children`, "utf8").catch(() => ""))
  );
  const children = lists.flatMap((list) => list.split(" ").filter(Boolean).map(Number));
  const below = await Promise.all(children.map(treeBytes));
  return below.reduce((sum, bytes) => sum + bytes, own);
}
