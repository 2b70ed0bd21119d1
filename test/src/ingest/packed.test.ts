import {existsSync} from "node:fs";
import {cp, readdir} from "node:fs/promises";
import {join} from "node:path";
import {gzipSync} from "node:zlib";
import {parse} from "csv-parse/sync";
import {describe, expect, it, onTestFinished} from "vitest";
import slackMessages from "../../../pipeline/sources/slack_messages.ts";
import {checkExport} from "../../../src/check.ts";
import {hashExport, listExports} from "../../../src/ingest/exports.ts";
import {ingestExports} from "../../../src/ingest/ingest.ts";
import {defineSource, id, instant, MACHINE, text} from "../../../src/index.ts";
import {openDatabase, readRows} from "../../../src/warehouse.ts";
import {readDelivered, unpackDelivered} from "../../support/exports.ts";
import {folderOf, tempFolder} from "../../support/temp.ts";
import {makeZip} from "../../support/zip.ts";

const ARCHIVE = "../shared/data/slack-exports/hfaran-testarchive";

const day = (...texts: string[]): string =>
  JSON.stringify(texts.map((said, index) => ({type: "message", ts: `161814240${index}.0002`, text: said})));

const MESSAGES = {
  "fid/2021-04-12.json": day("c"),
  "fid/2021-04-11.json": day("a", "b"),
  "autre/2021-04-11.json": "[]",
  "users.json": '[{"id": "U1"}]',
  "channels.json": "[]"
};

const tickets = defineSource({
  name: "tickets",
  title: "Tickets",
  files: ["tickets*.json"],
  dialect: MACHINE,
  json: {ticket_id: "id", author: "user.name", body: "text"},
  columns: {
    ticket_id: {type: id(), headers: ["Id"], required: true, meaning: "the ticket"},
    author: {type: text(), headers: ["Author"], meaning: "who"},
    body: {type: text(), headers: ["Body"], meaning: "text"}
  }
});

const slack = defineSource({
  name: "slack",
  title: "Messages",
  files: ["slack*.zip"],
  dialect: MACHINE,
  members: /(?:^|\/)[^/]+\/\d{4}-\d{2}-\d{2}\.json$/,
  json: {ts: "ts", channel: "$folder", said: "text"},
  columns: {
    ts: {type: id(), headers: ["ts"], required: true, meaning: "when"},
    channel: {type: text(), headers: ["channel"], meaning: "where"},
    said: {type: text(), headers: ["text"], meaning: "what"}
  }
});

const notices = defineSource({
  name: "notices",
  title: "Notices",
  files: ["notices*.mbox", "notices*.zip"],
  dialect: MACHINE,
  members: /\.eml$/,
  mail: {message_id: "messageId", sent_at: "date", body: "text"},
  columns: {
    message_id: {type: text(), headers: ["Message-ID"], meaning: "the message"},
    sent_at: {type: instant(), headers: ["Date"], required: true, meaning: "when"},
    body: {type: text(), headers: ["Body"], meaning: "what"}
  }
});

async function readTickets(...records: unknown[]): ReturnType<typeof readDelivered> {
  const folder = await folderOf({"tickets.json": JSON.stringify(records)});
  return readDelivered(tickets, join(folder, "tickets.json"));
}

