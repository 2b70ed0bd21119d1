import {existsSync} from "node:fs";
import {mkdir, writeFile} from "node:fs/promises";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {giveUpBuild, isDiskFull} from "../../src/disk.ts";
import {explainError} from "../../src/errors.ts";
import {tempFolder} from "../support/temp.ts";

const FULL = 'IO Error: Could not write file "/w/b/ressac.duckdb": No space left on device';

describe("a full disk", () => {
  it("is known by the words of Node and of the database", () => {
    expect(
      isDiskFull(Object.assign(new Error("ENOSPC: no space left on device, write"), {code: "ENOSPC"}))
    ).toBe(true);
    expect(isDiskFull(new Error(FULL))).toBe(true);
    expect(isDiskFull(new Error("Out of Memory Error: failed to offload data block of size 256.0 KiB"))).toBe(
      true
    );
    expect(isDiskFull(new Error("Binder Error: no such column"))).toBe(false);
  });

  it("is given back what the build had taken, and the way out is told", async () => {
    const warehouse = await tempFolder();
    const id = "20260630T000000Z";
    const folder = join(warehouse, id);
    for (const one of [folder, join(warehouse, "failed")]) {
      await mkdir(join(one, "published"), {recursive: true});
      await writeFile(join(one, "published", "t.arrow"), Buffer.alloc(2_500_000));
    }
    const {message, exitCode} = await giveUpBuild(warehouse, {id, folder});
    expect(exitCode).toBe(3);
    expect(message.replace(/leaves [\d.]+ MB/, "leaves 7.0 MB")).toBe(
      `${warehouse}: the disk is full; the build had come to 2.5 MB and was removed, which leaves 7.0 MB free: free more (${warehouse}/failed, 2.5 MB, may go), or name a folder on another disk with --out, and run again; the published build is untouched`
    );
    expect(existsSync(folder)).toBe(false);
    expect(existsSync(join(warehouse, "failed"))).toBe(true);
  });
});

describe("what the database says of the machine", () => {
  it.each([
    [
      FULL,
      "/w/b/ressac.duckdb: the disk is full; free some space and run again, the published build is untouched"
    ],
    [
      'IO Error: Could not set lock on file "/w/b/ressac.duckdb": Conflicting lock is held in /usr/bin/duckdb (PID 4711). See also https://duckdb.org/docs/stable/connect/concurrency',
      "/w/b/ressac.duckdb: process 4711 (/usr/bin/duckdb) has this database open; close it there and try again"
    ],
    [
      'IO Error: Cannot open file "/w/b/ressac.duckdb": Permission denied',
      "/w/b/ressac.duckdb: permission denied; give the user that runs this the right to it, or choose another folder"
    ],
    [
      'IO Error: Cannot open file "/w/b/ressac.duckdb": Read-only file system',
      "/w/b/ressac.duckdb: the disk is read-only here; choose another folder with --out, or name it in ReadWritePaths= of the service"
    ]
  ])("is told in our words, with the way out: %s", (said, message) => {
    expect(explainError(new Error(said))).toEqual({message, exitCode: 3});
  });
});
