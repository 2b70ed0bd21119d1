import {mkdir, readdir, readFile, rename, symlink, utimes, writeFile} from "node:fs/promises";
import {dirname, join, relative} from "node:path";
import {beforeEach, describe, expect, it} from "vitest";
import {claimBuild, claimOf} from "../../src/claim.ts";
import {countGarbage, findGarbage, formatBytes, type Keep, removeGarbage} from "../../src/garbage.ts";
import {writeSealed} from "../../src/seal.ts";
import {readRows, openDatabase, databaseOf} from "../../src/warehouse.ts";
import {ressac} from "../support/command.ts";
import {copyPublished} from "../support/published.ts";
import {tempFolder} from "../support/temp.ts";

const KEEP: Keep = {builds: 1, cleanedDays: 7, failedDays: 30};

/** The day of June on which a build began, as an id. */
const build = (day: number): string => `202606${String(day).padStart(2, "0")}T060000Z`;

/** A process that has ended long since: no machine gives out numbers this high. */
const DEAD = 2 ** 30;

let folder: string;
let warehouse: string;

beforeEach(async () => {
  folder = await tempFolder();
  warehouse = join(folder, "warehouse");
  await write("warehouse/.keep", "");
});

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(folder, path)), {recursive: true});
  await writeFile(join(folder, path), text);
}

async function finish(day: number, ...cleaned: string[]): Promise<void> {
  await write(`warehouse/${build(day)}/ressac.duckdb`, "database");
  const files = cleaned.map((key) => ({cleaned: key}));
  await writeSealed(join(warehouse, build(day)), JSON.stringify({build: build(day), files, contents: []}));
}

const publish = (day: number): Promise<void> => symlink(build(day), join(warehouse, "current"));

const shelve = (key: string): Promise<void> => write(`warehouse/cleaned/${key}/rows.parquet`, "rows");

/** What a run of this machine leaves that was killed: its claim names a process that is no more. */
async function killRun(id: string): Promise<void> {
  await claimBuild(warehouse, id);
  const path = claimOf(warehouse, id);
  const claim = JSON.parse(await readFile(path, "utf8")) as object;
  await writeFile(path, JSON.stringify({...claim, pid: DEAD}));
  await write(`warehouse/${id}/ressac.duckdb.tmp/spilled`, "spilled rows");
}

async function age(path: string, days: number): Promise<void> {
  const then = new Date(Date.now() - days * 86_400_000 - 60_000);
  await utimes(join(folder, path), then, then);
}

async function garbage(keep: Partial<Keep> = {}): Promise<string[]> {
  const found = await findGarbage({warehouse, site: join(folder, "site")}, {...KEEP, ...keep});
  return found.garbage.map(({path, what}) => `${what}: ${relative(folder, path)}`).sort();
}

