import {dataError} from "../errors.ts";

export type ByteOrder = "little" | "big";

/** Share of the characters of a head that must be Latin, whose second byte is zero, when no mark says it is UTF-16. */
const LATIN_SHARE = 0.8;

/** Whether the first bytes of a file are UTF-16: by its byte-order mark, or by a zero in every second byte. */
export function detectUtf16(head: Buffer): ByteOrder | undefined {
  if (head[0] === 0xff && head[1] === 0xfe) return "little";
  if (head[0] === 0xfe && head[1] === 0xff) return "big";
  const pairs = head.length >> 1;
  if (pairs < 2) return undefined;
  const zeros = [0, 0];
  for (const [index, byte] of head.entries()) if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  const [first = 0, second = 0] = zeros;
  if (first === 0 && second >= LATIN_SHARE * pairs) return "little";
  if (second === 0 && first >= LATIN_SHARE * pairs) return "big";
  return undefined;
}

/**
 * Transcodes UTF-16 to UTF-8, streaming, without the byte-order mark.
 * @throws RessacError (1) at a half character, with its byte offset.
 */
export async function* transcodeUtf16(
  chunks: AsyncIterable<Buffer>,
  order: ByteOrder,
  name: string
): AsyncGenerator<Buffer> {
  let kept = Buffer.alloc(0);
  let offset = 0;
  for await (const chunk of chunks) {
    const bytes = kept.length === 0 ? chunk : Buffer.concat([kept, chunk]);
    const end = wholeCharacters(bytes, order);
    const text = decode(bytes.subarray(0, end), order);
    const half = text.search(/\p{Surrogate}/u);
    if (half !== -1) throw halfCharacter(name, offset + 2 * half);
    yield Buffer.from(offset === 0 && text.startsWith("\ufeff") ? text.slice(1) : text);
    offset += end;
    kept = Buffer.from(bytes.subarray(end));
  }
  if (kept.length > 0) throw halfCharacter(name, offset);
}

/** Where the last whole character ends: not within a unit of two bytes, nor within a pair of units. */
function wholeCharacters(bytes: Buffer, order: ByteOrder): number {
  const end = bytes.length - (bytes.length % 2);
  const high = bytes[order === "little" ? end - 1 : end - 2] ?? 0;
  return high >= 0xd8 && high <= 0xdb ? end - 2 : end;
}

function decode(bytes: Buffer, order: ByteOrder): string {
  return order === "little" ? bytes.toString("utf16le") : Buffer.from(bytes).swap16().toString("utf16le");
}

function halfCharacter(name: string, offset: number): Error {
  return dataError(
    `${name}: half a UTF-16 character at byte ${offset}: the file is cut short or was edited as bytes; export it again, as UTF-8 if the system can`
  );
}
