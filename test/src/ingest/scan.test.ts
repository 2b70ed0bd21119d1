import {mkdtempSync, readFileSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import fc from "fast-check";
import iconv from "iconv-lite";
import {describe, expect, it} from "vitest";
import {FileSource, memorySource} from "../../../src/ingest/bytes.ts";
import {copyLines} from "../../../src/ingest/copy.ts";
import type {Layout} from "../../../src/ingest/layout.ts";
import {locateLines} from "../../../src/ingest/locate.ts";
import {isOf, KIND, type Mark, Marks} from "../../../src/ingest/marks.ts";
import {planBulk} from "../../../src/ingest/plan.ts";
import {readRecords} from "../../../src/ingest/records.ts";
import {joinScans, middleOf} from "../../../src/ingest/halves.ts";
import {type Scan, scanFile, scanPart} from "../../../src/ingest/scan.ts";

const HEADER = "a;b;c\n";

const layout: Layout = {
  header: {positions: new Map(), unknown: [], missing: []},
  header_text: "a;b;c",
  header_line: 1,
  titles: [],
  data_line: 2,
  data_start: HEADER.length,
  delimiter: ";",
  feed: 10,
  width: 3,
  quotes: "checked"
};

const scan = (text: string): Scan => scanFile(memorySource(Buffer.from(HEADER + text)), layout);
const kindsOf = (mark: Mark | undefined): string[] =>
  Object.keys(KIND).filter((kind) => mark !== undefined && isOf(mark, kind as keyof typeof KIND));

describe("scanning", () => {
  it("counts lines and records, and clears those that are simply good", () => {
    const found = scan("1;2;3\n4;5;6\n");
    expect(found).toMatchObject({lines: 2, records: 2, is_uniform: true, has_edges: false});
    expect([...found.marks]).toEqual([]);
  });

  it.each([
    ["a delimiter too many", "1;2;3;\n"],
    ["a delimiter missing", "1;2\n"],
    ["an empty line", "\n"],
    ["blanks only", "  \t\n"],
    ["a stray quote", '1;2"x;3\n'],
    ["an unclosed quote", '1;"2;3\n'],
    ["a quoted cell over two lines", '1;"2\n2";3\n'],
    ["a NUL", "1;\0;3\n"],
    ["a lost character", "1;\ufffd;3\n"],
    ["a carriage return in the middle", "1;2\r2;3\n"]
  ])("marks a record with %s", (_, line) => {
    const found = scan(`1;2;3\n${line}4;5;6\n`);
    const mark = [...found.marks].find(({line}) => line === 3);
    expect(mark?.start).toBe(12);
    expect(kindsOf(mark)).toContain("odd");
    expect(found.records).toBe(3);
  });

  it("marks good quotes as quotes, and bytes that windows-1252 does not have", () => {
    expect([...scan('1;"2;2";3\n').marks].map(kindsOf)).toEqual([["quotes", "quotable"]]);
    expect([...scan("1;É;3\n1;Í;3\n").marks].map((mark) => [mark.line, ...kindsOf(mark)])).toEqual([
      [3, "undefined"]
    ]);
  });

  it("marks a line of one cell and the records on both sides, past blank lines", () => {
    const lines = "1;2;3\n\nlone\n4;5;6\n7;8;9\na,b,c\n";
    expect([...scan(lines).marks].map((mark) => [mark.line, ...kindsOf(mark)])).toEqual([
      [2, "odd", "beside"],
      [3, "odd", "blank"],
      [4, "odd", "lone"],
      [5, "odd", "beside"],
      [7, "odd"]
    ]);
  });

  it("marks the header when it comes again, whatever its case", () => {
    expect([...scan("1;2;3\nA;b;C\n4;5;6\n").marks].map((mark) => [mark.line, ...kindsOf(mark)])).toEqual([
      [3, "odd", "header"]
    ]);
  });

  it("marks lines with bytes that are no UTF-8", () => {
    const bytes = Buffer.concat([
      Buffer.from(`${HEADER}é;2;3\n`),
      Buffer.from([0xe9]),
      Buffer.from(";2;3\n4;5;6\n")
    ]);
    const found = scanFile(memorySource(bytes), layout);
    expect([...found.marks].map((mark) => [mark.line, ...kindsOf(mark)])).toEqual([[3, "invalid"]]);
    expect(found.evidence).toEqual({utf8_at: 6, invalid_at: 13, invalid_lines: 1});
  });

  it.each([
    ["1; 2;3\n", true],
    ["1;2 ;3\n", true],
    [" 1;2;3\n", true],
    ["1;2;3 \n", true],
    ["1;2;3\u00a0\n", true],
    ["1;\u202f2;3\n", true],
    ["1;2 2;3\n", false]
  ])("sees in %j whether a cell has blanks around it", (line, expected) => {
    expect(scan(line).has_edges).toBe(expected);
  });

  it("takes a quote for a character like any other where cells are never quoted", () => {
    const bytes = Buffer.from(`${HEADER}1;"2;3\n4;5;6"\n`);
    const found = scanFile(memorySource(bytes), {...layout, quotes: "none"});
    expect(found.records).toBe(2);
    expect([...found.marks]).toEqual([]);
  });

  it.each([
    ["1;2;3\r\n4;5;6\r\n", true],
    ["1;2;3\r\n4;5;6", true],
    ["1;2;3\n4;5;6\r\n", false],
    ["1;2;3\r\n4;5;6\n", false]
  ])("sees whether the lines of %j end alike", (text, expected) => {
    expect(scan(text).is_uniform).toBe(expected);
  });
});

const line = fc.oneof(
  {weight: 4, arbitrary: fc.constant("1;é 2;3")},
  fc.string({unit: fc.constantFrom("a", ";", '"', " ", "É", "\r", "\n", "\0"), maxLength: 12})
);
const file = fc.tuple(fc.array(line, {maxLength: 20}), fc.constantFrom("\n", "\r\n"), fc.boolean());
const bytesOf = ([lines, ending, isEnded]: [string[], string, boolean]): Buffer =>
  Buffer.from(HEADER + lines.join(ending) + (isEnded ? ending : ""));

describe("a scan and an exact reading", () => {
  it("cut any file into the same records, all but the marked ones being simply good", () => {
    fc.assert(
      fc.property(file, (parts) => {
        const bytes = bytesOf(parts);
        const found = scanFile(memorySource(bytes), layout);
        const records = [
          ...readRecords(memorySource(bytes, layout.data_start), layout, {encoding: "utf-8", line: 2})
        ];
        expect(found.records).toBe(records.length);
        expect(found.lines).toBe((records.at(-1)?.last_line ?? 1) - 1);
        const marked = new Map([...found.marks].map((mark) => [mark.line, mark]));
        for (const {line, byte_start, byte_end, cells, raw} of records) {
          const mark = marked.get(line);
          if (mark === undefined) expect(cells).toEqual(raw.split(";"));
          if (!kindsOf(mark).includes("odd")) expect(cells).toHaveLength(3);
          if (mark !== undefined) expect([mark.start, mark.end]).toEqual([byte_start, byte_end]);
        }
      }),
      {numRuns: 3000}
    );
  });

  it("find every line again through the index", () => {
    const folder = mkdtempSync(join(tmpdir(), "ressac-scan-"));
    const path = join(folder, "lines.csv");
    const lines = Array.from({length: 5000}, (_, index) => `${index};${"x".repeat(index % 90)};é`);
    writeFileSync(path, HEADER + lines.join("\r\n"));
    const source = new FileSource(path);
    const {index} = scanFile(source, layout);
    source.close();
    const wanted = [2, 3, 1025, 1026, 3000, 5001];
    const bytes = readFileSync(path);
    const texts = [...locateLines(path, layout, index, wanted)].map(({start, end}) =>
      bytes.subarray(start, end).toString()
    );
    expect(texts).toEqual(wanted.map((line) => lines[line - 2]));
  });
});

/** Everything that must not depend on where a file was cut. */
function essence({marks, evidence, index, ...scan}: Scan): object {
  const {lines, records, trailing_empty_lines, longest_line, has_returns, has_edges} = scan;
  const counts = {lines, records, trailing_empty_lines, longest_line, has_returns, has_edges};
  return {...counts, evidence, marks: [...marks], first: index[0]};
}

describe("a file scanned in two parts", () => {
  it("is the same as scanned in one, wherever it can be cut", () => {
    let joined = 0;
    fc.assert(
      fc.property(file, fc.nat(), (parts, place) => {
        const bytes = bytesOf(parts);
        const cut = bytes.indexOf("\n", layout.data_start + (place % bytes.length)) + 1;
        fc.pre(cut > 0 && cut < bytes.length);
        const first = scanPart(memorySource(bytes), layout, {start: layout.data_start, end: cut});
        const second = scanPart(memorySource(bytes, cut), layout, {start: cut, end: Infinity});
        const both = joinScans(first, second, cut);
        if (both === undefined) return;
        joined++;
        const whole = scanFile(memorySource(bytes), layout);
        expect(essence(both)).toEqual(essence(whole));
        if (both.is_uniform) expect(whole.is_uniform).toBe(true);
      }),
      {numRuns: 3000}
    );
    expect(joined).toBeGreaterThan(500);
  });

  it("has a line that its index finds in either part", () => {
    const folder = mkdtempSync(join(tmpdir(), "ressac-parts-"));
    const path = join(folder, "lines.csv");
    const lines = Array.from({length: 5000}, (_, index) => `${index};b;c`);
    writeFileSync(path, HEADER + lines.join("\n"));
    const cut = middleOf(path, layout) ?? 0;
    const bytes = readFileSync(path);
    const first = scanPart(memorySource(bytes), layout, {start: layout.data_start, end: cut});
    const second = scanPart(memorySource(bytes, cut), layout, {start: cut, end: Infinity});
    const {index = [], cuts} = joinScans(first, second, cut) ?? {};
    const wanted = [2, 1026, 2501, 3000, 5001];
    const texts = [...locateLines(path, layout, index, wanted)].map(({start, end}) =>
      bytes.subarray(start, end).toString()
    );
    expect(texts).toEqual(wanted.map((line) => lines[line - 2]));
    expect(cuts).toEqual([cut]);
  });

  it("is scanned whole when the cut is within a record, or beside a lone cell", () => {
    const join = (text: string, cut: number): Scan | undefined => {
      const bytes = Buffer.from(HEADER + text);
      const at = layout.data_start + cut;
      const first = scanPart(memorySource(bytes), layout, {start: layout.data_start, end: at});
      return joinScans(first, scanPart(memorySource(bytes, at), layout, {start: at, end: Infinity}), at);
    };
    expect(join('1;"a\nb";3\n4;5;6\n', 5)).toBeUndefined();
    expect(join("1;2;3\nlone\n4;5;6\n", 6)).toBeUndefined();
    expect(join("1;2;3\nlone\n4;5;6\n", 11)).toBeUndefined();
    expect(join("1;2;3\n4;5;6\n", 6)).toMatchObject({records: 2, cuts: [layout.data_start + 6]});
  });
});

describe("a copy", () => {
  it("is the same in parts as in one", () => {
    const folder = mkdtempSync(join(tmpdir(), "ressac-copy-"));
    const path = join(folder, "file.csv");
    writeFileSync(path, HEADER + '1;é;3\n"a\nb";2;3\n4;5;6\n1;2\n7;8;9');
    const found = scanFile(memorySource(readFileSync(path)), layout);
    const exceptional = [...found.marks];
    const copy = (start: number, end: number): string => {
      const its = exceptional.filter((mark) => mark.start >= start && mark.start < end);
      const range = {encoding: "utf-8" as const, exceptional: its, start, end};
      copyLines(path, join(folder, "copy.csv"), layout, {...found, ...range});
      return readFileSync(join(folder, "copy.csv"), "utf8");
    };
    const {data_start} = layout;
    const whole = copy(data_start, Infinity);
    expect(whole.split("\n")).toEqual(["1;é;3", "-;;", "-;;", "4;5;6", "-;;", "7;8;9"]);
    for (const cut of [7, 17, 23, 27]) {
      expect(copy(data_start, data_start + cut) + copy(data_start + cut, Infinity)).toBe(whole);
    }
  });

  it("has one line for each line, in UTF-8, with fillers for those that are read exactly", () => {
    const folder = mkdtempSync(join(tmpdir(), "ressac-copy-"));
    const text = 'é’;2;3\r\n1;2\r\n"a\r\nb";2;3\r\n4;5;6';
    const bytes = Buffer.concat([Buffer.from(HEADER), iconv.encode(text, "windows-1252")]);
    writeFileSync(join(folder, "file.csv"), bytes);
    const found = scanFile(memorySource(bytes), layout);
    const plan = planBulk(found, layout, "windows-1252");
    copyLines(join(folder, "file.csv"), join(folder, "copy.csv"), layout, {
      ...found,
      encoding: "windows-1252",
      exceptional: plan.exceptional,
      start: layout.data_start,
      end: Infinity
    });
    expect(readFileSync(join(folder, "copy.csv"), "utf8")).toBe("é’;2;3\r\n-;;\r\n-;;\r\n-;;\r\n4;5;6");
    expect(plan).toMatchObject({isInPlace: false, rows: 5});
  });
});

describe("a list of marks", () => {
  it("is the same on the other side of a thread, however long it is", () => {
    const marks = new Marks();
    const mark = {lines: 1, start: 5, end: 9, kinds: KIND.odd | KIND.undefined};
    for (let line = 1; line <= 200; line++) marks.add({...mark, line});
    const copied = [...Marks.of(marks.toArray())];
    expect(copied).toHaveLength(200);
    expect(copied.at(-1)).toEqual({...mark, line: 200});
  });
});
