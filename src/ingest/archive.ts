import {isUtf8} from "node:buffer";
import {createReadStream} from "node:fs";
import {open, stat} from "node:fs/promises";
import {pipeline} from "node:stream";
import {crc32, createGunzip} from "node:zlib";
import {type Entry, getFileNameLowLevel, openPromise, type ZipFile} from "yauzl";
import {dataError, RessacError} from "../errors.ts";

/** A file of the exports folder, a member of an archive in it, or an archive or folder that is one export. */
export interface ExportFile {
  /** The file's name; of a member, the archive's and its own: `exports-fevrier.zip/atropos_commandes_2026-02.csv`. */
  name: string;
  /** The file on disk; of a member, the archive. */
  path: string;
  /** The member's full name in the archive. */
  member?: string;
  /** Of an archive or folder that is one export: the paths in it of the files that hold its records, in their order. */
  parts?: readonly string[];
}

/** Bytes read at once. */
export const CHUNK_BYTES = 1 << 18;

/**
 * What unpacks to more than both is refused: a monthly export packs 5:1 to 30:1, one whose rows differ by a
 * number only 90:1, while a file made to fill the disk packs 1000:1.
 */
export interface Bound {
  bytes: number;
  ratio: number;
}

export const BOUND: Bound = {bytes: 2 ** 30, ratio: 200};

/**
 * Reads the content of an export, out of its archive and its compression, streaming.
 * A gzip is known by its first bytes: browsers unpack a `.csv.gz` while they save it, and keep the name.
 * @throws RessacError (1) when the archive is damaged, locked or out of bound; it names the file and the way out.
 */
export async function* readContent(file: ExportFile, bound: Bound = BOUND): AsyncGenerator<Buffer> {
  const chunks = file.member === undefined ? readFile(file) : readMember(file, file.member, bound);
  const first = await chunks.next();
  if (first.done === true) return;
  const whole = prepend(first.value, chunks);
  yield* isGzip(first.value) ? gunzip(whole, file, bound) : whole;
}

/** Whether these are the first bytes of a gzip. */
export function isGzip(head: Buffer): boolean {
  return head[0] === 0x1f && head[1] === 0x8b;
}

/** The first bytes of a file, at most so many. */
export async function readHead(path: string, bytes: number): Promise<Buffer> {
  const file = await open(path);
  try {
    const {buffer, bytesRead} = await file.read(Buffer.alloc(bytes), 0, bytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/**
 * Lists the full names of the files in a zip, sorted; folders, hidden files and what macOS adds are left out.
 * @throws RessacError (1) when the zip is damaged, or when two of its files have the same name.
 */
export async function listMembers(file: ExportFile): Promise<string[]> {
  const zip = await openZip(file);
  zip.close();
  return zip.members.filter((name) => !name.endsWith("/") && !name.split("/").some(isHidden)).sort();
}

/** Files that their owner never sees: hidden ones, macOS' own, and the locks of open Office documents. */
export function isHidden(name: string): boolean {
  return name.startsWith(".") || name.startsWith("~$") || name === "__MACOSX";
}

/** An open zip. */
export interface Zip {
  /** Full names of all its members, in the zip's order. */
  members: readonly string[];
  /** Reads a member, and compares it with its checksum at the end. */
  read(member: string): AsyncGenerator<Buffer>;
  close(): void;
}

/**
 * Opens a zip; the caller closes it.
 * @throws RessacError (1) when it is damaged, or when two of its members have the same name.
 */
export async function openZip(file: ExportFile, bound: Bound = BOUND): Promise<Zip> {
  const zip = await openPromise(file.path, {autoClose: false, decodeStrings: false}).catch(
    (error: unknown) => {
      throw explainDamage(error, file.name);
    }
  );
  try {
    const entries = await readEntries(zip, file.name);
    return {
      members: [...entries.keys()],
      read: (member) => readEntry(zip, entries.get(member), {name: file.name, bound}),
      close: () => zip.close()
    };
  } catch (error) {
    zip.close();
    throw explainDamage(error, file.name);
  }
}

async function* readMember(file: ExportFile, member: string, bound: Bound): AsyncGenerator<Buffer> {
  const zip = await openZip(file, bound);
  try {
    yield* zip.read(member);
  } finally {
    zip.close();
  }
}

async function readEntries(zip: ZipFile, name: string): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  for await (const entry of zip.eachEntry()) {
    const member = memberName(entry);
    if (entries.has(member)) {
      throw dataError(`${name}: two files in it are called ${member}; pack it again with one of them`);
    }
    entries.set(member, entry);
  }
  return entries;
}

/** macOS writes UTF-8 names without saying so. */
function memberName({fileNameRaw, generalPurposeBitFlag, extraFields}: Entry): string {
  return isUtf8(fileNameRaw)
    ? fileNameRaw.toString().replaceAll("\\", "/")
    : getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, false);
}

async function* readEntry(
  zip: ZipFile,
  entry: Entry | undefined,
  {name, bound}: {name: string; bound: Bound}
): AsyncGenerator<Buffer> {
  if (entry === undefined) throw dataError(`${name}: it is no longer in the archive; run again`);
  if (entry.isEncrypted()) {
    throw dataError(`${name}: it is locked with a password; unpack it, or pack it without a password`);
  }
  if (!entry.canDecodeFileData()) {
    throw dataError(
      `${name}: its compression method ${entry.compressionMethod} is not read; unpack it, or pack it as gzip`
    );
  }
  let checksum = 0;
  try {
    const chunks: AsyncIterable<Buffer> = await zip.openReadStreamPromise(entry);
    for await (const chunk of limit(chunks, {packed: entry.compressedSize, name, bound})) {
      checksum = crc32(chunk, checksum);
      yield chunk;
    }
  } catch (error) {
    throw explainDamage(error, name);
  }
  if (checksum !== entry.crc32) throw damaged(name);
}

async function* readFile({path}: ExportFile): AsyncGenerator<Buffer> {
  const chunks: AsyncIterable<Buffer> = createReadStream(path, {highWaterMark: CHUNK_BYTES});
  yield* chunks;
}

/** A chunk that was looked at, and those behind it. */
async function* prepend(first: Buffer, rest: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield first;
    yield* rest;
  } finally {
    await rest.return(undefined);
  }
}

async function* gunzip(
  chunks: AsyncIterable<Buffer>,
  {name, path}: ExportFile,
  bound: Bound
): AsyncGenerator<Buffer> {
  const {size} = await stat(path);
  // An error arrives through the iteration; the callback has nothing to add.
  const unpacked = pipeline(chunks, createGunzip({chunkSize: CHUNK_BYTES}), () => undefined);
  try {
    yield* limit(unpacked as AsyncIterable<Buffer>, {packed: size, name, bound});
  } catch (error) {
    throw explainDamage(error, name);
  }
}

async function* limit(
  chunks: AsyncIterable<Buffer>,
  {packed, name, bound}: {packed: number; name: string; bound: Bound}
): AsyncGenerator<Buffer> {
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    if (bytes > bound.bytes && bytes > bound.ratio * packed) {
      throw dataError(
        `${name}: it unpacks to more than ${bound.ratio} times its size, which no export does; if it is one, unpack it yourself and put the CSV in the folder`
      );
    }
    yield chunk;
  }
}

function damaged(name: string): RessacError {
  return dataError(`${name}: the archive is cut short or damaged; download or copy it again`);
}

/** An error of the disk stays what it is. */
function explainDamage(error: unknown, name: string): unknown {
  const isOther = error instanceof RessacError || (error as NodeJS.ErrnoException).syscall !== undefined;
  return isOther ? error : damaged(name);
}
