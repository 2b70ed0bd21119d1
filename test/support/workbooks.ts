import {makeZip} from "./zip.ts";

/** A cell: a text, a number, nothing, or its XML type, value, formula and style as a workbook stores them. */
export type Cell = string | number | null | {t?: string; v?: string; f?: string; s?: number};

export interface WorkbookParts {
  /** Rows by sheet name; a row is its cells, or nothing. */
  sheets: Record<string, (Cell[] | null)[]>;
  /** Number forms by style, from style 1 on: a code, or the number of a form that every program knows. */
  forms?: (string | number)[];
  isFrom1904?: boolean;
  /** The table of texts, as XML of each. */
  strings?: string[];
  hidden?: string[];
  /** Changes the XML of every sheet. */
  edit?: (xml: string) => string;
}

/** A workbook (`.xlsx`) as Excel stores it. */
export function makeWorkbook(parts: WorkbookParts): Buffer {
  const edit = parts.edit ?? ((xml: string) => xml);
  const rows = Object.values(parts.sheets);
  return makeZip({
    "[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
    "_rels/.rels": relations([["officeDocument", "xl/workbook.xml"]]),
    "xl/workbook.xml": book(parts),
    "xl/_rels/workbook.xml.rels": relations([
      ...rows.map((_, index): [string, string] => ["worksheet", `worksheets/sheet${index + 1}.xml`]),
      ["styles", "styles.xml"],
      ["sharedStrings", "/xl/sharedStrings.xml"]
    ]),
    "xl/styles.xml": styles(parts.forms ?? []),
    "xl/sharedStrings.xml": `<sst>${(parts.strings ?? []).map((text) => `<si>${text}</si>`).join("")}</sst>`,
    ...Object.fromEntries(
      rows.map((cells, index) => [`xl/worksheets/sheet${index + 1}.xml`, edit(sheet(cells))])
    )
  });
}

function relations(targets: [type: string, target: string][]): string {
  const each = targets.map(
    ([type, target], index) =>
      `<Relationship Id="rId${index + 1}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}"/>`
  );
  return `<?xml version="1.0"?><Relationships>${each.join("")}</Relationships>`;
}

function book({sheets, isFrom1904 = false, hidden = []}: WorkbookParts): string {
  const each = Object.keys(sheets).map((name, index) => {
    const state = hidden.includes(name) ? ` state="hidden"` : "";
    return `<sheet name="${escape(name)}" sheetId="${index + 1}"${state} r:id="rId${index + 1}"/>`;
  });
  return `<workbook><workbookPr${isFrom1904 ? ` date1904="1"` : ""}/><sheets>${each.join("")}</sheets></workbook>`;
}

function styles(forms: readonly (string | number)[]): string {
  const codes = forms.map((form, index) =>
    typeof form === "string" ? `<numFmt numFmtId="${200 + index}" formatCode="${escape(form)}"/>` : ""
  );
  const cells = forms.map(
    (form, index) => `<xf numFmtId="${typeof form === "string" ? 200 + index : form}"/>`
  );
  return `<styleSheet><numFmts>${codes.join("")}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>${cells.join("")}</cellXfs></styleSheet>`;
}

function sheet(rows: readonly (Cell[] | null)[]): string {
  const each = rows.map((cells, index) =>
    cells === null
      ? ""
      : `<row r="${index + 1}">${cells.map((cell, column) => element(cell, `${String.fromCharCode(65 + column)}${index + 1}`)).join("")}</row>`
  );
  return `<?xml version="1.0" encoding="UTF-8"?><worksheet><sheetData>${each.join("")}</sheetData></worksheet>`;
}

function element(cell: Cell, place: string): string {
  if (cell === null) return "";
  if (typeof cell === "number") return `<c r="${place}"><v>${cell}</v></c>`;
  if (typeof cell === "string") return `<c r="${place}" t="inlineStr"><is><t>${escape(cell)}</t></is></c>`;
  const {t, v, f, s} = cell;
  const attributes = `${t === undefined ? "" : ` t="${t}"`}${s === undefined ? "" : ` s="${s}"`}`;
  const content = `${f === undefined ? "" : `<f>${escape(f)}</f>`}${v === undefined ? "" : `<v>${escape(v)}</v>`}`;
  return `<c r="${place}"${attributes}>${content}</c>`;
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
