import {createReadStream, createWriteStream} from "node:fs";
import {mkdtemp, open, rename, rm} from "node:fs/promises";
import {tmpdir} from "node:os";
import {basename, dirname, join} from "node:path";
import {Readable} from "node:stream";
import {pipeline} from "node:stream/promises";
import {createGzip} from "node:zlib";
import type {Contract} from "../contract.ts";
import {FileSource} from "./bytes.ts";
import type {ExportFile} from "./archive.ts";
import {openFile} from "./opening.ts";
import {type Place, readRecords} from "./records.ts";
import {ScanWorker} from "./scanner.ts";
import {unpackExport} from "./unpack.ts";

/**
 * Cuts records out of an export as it was delivered, by the lines on which they begin; every other byte stays. The file
 * is replaced in one step. Returns false, and changes nothing, where records are no lines of a file of their own: in a
 * workbook, an archive, UTF-16, JSON or a mailbox.
 * @throws RessacError (1) when the file cannot be read.
 */
export async function cutRecords(
  file: ExportFile,
  contract: Contract,
  lines: ReadonlySet<number>
): Promise<boolean> {
  const work = await mkdtemp(join(tmpdir(), "ressac-cut-"));
  try {
    const {path, form} = await unpackExport(file, contract, work);
    if (form !== "text" && form !== "gzip") return false;
    const cuts = await placesOf(path, file.name, {contract, lines});
    await writeWithout(path, cuts, {target: file.path, isPacked: form === "gzip"});
    return true;
  } finally {
    await rm(work, {recursive: true, force: true});
  }
}

/** Where records stand: from their first byte to the first one of the next record. */
async function placesOf(
  path: string,
  name: string,
  {contract, lines}: {contract: Contract; lines: ReadonlySet<number>}
): Promise<Pick<Place, "byte_start" | "byte_end">[]> {
  const worker = new ScanWorker();
  const {layout, encoding} = await openFile({path, name, contract, worker}).finally(() => worker.close());
  const source = new FileSource(path, layout.data_start);
  const cuts: {byte_start: number; byte_end: number}[] = [];
  let open: {byte_start: number; byte_end: number} | undefined;
  try {
    for (const {line, byte_start} of readRecords(source, layout, {encoding, line: layout.data_line})) {
      if (open !== undefined) open.byte_end = byte_start;
      open = lines.has(line) ? {byte_start, byte_end: Infinity} : undefined;
      if (open !== undefined) cuts.push(open);
    }
  } finally {
    source.close();
  }
  return cuts;
}

async function writeWithout(
  path: string,
  cuts: readonly Pick<Place, "byte_start" | "byte_end">[],
  {target, isPacked}: {target: string; isPacked: boolean}
): Promise<void> {
  const written = join(dirname(target), `.${basename(target)}.cut`);
  try {
    const kept = Readable.from(keptBytes(path, cuts));
    const file = createWriteStream(written, {flags: "wx"});
    await (isPacked ? pipeline(kept, createGzip(), file) : pipeline(kept, file));
    const handle = await open(written, "r");
    await handle.sync().finally(() => handle.close());
    await rename(written, target);
  } finally {
    await rm(written, {force: true});
  }
}

async function* keptBytes(
  path: string,
  cuts: readonly Pick<Place, "byte_start" | "byte_end">[]
): AsyncGenerator<Buffer> {
  let from = 0;
  for (const {byte_start, byte_end} of [...cuts, {byte_start: Infinity, byte_end: Infinity}]) {
    if (byte_start > from) {
      const end = byte_start === Infinity ? {} : {end: byte_start - 1};
      for await (const chunk of createReadStream(path, {start: from, ...end})) yield chunk as Buffer;
    }
    if (byte_end === Infinity) return;
    from = byte_end;
  }
}
