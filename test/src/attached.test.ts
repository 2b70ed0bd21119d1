import {existsSync} from "node:fs";
import {readdir} from "node:fs/promises";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {attachStatements, isLocal, placeOfBuild} from "../../src/attached.ts";
import {loadConfig} from "../../src/config.ts";
import {writeSealed} from "../../src/seal.ts";
import {
  databaseOf,
  openDatabase,
  publishBuild,
  publishedBuild,
  readRows,
  startBuild
} from "../../src/warehouse.ts";
import {folderOf, tempFolder} from "../support/temp.ts";

describe("the database of a build elsewhere", () => {
  it("is named after the build, whatever its kind", () => {
    const id = "20260630T010000Z-2";
    expect(placeOfBuild("/share/v1.2/ressac.duckdb", id)).toBe(
      "/share/v1.2/ressac_20260630T010000Z_2.duckdb"
    );
    expect(placeOfBuild("/share/v1.2/ressac", id)).toBe("/share/v1.2/ressac_20260630T010000Z_2");
    expect(placeOfBuild("md:ressac", id)).toBe("md:ressac_20260630T010000Z_2");
    expect(placeOfBuild("md:ressac?session_name=night", id)).toBe(
      "md:ressac_20260630T010000Z_2?session_name=night"
    );
  });

  it("tells a path from a scheme", () => {
    const places = ["/share/a.duckdb", "C:\\share\\a.duckdb", "data/a.duckdb", "md:a", "ducklake:a.ducklake"];
    expect(places.map(isLocal)).toEqual([true, true, true, false, false]);
  });

  it("is attached under the name that its kind allows", () => {
    expect(attachStatements("/share/it's.duckdb", "storage_version 'latest'")).toEqual([
      "attach '/share/it''s.duckdb' as ressac (storage_version 'latest')",
      "use ressac"
    ]);
    expect(attachStatements("ducklake:a.ducklake", "")).toEqual([
      "attach 'ducklake:a.ducklake' as ressac",
      "use ressac"
    ]);
    expect(attachStatements("md:a?session_name=night", "")).toEqual([
      "attach 'md:'",
      'create database "a"',
      'use "a"'
    ]);
  });

  it("is found again by whoever reads what is published", async () => {
    const folder = await tempFolder();
    const warehouse = join(folder, "warehouse");
    const build = await startBuild(warehouse, {attach: join(folder, "other.duckdb")});
    await build.connection.run(
      "create schema marts; create table marts.numbers as select 1 as number; checkpoint"
    );
    build.close();
    await writeSealed(build.folder, JSON.stringify({contents: []}));
    await publishBuild(warehouse, build);
    const place = databaseOf(await publishedBuild(warehouse));
    expect(place).toBe(join(folder, `other_${build.id}.duckdb`));
    expect((await readdir(build.folder)).filter((name) => name.includes("duckdb"))).toEqual([]);
    const {connection, close} = await openDatabase(place, {readOnly: true});
    expect(await readRows(connection, "from marts.numbers")).toEqual([{number: 1}]);
    close();
  });

  it("says what is missing when it cannot be attached, and fetches nothing", async () => {
    const warehouse = join(await tempFolder(), "warehouse");
    const message = /^md:ressac_\w+: this database cannot be attached \(.+\); .*beyond-one-machine\.md$/;
    await expect(startBuild(warehouse, {attach: "md:ressac"})).rejects.toThrow(message);
  });

  it("is a setting: a path is relative to the settings, a scheme is kept", async () => {
    const folder = await folderOf({
      "share.mjs": "export default {warehouse: {attach: 'share/ressac.duckdb', folder: 'builds'}};",
      "hosted.mjs": "export default {warehouse: {attach: 'md:ressac'}};"
    });
    expect(await loadConfig({config: join(folder, "share.mjs")})).toMatchObject({
      attach: join(folder, "share", "ressac.duckdb"),
      warehouse: join(folder, "builds")
    });
    expect(await loadConfig({config: join(folder, "hosted.mjs")})).toMatchObject({attach: "md:ressac"});
    expect(existsSync(join(folder, "builds"))).toBe(false);
  });
});
