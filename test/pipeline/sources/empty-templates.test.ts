import {readdir, readFile} from "node:fs/promises";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {readContracts} from "../../../src/project.ts";
import {readBytes} from "../../support/exports.ts";
import {emptyTemplates, TEMPLATES} from "../../support/templates.ts";

describe("the empty templates", () => {
  it("are those that the contracts give: run npx tsx test/support/templates.ts", async () => {
    const written = new Map<string, string>();
    for (const name of (await readdir(TEMPLATES)).sort())
      written.set(name, await readFile(join(TEMPLATES, name), "utf8"));
    expect(written).toEqual(await emptyTemplates());
  });

  it("are read by their contracts, and hold nothing", async () => {
    const contracts = await readContracts({sources: []});
    for (const [name, header] of await emptyTemplates()) {
      const contract = contracts.find((known) => `${known.name}.csv` === name);
      expect(contract && readBytes(contract, Buffer.from(header))).toMatchObject({
        rows: [],
        problems: [],
        skipped: 0,
        refusals: []
      });
    }
  });
});
