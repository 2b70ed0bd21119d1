// A line is contested: what the build does not have is refused, what it has lands in the file, and the next run goes by it.
import {cp, mkdtemp, readFile, rm, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {SHIPPED} from "../../../src/config.ts";
import {databaseOf, openDatabase, publishedBuild, readRows} from "../../../src/warehouse.ts";
import {ressac} from "../../support/command.ts";
import {copyPublished} from "../../support/published.ts";

const SEED = "CD25-0000001-01@2025-07-01";
const NEW = "CD25-0000001-02";

let sample: string;
let folder: string;
let settings: string[];
let file: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ressac-corrections-"));
  const lookups = join(folder, "lookups");
  await cp(SHIPPED.lookups, lookups, {recursive: true});
  file = join(lookups, "rebooking_corrections.csv");
  const config = join(folder, "ressac.config.ts");
  await writeFile(config, `export default {lookups: ${JSON.stringify(lookups)}};\n`);
  settings = ["--config", config];
  ({exports: sample} = await copyPublished(folder));
}, 240_000);

afterAll(() => rm(folder, {recursive: true, force: true}));

const run = () => ressac("run", "--exports", sample, "--out", folder, ...settings);
const contest = (
  action: string,
  cancellation: string,
  order: string,
  reason = "not the same shop",
  author = "L. Duval"
) =>
  ressac(
    ...["corrections", "new", action, cancellation, order, "--reason", reason, "--author", author],
    ...["--date", "2026-06-15", "--from", folder, ...settings]
  );

async function links(): Promise<unknown[]> {
  const {connection, close} = await openDatabase(
    databaseOf(await publishedBuild(join(folder, "warehouse"))),
    {
      readOnly: true
    }
  );
  try {
    return await readRows(
      connection,
      `select rebooked_order_id from marts.rebookings where cancellation_id = '${SEED}'`
    );
  } finally {
    close();
  }
}

describe("ressac corrections new", () => {
  it("refuses what the build does not have, and writes nothing", async () => {
    const before = await readFile(file, "utf8");
    const refused: [args: [string, string, string, string?], exitCode: number, sentence: string][] = [
      [
        ["unlink", "CD25-0000001-01@2025-07-02", NEW],
        1,
        `no cancelled unit CD25-0000001-01@2025-07-02; order CD25-0000001-01 has ${SEED}`
      ],
      [["link", SEED, "CD99"], 1, "the published build has no order CD99"],
      [["link", SEED, NEW], 1, "are linked already; there is nothing to correct"],
      [["link", SEED, "CD25-0000001-01"], 1, "CD25-0000001-01 was not signed after CD25-0000001-01"],
      [["split", SEED, NEW], 2, 'action "split" is unknown; write link or unlink'],
      [["unlink", SEED, NEW, " "], 2, "no reason is given"],
      [["unlink", SEED, NEW, "a;b"], 2, 'reason "a;b" has a ";"'],
      [["unlink", SEED, NEW, "=1+1"], 2, "begins like a formula"]
    ];
    for (const [args, exitCode, sentence] of refused) {
      const result = await contest(...args);
      expect(result.stderr, sentence).toContain(sentence);
      expect(result.exitCode, sentence).toBe(exitCode);
    }
    expect(await readFile(file, "utf8")).toBe(before);
  }, 120_000);

  it("adds a line with reason and author, once, and the next run goes by it", async () => {
    expect(await links()).toEqual([{rebooked_order_id: NEW}]);
    const line = `unlink;CD25-0000001-01;2025-07-01;${NEW};not the same shop;L. Duval;2026-06-15`;
    const {exitCode, stdout} = await contest("unlink", SEED, NEW);
    expect([exitCode, stdout.endsWith(`${line}\n`)]).toEqual([0, true]);
    expect((await readFile(file, "utf8")).trimEnd().split("\n").at(-1)).toBe(line);
    const again = await contest("unlink", SEED, NEW);
    expect(again).toMatchObject({exitCode: 2});
    expect(again.stderr).toContain(":2: ");
    expect(await run()).toMatchObject({exitCode: 0});
    expect(await links()).toEqual([]);
  }, 240_000);
});
