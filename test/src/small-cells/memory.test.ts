import {readdir, readFile, stat} from "node:fs/promises";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {readStore, recall, remember, writeStore} from "../../../src/small-cells/memory.ts";
import {type Memory, NOTHING_PUBLISHED} from "../../../src/small-cells/update.ts";
import {folderOf, tempFolder} from "../../support/temp.ts";

const RULES = {levels: ["year", "channel"], measures: ["cases", "at_risk_ca_cents"]};
const MEMORY: Memory = {
  builds: 2,
  atoms: [["2025", "field"]],
  records: [
    {id: "r1", atom: 0, customer: "c1", seller: null, pattern: "1,ca1", levels: [], measures: [1, 500]},
    {id: "r2", atom: 0, customer: "c2", seller: "s1", pattern: "1,ca0", levels: [], measures: [1, 0]}
  ]
};

describe("what was published", () => {
  it("is nothing before the first build", async () => {
    expect(await readStore(join(await tempFolder(), "shown.json"))).toEqual({});
    expect(recall({}, "cells.case_cells", RULES)).toEqual(NOTHING_PUBLISHED);
  });

  it("comes back as it was written, whatever of it that tells what records are cut by", async () => {
    const path = join(await tempFolder(), "shown", "leads.json");
    await writeStore(path, {"cells.case_cells": remember(MEMORY, RULES)});
    expect(recall(await readStore(path), "cells.case_cells", RULES)).toEqual(MEMORY);
  });

  it("is for its owner alone, and stands there whole or not at all", async () => {
    const folder = await tempFolder();
    const path = join(folder, "leads.json");
    await writeStore(path, {});
    await writeStore(path, {"cells.case_cells": remember(MEMORY, RULES)});
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual(["leads.json"]);
    expect(await readFile(path, "utf8")).toContain('"s1"');
  });

  it("is not guessed where its record cannot be read", async () => {
    const folder = await folderOf({"bad.json": '{"cells.case_cells": {"builds": "two"}}'});
    await expect(readStore(join(folder, "bad.json"))).rejects.toThrow(
      /bad\.json: not a record of what was published: [^]*builds[^]*; bring it back from a copy, or publish to a new audience/
    );
    // A folder is there, and cannot be read.
    await expect(readStore(folder)).rejects.toThrow(/EISDIR/);
  });

  it("is not subtracted from what is cut or counted otherwise", () => {
    const store = {"cells.case_cells": remember(MEMORY, RULES)};
    const by = (levels: string[], measures: string[]) => () =>
      recall(store, "cells.case_cells", {levels, measures});
    expect(by(["year", "channel"], ["cases"])).toThrow(
      "cells.case_cells: was published by year, channel, cases, at_risk_ca_cents, now by year, channel, cases; " +
        "what the two differ by could tell of a few: give the result a new name, or withdraw the sites that were " +
        "published and remove its record"
    );
    expect(by(["channel", "year"], RULES.measures)).toThrow(/now by channel, year/);
    expect(recall(store, "cells.other", {levels: [], measures: []})).toEqual(NOTHING_PUBLISHED);
  });
});
