import {createHash} from "node:crypto";
import {readdir, readFile} from "node:fs/promises";
import {basename, join} from "node:path";
import {type ExportFile, isHidden, listMembers} from "./archive.ts";
import type {Contract} from "../contract.ts";
import {dataError, RessacError} from "../errors.ts";
import {headerKey} from "./header.ts";
import {isFolder, listFolder, openParts} from "./parts.ts";

export type {ExportFile} from "./archive.ts";

/** A file with the contract whose name pattern it fits, if any. */
export interface RecognisedFile extends ExportFile {
  contract: Contract | undefined;
}

/** A file's bytes with what identifies them. */
export interface ExportContent {
  bytes: Buffer;
  sha256: string;
  /** Identifies the content, whatever the file is called: the first 16 hexadecimal digits of its sha256. */
  file_id: string;
}

/**
 * Lists the files of an exports folder by name, and those in its zips one by one; an archive or a sub-folder that is
 * one export as a whole is listed as such. Other sub-folders and hidden files are not read.
 * @throws RessacError (2) when there is no such folder, or when a name fits two contracts; (1) when an archive is
 * damaged or of a kind that is not read, because exports may be in it.
 */
export async function listExports(folder: string, contracts: readonly Contract[]): Promise<RecognisedFile[]> {
  const entries = await readdir(folder, {withFileTypes: true}).catch((error: unknown) => {
    // One that is there and closed is the machine's trouble, and says so itself.
    if (!["ENOENT", "ENOTDIR"].includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
    throw new RessacError(`${folder}: no such folder; name the folder of your exports with --exports`);
  });
  const names = entries
    .map((entry) => entry.name)
    .filter((name) => !isHidden(name))
    .sort();
  const files: RecognisedFile[] = [];
  for (const name of names) files.push(...(await filesIn({name, path: join(folder, name)}, contracts)));
  return files;
}

const UNREAD_ARCHIVE = /\.(rar|7z|tar|tgz|tbz|txz|bz2|xz|zst|lz4|cab|zipx)$|\.tar\.\w+$/i;
const ZIP = /\.zip$/i;

/**
 * The files that one file or folder stands for: itself, the members of a zip, or nothing. An archive or a folder that a
 * contract takes for one export (`members`) stands for itself.
 * @throws RessacError (1) when it is an archive that is damaged, of a kind that is not read, or has such a one in it, or
 * when there is nothing in an export that the contract reads.
 */
export async function filesIn(file: ExportFile, contracts: readonly Contract[]): Promise<RecognisedFile[]> {
  refuseArchive(file.name);
  if (await isFolder(file.path)) {
    const contract = contractOfWhole(`${file.name}.zip`, contracts);
    return contract === undefined ? [] : [asWhole(file, contract, await listFolder(file.path))];
  }
  if (!ZIP.test(file.name)) return [{...file, contract: contractOf(file.name, contracts)}];
  const members = await listMembers(file);
  const contract = contractOfWhole(file.name, contracts);
  if (contract !== undefined) return [asWhole(file, contract, members)];
  return members.map((member) => {
    const name = `${file.name}/${member}`;
    refuseArchive(name);
    if (ZIP.test(member)) throw dataError(`${name}: a zip within a zip is not read; unpack the outer one`);
    return {name, path: file.path, member, contract: contractOf(name, contracts)};
  });
}

function contractOfWhole(name: string, contracts: readonly Contract[]): Contract | undefined {
  const wholes = contracts.filter(({members}) => members !== undefined);
  return contractOf(name, wholes);
}

function asWhole(file: ExportFile, contract: Contract, paths: readonly string[]): RecognisedFile {
  const parts = paths.filter((path) => contract.members?.test(path));
  if (parts.length > 0) return {...file, parts, contract};
  throw dataError(`${file.name}: no file in it that holds records; export it again, whole`);
}

function refuseArchive(name: string): void {
  const kind = UNREAD_ARCHIVE.exec(name)?.[0];
  if (kind !== undefined) {
    throw dataError(`${name}: ${kind} archives are not read; unpack it, or pack it as .zip or .gz`);
  }
}

/**
 * The one contract that a file name fits, or none. Of a member of an archive, its own name counts.
 * A pattern for `.csv` also fits the same export as a workbook, and any pattern fits it with `.gz` behind.
 * @throws RessacError (2) when the name fits two contracts.
 */
export function contractOf(name: string, contracts: readonly Contract[]): Contract | undefined {
  const names = plainNames(basename(name));
  const fitting = contracts.filter(({files}) =>
    files.some((pattern) => names.some((plain) => fits(plain, pattern)))
  );
  if (fitting.length > 1) {
    const both = fitting.map((contract) => contract.name).join(" and ");
    throw new RessacError(`${name}: its name fits ${both}; make one of their file patterns narrower`);
  }
  return fitting[0];
}

/** Workbooks that cannot be read are recognised too, so that the run says why instead of passing them by. */
const WORKBOOK = /\.(xlsx|xlsm|xlsb|xls|ods)$/i;

/** A file name as it stands, and as it would be if the file were a plain CSV. */
function plainNames(name: string): string[] {
  const unpacked = name.replace(/\.gz$/i, "");
  return [...new Set([name, unpacked, unpacked.replace(WORKBOOK, ".csv").replace(ZIP, ".csv")])];
}

function fits(name: string, pattern: string): boolean {
  const escaped = headerKey(pattern).replace(/[.+^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`^${escaped.replaceAll("*", ".*").replaceAll("?", ".")}$`).test(headerKey(name));
}

/** Reads a file whole. */
export async function readExport(path: string): Promise<ExportContent> {
  const bytes = await readFile(path);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  return {bytes, sha256, file_id: sha256.slice(0, 16)};
}

/** What identifies an export's content, whatever the file is called and however it is packed. */
export interface ContentHash {
  sha256: string;
  /** The first 16 hexadecimal digits of its sha256. */
  file_id: string;
  /** Size of what was hashed. */
  bytes: number;
}

/**
 * Hashes an export of any size, streaming: what is in it when it is a gzip or in a zip, so that the same export is one
 * content however it is packed; otherwise its bytes as delivered, also of a workbook and of UTF-16. Of an archive or
 * folder that is one export, the paths and contents of its parts.
 * @throws RessacError (1) when its archive is damaged, locked or out of bound.
 */
export async function hashExport(file: ExportFile): Promise<ContentHash> {
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const {path, chunks} of openParts(file)) {
    if (path !== "") hash.update(`\0${path}\0`);
    for await (const chunk of chunks) {
      hash.update(chunk);
      bytes += chunk.length;
    }
  }
  const sha256 = hash.digest("hex");
  return {sha256, file_id: sha256.slice(0, 16), bytes};
}

/**
 * The day on which a file was extracted, as its name says; the last day of the month when it names a month. Of a
 * member of an archive, its own name is asked first, then its folders and the archive's name.
 * @throws RessacError (1) when the contract expects a day in the name and there is none.
 */
export function extractedDate(name: string, {extracted}: Contract): string | null {
  if (extracted === undefined) return null;
  const names = name.split("/").reverse().flatMap(plainNames);
  const {y, m, d} = names.map((plain) => extracted.exec(plain)?.groups).find(Boolean) ?? {};
  if (y === undefined || m === undefined) {
    throw dataError(
      `${name}: the day of extraction is not in the file's name; name it like those before, with its date`
    );
  }
  const last = new Date(Date.UTC(Number(y), Number(m), 0)).getUTCDate();
  return `${y}-${m}-${d ?? String(last).padStart(2, "0")}`;
}
