import {createHash} from "node:crypto";
import {createReadStream, createWriteStream} from "node:fs";
import {mkdir, rename, rm} from "node:fs/promises";
import {dirname, join} from "node:path";
import {pipeline} from "node:stream/promises";
import {CHUNK_BYTES, type ExportFile, isGzip, readContent, readHead} from "./archive.ts";
import type {Contract} from "../contract.ts";
import {dataError} from "../errors.ts";
import {delimitPacked, type PartTally} from "./packed.ts";
import {isPacked} from "./traits.ts";
import {detectUtf16, transcodeUtf16} from "./utf16.ts";
import {delimitWorkbook} from "./workbook.ts";

/** What the text was made from: `utf-16`, `xlsx` and records whatever they were packed in, else the packing. */
export type Form = "text" | "gzip" | "zip" | "utf-16" | "xlsx" | "json" | "mail";

/** The delimited text of an export. */
export interface PlainText {
  /**
   * The file itself when it is plain text; else a copy, to which lines and bytes of problems refer: of a gzip or zip
   * the bytes that were packed; of all others UTF-8 without a byte-order mark.
   */
  path: string;
  form: Form;
  /** Of a workbook: the sheet that was read. */
  sheet?: string;
  /** Of a workbook: the sheets that were not. */
  other_sheets?: string[];
  /** Of JSON records and messages: how many there are in each part of the export. */
  tally?: PartTally[];
}

/**
 * Makes plain text of an export: out of its gzip or zip, from UTF-16 to UTF-8, from a workbook, JSON records or messages
 * to the contract's dialect. Its first bytes decide what it is, not its name, but where the contract says that it is
 * records. The same export gives the same bytes.
 * Streams, in constant memory; of a workbook the distinct texts are held.
 * @param folder where a copy goes if there has to be one; it is made, and outlives the call. The copy is called after
 * a hash of the export's name, so that no name out of an archive reaches the disk.
 * @throws RessacError (1) when the file is damaged, locked, out of bound, or a workbook that is not read.
 */
export async function unpackExport(file: ExportFile, contract: Contract, folder: string): Promise<PlainText> {
  const copy = join(folder, `${createHash("sha256").update(file.name).digest("hex").slice(0, 16)}.csv`);
  if (isPacked(contract)) {
    const tally: PartTally[] = [];
    await writeWhole(copy, delimitPacked(file, contract, tally));
    return {path: copy, form: contract.json === undefined ? "mail" : "json", tally};
  }
  const packing = await findPacking(file);
  if (packing === "text") return (await convert(file, contract, copy)) ?? {path: file.path, form: packing};
  const unpacked = `${copy}.unpacked`;
  try {
    await write(unpacked, readContent(file));
    const converted = await convert({name: file.name, path: unpacked}, contract, copy);
    if (converted !== undefined) return converted;
    await rename(unpacked, copy);
    return {path: copy, form: packing};
  } finally {
    await rm(unpacked, {force: true});
  }
}

async function findPacking({path, member}: ExportFile): Promise<"text" | "gzip" | "zip"> {
  if (member !== undefined) return "zip";
  return isGzip(await readHead(path, HEAD_BYTES)) ? "gzip" : "text";
}

const HEAD_BYTES = 4096;
const ZIP = Buffer.from("PK\u0003\u0004");
/** Both `.xls` and a workbook that is locked with a password. */
const OLE = Buffer.from("d0cf11e0a1b11ae1", "hex");

const WORKBOOK = /\.(xlsx|xlsm)(\.gz)?$/i;

/** Writes the copy of a file that is not delimited text of bytes yet; gives back nothing when it is. */
async function convert(file: ExportFile, contract: Contract, copy: string): Promise<PlainText | undefined> {
  const head = await readHead(file.path, HEAD_BYTES);
  if (head.subarray(0, OLE.length).equals(OLE)) {
    throw dataError(
      `${file.name}: this is an .xls workbook of the old kind, or one locked with a password; save it as .xlsx without a password, or as CSV`
    );
  }
  if (head.subarray(0, ZIP.length).equals(ZIP)) {
    if (!WORKBOOK.test(file.name)) {
      throw dataError(
        `${file.name}: this is a workbook or an archive under another name; give it its own ending (.xlsx or .zip)`
      );
    }
    const sheets = await delimitWorkbook(file, contract, (lines) => writeWhole(copy, lines));
    return {path: copy, form: "xlsx", ...sheets};
  }
  const order = detectUtf16(head);
  if (order === undefined) return undefined;
  const bytes = createReadStream(file.path, {highWaterMark: CHUNK_BYTES});
  await writeWhole(copy, transcodeUtf16(bytes, order, file.name));
  return {path: copy, form: "utf-16"};
}

/** Writes a file that is there whole or not at all. */
async function writeWhole(path: string, chunks: AsyncIterable<Buffer | string>): Promise<void> {
  const part = `${path}.part`;
  try {
    await write(part, chunks);
    await rename(part, path);
  } finally {
    await rm(part, {force: true});
  }
}

async function write(path: string, chunks: AsyncIterable<Buffer | string>): Promise<void> {
  await mkdir(dirname(path), {recursive: true});
  await pipeline(chunks, createWriteStream(path, {highWaterMark: CHUNK_BYTES}));
}
