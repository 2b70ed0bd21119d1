import {mkdtemp, readFile, rm} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import type {DuckDBTimestampTZValue} from "@duckdb/node-api";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {writeSample} from "../../../pipeline/sample/index.ts";
import asana from "../../../pipeline/sources/asana_taches.ts";
import notices from "../../../pipeline/sources/meteo_applis_courriels.ts";
import slack from "../../../pipeline/sources/slack_messages.ts";
import type {Contract, Row} from "../../../src/contract.ts";
import {readDelivered} from "../../support/exports.ts";
import {tempFolder} from "../../support/temp.ts";
import {readTruth} from "./samples.ts";

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ressac-"));
  await writeSample({folder, orders: 400, seed: 5});
});

afterAll(() => rm(folder, {recursive: true, force: true}));

async function read(name: string, contract: Contract): Promise<Row[]> {
  return (await readDelivered(contract, join(folder, name))).rows;
}

/** The number that Slack gives a message: seconds, and behind the point what tells it from others. */
function slackNumber(instant: unknown): string {
  const {micros} = instant as DuckDBTimestampTZValue;
  return `${micros / 1_000_000n}.${String(micros % 1_000_000n).padStart(6, "0")}`;
}

describe("the Slack archive", () => {
  it("holds the alerts of the truth, half of them in attachments, and people who come in", async () => {
    const messages = await read("slack_export_2026-06-30.zip", slack);
    const truth = await readTruth(folder, "truth_alerts.csv");
    const ids = messages.map(({channel, sent_at}) => `${String(channel)}/${slackNumber(sent_at)}`);
    expect(truth.length).toBeGreaterThan(20);
    expect(new Set(ids).size).toBe(ids.length);
    expect(truth.filter(({alert_id = ""}) => !ids.includes(alert_id))).toEqual([]);
    expect(messages).toHaveLength(truth.length + 3);
    expect(messages.filter(({attachment_texts}) => attachment_texts !== null).length).toBeGreaterThan(5);
    const ticks = messages.filter(({reactions}) => String(reactions ?? "").includes("check_mark"));
    expect(ticks).toHaveLength(truth.filter(({is_ticked}) => is_ticked === "true").length);
  });

  it("names every customer by address or contact, and no address is left", async () => {
    const messages = await read("slack_export_2026-06-30.zip", slack);
    const texts = messages.flatMap((message) => Object.values(message).map(String)).join("\n");
    expect(texts).toContain("email:");
    expect(texts).not.toMatch(/@\w+\.example/);
  });

  it("is the same for the same seed", async () => {
    const again = await tempFolder();
    await writeSample({folder: again, orders: 400, seed: 5});
    for (const name of [
      "slack_export_2026-06-30.zip",
      "meteo_applis_2026-06-30.mbox",
      "asana_taches_2026-06-30.csv"
    ])
      expect((await readFile(join(again, name))).equals(await readFile(join(folder, name))), name).toBe(true);
  });
});

describe("the request board", () => {
  it("takes the place of the channel, and moves tasks on from export to export", async () => {
    const truth = await readTruth(folder, "truth_asana_taches.csv");
    const known = new Set<unknown>();
    for (const day of ["2026-04-30", "2026-05-31", "2026-06-30"])
      for (const {task_id} of await read(`asana_taches_${day}.csv`, asana)) known.add(task_id);
    expect([...known].sort()).toEqual(truth.map(({task_id}) => task_id).sort());
  });
});

describe("the mailbox of notices", () => {
  it("announces incidents, and their end", async () => {
    const mails = await read("meteo_applis_2026-06-30.mbox", notices);
    expect(mails.filter(({subject}) => String(subject).endsWith(": incident")).length).toBeGreaterThan(3);
    expect(mails.filter(({body}) => !String(body).includes("Application : "))).toEqual([]);
  });
});