describe("an export of JSON records", () => {
  it("becomes delimited text with the headers of the contract, every cell quoted", async () => {
    const folder = await folderOf({
      "tickets.json": '{"id": 7, "user": {"name": "Inès"}, "text": "a\\r\\n\\"b\\""}'
    });
    const {bytes, tally} = await unpackDelivered(tickets, join(folder, "tickets.json"));
    expect(bytes.toString()).toBe('"Id","Author","Body"\n"7","Inès","a\n""b"""\n');
    expect(parse(bytes, {columns: true})).toEqual([{Id: "7", Author: "Inès", Body: 'a\n"b"'}]);
    expect(tally).toEqual([{path: "", records: 1}]);
  });

  it("is read whole whatever its texts hold: many lines, lines like records, quotes, odd characters", async () => {
    const texts = ["x\n".repeat(1000).trim(), "a\nb,c,d", 'a\n"b","c","d', "a,b\rc", "\u2028;\t|", '"'];
    const {rows, problems} = await readTickets(
      ...texts.map((body, index) => ({id: `t${index}`, text: body}))
    );
    expect(problems).toEqual([]);
    expect(rows.map(({body}) => body)).toEqual(texts.map((body) => body.replace("\r", "\n")));
  });

  it("sets a record aside that cannot be read, and says which one it is", async () => {
    const {rows, problems} = await readTickets(
      {id: "t1", text: "a\nb\nc"},
      {text: "nobody"},
      {id: "t3", text: "\0".repeat(30)},
      {id: "t4", text: "\ud83d"}
    );
    expect(rows.map(({ticket_id}) => ticket_id)).toEqual(["t1"]);
    expect(problems.map(({column_name, message}) => `${column_name}: ${message}`)).toEqual([
      "ticket_id: a value is required here; it is record 2 of the export",
      "body: bytes that belong to no character of the file's encoding; it is record 3 of the export",
      "body: bytes that belong to no character of the file's encoding; it is record 4 of the export"
    ]);
  });

  it("leaves the sentence of each problem in the quarantine of a run", async () => {
    const folder = await folderOf({"tickets.json": '[{"id": "t1"}, {"text": "x"}]'});
    const {connection, close} = await openDatabase();
    onTestFinished(close);
    const file = {name: "tickets.json", path: join(folder, "tickets.json")};
    const {files} = await ingestExports(connection, [{file, contract: tickets}], {
      contracts: [tickets],
      shelf: join(folder, "shelf"),
      work: join(folder, "work"),
      onFile: () => undefined
    });
    expect(files).toMatchObject([{records: 2, loaded: 1, quarantined: 1}]);
    expect(await readRows(connection, "select line, message from meta.quarantine")).toEqual([
      {line: 3n, message: "a value is required here; it is record 2 of the export"}
    ]);
  });

  it("is read compressed and out of a zip of exports as well", async () => {
    const json = JSON.stringify([{id: "t1"}]);
    const folder = await folderOf({
      "tickets.json.gz": gzipSync(json),
      "exports.zip": makeZip({"2026/tickets.json": json, "a.csv": ""})
    });
    expect((await readDelivered(tickets, join(folder, "tickets.json.gz"))).rows).toHaveLength(1);
    const files = await listExports(folder, [tickets]);
    expect(files.map(({name, contract}) => [name, contract?.name])).toEqual([
      ["exports.zip/2026/tickets.json", "tickets"],
      ["exports.zip/a.csv", undefined],
      ["tickets.json.gz", "tickets"]
    ]);
    const checks = await Promise.all(files.map((file) => checkExport(file, [tickets])));
    expect(checks.map(({isClean}) => isClean)).toEqual([true, false, true]);
  });

  it("wants every path to belong to a column, and members to hold records", () => {
    expect(() => defineSource({...tickets, json: {nobody: "ts"}})).toThrow("no column is called nobody");
    expect(() => defineSource({...tickets, mail: {body: "text"}})).toThrow("of JSON records or of messages");
    expect(() => defineSource({...tickets, json: undefined, members: /a/})).toThrow(
      "only JSON records and messages are read out of several files"
    );
  });
});

