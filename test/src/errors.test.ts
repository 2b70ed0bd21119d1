import {spawn} from "node:child_process";
import {chmod, chown, mkdir, readdir} from "node:fs/promises";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {writeSample} from "../../pipeline/sample/index.ts";
import {sqlError} from "../../src/build.ts";
import {PACKAGE_ROOT} from "../../src/config.ts";
import {explainError, RessacError} from "../../src/errors.ts";
import type {CommandResult} from "../support/command.ts";
import {tempFolder} from "../support/temp.ts";

describe("an error of the machine", () => {
  it.each([
    ["EACCES", "permission denied; give the user that runs this the right to it"],
    ["EPERM", "permission denied; give the user that runs this the right to it"],
    ["EROFS", "the disk is read-only here; choose another folder with --out, or name it in ReadWritePaths="],
    ["ENOMEM", "out of memory; give the run more"],
    ["EIO", "the disk does not give or take what it should"],
    ["ENOSPC", "the disk is full; free some space"],
    ["EMFILE", "too many files are open"]
  ])("%s ends with 3, what it is about and the way out", (code, words) => {
    const error = Object.assign(new Error(`${code}: as Node says it`), {code, path: "/srv/warehouse"});
    const {message, exitCode, stack} = explainError(error);
    expect(message).toMatch(/^\/srv\/warehouse: /);
    expect(message).toContain(words);
    expect([exitCode, stack]).toEqual([3, undefined]);
  });

  it.each([
    [
      'IO Error: Cannot open file "/srv/a.duckdb": Permission denied',
      "/srv/a.duckdb: permission denied; give"
    ],
    [
      'IO Error: Cannot open file "/srv/a.duckdb": Read-only file system',
      "/srv/a.duckdb: the disk is read-only here"
    ],
    [
      "Out of Memory Error: failed to pin block of size 256.0 KiB (3.9 GiB/4.0 GiB used)",
      "the database needs more memory than it may use, 80 % of the machine's"
    ]
  ])("that the database tells in its words is told in ours: %s", (theirs, ours) => {
    expect(explainError(new Error(theirs))).toMatchObject({exitCode: 3});
    expect(explainError(new Error(theirs)).message.startsWith(ours)).toBe(true);
    const ofModel = sqlError("pipeline/marts/links.sql", "select 1", new Error(theirs));
    expect(ofModel.exitCode).toBe(3);
    expect(ofModel.message.startsWith(`pipeline/marts/links.sql: ${ours}`)).toBe(true);
  });

  it("leaves alone what was said in our words, and what nobody foresaw", () => {
    expect(explainError(new RessacError("a: wrong", 1))).toEqual({message: "a: wrong", exitCode: 1});
    expect(explainError(new Error("what is this"))).toMatchObject({message: "what is this", exitCode: 3});
    expect(explainError("a text")).toMatchObject({message: "a text", exitCode: 3});
  });
});

/** Somebody who owns nothing; only root can start a process as them. */
const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;

function ressacAs(uid: number | undefined, ...args: string[]): Promise<CommandResult> {
  const child = spawn(process.execPath, [join(PACKAGE_ROOT, "src", "ressac.js"), ...args], {
    cwd: PACKAGE_ROOT,
    ...(uid === undefined ? {} : {uid, gid: uid})
  });
  const result = {stdout: "", stderr: ""};
  child.stdout.on("data", (chunk: Buffer) => (result.stdout += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (result.stderr += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.once("error", reject).once("close", (exitCode) => resolve({exitCode, ...result}));
  });
}

describe.skipIf(process.platform === "win32")("a run without permission", {timeout: 180_000}, () => {
  const uid = isRoot ? NOBODY : undefined;

  it("to write builds ends with 3, names the folder and the way out", async () => {
    const folder = await tempFolder();
    const readable = join(folder, "exports");
    await writeSample({folder: readable, orders: 60, seed: 4});
    await chmod(folder, 0o555);
    const {exitCode, stderr} = await ressacAs(uid, "run", "--exports", readable, "--out", folder);
    await chmod(folder, 0o755);
    expect(stderr).toContain(`${join(folder, "warehouse")}: permission denied; give the user that runs this`);
    expect(stderr).not.toContain("    at ");
    expect(exitCode).toBe(3);
  });

  it("to look into the folder of exports ends with 3, and does not say that there is none", async () => {
    const folder = await tempFolder();
    await mkdir(join(folder, "exports"));
    await chmod(folder, 0o000);
    const {exitCode, stderr} = await ressacAs(
      uid,
      "run",
      "--exports",
      join(folder, "exports"),
      "--out",
      "/nowhere"
    );
    await chmod(folder, 0o755);
    expect(stderr).toContain(`${join(folder, "exports")}: permission denied; give the user that runs this`);
    expect(exitCode).toBe(3);
  });

  it("to read an export ends with 3, names it, and sets the build aside", async () => {
    const folder = await tempFolder();
    const readable = join(folder, "exports");
    await writeSample({folder: readable, orders: 60, seed: 4});
    const closed = join(readable, "vendeurs_2026-06-30.csv");
    await chmod(closed, 0o000);
    await chmod(folder, 0o755);
    if (uid !== undefined) await chown(folder, uid, uid);
    const {exitCode, stderr} = await ressacAs(uid, "run", "--exports", readable, "--out", folder);
    expect(stderr).toContain(`${closed}: permission denied; give the user that runs this`);
    expect(exitCode).toBe(3);
    expect((await readdir(join(folder, "warehouse"))).sort()).toEqual(["cleaned", "failed", "ressac.prom"]);
  });
});
