import {existsSync} from "node:fs";
import {readdir, readFile} from "node:fs/promises";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import slack from "../../pipeline/sources/slack_messages.ts";
import {listExports} from "../../src/exports.ts";
import {delimitedBytes} from "../../src/packed.ts";
import {type Outcome, readFileBytes} from "../../src/reading.ts";
import {folderOf} from "../support/temp.ts";

const ARCHIVE = "../shared/data/slack-exports/hfaran-testarchive";

function outcomesOf(bytes: Buffer): Outcome[] {
  const file = readFileBytes(bytes, slack);
  if (Array.isArray(file)) throw new Error(file.join("\n"));
  return [...file.outcomes];
}

const day = (...texts: string[]): string =>
  JSON.stringify(texts.map((text, index) => ({type: "message", ts: `161814240${index}.0002`, text})));

describe("delimitExport", () => {
  it("reads the day files of the channels, in their order, and nothing that stands beside them", async () => {
    const folder = await folderOf({
      "fid/2021-04-12.json": day("c"),
      "fid/2021-04-11.json": day("a", "b"),
      "autre/2021-04-11.json": "[]",
      "users.json": '[{"id": "U1"}]',
      "channels.json": "[]"
    });
    const rows = outcomesOf(await delimitedBytes(folder, "slack", slack)).map((outcome) =>
      outcome.kind === "loaded" ? [outcome.row.channel, outcome.row.text] : outcome
    );
    expect(rows).toEqual([
      ["fid", "a"],
      ["fid", "b"],
      ["fid", "c"]
    ]);
  });

  it("says which file is damaged, and when there is none", async () => {
    const damaged = await folderOf({"fid/2021-04-11.json": day("a").slice(0, -3)});
    await expect(delimitedBytes(damaged, "slack-export", slack)).rejects.toThrow(
      "slack-export/fid/2021-04-11.json: not JSON records from number 1 on; export it again, whole, as JSON"
    );
    const empty = await folderOf({"users.json": "[]"});
    await expect(delimitedBytes(empty, "slack-export", slack)).rejects.toThrow(
      "slack-export: no file in it that holds records; export it again, whole"
    );
  });

  it("finds a folder that is an export among the exports, and no other folder", async () => {
    const folder = await folderOf({"Slack export April/fid/2021-04-11.json": day("a"), "old/x.csv": ""});
    expect((await listExports(folder, [slack])).map(({name, contract}) => [name, contract?.name])).toEqual([
      ["Slack export April", "slack_messages"]
    ]);
  });

  it.skipIf(!existsSync(ARCHIVE))("accounts for all 158 messages of a real archive", async () => {
    const outcomes = outcomesOf(await delimitedBytes(ARCHIVE, "archive", slack));
    expect(outcomes).toHaveLength(158);
    const rows = outcomes.flatMap((outcome) => (outcome.kind === "loaded" ? [outcome.row] : []));
    expect(rows).toHaveLength(158);
    const channels = (await readdir(ARCHIVE, {withFileTypes: true})).filter((entry) => entry.isDirectory());
    expect([...new Set(rows.map(({channel}) => channel))]).toEqual(channels.map(({name}) => name).sort());
    const [first] = JSON.parse(await readFile(join(ARCHIVE, "enrique/2016-01-14.json"), "utf8")) as {
      ts: string;
    }[];
    expect(rows[0]?.ts).toBe(first?.ts);
    const fromPrograms = rows.filter(({subtype}) => subtype === "bot_message");
    expect(fromPrograms).toHaveLength(94);
    expect(
      fromPrograms.filter((row) => (row.text ?? row.attachment_texts ?? row.attachment_fallbacks) === null)
    ).toEqual([]);
    expect(rows.filter(({reactions}) => reactions !== null)).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toMatch(/[\w.]+@[\w-]+\.(?:com|ca|org)/);
  });
});
