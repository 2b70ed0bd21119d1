// What people write down of themselves is read, hashed, and never written again: not where it was refused either.
import {join} from "node:path";
import {gzipSync} from "node:zlib";
import {describe, expect, it, vi} from "vitest";
import {checkExport} from "../../../src/check.ts";
import {ingestExports, writeQuarantine} from "../../../src/ingest/ingest.ts";
import {listExports} from "../../../src/ingest/exports.ts";
import {fingerprint} from "../../../src/ingest/shelf.ts";
import {defineSource, discreetText, FRENCH, keyedHash, MACHINE, money, text} from "../../../src/index.ts";
import {useKeyFile} from "../../../src/key.ts";
import {openDatabase} from "../../../src/warehouse.ts";
import {readText} from "../../support/exports.ts";
import {folderOf} from "../../support/temp.ts";
import {allTexts} from "../../support/texts.ts";
import {makeWorkbook} from "../../support/workbooks.ts";

const people = defineSource({
  name: "people",
  title: "People",
  files: ["people*.csv"],
  dialect: FRENCH,
  footer: [/^Total/],
  columns: {
    name: {type: text(), headers: ["Nom"], required: true, meaning: "name"},
    email_hash: {type: keyedHash("email"), headers: ["E-mail"], required: true, meaning: "address"},
    phone_hash: {type: keyedHash("phone"), headers: ["Téléphone"], meaning: "number"},
    note: {type: discreetText(), headers: ["Note"], meaning: "note"},
    amount_cents: {type: money(), headers: ["Montant"], meaning: "amount"}
  }
});

const notes = defineSource({
  name: "notes",
  title: "Notes",
  files: ["notes*.json"],
  dialect: MACHINE,
  json: {id: "id", said: "said"},
  columns: {
    id: {type: text(), headers: ["id"], required: true, meaning: "the note"},
    said: {type: discreetText(), headers: ["said"], meaning: "what it says"}
  }
});

const HEADER = "Nom;E-mail;Téléphone;Note;Montant";

/** All that stands in here begins with one of the two: addresses that are good, bad, misplaced, in odd records. */
const CLEAR = /secret\.|06 ?39/;

const LINES = [
  "Rive;secret.a@example.fr;06 39 98 12 34;Rappeler secret.b@example.fr;1,00",
  "Rive;secret.c@example;06 39 98;Rappeler le 06 39 98 12 34;x",
  "Quai;secret.d@example.fr;;secret.e@example.fr;1,00;2",
  "Quai;secret.f@example.fr",
  `"Quai;secret.g@example.fr;;;1,00`,
  "Total;secret.h@example.fr;;;3,00",
  HEADER,
  "secret.i@example.fr",
  ""
];

interface Left {
  /** All that a run leaves on the disk and in its database, as text. */
  text: string;
  loaded: number;
  quarantined: number;
}

async function ingest(files: Record<string, string | Uint8Array>): Promise<Left> {
  const folder = await folderOf({"out/.keep": ""});
  const exports = await listExports(await folderOf(files), [people, notes]);
  const database = await openDatabase(join(folder, "out", "ressac.duckdb"));
  const known = exports.map(({contract, ...file}) => {
    if (contract === undefined) throw new Error(`${file.name}: no contract`);
    return {file, contract};
  });
  const read = await ingestExports(database.connection, known, {
    contracts: [people, notes],
    shelf: join(folder, "out", "cleaned"),
    work: join(folder, "out", "work"),
    onFile: () => undefined
  });
  await writeQuarantine(database.connection, join(folder, "out"));
  database.close();
  const sum = (of: (file: (typeof read.files)[number]) => number): number =>
    read.files.reduce((total, file) => total + of(file), 0);
  return {
    text: await allTexts(join(folder, "out")),
    loaded: sum((file) => file.loaded),
    quarantined: sum((file) => file.quarantined)
  };
}

describe("addresses", () => {
  const csv = [HEADER, ...LINES].join("\r\n");

  it("are in nothing that a run leaves, whatever was wrong with their records", async () => {
    expect(csv).toMatch(CLEAR);
    const left = await ingest({"people.csv": csv});
    expect(left).toMatchObject({loaded: 2, quarantined: 6});
    expect(left.text).toContain("wrong_cell_count");
    expect(left.text).toContain("(hidden: 16 characters)");
    expect(left.text).not.toMatch(CLEAR);
  });

  it("are not left by exports in other forms either", async () => {
    const sheet = [HEADER, ...LINES].map((line) => line.split(";"));
    const forms: Record<string, string | Uint8Array>[] = [
      {"people.csv": [HEADER, ...LINES.slice(0, 2)].join("\n")},
      {"people.csv.gz": gzipSync(csv)},
      {"people.csv": Buffer.from(`\ufeff${csv}`, "utf16le")},
      {"people.xlsx": makeWorkbook({sheets: {Feuil1: sheet}})},
      {
        "notes.json": JSON.stringify([
          {id: "1", said: "secret.a@example.fr\n06 39 98 12 34"},
          {said: "secret.b@x.fr"}
        ])
      }
    ];
    for (const files of forms) {
      const left = await ingest(files);
      expect(left.quarantined, Object.keys(files).join()).toBeGreaterThan(0);
      expect(left.text).not.toMatch(CLEAR);
    }
  });

  it("are in no sentence about a file that cannot be read, and not in what check prints", async () => {
    const without = LINES[0] ?? "";
    for (const content of [
      csv,
      without,
      `${HEADER.replace("E-mail", "secret.j@example.fr")}\n${without}`,
      `${HEADER};secret.k@example.fr\n${without};`
    ]) {
      const folder = await folderOf({"people.csv": content});
      const [file] = await listExports(folder, [people]);
      if (file === undefined) throw new Error("no export");
      const {lines} = await checkExport(file, [people]);
      expect(lines.join("\n")).not.toMatch(CLEAR);
      expect(readText(people, content).refusals.join("\n")).not.toMatch(CLEAR);
    }
  });

  it("are told with how many characters were hidden, and why", () => {
    const {problems} = readText(people, `${HEADER}\nRive;secret@example;;;1,00\nRive;secret@example.fr\n`);
    expect(problems).toMatchObject([
      {column_name: "email_hash", raw_value: "(hidden: 14 characters)", reason_code: "bad_email"},
      {
        column_name: null,
        raw_value: "(hidden: 22 characters with addresses in them)",
        reason_code: "wrong_cell_count"
      }
    ]);
  });
});

describe("a kept export", () => {
  it("is read again under another key, when it has addresses in it", () => {
    const plain = defineSource({
      ...people,
      columns: {name: {type: text(), headers: ["Nom"], meaning: "name"}}
    });
    const seen = ["the first key of the test", "the second key of the test"].map((key) => {
      vi.stubEnv("RESSAC_KEY", key);
      useKeyFile(undefined);
      return [fingerprint(people), fingerprint(plain)];
    });
    vi.unstubAllEnvs();
    useKeyFile(undefined);
    expect(seen[0]?.[0]).not.toBe(seen[1]?.[0]);
    expect(seen[0]?.[1]).toBe(seen[1]?.[1]);
  });

  it("is read again when its records are found in another way", () => {
    const {json, ...columns} = notes;
    const prints = [
      notes,
      defineSource({...notes, json: {...json, said: "text"}}),
      defineSource({...columns, mail: {id: "messageId", said: "text"}}),
      defineSource({...notes, members: /a/}),
      defineSource({...notes, members: /b/})
    ].map(fingerprint);
    expect(new Set(prints).size).toBe(prints.length);
  });
});
