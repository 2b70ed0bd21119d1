import {createHash} from "node:crypto";
import {subscribe, unsubscribe} from "node:diagnostics_channel";
import {appendFile, readFile, rm, symlink, truncate, unlink, writeFile} from "node:fs/promises";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {publishedFiles, publishedManifest} from "../../src/manifest.ts";
import {findDamage} from "../../src/seal.ts";
import {DAMAGED, publishedBuild} from "../../src/warehouse.ts";
import {publishValue} from "../faults/builds.ts";
import {tempFolder} from "../support/temp.ts";

async function flipByte(path: string): Promise<void> {
  const bytes = await readFile(path);
  const place = Math.floor(bytes.length / 2);
  bytes[place] = (bytes[place] ?? 0) ^ 1;
  await writeFile(path, bytes);
}

/** The build that is read, and what is told about it. */
async function readWith(
  warehouse: string,
  depth: "sizes" | "hashes"
): Promise<{folder: string; told: unknown[]}> {
  const told: unknown[] = [];
  const tell = (line: unknown): unknown => told.push(line);
  subscribe(DAMAGED, tell);
  try {
    return {folder: await publishedBuild(warehouse, depth), told};
  } finally {
    unsubscribe(DAMAGED, tell);
  }
}

const FILES = ["ressac.duckdb", "published/t.arrow", "manifest.json", "manifest.json.sha256"];

describe("a finished build", () => {
  it("is vouched for by its manifest, file by file, and the manifest by its own hash", async () => {
    const warehouse = await tempFolder();
    const {folder} = await publishValue(warehouse, 1);
    const manifest = await publishedManifest(warehouse);
    expect(manifest?.contents.map(({path}) => path)).toEqual(["published/t.arrow", "ressac.duckdb"]);
    for (const {path, bytes, sha256} of manifest?.contents ?? []) {
      const found = await readFile(join(folder, path));
      expect({bytes, sha256}).toEqual({
        bytes: found.length,
        sha256: createHash("sha256").update(found).digest("hex")
      });
    }
    expect(await findDamage(folder, "hashes")).toBeUndefined();
  });

  it.each(FILES)("with one byte of %s changed is not served where something is made of it", async (file) => {
    const warehouse = await tempFolder();
    const first = await publishValue(warehouse, 1);
    const second = await publishValue(warehouse, 2);
    await flipByte(join(second.folder, file));
    const {folder, told} = await readWith(warehouse, "hashes");
    expect(folder).toBe(first.folder);
    expect(told).toEqual([
      expect.stringMatching(
        new RegExp(
          `^${second.folder}: the published build is damaged \\(.* is not what was written\\); used the one before it, ${first.id}; make a new one with ressac run$`
        )
      )
    ]);
  });

  it.each(FILES)("with %s cut short or missing is not served even to a question", async (file) => {
    const warehouse = await tempFolder();
    const first = await publishValue(warehouse, 1);
    const {folder} = await publishValue(warehouse, 2);
    await truncate(join(folder, file), 10);
    expect((await readWith(warehouse, "sizes")).folder).toBe(first.folder);
    await unlink(join(folder, file));
    expect((await readWith(warehouse, "sizes")).folder).toBe(first.folder);
    // The next run only reads what was published to tell what is new.
    if (file === "manifest.json") expect(await publishedFiles(warehouse)).toEqual([]);
  });

  it("into which somebody has written is not served", async () => {
    const warehouse = await tempFolder();
    const {id} = await publishValue(warehouse, 1);
    const second = await publishValue(warehouse, 2);
    await appendFile(join(second.folder, "ressac.duckdb.wal"), "changes");
    expect((await readWith(warehouse, "sizes")).told).toEqual([
      expect.stringContaining(
        `damaged (ressac.duckdb.wal: somebody has written into the database); used the one before it, ${id}`
      )
    ]);
  });
});

describe("a link to the published build that leads nowhere", () => {
  it("is told, and the newest whole build before it served", async () => {
    const warehouse = await tempFolder();
    const first = await publishValue(warehouse, 1);
    const second = await publishValue(warehouse, 2);
    await rm(second.folder, {recursive: true});
    const {folder, told} = await readWith(warehouse, "sizes");
    expect(folder).toBe(first.folder);
    expect(told).toEqual([expect.stringContaining("damaged (its folder is gone); used the one before it")]);
  });

  it("is an error of the machine when no build before it is whole", async () => {
    const warehouse = await tempFolder();
    await symlink("20260101T000000Z", join(warehouse, "current"));
    await expect(publishedBuild(warehouse)).rejects.toMatchObject({
      exitCode: 3,
      message: `${warehouse}/20260101T000000Z: the published build is damaged (its folder is gone), and none before it is whole; make a new one with ressac run`
    });
  });
});
