import {lstat, readdir, readlink, rm, stat} from "node:fs/promises";
import {basename, dirname, join} from "node:path";
import {type Claim, claimOf, isSilent, readClaims} from "./claim.ts";
import type {Config} from "./config.ts";
import {readManifest} from "./manifest.ts";
import {findDamage} from "./seal.ts";
import {CURRENT, FAILED, isBuildId, shelfOf, spillOf} from "./warehouse.ts";

/** Something that nothing published needs any more. */
export interface Garbage {
  path: string;
  what: "old build" | "half build" | "failed build" | "cleaned export" | "remains";
  bytes: number;
}

/** What can go, and what cannot be told or touched. */
export interface Finding {
  garbage: Garbage[];
  /** Builds that live processes make: nothing of theirs is touched. */
  underWay: {id: string; pid: number | undefined}[];
  /** Builds that stay and whose manifest cannot be read: which cleaned exports they use is not known, so all of them stay. */
  unreadable: string[];
}

/** What is to stay although no published figure needs it. */
export interface Keep {
  /** Builds beside the published one. */
  builds: number;
  /** Days since a cleaned export was last used, and since a build has failed. */
  cleanedDays: number;
  failedDays: number;
}

const DAY_MS = 86_400_000;

/**
 * Looks for what can be removed of a warehouse, and for what a killed `ressac site` has left beside the site. The
 * published build, as many before it as are to be kept, and the cleaned exports that these use are never part of it; nor
 * is what audiences were shown so far.
 */
export async function findGarbage(
  {warehouse, site}: Pick<Config, "warehouse" | "site">,
  keep: Keep
): Promise<Finding> {
  const names = await readdir(warehouse).catch((): string[] => []);
  const claims = names.length === 0 ? new Map<string, Claim>() : await readClaims(warehouse);
  const builds = await sortBuilds(warehouse, {ids: names.filter(isBuildId), claims, kept: keep.builds});
  const live = [...claims].filter(([, {isLive}]) => isLive);
  const {used, unreadable} = await usedExports(warehouse, builds.kept);
  const found = [
    ...builds.old.map((id) => what("old build", join(warehouse, id))),
    ...builds.half.map((id) => what("half build", join(warehouse, id))),
    ...(await failedBuild(warehouse, keep.failedDays)),
    ...(unreadable.length > 0 ? [] : await unusedExports(warehouse, {used, live, days: keep.cleanedDays})),
    ...(await remains(warehouse, {names, claims, kept: builds.kept})),
    ...(await siteRemains(site))
  ];
  return {
    garbage: await Promise.all(found.map(async (item) => ({...item, bytes: await bytesOf(item.path)}))),
    underWay: live.map(([id, {pid}]) => ({id, pid})),
    unreadable
  };
}

/** Removes it. */
export async function removeGarbage(garbage: readonly Pick<Garbage, "path">[]): Promise<void> {
  for (const {path} of garbage) await rm(path, {recursive: true, force: true});
}

/** How much of what kind, in words. */
export function countGarbage(garbage: readonly Pick<Garbage, "what" | "bytes">[]): string {
  const kinds = [...new Set(garbage.map(({what: kind}) => kind))];
  const counts = kinds.map((kind) => {
    const count = garbage.filter((item) => item.what === kind).length;
    return `${count} ${count === 1 || kind === "remains" ? kind : `${kind}s`}`;
  });
  return [...counts, formatBytes(garbage.reduce((sum, {bytes}) => sum + bytes, 0))].join(", ");
}

/** A size for people. */
export function formatBytes(bytes: number): string {
  const power = bytes < 1000 ? 0 : Math.min(4, Math.floor(Math.log10(bytes) / 3));
  const digits = power === 0 ? 0 : 1;
  return `${(bytes / 1000 ** power).toFixed(digits)} ${["bytes", "kB", "MB", "GB", "TB"][power] ?? ""}`;
}

type Found = Omit<Garbage, "bytes">;

const what = (kind: Garbage["what"], path: string): Found => ({path, what: kind});

interface Builds {
  kept: string[];
  old: string[];
  half: string[];
}

async function sortBuilds(
  warehouse: string,
  {ids, claims, kept}: {ids: string[]; claims: ReadonlyMap<string, Claim>; kept: number}
): Promise<Builds> {
  const current = await readlink(join(warehouse, CURRENT)).catch(() => undefined);
  const finished: string[] = [];
  const half: string[] = [];
  for (const id of ids
    .filter((name) => name !== current)
    .sort()
    .reverse()) {
    const claim = claims.get(id);
    if (claim?.isLive === true) continue;
    if (claim !== undefined) half.push(id);
    else if (await hasManifest(warehouse, id)) finished.push(id);
    // Without a word of who makes it, it may be that of an older version.
    else if (await isSilent([join(warehouse, id)])) half.push(id);
  }
  // With the link lost, or what it leads to damaged, the newest build before it takes its place.
  const isServed =
    current !== undefined && (await findDamage(join(warehouse, current), "sizes")) === undefined;
  const stay = kept + (isServed ? 0 : 1);
  return {
    kept: [...(current === undefined ? [] : [current]), ...finished.slice(0, stay)],
    old: finished.slice(stay),
    half
  };
}

