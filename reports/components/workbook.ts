import type {Cell as SheetCell, Sheet} from "write-excel-file/browser";
import type {Cell, TakenTable} from "./cells.js";
import {harmless} from "./csv.js";
import type {Say} from "./say.js";

/** What Excel holds at most in a cell, and in the name of a sheet. */
const LONGEST_TEXT = 32_767;
const LONGEST_NAME = 31;

/** Widths of columns, in characters. */
const NARROWEST = 9;
const WIDEST = 44;

const FORMATS = {
  money: "#,##0.00",
  rate: "0.0%",
  points: "0.0",
  number: "#,##0.######",
  whole: "#,##0",
  day: "dd/mm/yyyy",
  month: "mmm yyyy"
};

/**
 * Tables as a workbook (`.xlsx`): a sheet each, and a last one that says what they are. Numbers and days are typed;
 * text is never a formula. The writer is fetched when the first workbook is asked for.
 */
export async function workbookOf(about: [string, string][], tables: TakenTable[], say: Say): Promise<Blob> {
  const {default: writeWorkbook} = await import("write-excel-file/browser");
  const names = sheetNames([...tables.map(({label}) => label), say.text("take.about")]);
  const sheets = [...tables.map(tableSheet), aboutSheet(about)];
  return writeWorkbook(
    sheets.map((sheet, index) => ({...sheet, sheet: names[index] ?? `${index}`})),
    {fontFamily: "Calibri", fontSize: 11}
  ).toBlob();
}

function tableSheet({heads, rows}: TakenTable): Sheet<Blob> {
  const head = heads.map((label): SheetCell => ({...text(label), fontWeight: "bold"}));
  return {
    data: [head, ...rows.map((row) => row.map(sheetCell))],
    columns: heads.map((label, index) => ({
      width: widthOf(
        label,
        rows.map((row) => row[index] ?? null)
      )
    })),
    stickyRowsCount: 1
  };
}

function aboutSheet(about: [string, string][]): Sheet<Blob> {
  return {
    data: about.map(([name, value]) => [{...text(name), fontWeight: "bold"}, text(value)]),
    columns: [{width: 30}, {width: 100}]
  };
}

function text(value: string): {value: string; type: StringConstructor} {
  const written = harmless(value).slice(0, LONGEST_TEXT);
  // The writer looks texts up in a plain object, where "constructor" is found before it was put there.
  return {value: written in {} ? `${written} ` : written, type: String};
}

function sheetCell(cell: Cell): SheetCell {
  if (cell === null) return null;
  if (cell.kind === "text") return text(cell.text);
  if ("day" in cell) return {value: cell.day, type: Date, format: FORMATS[cell.kind]};
  const isWhole = cell.kind === "number" && Number.isInteger(cell.value);
  return {value: cell.value, type: Number, format: FORMATS[isWhole ? "whole" : cell.kind]};
}

function widthOf(label: string, cells: Cell[]): number {
  const longest = cells.reduce(
    (most, cell) => Math.max(most, cell?.kind === "text" ? cell.text.length : 0),
    label.length
  );
  return Math.min(WIDEST, Math.max(NARROWEST, longest + 2));
}

/** Names that Excel accepts: short, without the characters it refuses, each once whatever its case. */
export function sheetNames(labels: string[]): string[] {
  const taken = new Set<string>();
  return labels.map((label) => {
    const clean = label.replace(/[[\]/\\:*?\p{Cc}]+/gu, " ").replace(/^['\s]+|['\s]+$/g, "") || "–";
    let name = clean.slice(0, LONGEST_NAME).trim();
    for (let number = 2; taken.has(name.toLowerCase()); number++) {
      const end = ` ${number}`;
      name = clean.slice(0, LONGEST_NAME - end.length).trim() + end;
    }
    taken.add(name.toLowerCase());
    return name;
  });
}
