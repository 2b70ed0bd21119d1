import {describe, expect, it} from "vitest";
import {judge} from "./comparison.ts";
import {CONTRACTS} from "./contracts.ts";
import type {Expected} from "./draft.ts";
import type {PollutedFile} from "./generator.ts";
import type {LoadedRow, Reading} from "./readers.ts";

// Were the comparison blind, every evaluation would pass: it must see each thing that can be wrong.

const cells = (id: string, amount_cents: string): LoadedRow["cells"] => ({
  receipt_id: id,
  amount_cents,
  label: null
});

function fileOf(fates: Expected["fate"][], outcome: PollutedFile["truth"]["outcome"] = "read"): PollutedFile {
  const places = fates.map((fate, index) => {
    const line = index + 2;
    return {line, last_line: line, records: [{cells: cells(`A${line}`, "100"), fate}]};
  });
  return {
    name: "a file",
    pollution: {family: "", variant: "", one: true, spoil: () => undefined},
    contract: CONTRACTS.french.receipts,
    bytes: Buffer.alloc(0),
    truth: {outcome, refusal: /header/, unknown: [], places, header_line: 1, lines: fates.length + 1}
  };
}

function reading(rows: LoadedRow[], lines: number[] = [], skipped = 0): Reading {
  const quarantine = lines.map((line) => ({
    line,
    last_line: line,
    byte_start: 0,
    byte_end: 1,
    column_name: null,
    raw_value: "",
    reason_code: "",
    message: ""
  }));
  const quarantined = new Set(lines).size;
  return {
    rows,
    quarantine,
    counts: {
      records: rows.length + quarantined + skipped,
      loaded: rows.length,
      quarantined,
      skipped,
      control_cents: rows.reduce((sum, row) => sum + BigInt(row.cells.amount_cents ?? 0), 0n),
      unknown_columns: []
    }
  };
}

const row = (line: number, amount = "100"): LoadedRow => ({line, cells: cells(`A${line}`, amount)});

describe("the comparison with the truth", () => {
  it("accepts a good record loaded and a damaged one set aside", () => {
    expect(judge(fileOf(["load", "either", "never"]), reading([row(2)], [3, 4]))).toEqual({
      wrong: [],
      faults: [],
      isRefused: false,
      othersLoaded: true
    });
  });

  it.each<[string, PollutedFile, Reading]>([
    ["another value", fileOf(["load"]), reading([row(2, "101")])],
    ["another value where the record is damaged", fileOf(["either"]), reading([row(2, "101")])],
    ["a value that can be read in two ways", fileOf(["never"]), reading([row(2)])],
    ["another line", fileOf(["load", "load"]), reading([row(2), {line: 4, cells: cells("A3", "100")}], [3])],
    ["a record that is none", fileOf(["load"]), reading([row(2), row(3)])],
    ["a record twice", fileOf(["load"]), reading([row(2), row(2)])],
    ["a record both loaded and set aside", fileOf(["load"]), reading([row(2)], [2])],
    ["a record lost", fileOf(["load", "load"]), reading([row(2)])],
    ["a record skipped", fileOf(["load", "load"]), reading([row(2)], [], 1)],
    ["a wrong file read", fileOf(["load"], "refused"), reading([row(2, "101")])]
  ])("sees %s", (_, file, result) => {
    expect(judge(file, result).wrong).not.toEqual([]);
  });

  it.each([
    ["records", {records: 5}],
    ["loaded rows", {loaded: 5}],
    ["rows set aside", {quarantined: 5}],
    ["skipped lines", {skipped: 5}],
    ["cents", {control_cents: 5n}]
  ])("counts the %s again", (_, counts) => {
    const result = reading([row(2)]);
    expect(judge(fileOf(["load"]), {...result, counts: {...result.counts, ...counts}}).wrong).not.toEqual([]);
  });

  it("sees a column left out without a word", () => {
    const file = fileOf(["load"]);
    file.truth.unknown.push("Autre");
    expect(judge(file, reading([row(2)])).wrong).not.toEqual([]);
  });

  it("sees that a good record beside a bad one was not loaded", () => {
    expect(judge(fileOf(["load", "load"]), reading([row(2)], [3])).othersLoaded).toBe(false);
    expect(judge(fileOf(["load", "load"]), {refusal: "no header"}).othersLoaded).toBe(false);
  });

  it("sees a crash, and a refusal that is needless or speaks of something else", () => {
    expect(judge(fileOf(["load"]), {crash: "out of memory"}).faults).not.toEqual([]);
    expect(judge(fileOf(["load"]), {refusal: "no header"}).faults).not.toEqual([]);
    expect(judge(fileOf(["load"], "refused"), {refusal: "the disk is full"}).faults).not.toEqual([]);
    expect(judge(fileOf(["load"], "refused"), {refusal: "no header"}).faults).toEqual([]);
  });
});
