import {readFileSync, readlinkSync} from "node:fs";
import {readdir, readFile, rm, stat, writeFile} from "node:fs/promises";
import {hostname} from "node:os";
import {join} from "node:path";
import {RessacError} from "./errors.ts";

/** Files beside the builds that say which process makes one; each is there for as long as its build is under way. */
const PREFIX = ".building-";

/** What is under way elsewhere, where no process can be looked up, is given up when nothing was written for so long. */
const SILENCE_MS = 86_400_000;

/** The process that makes a build. */
interface Maker {
  pid: number;
  /** What tells it from a later process of the same number; empty where the system does not say. */
  started: string;
  /** Machine, its start, and the container: a number means a process only there. */
  place: string;
}

/** Whether a build is still being made, and by which process of this machine, where it is one. */
export interface Claim {
  isLive: boolean;
  pid: number | undefined;
}

/**
 * Says that this process makes a build. It is said before there is anything of the build, so that at no moment what is
 * under way looks like what a killed run has left.
 * @throws NodeJS.ErrnoException `EEXIST` when somebody else has this id.
 */
export async function claimBuild(warehouse: string, id: string): Promise<void> {
  const maker: Maker = {pid: process.pid, started: startOf(process.pid) ?? "", place: thisPlace()};
  await writeFile(claimOf(warehouse, id), JSON.stringify(maker), {flag: "wx"});
}

/** Takes it back: the build is published, set aside or gone. */
export async function releaseBuild(warehouse: string, id: string): Promise<void> {
  await rm(claimOf(warehouse, id), {force: true});
}

/** The claims in a warehouse, by the id of the build. */
export async function readClaims(warehouse: string): Promise<Map<string, Claim>> {
  const names = (await readdir(warehouse)).filter((name) => name.startsWith(PREFIX));
  const claims = names.map(async (name): Promise<[string, Claim]> => {
    const id = name.slice(PREFIX.length);
    return [id, await readClaim(warehouse, id)];
  });
  return new Map(await Promise.all(claims));
}

/** @throws RessacError (3) while a build is under way, by this process or another one. */
export async function requireNoneUnderWay(warehouse: string): Promise<void> {
  for (const [id, {isLive, pid}] of await readClaims(warehouse)) {
    if (!isLive) continue;
    const who = pid === undefined ? "on another machine" : `process ${pid}`;
    throw new RessacError(`${warehouse}: build ${id} is under way (${who}); do this when it is over`, 3);
  }
}

/** The file of a claim. */
export function claimOf(warehouse: string, id: string): string {
  return join(warehouse, `${PREFIX}${id}`);
}

async function readClaim(warehouse: string, id: string): Promise<Claim> {
  const path = claimOf(warehouse, id);
  const {pid, started, place} = await readMaker(path);
  if (pid !== undefined && place === thisPlace())
    return {isLive: isAlive({pid, started: started ?? "", place}), pid};
  return {isLive: !(await isSilent([path, join(warehouse, id)])), pid: undefined};
}

/** What the file says; nothing when a killed process, or one just now, has not written all of it. */
async function readMaker(path: string): Promise<Partial<Maker>> {
  try {
    return JSON.parse(await readFile(path, "utf8")) as Maker;
  } catch {
    return {};
  }
}

/** Whether nothing was written to some files, or to what lies in some folders, for a day. */
export async function isSilent(paths: readonly string[]): Promise<boolean> {
  const inside = paths.map(async (path) =>
    (await readdir(path).catch(() => [])).map((name) => join(path, name))
  );
  const all = [...paths, ...(await Promise.all(inside)).flat()];
  const times = all.map((path) =>
    stat(path).then(
      ({mtimeMs}) => mtimeMs,
      () => 0
    )
  );
  return Math.max(...(await Promise.all(times))) <= Date.now() - SILENCE_MS;
}

function isAlive({pid, started}: Maker): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // Of somebody else's process nothing more can be told than that it is there.
    if ((error as NodeJS.ErrnoException).code !== "EPERM") return false;
  }
  const now = startOf(pid);
  return now === undefined || now === started;
}

/** When a process was started, in ticks of the machine's clock; nothing where the system does not say. */
function startOf(pid: number): string | undefined {
  const line = readOrNothing(() => readFileSync(`/proc/${pid}/stat`, "utf8"));
  // The name of the program is in parentheses, and may hold anything.
  const [state, ...fields] = line?.slice(line.lastIndexOf(")") + 2).split(" ") ?? [];
  // A process that has ended is listed until its parent has asked how.
  return state === "Z" || state === "X" ? "ended" : fields[18];
}

function thisPlace(): string {
  const boot = readOrNothing(() => readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim());
  const container = readOrNothing(() => readlinkSync("/proc/self/ns/pid"));
  return [hostname(), boot ?? "", container ?? ""].join(" ");
}

function readOrNothing(read: () => string): string | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
