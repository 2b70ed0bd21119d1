import {createHash} from "node:crypto";
import {readdir, readFile} from "node:fs/promises";
import {basename, join} from "node:path";
import type {Contract} from "./contract.ts";
import {dataError, RessacError} from "./errors.ts";
import {headerKey} from "./header.ts";
import {delimitedBytes, isPacked} from "./packed.ts";

/** A file of the exports folder. */
export interface ExportFile {
  name: string;
  path: string;
}

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
 * Lists the files of an exports folder by name, and those of its folders that are an export as a whole; other
 * sub-folders and hidden files are not read.
 * @throws RessacError (2) when there is no such folder, or when a name fits two contracts.
 */
export async function listExports(folder: string, contracts: readonly Contract[]): Promise<RecognisedFile[]> {
  const entries = await readdir(folder, {withFileTypes: true}).catch(() => {
    throw new RessacError(`${folder}: no such folder; name the folder of your exports with --exports`);
  });
  return entries
    .filter((entry) => !entry.name.startsWith("."))
    .map((entry) => ({name: entry.name, isFolder: entry.isDirectory()}))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({name, isFolder}) => ({
      name,
      path: join(folder, name),
      isFolder,
      contract: contractOf(isFolder ? `${name}.zip` : name, contracts)
    }))
    .filter(({isFolder, contract}) => !isFolder || contract?.members !== undefined)
    .map(({name, path, contract}) => ({name, path, contract}));
}

/** The one contract that a file name fits, or none. */
export function contractOf(name: string, contracts: readonly Contract[]): Contract | undefined {
  const fitting = contracts.filter(({files}) => files.some((pattern) => fits(name, pattern)));
  if (fitting.length > 1) {
    const names = fitting.map((contract) => contract.name).join(" and ");
    throw new RessacError(`${name}: its name fits ${names}; make one of their file patterns narrower`);
  }
  return fitting[0];
}

function fits(name: string, pattern: string): boolean {
  const escaped = headerKey(pattern).replace(/[.+^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`^${escaped.replaceAll("*", ".*").replaceAll("?", ".")}$`).test(headerKey(name));
}

/** Reads a file whole; one of JSON records or of messages as the delimited text that is made of it. */
export async function readExport(path: string, contract?: Contract): Promise<ExportContent> {
  const isDelimited = contract === undefined || !isPacked(contract);
  const bytes = isDelimited ? await readFile(path) : await delimitedBytes(path, basename(path), contract);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  return {bytes, sha256, file_id: sha256.slice(0, 16)};
}

/**
 * The day on which a file was extracted, as its name says; the last day of the month when it names a month.
 * @throws RessacError (1) when the contract expects a day in the name and there is none.
 */
export function extractedDate(name: string, {extracted}: Contract): string | null {
  if (extracted === undefined) return null;
  const {y, m, d} = extracted.exec(name)?.groups ?? {};
  if (y === undefined || m === undefined) {
    throw dataError(
      `${name}: the day of extraction is not in the file's name; name it like those before, with its date`
    );
  }
  const last = new Date(Date.UTC(Number(y), Number(m), 0)).getUTCDate();
  return `${y}-${m}-${d ?? String(last).padStart(2, "0")}`;
}
