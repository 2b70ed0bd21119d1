import {spawn} from "node:child_process";
import {readFile, utimes, writeFile} from "node:fs/promises";
import {describe, expect, it} from "vitest";
import {claimBuild, claimOf, readClaims, releaseBuild, requireNoneUnderWay} from "../../src/claim.ts";
import {tempFolder} from "../support/temp.ts";

const ID = "20260701T060000Z";

/** A claim of this process with other facts in it. */
async function claimAs(warehouse: string, facts: Record<string, unknown>): Promise<string> {
  await claimBuild(warehouse, ID);
  const path = claimOf(warehouse, ID);
  const own = JSON.parse(await readFile(path, "utf8")) as Record<string, unknown>;
  await writeFile(path, JSON.stringify({...own, ...facts}));
  return path;
}

const isLive = async (warehouse: string): Promise<boolean | undefined> =>
  (await readClaims(warehouse)).get(ID)?.isLive;

const DAYS_AGO = new Date(Date.now() - 2 * 86_400_000);

/** The number of a process that has ended. */
async function endedProcess(): Promise<number | undefined> {
  const child = spawn(process.execPath, ["--version"], {stdio: "ignore"});
  await new Promise((end) => child.once("close", end));
  return child.pid;
}

describe("the claim on a build", () => {
  it("is live while its process is, and gone when it is given back", async () => {
    const warehouse = await tempFolder();
    await claimBuild(warehouse, ID);
    expect([...(await readClaims(warehouse))]).toEqual([[ID, {isLive: true, pid: process.pid}]]);
    await expect(requireNoneUnderWay(warehouse)).rejects.toThrow(
      `build ${ID} is under way (process ${process.pid}); do this when it is over`
    );
    await expect(claimBuild(warehouse, ID)).rejects.toMatchObject({code: "EEXIST"});
    await releaseBuild(warehouse, ID);
    expect(await readClaims(warehouse)).toEqual(new Map());
    await requireNoneUnderWay(warehouse);
  });

  it("is dead with its process", async () => {
    const warehouse = await tempFolder();
    await claimAs(warehouse, {pid: await endedProcess()});
    expect(await isLive(warehouse)).toBe(false);
  });

  it.runIf(process.platform === "linux")(
    "is not kept alive by a later process of the same number",
    async () => {
      const warehouse = await tempFolder();
      await claimAs(warehouse, {started: "1"});
      expect(await isLive(warehouse)).toBe(false);
    }
  );

  it("of another machine, where no process can be looked up, holds for a day without a word", async () => {
    const warehouse = await tempFolder();
    const path = await claimAs(warehouse, {place: "another machine", pid: await endedProcess()});
    expect(await isLive(warehouse)).toBe(true);
    await utimes(path, DAYS_AGO, DAYS_AGO);
    expect(await isLive(warehouse)).toBe(false);
  });

  it("that is not written to its end holds for a day too", async () => {
    const warehouse = await tempFolder();
    const path = claimOf(warehouse, ID);
    await writeFile(path, '{"pid": 1');
    expect(await isLive(warehouse)).toBe(true);
    await utimes(path, DAYS_AGO, DAYS_AGO);
    expect(await isLive(warehouse)).toBe(false);
  });
});
