import type {FileHandle} from "node:fs/promises";
import {crc32} from "node:zlib";

/** A member of a zip. */
export interface Member {
  path: string;
  content: Buffer;
}

const DOS_DAY = (46 << 9) | (6 << 5) | 30;

/**
 * Writes a zip with its members as they are: not packed smaller, and with one date, so that the same members give the
 * same bytes. Holds one member at a time. Gives the size of the zip.
 */
export async function writeZip(file: FileHandle, members: AsyncIterable<Member>): Promise<number> {
  const entries: Buffer[] = [];
  let offset = 0;
  for await (const {path, content} of members) {
    const name = Buffer.from(path);
    const facts = memberFacts(content, name.length);
    const local = Buffer.concat([localHead(), facts, numbers([[0, 2]]), name, content]);
    entries.push(Buffer.concat([entryHead(), facts, entryTail(offset), name]));
    await file.writeFile(local);
    offset += local.length;
  }
  const directory = Buffer.concat(entries);
  const end = numbers([
    [0x06054b50, 4],
    [0, 2],
    [0, 2],
    [entries.length, 2],
    [entries.length, 2],
    [directory.length, 4],
    [offset, 4],
    [0, 2]
  ]);
  await file.writeFile(Buffer.concat([directory, end]));
  return offset + directory.length + end.length;
}

function localHead(): Buffer {
  return numbers([
    [0x04034b50, 4],
    [20, 2]
  ]);
}

function entryHead(): Buffer {
  return numbers([
    [0x02014b50, 4],
    [20, 2],
    [20, 2]
  ]);
}

function entryTail(offset: number): Buffer {
  return numbers([
    [0, 2],
    [0, 2],
    [0, 2],
    [0, 2],
    [0, 4],
    [offset, 4]
  ]);
}

/** What both headers of a member say: UTF-8 name, stored, date, checksum, sizes, length of the name. */
function memberFacts(content: Buffer, nameLength: number): Buffer {
  return numbers([
    [0x0800, 2],
    [0, 2],
    [0, 2],
    [DOS_DAY, 2],
    [crc32(content), 4],
    [content.length, 4],
    [content.length, 4],
    [nameLength, 2]
  ]);
}

/** Whole numbers of 2 or 4 bytes, the low byte first. */
function numbers(list: readonly (readonly [number, 2 | 4])[]): Buffer {
  return Buffer.concat(
    list.map(([value, bytes]) => {
      const buffer = Buffer.alloc(bytes);
      buffer.writeUIntLE(value, 0, bytes);
      return buffer;
    })
  );
}