describe("an archive that is one export", () => {
  it("reads the day files of the channels, in their order, and nothing that stands beside them", async () => {
    const folder = await folderOf({"slack-export.zip": makeZip(MESSAGES)});
    const {rows} = await readDelivered(slack, join(folder, "slack-export.zip"));
    expect(rows.map(({channel, said}) => [channel, said])).toEqual([
      ["fid", "a"],
      ["fid", "b"],
      ["fid", "c"]
    ]);
  });

  it("says of which file a record is that cannot be read", async () => {
    const damaged = {...MESSAGES, "fid/2021-04-12.json": '[{"ts": "1"}, {"text": "x"}]'};
    const folder = await folderOf({"slack-export.zip": makeZip(damaged)});
    const {problems} = await readDelivered(slack, join(folder, "slack-export.zip"));
    expect(problems).toMatchObject([
      {message: "a value is required here; it is record 2 of fid/2021-04-12.json", column_name: "ts"}
    ]);
    const [file] = await listExports(folder, [slack]);
    if (file === undefined) throw new Error("no export");
    expect((await checkExport(file, [slack])).lines).toContain(
      '  slack-export.zip:5: column "ts", value "": a value is required here; it is record 2 of fid/2021-04-12.json'
    );
  });

  it("is the same export as the folder that it unpacks to, and another one when a channel has another name", async () => {
    const moved = Object.entries(MESSAGES).map(([path, said]) => [path.replace("fid/", "vente/"), said]);
    const renamed = Object.fromEntries(moved) as typeof MESSAGES;
    const folder = await folderOf({
      "slack-export.zip": makeZip(MESSAGES),
      ...Object.fromEntries(
        Object.entries(MESSAGES).map(([path, said]) => [`Slack export April/${path}`, said])
      ),
      "slack-other.zip": makeZip(renamed),
      "old/x.csv": "",
      "truth/fid/2021-04-11.json": day("a")
    });
    const files = await listExports(folder, [slack]);
    expect(files.map(({name, contract, parts}) => [name, contract?.name, parts?.length])).toEqual([
      ["Slack export April", "slack", 3],
      ["slack-export.zip", "slack", 3],
      ["slack-other.zip", "slack", 3]
    ]);
    const hashes = [];
    for (const file of files) hashes.push((await hashExport(file)).sha256);
    expect(hashes[0]).toBe(hashes[1]);
    expect(hashes[2]).not.toBe(hashes[0]);
  });

  it("says which file is damaged, and when there is none", async () => {
    const damaged = await folderOf({
      "slack-export/fid/2021-04-11.json": day("a").slice(0, -3),
      "slack-export/.DS_Store": ""
    });
    await expect(readDelivered(slack, join(damaged, "slack-export"))).rejects.toThrow(
      "slack-export/fid/2021-04-11.json: not JSON records from number 1 on; export it again, whole, as JSON"
    );
    const empty: Record<string, string | Buffer>[] = [
      {"slack-export/users.json": "[]"},
      {"slack-export.zip": makeZip({"users.json": "[]"})}
    ];
    for (const files of empty)
      await expect(listExports(await folderOf(files), [slack])).rejects.toThrow(
        /slack-export(\.zip)?: no file in it that holds records; export it again, whole/
      );
  });

  it.skipIf(!existsSync(ARCHIVE))("accounts for all 158 messages of a real archive", async () => {
    const folder = join(await tempFolder(), "slack-export");
    await cp(ARCHIVE, folder, {recursive: true});
    const {rows, problems, skipped} = await readDelivered(slackMessages, folder);
    expect([rows.length, problems, skipped]).toEqual([158, [], 0]);
    const channels = (await readdir(ARCHIVE, {withFileTypes: true})).filter((entry) => entry.isDirectory());
    expect([...new Set(rows.map(({channel}) => channel))]).toEqual(channels.map(({name}) => name).sort());
    const fromPrograms = rows.filter(({subtype}) => subtype === "bot_message");
    expect(fromPrograms).toHaveLength(94);
    expect(
      fromPrograms.filter((row) => (row.text ?? row.attachment_texts ?? row.attachment_fallbacks) === null)
    ).toEqual([]);
    expect(rows.filter(({reactions}) => reactions !== null)).toHaveLength(1);
    expect(rows.map((row) => Object.values(row).map(String)).join()).not.toMatch(
      /[\w.]+@[\w-]+\.(?:com|ca|org)/
    );
  });
});

describe("a mailbox", () => {
  const message = (name: string, date = "Tue, 03 Mar 2026 09:15:00 +0100"): string =>
    `From a@b Tue Mar  3 09:15:00 2026\nMessage-ID: <${name}>\nDate: ${date}\nSubject: S\n\nBonjour,\n\n1, 2, 3, 4\n\n`;

  it("is read message by message, and says which one cannot be read", async () => {
    const folder = await folderOf({"notices.mbox": message("1") + message("2", "hier") + message("3")});
    const {rows, problems} = await readDelivered(notices, join(folder, "notices.mbox"));
    expect(rows.map(({message_id, body}) => [message_id, body])).toEqual([
      ["1", "Bonjour,\n\n1, 2, 3, 4"],
      ["3", "Bonjour,\n\n1, 2, 3, 4"]
    ]);
    expect(problems).toMatchObject([
      {column_name: "sent_at", message: "a value is required here; it is record 2 of the export"}
    ]);
  });

  it("may be an archive of single messages", async () => {
    const eml = (name: string): string => message(name).split("\n").slice(1).join("\n");
    const zip = makeZip({"in/b.eml": eml("b"), "in/a.eml": eml("a"), "in/a.pdf": ""});
    const folder = await folderOf({"notices.zip": zip});
    const others = defineSource({...tickets, name: "others", files: ["notices*.csv"]});
    expect((await listExports(folder, [notices, others])).map(({name}) => name)).toEqual(["notices.zip"]);
    const {rows} = await readDelivered(notices, join(folder, "notices.zip"));
    expect(rows.map(({message_id}) => message_id)).toEqual(["a", "b"]);
  });
});
