import {existsSync} from "node:fs";
import {join} from "node:path";
import {afterEach, describe, expect, it} from "vitest";
import {loadConfig} from "../../src/config.ts";
import {sqlError} from "../../src/build.ts";
import {explainError} from "../../src/errors.ts";
import {limitMemory, memoryAdvice} from "../../src/memory.ts";
import {openDatabase, readRows, startBuild} from "../../src/warehouse.ts";
import {folderOf, tempFolder} from "../support/temp.ts";

// All databases of the process go by it.
afterEach(() => limitMemory(undefined));

const MUCH =
  "create table much as select i, md5(i::varchar) as word from range(1_500_000) as numbers (i) order by word";

describe("memory", () => {
  it("is a setting that every database goes by", async () => {
    const folder = await folderOf({"small.mjs": "export default {memory: '512MB'};"});
    await loadConfig({config: join(folder, "small.mjs")});
    const {connection, close} = await openDatabase();
    const [row = {}] = await readRows(connection, "select current_setting('memory_limit') as memory");
    close();
    expect(row.memory).toBe("488.2 MiB");
  });

  it("must be a size", async () => {
    const folder = await folderOf({"wrong.mjs": "export default {memory: 'plenty'};"});
    await expect(loadConfig({config: join(folder, "wrong.mjs")})).rejects.toThrow(
      "with MB or GB, such as 4GB"
    );
  });

  it("is enough for what does not fit: it is written into the folder of the build, and gone with its end", async () => {
    limitMemory("60MB");
    const build = await startBuild(await tempFolder(), {threads: 1});
    const spill = join(build.folder, "ressac.duckdb.tmp");
    await build.connection.run(`create temp table held as ${MUCH.slice(MUCH.indexOf("select"))}`);
    expect(existsSync(spill)).toBe(true);
    build.close();
    expect(existsSync(spill)).toBe(false);
  });

  it("leaves nothing beside a database that is read, nor in the working folder", async () => {
    limitMemory("60MB");
    const {connection, close} = await openDatabase(":memory:", {threads: 1});
    await connection.run(MUCH);
    const [row = {}] = await readRows(connection, "select current_setting('temp_directory') as folder");
    expect([existsSync(String(row.folder)), existsSync(".tmp")]).toEqual([true, false]);
    close();
    expect(existsSync(String(row.folder))).toBe(false);
  });

  it("that is not enough is told with the way out, as the machine's fault", async () => {
    limitMemory("60MB");
    const {connection, close} = await openDatabase(":memory:", {threads: 1});
    const sql = "select list(i) as numbers from range(20_000_000) as numbers (i)";
    const error: unknown = await connection.run(sql).catch((thrown: unknown) => thrown);
    close();
    const told = /than it may use, 60MB \(.+\); raise memory in ressac\.config\.ts, or lower threads/;
    expect(explainError(error)).toMatchObject({message: expect.stringMatching(told) as string, exitCode: 3});
    const named = sqlError("pipeline/marts/numbers.sql", sql, error);
    expect(named).toMatchObject({
      exitCode: 3,
      message: expect.stringMatching(/^pipeline\/marts\/numbers\.sql: the database/) as string
    });
  });

  it("tells a full disk from full memory", () => {
    const full =
      "Out of Memory Error: failed to offload data block of size 256.0 KiB (1.0 GiB/1.0 GiB used).";
    expect(memoryAdvice(full)).toMatch(/^the disk has no room for what does not fit into memory/);
    expect(memoryAdvice("Binder Error: no such column")).toBeUndefined();
  });
});
