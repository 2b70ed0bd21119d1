import {crc32, deflateRawSync} from "node:zlib";

/** How a member is packed; by default compressed, with its right checksum. */
export interface ZipOptions {
  /** Compression method written in its header: 8 compressed, 0 as it is. */
  method?: number;
  isLocked?: boolean;
  checksum?: number;
}

/** A zip of these files. */
export function makeZip(
  files: Record<string, string | Uint8Array> | [string, string | Uint8Array][],
  {method = 8, isLocked = false, checksum}: ZipOptions = {}
): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Array.isArray(files) ? files : Object.entries(files)) {
    const path = Buffer.from(name);
    const bytes = Buffer.from(content);
    const packed = method === 0 ? bytes : deflateRawSync(bytes);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(isLocked ? 1 : 0, 2);
    common.writeUInt16LE(method, 4);
    common.writeUInt32LE(checksum ?? crc32(bytes), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(bytes.length, 18);
    common.writeUInt16LE(path.length, 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    directory.push(Buffer.from("PK\u0001\u0002\u0014\u0000"), common, place, path);
    bodies.push(Buffer.from("PK\u0003\u0004"), common, path, packed);
    offset += 30 + path.length + packed.length;
  }
  return Buffer.concat([...bodies, ...directory, endOfZip(directory, offset)]);
}

function endOfZip(directory: readonly Buffer[], offset: number): Buffer {
  const end = Buffer.alloc(22);
  end.write("PK\u0005\u0006", "latin1");
  end.writeUInt16LE(directory.length / 4, 8);
  end.writeUInt16LE(directory.length / 4, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(offset, 16);
  return end;
}
