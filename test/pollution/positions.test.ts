import iconv from "iconv-lite";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {Random} from "../../pipeline/sample/random.ts";
import type {Problem} from "../../src/ingest/reading.ts";
import {type Draft, type Form, junk, makeDraft, recordsOf, simplify, writeCells} from "./draft.ts";
import {assemble} from "./generator.ts";
import {READERS, Readers} from "./readers.ts";

const RECORDS = 700;
const ENOUGH = 10_000;

let readers: Readers;

beforeAll(async () => {
  readers = await Readers.open();
});

afterAll(() => readers.close());

const FORMS: Form[] = (["utf-8", "windows-1252"] as const).flatMap((encoding) =>
  (["\n", "\r\n"] as const).flatMap((ending) =>
    ([";", "\t"] as const).map((delimiter) => ({
      tongue: "french",
      plain: false,
      encoding,
      bom: encoding === "utf-8" && ending === "\n",
      delimiter,
      ending,
      quotes: "needed"
    }))
  )
);

const BAD: Record<string, string[]> = {
  order_id: ["1,21143E+15", "17850.0", ""],
  quantity: ["12,5", "é", " 1 234"],
  amount_cents: ["12O,50", "1.234", "\u00a0", "12,345 ", "a\nb", 'a "b"'],
  unit_weight: ["1e3", "0,00001"],
  signed_date: ["31/02/2026", "01/02/21", "2026-02-01 "],
  created_at: ["29/03/2026 02:30", "œ"],
  is_renewal: ["peut-être", "un;deux", "un\tdeux"]
};

/** A file in which nearly every record has one or more cells that are wrong, or a wrong shape. */
function spoiltFile(random: Random, form: Form): Draft {
  const draft = makeDraft(random, {shape: "orders", form, records: RECORDS});
  for (const piece of recordsOf(draft)) {
    for (const column of random.sample(Object.keys(BAD), random.int(0, 3))) {
      piece.texts[draft.columns.indexOf(column)] = random.pick(BAD[column] ?? []);
    }
    piece.raw = writeCells(form, piece.texts).join(form.delimiter);
    const way = random.int(0, 9);
    if (way === 0) piece.raw += form.delimiter;
    if (way === 1) piece.raw = simplify(draft, piece).raw.replace(form.delimiter, `${form.delimiter}"`);
    if (way === 2) piece.raw = simplify(draft, piece).raw.replace(form.delimiter, `"${form.delimiter}`);
  }
  draft.pieces.splice(random.int(1, RECORDS), 0, junk(draft, ""), junk(draft, "Café; déjà vu"));
  return draft;
}

/** Finds a problem again in the bytes, with nothing but its place; returns what stands there. */
function findAgain(bytes: Buffer, problem: Problem, {form, columns}: Draft): unknown {
  const {line, last_line, byte_start, byte_end, column_name} = problem;
  const raw = iconv.decode(bytes.subarray(byte_start, byte_end), form.encoding, {stripBOM: false});
  const cells = column_name === null ? [raw] : splitRecord(raw, form.delimiter);
  return {
    value: cells[column_name === null ? 0 : columns.indexOf(column_name)],
    line: countLineFeeds(bytes.subarray(0, byte_start)) + 1,
    lines: countLineFeeds(bytes.subarray(byte_start, byte_end)) + 1,
    begins: byte_start === (form.bom ? 3 : 0) || bytes[byte_start - 1] === 0x0a,
    ends: ["\n", "\r\n"].some((ending) =>
      bytes.subarray(byte_end, byte_end + ending.length).equals(Buffer.from(ending))
    ),
    wanted: {line, lines: last_line - line + 1}
  };
}

/** The cells of a record, written anew from RFC 4180 so that no reader is asked about itself. */
function splitRecord(raw: string, delimiter: string): string[] {
  const cells = [
    ...(delimiter + raw).matchAll(new RegExp(`${delimiter}(?:"((?:[^"]|"")*)"|([^${delimiter}"]*))`, "gy"))
  ];
  return cells.map(([, inside, bare]) => inside?.replaceAll('""', '"') ?? bare ?? "");
}

function countLineFeeds(bytes: Buffer): number {
  return bytes.reduce((sum, byte) => sum + (byte === 0x0a ? 1 : 0), 0);
}

describe("quarantined rows", () => {
  it.each(READERS)("are found again byte for byte: %s reader", async (reader) => {
    let found = 0;
    for (let seed = 1; found < ENOUGH; seed++) {
      const random = new Random(4180, seed);
      const draft = spoiltFile(random, random.pick(FORMS));
      const {bytes} = assemble(draft);
      const result = await readers.read(bytes, draft.contract, reader);
      if (!("rows" in result)) throw new Error(JSON.stringify(result));
      for (const problem of result.quarantine) {
        const {raw_value, line, last_line} = problem;
        const wanted = {line, lines: last_line - line + 1};
        const there = {value: raw_value, ...wanted, begins: true, ends: true, wanted};
        expect(findAgain(bytes, problem, draft)).toEqual(there);
      }
      found += result.quarantine.length;
    }
    expect(found).toBeGreaterThanOrEqual(ENOUGH);
  });
});
