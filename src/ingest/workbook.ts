import {posix} from "node:path";
import {CHUNK_BYTES, type ExportFile, openZip, type Zip} from "./archive.ts";
import {cellText, type NumberForm, numberForm, type SheetForms} from "./cellforms.ts";
import type {Contract} from "../contract.ts";
import {dataError, type RessacError} from "../errors.ts";
import {headerKey, matchHeader} from "./header.ts";
import {readRows, readStrings, type SheetRow} from "./sheet.ts";
import {readXml} from "./xml.ts";

/** The header stands among these rows. */
const HEAD_ROWS = 40;

/**
 * Writes a sheet of a workbook (`.xlsx`) as delimited text in the contract's dialect: the sheet that the contract
 * names, or the first one that is not hidden. A line for each row of the sheet, blank for an empty one; only a cell of
 * several lines takes several. A cell's form follows the type of its column, once the header is found by name.
 * The sheet streams; the distinct texts of the workbook are held.
 * @returns the sheet that was written, and the others
 * @throws RessacError (1) when it is no workbook of this kind, is damaged, or has no such sheet.
 */
export async function delimitWorkbook(
  file: ExportFile,
  contract: Contract,
  write: (lines: AsyncIterable<string>) => Promise<void>
): Promise<{sheet: string; other_sheets: string[]}> {
  const damage = dataError(
    `${file.name}: the workbook is damaged; open it, save it again as .xlsx, or as CSV`
  );
  const zip = await openZip(file);
  try {
    const book = await readBook(zip, file.name, damage);
    const sheet = chooseSheet(book, contract, file.name);
    const strings = book.strings === undefined ? [] : await readStrings(zip.read(book.strings), damage);
    const forms = book.styles === undefined ? [] : await readForms(zip.read(book.styles), damage);
    const rows = readRows(zip.read(sheet.part), {strings, damage});
    await write(delimitRows(rows, contract, {...book, forms, dialect: contract.dialect}));
    const other_sheets = book.sheets.filter((other) => other !== sheet).map(({name}) => name);
    return {sheet: sheet.name, other_sheets};
  } finally {
    zip.close();
  }
}

interface Sheet {
  name: string;
  isHidden: boolean;
  /** Its member of the zip. */
  part: string;
}

/** What a workbook is made of. */
interface Book {
  sheets: Sheet[];
  isFrom1904: boolean;
  strings: string | undefined;
  styles: string | undefined;
}

async function readBook(zip: Zip, name: string, damage: RessacError): Promise<Book> {
  const root = await readRelations(zip, "", damage);
  const path = [...root.values()].find(({type}) => type === "officeDocument")?.target;
  if (path?.endsWith(".xml") !== true || !zip.members.includes(path)) throw noWorkbook(zip, name);
  const relations = await readRelations(zip, path, damage);
  const book: Book = {
    sheets: [],
    isFrom1904: false,
    strings: partOf(zip, relations, "sharedStrings"),
    styles: partOf(zip, relations, "styles")
  };
  await readXml(
    zip.read(path),
    {
      open(element, attributes) {
        if (element === "workbookPr") book.isFrom1904 = isTrue(attributes.date1904);
        if (element !== "sheet") return;
        const key = Object.keys(attributes).find((attribute) => attribute.endsWith(":id"));
        const relation = relations.get(attributes[key ?? ""] ?? "");
        // A chart on a sheet of its own has no cells.
        if (relation?.type !== "worksheet") return;
        if (!zip.members.includes(relation.target)) throw damage;
        const isHidden = (attributes.state ?? "visible") !== "visible";
        book.sheets.push({name: attributes.name ?? "", isHidden, part: relation.target});
      }
    },
    damage
  );
  return book;
}

function isTrue(flag: string | undefined): boolean {
  return flag === "1" || flag === "true" || flag === "on";
}

/** Why a zip without a workbook in it was given for one. */
function noWorkbook({members}: Zip, name: string): RessacError {
  if (members.includes("xl/workbook.bin")) {
    return dataError(`${name}: this is a binary workbook (.xlsb); save it as .xlsx or CSV`);
  }
  if (members.includes("content.xml")) {
    return dataError(`${name}: this is an OpenDocument file (.ods); save it as .xlsx or CSV`);
  }
  return dataError(`${name}: this is a zip, but no workbook; give it the ending .zip if exports are in it`);
}

interface Relation {
  /** Last word of its address: `worksheet`, `styles`. */
  type: string;
  target: string;
}