describe("what is removed of a warehouse", () => {
  it("is nothing where there is no warehouse", async () => {
    warehouse = join(folder, "nowhere");
    expect(await garbage()).toEqual([]);
  });

  it("is what came before the last builds, the published one not counted", async () => {
    for (const day of [1, 2, 3, 4]) await finish(day);
    await publish(4);
    const olds = (...days: number[]): string[] => days.map((day) => `old build: warehouse/${build(day)}`);
    expect(await garbage({builds: 2})).toEqual(olds(1));
    expect(await garbage({builds: 0})).toEqual(olds(1, 2, 3));
    await removeGarbage((await findGarbage({warehouse, site: folder}, {...KEEP, builds: 0})).garbage);
    expect((await readdir(warehouse)).sort()).toEqual([".keep", build(4), "current"].sort());
  });

  it("is never the build that is served in place of a damaged one", async () => {
    for (const day of [1, 2, 3]) await finish(day);
    await publish(3);
    await write(`warehouse/${build(3)}/manifest.json`, "{}");
    expect(await garbage({builds: 0})).toEqual([`old build: warehouse/${build(1)}`]);
  });

  it("is never the published build, even when people have gone back to an old one", async () => {
    for (const day of [1, 2, 3]) await finish(day);
    await publish(1);
    expect(await garbage({builds: 1})).toEqual([`old build: warehouse/${build(2)}`]);
    expect(await garbage({builds: 0})).toEqual([2, 3].map((day) => `old build: warehouse/${build(day)}`));
  });

  it("is one build less where the link to the published one is lost", async () => {
    for (const day of [1, 2, 3]) await finish(day);
    expect(await garbage({builds: 1})).toEqual([`old build: warehouse/${build(1)}`]);
  });

  it("is what a killed run has left, at once, and nothing of one under way", async () => {
    await finish(1);
    await publish(1);
    await killRun(build(2));
    await symlink(build(2), join(warehouse, `.current-${build(2)}`));
    await claimBuild(warehouse, build(3));
    await write(`warehouse/${build(3)}/cleaning/rows.parquet`, "rows");
    await write(`warehouse/${build(3)}/ressac.duckdb.tmp/spilled`, "spilled rows");
    await symlink(build(3), join(warehouse, `.current-${build(3)}`));
    expect(await garbage()).toEqual([
      `half build: warehouse/${build(2)}`,
      `remains: warehouse/.building-${build(2)}`,
      `remains: warehouse/.current-${build(2)}`
    ]);
    const {underWay} = await findGarbage({warehouse, site: folder}, KEEP);
    expect(underWay).toEqual([{id: build(3), pid: process.pid}]);
  });

  it("is not a build that is under way although it looks finished", async () => {
    for (const day of [1, 2, 3]) await finish(day);
    await publish(3);
    await claimBuild(warehouse, build(1));
    expect(await garbage({builds: 0})).toEqual([`old build: warehouse/${build(2)}`]);
  });

  it("is only the claim of a run that was killed right after it had published", async () => {
    await killRun(build(1));
    await finish(1);
    await publish(1);
    expect(await garbage({builds: 0})).toEqual([
      `remains: warehouse/.building-${build(1)}`,
      `remains: warehouse/${build(1)}/ressac.duckdb.tmp`
    ]);
  });

  it("is a half build that nobody claims, when it has been silent for a day", async () => {
    await write(`warehouse/${build(1)}/ressac.duckdb`, "half");
    expect(await garbage()).toEqual([]);
    await age(`warehouse/${build(1)}/ressac.duckdb`, 1);
    expect(await garbage()).toEqual([]);
    await age(`warehouse/${build(1)}`, 1);
    expect(await garbage()).toEqual([`half build: warehouse/${build(1)}`]);
  });

  it("is the build that failed once it is old, and what it spilled at once", async () => {
    await write("warehouse/failed/ressac.duckdb.tmp/spilled", "spilled rows");
    expect(await garbage()).toEqual(["remains: warehouse/failed/ressac.duckdb.tmp"]);
    await age("warehouse/failed", 30);
    expect(await garbage()).toContain("failed build: warehouse/failed");
    expect(await garbage({failedDays: 40})).not.toContain("failed build: warehouse/failed");
  });

  it("is not what audiences were shown, nor who looked at what", async () => {
    for (const name of ["finance.json", "finance.json.4711"]) await write(`warehouse/shown/${name}`, "{}");
    await write("warehouse/access.jsonl", "");
    expect(await garbage()).toEqual([]);
    for (const name of ["shown/finance.json", "shown/finance.json.4711", "access.jsonl"])
      await age(`warehouse/${name}`, 400);
    expect(await garbage({builds: 0, cleanedDays: 0, failedDays: 0})).toEqual([
      "remains: warehouse/shown/finance.json.4711"
    ]);
  });

  it("is what a killed building of a site has left, but never all that is left of a site", async () => {
    for (const path of ["site/index.html", "site.building-12/a", "site.previous-12/a", "site/finance/a"])
      await write(path, "");
    for (const path of ["site/finance.building-3/a", "other.building-1/a", "other/a"]) await write(path, "");
    const left = ["site.building-12", "site.previous-12", "site/finance.building-3"];
    expect(await garbage()).toEqual([]);
    for (const path of [...left, "other.building-1"]) {
      await age(`${path}/a`, 1);
      await age(path, 1);
    }
    expect(await garbage()).toEqual(left.map((path) => `remains: ${path}`));
    await rename(join(folder, "site"), join(folder, "gone"));
    expect(await garbage()).toEqual([]);
  });
});

