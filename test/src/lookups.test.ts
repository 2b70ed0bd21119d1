import {describe, expect, it, onTestFinished} from "vitest";
import {loadLookups} from "../../src/lookups.ts";
import {openDatabase, readRows} from "../../src/warehouse.ts";
import {folderOf} from "../support/temp.ts";

async function load(csv: string): Promise<Record<string, unknown>[]> {
  const {connection, close} = await openDatabase();
  onTestFinished(close);
  await loadLookups(connection, await folderOf({"rules.csv": csv}));
  return readRows(connection, "select * replace (valid_from::varchar as valid_from) from lookups.rules");
}

describe("lookups", () => {
  it("leave their version in the warehouse", async () => {
    const {connection, close} = await openDatabase();
    onTestFinished(close);
    await loadLookups(connection, await folderOf({"rules.csv": "name\na\n"}));
    expect(await readRows(connection, "from meta.parameters")).toEqual([
      {name: "lookups.rules", sha256: "6e823acf26f8eea539f8a8c81a662c6179fcbbde3696542ef9087443644de67e"}
    ]);
  });

  it("are typed by their header, and an empty cell is null", async () => {
    expect(
      await load(
        'name;weight:bigint;share:double;valid_from:date\n"a;b";-12;0.5;2026-01-31\nc;;;2026-02-01\n'
      )
    ).toEqual([
      {name: "a;b", weight: -12n, share: 0.5, valid_from: "2026-01-31", source_line: 2},
      {name: "c", weight: null, share: null, valid_from: "2026-02-01", source_line: 3}
    ]);
  });

  it("are asked for when their folder is not there", async () => {
    const {connection, close} = await openDatabase();
    onTestFinished(close);
    await expect(loadLookups(connection, "/nowhere")).rejects.toThrow(
      "/nowhere: no such folder; correct lookups"
    );
  });

  it("fail the run at the cell that cannot be read", async () => {
    await expect(load("name;valid_from:date\na;31/01/2026\n")).rejects.toThrow(
      /rules\.csv:2: column valid_from, value "31\/01\/2026": not a day written yyyy-mm-dd/
    );
    await expect(load("name;valid_from:date\na\n")).rejects.toThrow(
      /rules\.csv:2: 1 cells where the header has 2/
    );
    await expect(load("name;valid_from:day\n")).rejects.toThrow(/column "valid_from:day" is not a name/);
  });
});
