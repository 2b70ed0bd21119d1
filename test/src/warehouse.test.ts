import {readdir, readlink} from "node:fs/promises";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {
  databaseOf,
  openDatabase,
  publishBuild,
  publishedBuild,
  quoteName,
  quoteText,
  readRows,
  setAside,
  startBuild
} from "../../src/warehouse.ts";
import {tempFolder} from "../support/temp.ts";

async function publish(warehouse: string, value: number): Promise<string> {
  const build = await startBuild(warehouse, {});
  await build.connection.run(`create table t as select ${value} as value`);
  build.close();
  await publishBuild(warehouse, build);
  return build.id;
}

async function readPublished(warehouse: string): Promise<unknown> {
  const {connection, close} = await openDatabase(databaseOf(join(warehouse, "current")), {readOnly: true});
  const rows = await readRows(connection, "select value from t");
  close();
  return rows[0]?.value;
}

describe("the warehouse", () => {
  it("serves the build that was published last, without a write-ahead log beside it", async () => {
    const warehouse = await tempFolder();
    await expect(publishedBuild(warehouse)).rejects.toThrow(
      "nothing has been published here yet; use ressac run first"
    );
    await publish(warehouse, 1);
    const second = await publish(warehouse, 2);
    expect(await readPublished(warehouse)).toBe(2);
    expect(await publishedBuild(warehouse)).toBe(join(warehouse, second));
    expect(await readdir(join(warehouse, second))).toEqual(["ressac.duckdb"]);
  });

  it("keeps the published build when another one fails, and the failed one for inspection", async () => {
    const warehouse = await tempFolder();
    const published = await publish(warehouse, 1);
    const build = await startBuild(warehouse, {});
    await build.connection.run("create table t as select 3 as value");
    expect(await readdir(build.folder)).toEqual(["ressac.duckdb"]);
    build.close();
    const failed = await setAside(warehouse, build);
    expect(await readlink(join(warehouse, "current"))).toBe(published);
    const {connection, close} = await openDatabase(databaseOf(failed), {readOnly: true});
    expect(await readRows(connection, "select value from t")).toEqual([{value: 3}]);
    close();
    expect(await readPublished(warehouse)).toBe(1);
  });

  it("quotes names and texts", () => {
    expect(quoteName('a."b')).toBe('"a"."""b"');
    expect(quoteText("l'été")).toBe("'l''été'");
  });
});
