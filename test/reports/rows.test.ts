import {Int64, Table, tableToIPC, vectorFromArray} from "apache-arrow";
import {readFile} from "node:fs/promises";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {readRows} from "../../reports/components/rows.ts";
import {tempFolder} from "../support/temp.ts";
import {writeFixture} from "./arrow-files.ts";
import {makeFixture} from "./fixture.ts";

describe("rows of a published file", () => {
  it("are what was written: numbers, dates, texts, flags and nulls", async () => {
    const folder = await tempFolder();
    const fixture = makeFixture({groups: 5});
    await writeFixture(folder, fixture);
    const read = async (name: string) => readRows(await readFile(join(folder, `${name}.arrow`)));
    expect(await read("rebooking_groups")).toEqual(fixture.rebooking_groups);
    expect(await read("case_cells")).toEqual(fixture.case_cells);
    expect(await read("about")).toEqual(fixture.about);
  });

  it("are none for an empty result", async () => {
    const folder = await tempFolder();
    await writeFixture(folder, makeFixture({groups: 0}));
    expect(await readRows(await readFile(join(folder, "story_events.arrow")))).toEqual([]);
  });

  it("are refused when a whole number cannot be shown exactly", async () => {
    const table = new Table({cents: vectorFromArray([2n ** 60n], new Int64())});
    await expect(readRows(tableToIPC(table, "file"))).rejects.toThrow(
      "cents: 1152921504606846976 is too large to be shown exactly"
    );
  });
});