/** Whether a build got as far as to its manifest, readable or not. */
async function hasManifest(warehouse: string, id: string): Promise<boolean> {
  return readManifest(join(warehouse, id)).then(
    (manifest) => manifest !== undefined,
    () => true
  );
}

async function usedExports(
  warehouse: string,
  kept: readonly string[]
): Promise<{used: Set<string>; unreadable: string[]}> {
  const used = new Set<string>();
  const unreadable: string[] = [];
  for (const id of kept) {
    const folder = join(warehouse, id);
    const manifest = await readManifest(folder).catch(() => undefined);
    if (manifest === undefined) unreadable.push(folder);
    for (const {cleaned} of manifest?.files ?? []) used.add(cleaned);
  }
  return {used, unreadable};
}

async function failedBuild(warehouse: string, days: number): Promise<Found[]> {
  const path = join(warehouse, FAILED);
  const failed = await timeOf(path);
  return failed !== undefined && failed <= Date.now() - days * DAY_MS ? [what("failed build", path)] : [];
}

/** Of the cleaned exports that no kept build uses: those not used for so long, and not by what is under way either. */
async function unusedExports(
  warehouse: string,
  {used, live, days}: {used: ReadonlySet<string>; live: readonly [string, Claim][]; days: number}
): Promise<Found[]> {
  const folder = shelfOf(warehouse);
  const starts = await Promise.all(live.map(([id]) => timeOf(claimOf(warehouse, id))));
  const oldest = Date.now() - days * DAY_MS;
  const unused: Found[] = [];
  for (const key of await readdir(folder).catch((): string[] => [])) {
    const path = join(folder, key);
    const time = await timeOf(path);
    if (used.has(key) || time === undefined || time > oldest) continue;
    if (starts.every((start = 0) => time < start)) unused.push(what("cleaned export", path));
  }
  return unused;
}

/** What killed processes have left: links not yet turned over, claims, spilled rows, files not yet renamed. */
async function remains(
  warehouse: string,
  {
    names,
    claims,
    kept
  }: {names: readonly string[]; claims: ReadonlyMap<string, Claim>; kept: readonly string[]}
): Promise<Found[]> {
  const isLive = (id: string): boolean => claims.get(id)?.isLive === true;
  const link = `.${CURRENT}-`;
  const links = names.filter((name) => name.startsWith(link) && !isLive(name.slice(link.length)));
  const stale = [...claims.keys()].filter((id) => !isLive(id)).map((id) => basename(claimOf(warehouse, id)));
  const spilled = await existing([...kept, FAILED].map((id) => spillOf(join(warehouse, id))));
  const shown = join(warehouse, "shown");
  const written = [
    ...(await readdir(shown).catch((): string[] => []))
      .filter((name) => /\.json\.\d+$/.test(name))
      .map((name) => join(shown, name)),
    ...names.filter((name) => name === "access.jsonl.new").map((name) => join(warehouse, name))
  ];
  return [
    ...[...links, ...stale].map((name) => join(warehouse, name)),
    ...spilled,
    ...(await silent(written))
  ].map((path) => what("remains", path));
}

/** What a killed `ressac site` has left beside a site, or beside those of audiences. */
async function siteRemains(site: string): Promise<Found[]> {
  const left: string[] = [];
  for (const folder of [dirname(site), site]) {
    const names = await readdir(folder).catch((): string[] => []);
    for (const name of names) {
      const place = /^(.+)\.(?:building|previous)-\d+$/.exec(name)?.[1];
      if (place === undefined || (folder !== site && place !== basename(site))) continue;
      // Killed at the worst moment, what was shown before is all that is left of the site.
      if (names.includes(place)) left.push(join(folder, name));
    }
  }
  return (await silent(left)).map((path) => what("remains", path));
}

async function silent(paths: readonly string[]): Promise<string[]> {
  const all = await Promise.all(paths.map((path) => isSilent([path])));
  return paths.filter((_, index) => all[index]);
}

async function existing(paths: readonly string[]): Promise<string[]> {
  const times = await Promise.all(paths.map(timeOf));
  return paths.filter((_, index) => times[index] !== undefined);
}

function timeOf(path: string): Promise<number | undefined> {
  return stat(path).then(
    ({mtimeMs}) => mtimeMs,
    () => undefined
  );
}

/** Bytes of a file, or of all files in a folder; what somebody else removes meanwhile counts as none. */
async function bytesOf(path: string): Promise<number> {
  const found = await lstat(path).catch(() => undefined);
  if (found?.isDirectory() !== true) return found?.size ?? 0;
  const names = await readdir(path).catch((): string[] => []);
  const sizes = await Promise.all(names.map((name) => bytesOf(join(path, name))));
  return sizes.reduce((sum, size) => sum + size, 0);
}
