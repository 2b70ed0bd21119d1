import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {memorySource} from "../../../src/ingest/bytes.ts";
import {textStart} from "../../../src/ingest/encoding.ts";
import {type FileRecord, readRecords} from "../../../src/ingest/records.ts";

function read(bytes: Buffer, width?: number): FileRecord[] {
  const source = memorySource(bytes, textStart(bytes));
  const shape = {delimiter: ";", feed: 10 as const, ...(width === undefined ? {} : {width})};
  return [...readRecords(source, shape, {encoding: "utf-8", line: 1})];
}

const cells = (text: string): (string[] | undefined)[] =>
  read(Buffer.from(text)).map((record) => record.cells);

describe("records", () => {
  it("reads cells with and without quotes, whatever ends the lines", () => {
    expect(cells('a;b\r\n1;"x;y"\n2;"say ""no"""\n')).toEqual([
      ["a", "b"],
      ["1", "x;y"],
      ["2", 'say "no"']
    ]);
  });

  it("keeps a line break inside quotes and counts physical lines", () => {
    const records = read(Buffer.from('a;b\n1;"two\nlines"\n2;z\n'));
    expect(records.map(({line, last_line, cells}) => [line, last_line, cells])).toEqual([
      [1, 1, ["a", "b"]],
      [2, 3, ["1", "two\nlines"]],
      [4, 4, ["2", "z"]]
    ]);
  });

  it("gives an unclosed quote back alone and goes on with the next line", () => {
    const records = read(Buffer.from('a;b\n1;"open\n2;z\n3;"quoted"\n'));
    expect(records.map(({problem, cells}) => problem ?? cells)).toEqual([
      ["a", "b"],
      "unclosed_quote",
      ["2", "z"],
      ["3", "quoted"]
    ]);
  });

  it("does not let two stray quotes swallow the good records between them", () => {
    const records = read(Buffer.from('a;b\n1;x"\n2;y\n3;z"\n4;w\n'));
    expect(records.map(({problem, cells}) => problem ?? cells?.[0])).toEqual([
      "a",
      "unclosed_quote",
      "2",
      "unclosed_quote",
      "4"
    ]);
  });

  it("does not believe a cell whose lines are records by themselves", () => {
    const source = memorySource(Buffer.from('1;"x\n2;y"\n3;"z\nz"\n'));
    const records = [
      ...readRecords(source, {delimiter: ";", feed: 10, width: 2}, {encoding: "utf-8", line: 1})
    ];
    expect(records.map(({problem, cells}) => problem ?? cells)).toEqual([
      "unclosed_quote",
      "unclosed_quote",
      ["3", "z\nz"]
    ]);
  });

  it("does not take several records for one cell when their number of cells is wrong", () => {
    const records = read(Buffer.from('a;b\n"1;x\n2;y\n3;z"\n4;w\n'), 2);
    expect(records.map(({problem, cells}) => problem ?? cells?.[0])).toEqual([
      "a",
      "unclosed_quote",
      "2",
      "unclosed_quote",
      "4"
    ]);
  });

  it("refuses a quote inside a cell", () => {
    expect(read(Buffer.from('a;b\n1;5" screen "x\n'))[1]?.problem).toBe("bad_quote");
  });

  it("leaves out a byte-order mark", () => {
    expect(cells("\ufeffa;b\n")).toEqual([["a", "b"]]);
  });

  it("says where each record stands, to the byte, and reads back what was written", () => {
    const cell = fc.string({unit: fc.constantFrom("a", "é", "€", ";", '"', "\n", "\r\n", " "), maxLength: 6});
    fc.assert(
      fc.property(
        fc.array(fc.tuple(cell, cell), {maxLength: 12}),
        fc.constantFrom("\n", "\r\n"),
        (rows, ending) => {
          const quote = (text: string): string =>
            /[;"\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
          const lines = [["x", "y"], ...rows].map((row) => row.map((text) => quote(text)).join(";"));
          const bytes = Buffer.from(lines.join(ending) + ending);
          const records = read(bytes);
          expect(records.map((record) => record.cells)).toEqual([["x", "y"], ...rows]);
          for (const {byte_start, byte_end, raw} of records) {
            expect(bytes.subarray(byte_start, byte_end).toString()).toBe(raw);
          }
        }
      ),
      {numRuns: 1000}
    );
  });
});
