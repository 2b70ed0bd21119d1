import {parse} from "csv-parse/sync";
import {describe, expect, it} from "vitest";
import {text} from "../../src/cells.ts";
import {defineSource} from "../../src/contract.ts";
import {FRENCH} from "../../src/dialect.ts";
import {delimitRecords, type JsonRecord, readJson, recordsOf, textAt} from "../../src/json.ts";
import {type Outcome, readFileBytes} from "../../src/reading.ts";

async function* inPieces(content: string, bytes: number): AsyncGenerator<Uint8Array> {
  const all = Buffer.from(content);
  for (let at = 0; at < all.length; at += bytes) yield await Promise.resolve(all.subarray(at, at + bytes));
}

async function read(content: string, bytes = 7): Promise<JsonRecord[]> {
  const records: JsonRecord[] = [];
  for await (const record of readJson({path: "a/b.json", chunks: inPieces(content, bytes)}))
    records.push(record);
  return records;
}

const RECORDS = [
  {ts: "1454884927.000002", text: 'il a dit : "non" }]', list: [{a: "é\n1"}, {a: "\\"}]},
  {ts: "2", text: "", list: []}
];

describe("readJson", () => {
  it("reads an array, objects on lines and objects one after the other, in pieces of any size", async () => {
    const forms = [
      JSON.stringify(RECORDS),
      JSON.stringify(RECORDS, null, 2),
      `\ufeff${JSON.stringify(RECORDS)}\n`,
      RECORDS.map((record) => JSON.stringify(record)).join("\n")
    ];
    for (const form of forms)
      for (const size of [1, 2, 7, 1000]) expect(await read(form, size)).toEqual(RECORDS);
  });

  it("keeps a number as it is written", async () => {
    expect(
      await read('[{"ts": 1454884927.000002, "id": 12345678901234567890, "x": -1E+5, "s": "7"}]')
    ).toEqual([{ts: "1454884927.000002", id: "12345678901234567890", x: "-1E+5", s: "7"}]);
  });

  it("finds nothing in an empty array", async () => {
    expect(await read("[]")).toEqual([]);
  });

  it("refuses what is cut short, no JSON, or no record", async () => {
    for (const content of [
      '[{"a": 1}, {"a"',
      "ts;text",
      '[{"a": 1}]]',
      '[{"a": 1}',
      '[{"a": 1}] {"b": 2}',
      '"a"',
      '[{"a" 1}]',
      "[[1]]"
    ])
      await expect(read(content), content).rejects.toThrow(
        /a\/b\.json: not JSON records from number [12] on/
      );
  });
});

describe("textAt", () => {
  const record = {user: {name: "Inès"}, on: true, none: null, list: [{a: "1", b: ["x", "y"]}, {a: "2"}]};

  it("follows keys, and goes into arrays", () => {
    expect(textAt(record, "user.name")).toBe("Inès");
    expect(textAt(record, "list[].a")).toBe("1\n2");
    expect(textAt(record, "list[].b[]")).toBe("x\ny");
  });

  it("leaves JSON what is no text, and empty what is not there", () => {
    expect(textAt(record, "user")).toBe('{"name":"Inès"}');
    expect(textAt(record, "on")).toBe("true");
    for (const path of ["none", "nowhere", "user.name.first", "list.a", "none[].a"])
      expect(textAt(record, path), path).toBe("");
  });
});

describe("delimitRecords", () => {
  const contract = defineSource({
    name: "messages",
    title: "Messages",
    files: ["messages*.json"],
    dialect: FRENCH,
    json: {ts: "ts", text: "text", parts: "list[].a", folder: "$folder", number: "$number"},
    columns: {
      ts: {type: text(), headers: ["Heure"], required: true, meaning: "time"},
      text: {type: text(), headers: ["Texte"], meaning: "text"},
      parts: {type: text(), headers: ["Parties"], meaning: "parts"},
      folder: {type: text(), headers: ["Canal"], meaning: "channel"},
      number: {type: text(), headers: ["Place"], meaning: "place"}
    }
  });

  async function delimit(): Promise<string> {
    const file = (path: string) => ({path, chunks: inPieces(JSON.stringify(RECORDS), 5)});
    let written = "";
    const records = recordsOf([file("x.zip/fid/1.json"), file("fid2/2.json")]);
    for await (const lines of delimitRecords(records, contract, contract.json ?? {})) written += lines;
    return written;
  }

  it("writes a record a line, every cell quoted, with the headers of the contract", async () => {
    const rows = parse(await delimit(), {delimiter: ";", columns: true});
    expect(rows).toHaveLength(4);
    expect(rows[0]).toEqual({
      Heure: "1454884927.000002",
      Texte: 'il a dit : "non" }]',
      Parties: "é\n1\n\\",
      Canal: "fid",
      Place: "1"
    });
    expect(rows[3]).toMatchObject({Canal: "fid2", Place: "2", Texte: ""});
  });

  it("writes what the contract reads without a loss", async () => {
    const file = readFileBytes(Buffer.from(await delimit()), contract);
    const outcomes: Outcome[] = Array.isArray(file) ? [] : [...file.outcomes];
    expect(outcomes.map(({kind}) => kind)).toEqual(["loaded", "loaded", "loaded", "loaded"]);
    expect(outcomes[0]).toMatchObject({row: {ts: "1454884927.000002", text: 'il a dit : "non" }]'}});
  });

  it("wants every path to belong to a column", () => {
    expect(() => defineSource({...contract, json: {nobody: "ts"}})).toThrow("no column is called nobody");
  });
});
