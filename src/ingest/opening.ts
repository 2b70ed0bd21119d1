import {closeSync, openSync, readSync} from "node:fs";
import {open} from "node:fs/promises";
import type {Contract} from "../contract.ts";
import {dataError} from "../errors.ts";
import {HEAD_BYTES} from "./layout.ts";
import {type ReadableFile, settleFile, settleReading} from "./reading.ts";
import type {ScanWorker} from "./scanner.ts";

/** Delimited text, and how it is to be read. */
export interface TextFile {
  path: string;
  /** What the file is called in messages. */
  name: string;
  contract: Contract;
  worker: ScanWorker;
}

/** Settles how a file is to be read. @throws RessacError (1) with all the sentences when it cannot be. */
export async function openFile({path, name, contract, worker}: TextFile): Promise<ReadableFile> {
  const refuse = (sentences: readonly string[]): Error =>
    dataError(sentences.map((sentence) => `${name}: ${sentence}`).join("\n"));
  const {head, isWhole} = await readHead(path);
  const layout = settleReading(head, isWhole, contract);
  if (Array.isArray(layout)) throw refuse(layout);
  const scan = await worker.scan(path, layout);
  const file = withBytes(path, (bytesAt) => settleFile(layout, scan, contract, bytesAt));
  if (Array.isArray(file)) throw refuse(file);
  return file;
}

/** Opens a file to read parts of it. */
function withBytes<T>(path: string, use: (bytesAt: (start: number, end: number) => Buffer) => T): T {
  const file = openSync(path, "r");
  try {
    return use((start, end) => {
      const bytes = Buffer.alloc(end - start);
      readSync(file, bytes, 0, bytes.length, start);
      return bytes;
    });
  } finally {
    closeSync(file);
  }
}

async function readHead(path: string): Promise<{head: Buffer; isWhole: boolean}> {
  const file = await open(path, "r");
  try {
    const {buffer, bytesRead} = await file.read(Buffer.alloc(HEAD_BYTES + 1), 0, HEAD_BYTES + 1, 0);
    return {head: buffer.subarray(0, Math.min(bytesRead, HEAD_BYTES)), isWhole: bytesRead <= HEAD_BYTES};
  } finally {
    await file.close();
  }
}
