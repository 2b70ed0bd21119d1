import {isUtf8} from "node:buffer";
import {mkdtemp, readFile, rm} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {defineSource} from "./contract.ts";
import {Dialect, type Encoding, FRENCH} from "./dialect.ts";
import {dataError} from "./errors.ts";
import {memorySource} from "./ingest/bytes.ts";
import {textStart} from "./ingest/encoding.ts";
import type {ExportFile} from "./ingest/exports.ts";
import {HEAD_BYTES, recogniseStranger} from "./ingest/layout.ts";
import {readRecords} from "./ingest/records.ts";
import {unpackExport} from "./ingest/unpack.ts";

/** An export of which nothing is known but what stands in it. */
export interface UnknownTable {
  encoding: Encoding;
  delimiter: Dialect["delimiter"];
  header: string[];
  /** Its first records, each with as many cells as the header. */
  records: string[][];
}

/** Records that are looked at: enough to meet the rare forms, few enough to be quick. */
const RECORDS = 20_000;

/** Records that show by which delimiter they are cut, and where the header stands. */
const HEAD_RECORDS = 200;

/** What a workbook is written as, and nothing else. */
const UNKNOWN = defineSource({name: "unknown", title: "unknown", files: ["*"], dialect: FRENCH, columns: {}});

/**
 * Reads the header and the first records of an export in any form in which exports are delivered.
 * @throws RessacError (1) when it is no delimited text, and no workbook, with a header.
 */
export async function readTable(file: ExportFile): Promise<UnknownTable> {
  const folder = await mkdtemp(join(tmpdir(), "ressac-draft-"));
  try {
    const {path, form} = await unpackExport(file, UNKNOWN, folder);
    const bytes = await readFile(path);
    const stranger = recogniseStranger(bytes.subarray(0, HEAD_BYTES));
    if (stranger !== undefined) throw dataError(`${file.name}: ${stranger}`);
    const text = {bytes, encoding: isUtf8(bytes) ? ("utf-8" as const) : ("windows-1252" as const)};
    const delimiter = guessDelimiter(text);
    if (delimiter === undefined) {
      throw dataError(`${file.name}: not delimited text; save the export as CSV, with its header`);
    }
    // In a sheet, a row ends with its last filled cell.
    const cut = form === "xlsx" ? filledUp : ofUsualWidth;
    const [header = [], ...records] = fromHeader(cut(firstRecords(text, delimiter, RECORDS)));
    return {encoding: text.encoding, delimiter, header, records};
  } finally {
    await rm(folder, {recursive: true, force: true});
  }
}

interface Text {
  bytes: Buffer;
  encoding: Encoding;
}

function firstRecords({bytes, encoding}: Text, delimiter: string, most: number): string[][] {
  const feed = bytes.includes(10) || !bytes.includes(13) ? 10 : 13;
  const source = memorySource(bytes, textStart(bytes));
  const found: string[][] = [];
  for (const {cells, raw} of readRecords(source, {delimiter, feed}, {encoding, line: 1})) {
    if (cells !== undefined && raw.trim() !== "") found.push(cells);
    if (found.length === most) break;
  }
  return found;
}

/** The delimiter that cuts most of the first records into as many cells. */
function guessDelimiter(text: Text): Dialect["delimiter"] | undefined {
  const scored = Dialect.shape.delimiter.options.map((delimiter) => {
    const records = ofUsualWidth(firstRecords(text, delimiter, HEAD_RECORDS));
    const width = records[0]?.length ?? 0;
    return {delimiter, score: records.length * (width - 1)};
  });
  const [best] = scored.sort((a, b) => b.score - a.score);
  return best !== undefined && best.score > 0 ? best.delimiter : undefined;
}

function ofUsualWidth(records: readonly string[][]): string[][] {
  const counts = new Map<number, number>();
  for (const {length} of records) if (length > 1) counts.set(length, (counts.get(length) ?? 0) + 1);
  const [usual] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? [0];
  return records.filter(({length}) => length === usual);
}

function filledUp(records: readonly string[][]): string[][] {
  const width = Math.max(0, ...records.slice(0, HEAD_RECORDS).map(({length}) => length));
  return records
    .filter(({length}) => length <= width)
    .map((cells) => [...cells, ...Array.from({length: width - cells.length}, () => "")]);
}

/** From the first record on that has more than titles have: a cell or two. */
function fromHeader(records: readonly string[][]): string[][] {
  const isHeader = (cells: readonly string[]): boolean =>
    2 * cells.filter((cell) => cell.trim() !== "").length > cells.length;
  const first = records.slice(0, HEAD_RECORDS).findIndex(isHeader);
  return records.slice(Math.max(first, 0));
}