describe("cleaned exports", () => {
  beforeEach(async () => {
    await finish(1, "first", "both");
    await finish(2, "both", "second");
    await publish(2);
    for (const key of ["first", "both", "second", "unused"]) {
      await shelve(key);
      await age(`warehouse/cleaned/${key}`, 8);
    }
  });

  it("stay as long as a build that stays uses them", async () => {
    expect(await garbage({builds: 1})).toEqual(["cleaned export: warehouse/cleaned/unused"]);
    expect(await garbage({builds: 0})).toEqual([
      "cleaned export: warehouse/cleaned/first",
      "cleaned export: warehouse/cleaned/unused",
      `old build: warehouse/${build(1)}`
    ]);
  });

  it("stay for some days when none does", async () => {
    expect(await garbage({cleanedDays: 9})).toEqual([]);
    await age("warehouse/cleaned/unused", 0);
    expect(await garbage()).toEqual([]);
    expect(await garbage({cleanedDays: 0})).toEqual(["cleaned export: warehouse/cleaned/unused"]);
  });

  it("stay when they were used since a run began that is still under way", async () => {
    await claimBuild(warehouse, build(3));
    await shelve("new");
    expect(await garbage({cleanedDays: 0})).toEqual(["cleaned export: warehouse/cleaned/unused"]);
  });

  it("all stay when the manifest of a build that stays cannot be read, which is told", async () => {
    await write(`warehouse/${build(1)}/manifest.json`, '{"build": "20');
    expect(await garbage({builds: 1, cleanedDays: 0})).toEqual([]);
    const {unreadable} = await findGarbage({warehouse, site: folder}, KEEP);
    expect(unreadable).toEqual([join(warehouse, build(1))]);
    expect(await garbage({builds: 0})).toContain(`old build: warehouse/${build(1)}`);
  });
});

it("is counted in words", () => {
  const items = [
    {what: "old build", bytes: 2_000_000},
    {what: "old build", bytes: 1_500_000},
    {what: "remains", bytes: 0},
    {what: "remains", bytes: 21}
  ] as const;
  expect(countGarbage(items)).toBe("2 old builds, 2 remains, 3.5 MB");
  expect([0, 999, 1000, 12_345_678, 5e15].map(formatBytes)).toEqual([
    "0 bytes",
    "999 bytes",
    "1.0 kB",
    "12.3 MB",
    "5000.0 TB"
  ]);
});

describe("ressac gc", {timeout: 180_000}, () => {
  it("tells what would go, and removes it when it is asked to; every published figure is still there", async () => {
    const {out} = await copyPublished(await tempFolder());
    const there = join(out, "warehouse");
    const shelf = await readdir(join(there, "cleaned"));
    await mkdir(join(there, build(1)));
    await writeFile(join(there, build(1), "manifest.json"), '{"files": []}');
    await mkdir(join(there, "cleaned", "nobodys"));
    const before = await readdir(there);
    const dry = await ressac("gc", "--out", out, "--keep", "0", "--now", "--dry-run");
    expect(dry).toMatchObject({exitCode: 0, stderr: ""});
    expect(dry.stdout).toContain(`${build(1)}: old build, 13 bytes\n`);
    expect(dry.stdout).toMatch(/cleaned\/nobodys: cleaned export, 0 bytes\nwould remove 2, 13 bytes\n$/);
    expect(await readdir(there)).toEqual(before);
    const done = await ressac("gc", "--out", out, "--keep", "0", "--now");
    expect(done.stdout).toBe(dry.stdout.replace("would remove", "removed"));
    expect(await readdir(there)).toEqual(before.filter((name) => name !== build(1)));
    expect(await readdir(join(there, "cleaned"))).toEqual(shelf);
    const again = await ressac("gc", "--out", out, "--keep", "0", "--now");
    expect(again.stdout).toBe("nothing to remove\n");
    await requireAllReadable(there);
  });

  it("refuses a number that is none", async () => {
    const {exitCode, stderr} = await ressac("gc", "--keep", "-1");
    expect(stderr).toContain("this must be a whole number, 0 or above");
    expect(exitCode).toBe(2);
  });
});

/** Reads every table and every view of the published build. */
async function requireAllReadable(there: string): Promise<void> {
  const {connection, close} = await openDatabase(databaseOf(join(there, "current")), {readOnly: true});
  const tables = await readRows(
    connection,
    "select table_schema || '.' || table_name as name from information_schema.tables"
  );
  expect(tables.length).toBeGreaterThan(50);
  for (const {name} of tables) await connection.run(`select count(*) from ${String(name)}`);
  close();
}
