import {describe, expect, it} from "vitest";
import type {FileReport} from "../../src/ingest/ingest.ts";
import {type FileNotes, noteFiles} from "../../src/notes.ts";

const file: FileReport = {
  file_id: "aa",
  name: "orders_2026-02-28.csv",
  source: "orders",
  sha256: "aa00",
  bytes: 10,
  records: 1,
  loaded: 1,
  quarantined: 0,
  skipped: 0,
  control_cents: 100n,
  extracted_date: "2026-02-28",
  contract_version: 1,
  unknown_columns: [],
  missing_columns: [],
  sheet: null,
  other_sheets: [],
  cleaned: "aa-1"
};

const note = (notes: Partial<FileNotes>): string[] =>
  noteFiles({files: [file], repeated: [], unrecognised: [], previous: [], ...notes});

describe("notes on files", () => {
  it("are silent when there is nothing to say", () => {
    expect(note({previous: [file]})).toEqual([]);
  });

  it("say when a name comes back with other content", () => {
    expect(note({previous: [{...file, sha256: "bb00"}]})).toEqual([
      "orders_2026-02-28.csv: other content than in the build before; read in its place"
    ]);
  });

  it("say which of two exports of one day counts", () => {
    const other = {...file, file_id: "bb", name: "orders_2026-02-28_bis.csv"};
    expect(note({files: [file, other]})).toEqual([
      "orders_2026-02-28.csv and orders_2026-02-28_bis.csv: extracted on the same day; for what both tell, orders_2026-02-28_bis.csv counts; put the day of each in its name, or keep one"
    ]);
    expect(note({files: [file, {...other, source: "bills"}]})).toEqual([]);
    expect(note({files: [file, {...other, extracted_date: "2026-03-31"}]})).toEqual([]);
  });

  it("name columns once a source, and sheets that were not read", () => {
    const workbook = {
      ...file,
      name: "orders.xlsx",
      extracted_date: null,
      sheet: "Feuil1",
      other_sheets: ["Notes"]
    };
    const columns = {unknown_columns: ["Extra"], missing_columns: ["vje"]};
    expect(
      note({
        files: [
          {...file, ...columns},
          {...workbook, ...columns}
        ]
      })
    ).toEqual([
      'orders.xlsx: sheet "Feuil1" is read, not Notes',
      "orders: columns not used: Extra",
      "orders: columns not there, read as empty: vje"
    ]);
  });

  it("name files read once, and files that nobody knows", () => {
    expect(note({repeated: ["copy.csv"], unrecognised: ["notes.txt"]})).toEqual([
      "copy.csv: same content as another file; read once",
      "notes.txt: no contract knows this file name; not read"
    ]);
  });
});
