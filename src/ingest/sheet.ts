import type {RessacError} from "../errors.ts";
import {openXml, readXml, type XmlHandler} from "./xml.ts";

/** A cell of a sheet that is not empty. */
export interface SheetCell {
  /** From 0. */
  column: number;
  /** `iso` is a date in words of ISO 8601; `formula` one that no program has calculated yet. */
  kind: "text" | "number" | "boolean" | "error" | "iso" | "formula";
  /** The value as the workbook stores it. */
  text: string;
  /** Index into the workbook's styles. */
  style: number;
}

/** A row of a sheet, by its number in it, from 1. */
export interface SheetRow {
  number: number;
  cells: SheetCell[];
}

/** What the cells of a sheet refer to. */
interface SheetContext {
  /** The workbook's table of texts. */
  strings: readonly string[];
  /** Thrown when the sheet is not as the format demands. */
  damage: RessacError;
}

const LAST_ROW = 1_048_576;
const LAST_COLUMN = 16_384;

/**
 * Reads the rows of a sheet (`xl/worksheets/sheet1.xml`), streaming; rows and cells that are empty are left out.
 * Values are given as they are stored: a number in its digits, a formula by its last result.
 * @throws RessacError the given one when the sheet is not well-formed, or its rows are out of order.
 */
export async function* readRows(
  chunks: AsyncIterable<Buffer>,
  context: SheetContext
): AsyncGenerator<SheetRow> {
  let rows: SheetRow[] = [];
  let last = 0;
  const parser = openXml(
    rowHandler(context, (row) => {
      if (!(row.number > last && row.number <= LAST_ROW)) throw context.damage;
      last = row.number;
      if (row.cells.length > 0) rows.push(row);
    }),
    context.damage
  );
  for await (const chunk of chunks) {
    parser.write(chunk);
    yield* rows;
    rows = [];
  }
  parser.end();
}

/** A cell while its element is open. */
interface OpenCell {
  column: number;
  type: string;
  style: number;
  value?: string;
  formula?: string;
  inline?: string;
}

function rowHandler(context: SheetContext, emit: (row: SheetRow) => void): XmlHandler {
  let isInside = false;
  let row: SheetRow = {number: 0, cells: []};
  let column = -1;
  let cell: OpenCell | undefined;
  const content = gatherContent((name, text) => {
    if (cell === undefined) return;
    if (name === "v") cell.value = text;
    else if (name === "f") cell.formula = text;
    else cell.inline = (cell.inline ?? "") + text;
  });
  return {
    open(name, attributes) {
      if (name === "sheetData") isInside = true;
      else if (!isInside) return;
      else if (name === "row") {
        row = {number: attributes.r === undefined ? row.number + 1 : Number(attributes.r), cells: []};
        column = -1;
      } else if (name === "c") {
        const next = attributes.r === undefined ? column + 1 : columnOf(attributes.r);
        if (!(next > column && next < LAST_COLUMN)) throw context.damage;
        column = next;
        cell = {column, type: attributes.t ?? "n", style: Number(attributes.s ?? 0)};
      } else content.open(name, attributes);
    },
    text: content.text,
    close(name) {
      if (!isInside) return;
      content.close(name);
      if (name === "c" && cell !== undefined) {
        const closed = closeCell(cell, context);
        if (closed !== undefined && closed.text !== "") row.cells.push(closed);
        cell = undefined;
      } else if (name === "row") emit(row);
      else if (name === "sheetData") isInside = false;
    }
  };
}

/** Gathers the texts of the elements that hold a cell's content; a reading aid (`rPh`) is no part of it. */
function gatherContent(take: (name: string, text: string) => void): Required<XmlHandler> {
  let gathered: string | undefined;
  let isAid = false;
  return {
    open: (name) => {
      if (name === "rPh") isAid = true;
      if (name === "v" || name === "f" || (name === "t" && !isAid)) gathered = "";
    },
    text: (text) => {
      if (gathered !== undefined) gathered += text;
    },
    close: (name) => {
      if (name === "rPh") isAid = false;
      if (gathered === undefined || !["v", "f", "t"].includes(name)) return;
      take(name, gathered);
      gathered = undefined;
    }
  };
}

function closeCell(cell: OpenCell, {strings, damage}: SheetContext): SheetCell | undefined {
  const {column, type, style, formula, value = ""} = cell;
  const isCalculated = formula === undefined || value !== "" || (type === "str" && cell.value !== undefined);
  if (!isCalculated) return {column, style, kind: "formula", text: `=${formula}`};
  if (type === "inlineStr") return {column, style, kind: "text", text: unescape(cell.inline ?? "")};
  if (value === "") return undefined;
  if (type === "s") {
    const text = strings[Number(value)];
    if (text === undefined) throw damage;
    return {column, style, kind: "text", text};
  }
  const kind = KINDS[type];
  if (kind === undefined) throw damage;
  return {column, style, kind, text: kind === "text" ? unescape(value) : value.trim()};
}

const KINDS: Record<string, SheetCell["kind"]> = {
  n: "number",
  str: "text",
  b: "boolean",
  e: "error",
  d: "iso"
};

/** Index of a cell's column, from the letters of its place: `A1` is 0, `AA1` is 26. */
function columnOf(place: string): number {
  let index = 0;
  for (let at = 0; at < place.length; at++) {
    const letter = place.charCodeAt(at) - 64;
    if (letter < 1 || letter > 26) break;
    index = index * 26 + letter;
  }
  return index - 1;
}

/** Characters that XML cannot hold are written `_x000D_`. */
function unescape(text: string): string {
  return text.includes("_x")
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
    : text;
}

/** Reads the table of texts that the cells share (`xl/sharedStrings.xml`). */
export async function readStrings(chunks: AsyncIterable<Buffer>, damage: RessacError): Promise<string[]> {
  const strings: string[] = [];
  let text = "";
  const content = gatherContent((_, part) => (text += part));
  await readXml(
    chunks,
    {
      open: content.open,
      text: content.text,
      close(name) {
        content.close(name);
        if (name !== "si") return;
        strings.push(unescape(text));
        text = "";
      }
    },
    damage
  );
  return strings;
}