/** The parts that a part refers to, by id; of the whole package when the part is "". */
async function readRelations(zip: Zip, part: string, damage: RessacError): Promise<Map<string, Relation>> {
  const folder = posix.dirname(part);
  const path = posix.join(folder, "_rels", `${posix.basename(part)}.rels`);
  const relations = new Map<string, Relation>();
  if (!zip.members.includes(path)) return relations;
  await readXml(
    zip.read(path),
    {
      open(element, {Id = "", Type = "", Target = ""}) {
        if (element !== "Relationship") return;
        const target = Target.startsWith("/") ? Target.slice(1) : posix.join(folder, Target);
        relations.set(Id, {type: posix.basename(Type), target});
      }
    },
    damage
  );
  return relations;
}

function partOf({members}: Zip, relations: Map<string, Relation>, type: string): string | undefined {
  return [...relations.values()].find(
    (relation) => relation.type === type && members.includes(relation.target)
  )?.target;
}

function chooseSheet({sheets}: Book, {sheet}: Contract, name: string): Sheet {
  const same = (other: Sheet): boolean => headerKey(other.name) === headerKey(sheet ?? "");
  const chosen = sheet === undefined ? sheets.find(({isHidden}) => !isHidden) : sheets.find(same);
  if (chosen !== undefined) return chosen;
  const there = sheets.map((other) => `"${other.name}"`).join(", ");
  throw dataError(
    sheet === undefined
      ? `${name}: the workbook has no sheet that is shown; show the one with the export, or name it in the contract`
      : `${name}: the workbook has no sheet "${sheet}"; it has ${there}; rename the one with the export`
  );
}

/** Reads how each style of a workbook shows numbers (`xl/styles.xml`). */
async function readForms(chunks: AsyncIterable<Buffer>, damage: RessacError): Promise<NumberForm[]> {
  const codes = new Map<number, string>();
  const forms: NumberForm[] = [];
  let isCellStyle = false;
  await readXml(
    chunks,
    {
      open(element, attributes) {
        const id = Number(attributes.numFmtId ?? 0);
        if (element === "numFmt") codes.set(id, attributes.formatCode ?? "");
        else if (element === "cellXfs") isCellStyle = true;
        else if (element === "xf" && isCellStyle) forms.push(numberForm(id, codes.get(id)));
      },
      close(element) {
        if (element === "cellXfs") isCellStyle = false;
      }
    },
    damage
  );
  return forms;
}

/** The types of the columns below a header, by position. */
type ColumnTypes = ReadonlyMap<number, string>;

/** Writes rows, in pieces of many lines. */
async function* delimitRows(
  rows: AsyncIterable<SheetRow>,
  contract: Contract,
  forms: SheetForms
): AsyncGenerator<string> {
  let lines = "";
  let line = 0;
  let header: {width: number; types: ColumnTypes} | undefined;
  for await (const row of rows) {
    const isTitle = header === undefined && row.number <= HEAD_ROWS;
    const cells = rowTexts(row, header?.types, forms);
    while (header !== undefined && cells.length < header.width) cells.push("");
    lines += `${"\n".repeat(row.number - line - 1)}${delimit(cells, contract.dialect.delimiter)}\n`;
    line = row.number;
    if (isTitle) header = findHeader(cells, contract);
    if (lines.length < CHUNK_BYTES) continue;
    yield lines;
    lines = "";
  }
  yield lines;
}

function findHeader(
  cells: readonly string[],
  contract: Contract
): {width: number; types: ColumnTypes} | undefined {
  const header = matchHeader(cells, contract);
  // Where no column is required, a title has nothing missing either.
  if (Array.isArray(header) || header.positions.size === 0) return undefined;
  const types = [...header.positions].map(
    ([name, position]) => [position, contract.columns[name]?.type.name ?? ""] as const
  );
  return {width: cells.length, types: new Map(types)};
}

function rowTexts({cells}: SheetRow, types: ColumnTypes | undefined, forms: SheetForms): string[] {
  const texts: string[] = [];
  for (const cell of cells) {
    while (texts.length < cell.column) texts.push("");
    texts.push(cellText(cell, types?.get(cell.column), forms));
  }
  return texts;
}

function delimit(texts: readonly string[], delimiter: string): string {
  return texts
    .map((text) =>
      text.includes(delimiter) || /["\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
    )
    .join(delimiter);
}
