// docs/sources.md is made from the contracts: this writes it again and fails when it differs (-u puts it right).
import {isUtf8} from "node:buffer";
import {readFile} from "node:fs/promises";
import {join} from "node:path";
import {format} from "prettier";
import {describe, expect, it} from "vitest";
import {writeSample} from "../../pipeline/sample/index.ts";
import type {Contract} from "../../src/contract.ts";
import {decodeText} from "../../src/ingest/encoding.ts";
import {type ExportFile, listExports} from "../../src/ingest/exports.ts";
import {unpackExport} from "../../src/ingest/unpack.ts";
import {readProject} from "../../src/project.ts";
import {sourcesPage} from "../../src/sources-page.ts";
import {openDatabase} from "../../src/warehouse.ts";
import {tempFolder} from "../support/temp.ts";

/** Lines of a sample that are shown: the header and two records. */
const SHOWN = 3;

/** The first lines of an export as delimited text. */
async function firstLines(file: ExportFile, contract: Contract): Promise<string[]> {
  const {path} = await unpackExport(file, contract, await tempFolder());
  const bytes = await readFile(path);
  const text = decodeText(bytes, isUtf8(bytes) ? "utf-8" : "windows-1252").replace("\ufeff", "");
  const lines = text.split(/\r?\n/);
  return lines.slice(0, SHOWN).map((line) => line.trimEnd());
}

async function readSamples(contracts: readonly Contract[]): Promise<Map<string, string[]>> {
  const folder = await tempFolder();
  await writeSample({folder, orders: 200, seed: 1});
  const samples = new Map<string, string[]>();
  for (const {contract, ...file} of await listExports(folder, contracts)) {
    if (contract === undefined || samples.has(contract.name)) continue;
    samples.set(contract.name, await firstLines(file, contract));
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
