import {describe, expect, it} from "vitest";
import {type JsonRecord, readJson, textAt} from "../../../src/ingest/json.ts";

async function* inPieces(content: string, bytes: number): AsyncGenerator<Uint8Array> {
  const all = Buffer.from(content);
  for (let at = 0; at < all.length; at += bytes) yield await Promise.resolve(all.subarray(at, at + bytes));
}

async function read(content: string, bytes = 7): Promise<JsonRecord[]> {
  const records: JsonRecord[] = [];
  for await (const record of readJson(inPieces(content, bytes), "a/b.json")) records.push(record);
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

  it("keeps a number as it is written, and texts with digits and signs in them", async () => {
    expect(
      await read(
        '[{"ts": 1454884927.000002, "id": 12345678901234567890, "x": -1E+5, "s": "a\\"7\\\\", "n": 0}]'
      )
    ).toEqual([{ts: "1454884927.000002", id: "12345678901234567890", x: "-1E+5", s: 'a"7\\', n: "0"}]);
  });

  it("finds nothing in an empty array", async () => {
    expect(await read("[]")).toEqual([]);
  });

  it.each([
    [1, '[{"a" 1}]'],
    [1, '[{"a": 1'],
    [1, "ts;text"],
    [1, '"a"'],
    [1, "[[1]]"],
    [2, '[{"a": 1}, {"a"'],
    [2, '[{"a": 1}, {"a" 2}]'],
    [2, '[{"a": 1}]]'],
    [2, '[{"a": 1}'],
    [2, '[{"a": 1}] {"b": 2}']
  ])("refuses what is cut short, no JSON, or no record, from number %d on: %s", async (number, content) => {
    await expect(read(content)).rejects.toThrow(
      `a/b.json: not JSON records from number ${number} on; export it again, whole, as JSON`
    );
  });

  it("reads a long record, but none without an end", async () => {
    const long = '\\"1\\n'.repeat(200_000);
    expect(await read(`[{"a": "${long}"}]`, 1 << 16)).toMatchObject([{a: '"1\n'.repeat(200_000)}]);
    const endless = read(`[{"a": 1}, {"a": "${"x".repeat(36_000_000)}`, 1 << 20).catch(String);
    expect(await endless).toBe("RessacError: a/b.json: record 2 is longer than 32 MB; take it out");
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
