import {createReadStream} from "node:fs";
import {readdir, stat} from "node:fs/promises";
import {join, relative, sep} from "node:path";
import {openPromise} from "yauzl";
import type {Contract} from "./contract.ts";
import {dataError} from "./errors.ts";
import {delimitRecords, type JsonFile, type JsonRecord, recordsOf} from "./json.ts";
import {readMailbox} from "./mail.ts";

/** Whether an export of this contract is no delimited text, but records that have to be written as such. */
export function isPacked({json, mail}: Contract): boolean {
  return json !== undefined || mail !== undefined;
}

/**
 * Writes an export of JSON records or of messages as delimited text: of one file, of a folder, or of a zip. Of the
 * last two, the files that the contract calls members are read, in the order of their paths.
 * @throws RessacError (1) when nothing in it is read, or when a file in it is damaged.
 */
export async function* delimitExport(path: string, name: string, contract: Contract): AsyncGenerator<string> {
  const {json, mail} = contract;
  const files = openFiles(path, name, contract);
  const records = json === undefined ? messagesOf(files) : recordsOf(files);
  yield* delimitRecords(records, contract, json ?? mail ?? {});
}

/** The text of such an export, whole. */
export async function delimitedBytes(path: string, name: string, contract: Contract): Promise<Buffer> {
  const lines: string[] = [];
  for await (const piece of delimitExport(path, name, contract)) lines.push(piece);
  return Buffer.from(lines.join(""));
}

async function* messagesOf(files: AsyncIterable<JsonFile>): AsyncGenerator<JsonRecord> {
  for await (const file of files) yield* readMailbox(file);
}

async function* openFiles(path: string, name: string, {members}: Contract): AsyncGenerator<JsonFile> {
  const isMember = (member: string): boolean => members?.test(member) ?? true;
  let found = 0;
  if ((await stat(path)).isDirectory()) {
    for (const member of (await listFolder(path)).filter(isMember)) {
      found++;
      yield {path: `${name}/${member}`, chunks: createReadStream(join(path, member))};
    }
  } else if (/\.zip$/i.test(name)) {
    const zip = await openPromise(path, {autoClose: false});
    try {
      const entries = [];
      for await (const entry of zip.eachEntry()) if (isMember(entry.fileName)) entries.push(entry);
      for (const entry of entries.sort((a, b) => (a.fileName < b.fileName ? -1 : 1))) {
        found++;
        yield {path: `${name}/${entry.fileName}`, chunks: await zip.openReadStreamPromise(entry)};
      }
    } finally {
      zip.close();
    }
  } else {
    found++;
    yield {path: name, chunks: createReadStream(path)};
  }
  if (found === 0) throw dataError(`${name}: no file in it that holds records; export it again, whole`);
}

async function listFolder(folder: string): Promise<string[]> {
  const entries = await readdir(folder, {recursive: true, withFileTypes: true});
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .sort();
}
