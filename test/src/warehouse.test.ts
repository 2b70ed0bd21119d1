import {readdir, readlink, rm} from "node:fs/promises";
import {join} from "node:path";
import {describe, expect, it, vi} from "vitest";
import {
  databaseOf,
  openDatabase,
  publishedBuild,
  quoteName,
  quoteText,
  readRows,
  setAside,
  startBuild
} from "../../src/warehouse.ts";
import {publishValue} from "../faults/builds.ts";
import {tempFolder} from "../support/temp.ts";

async function publish(warehouse: string, value: number): Promise<string> {
  return (await publishValue(warehouse, value)).id;
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
    expect((await readdir(join(warehouse, second))).sort()).toEqual([
      ...["manifest.json", "manifest.json.sha256", "published", "ressac.duckdb"]
    ]);
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

  it("names a build after none that is older, also when the clock was set back", async () => {
    const warehouse = await tempFolder();
    vi.useFakeTimers({toFake: ["Date"]});
    try {
      const ids = [];
      // The night in which Paris goes back to winter time, a clock that is set back by a year, and then is right again.
      for (const now of ["2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z", "2025-10-25T01:30:00Z"]) {
        vi.setSystemTime(now);
        ids.push((await publishValue(warehouse, ids.length)).id);
      }
      for (let run = 0; run < 9; run++) ids.push((await publishValue(warehouse, ids.length)).id);
      vi.setSystemTime("2026-10-25T02:00:00Z");
      ids.push((await publishValue(warehouse, ids.length)).id);
      expect(ids).toEqual([...ids].sort());
      expect(ids.slice(1, 3)).toEqual(["20261025T013000Z", "20261025T013000Z-0002"]);
      expect(await publishedBuild(warehouse)).toBe(join(warehouse, ids.at(-1) ?? ""));
    } finally {
      vi.useRealTimers();
    }
  });

  it("never gives a build the name of one that was cleared", async () => {
    const warehouse = await tempFolder();
    vi.useFakeTimers({toFake: ["Date"], now: new Date("2026-06-30T00:00:00Z")});
    try {
      const ids: string[] = [];
      for (let run = 0; run < 4; run++) {
        ids.push((await publishValue(warehouse, run)).id);
        for (const old of ids.slice(0, -1)) await rm(join(warehouse, old), {recursive: true, force: true});
      }
      expect(new Set(ids).size).toBe(4);
      expect(ids).toEqual([...ids].sort());
    } finally {
      vi.useRealTimers();
    }
  });

  it("quotes names and texts", () => {
    expect(quoteName('a."b')).toBe('"a"."""b"');
    expect(quoteText("l'été")).toBe("'l''été'");
  });
});
