// docs/sources.md is made from the contracts: this writes it again and fails when it differs (-u puts it right).
import {readFile} from "node:fs/promises";
import {join} from "node:path";
import iconv from "iconv-lite";
import {format} from "prettier";
import {describe, expect, it} from "vitest";
import {writeSample} from "../../pipeline/sample/index.ts";
import type {Contract} from "../../src/contract.ts";
import {decideEncoding} from "../../src/encoding.ts";
import {listExports} from "../../src/exports.ts";
import {delimitedBytes, isPacked} from "../../src/packed.ts";
import {readProject} from "../../src/project.ts";
import {sourcesPage} from "../../src/sources-page.ts";
import {openDatabase} from "../../src/warehouse.ts";
import {tempFolder} from "../support/temp.ts";

/** Lines of a sample that are shown: the header and two records. */
const SHOWN = 3;

async function firstLines(name: string, path: string, contract: Contract): Promise<string[]> {
  const bytes = isPacked(contract) ? await delimitedBytes(path, name, contract) : await readFile(path);
  const read = decideEncoding(bytes, contract.dialect.encodings);
  if (typeof read === "string") throw new Error(`${name}: ${read}`);
  const lines = iconv.decode(bytes, read.encoding).split(/\r?\n/);
  return lines.slice(0, SHOWN).map((line) => line.trimEnd());
}

async function readSamples(contracts: readonly Contract[]): Promise<Map<string, string[]>> {
  const folder = await tempFolder();
  await writeSample({folder, orders: 200, seed: 1});
  const samples = new Map<string, string[]>();
  for (const {name, path, contract} of await listExports(folder, contracts)) {
    if (contract === undefined || samples.has(contract.name)) continue;
    samples.set(contract.name, await firstLines(name, path, contract));
  }
  return samples;
}

describe("docs/sources.md", () => {
  it("says what the contracts say", async () => {
    const database = await openDatabase();
    const {contracts, models} = await readProject(database.connection, {sources: [], checks: []});
    database.close();
    const page = sourcesPage({contracts, models, samples: await readSamples(contracts)});
    const written = await format(page, {
      ...(JSON.parse(await readFile(".prettierrc.json", "utf8")) as object),
      parser: "markdown"
    });
    await expect(written).toMatchFileSnapshot(join("..", "..", "docs", "sources.md"));
  });
});
