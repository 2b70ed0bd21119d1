import iconv from "iconv-lite";
import type {Encoding} from "../dialect.ts";

const UTF8_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/** Where the text begins: behind a byte-order mark, if there is one. */
export function textStart(bytes: Buffer): number {
  return bytes.subarray(0, 3).equals(UTF8_MARK) ? 3 : 0;
}

/** The signs that windows-1252 has where latin-1 has none; a byte without a sign becomes U+FFFD. */
const SIGNS = new Map(
  Array.from({length: 32}, (_, index) => 0x80 + index).map((byte) => [
    String.fromCharCode(byte),
    iconv.decode(Buffer.from([byte]), "windows-1252")
  ])
);

/**
 * The text of some bytes; bytes that belong to no character become U+FFFD, which the cells then refuse. Latin-1 is
 * what the engine reads natively: the signs of windows-1252 are put in.
 */
export function decodeText(
  bytes: Buffer,
  encoding: Encoding,
  {start, end}: {start?: number; end?: number} = {}
): string {
  if (encoding === "utf-8") return bytes.toString("utf8", start, end);
  return bytes.toString("latin1", start, end).replace(/[\x80-\x9f]/g, (sign) => SIGNS.get(sign) ?? sign);
}

/** Largest share of lines with bad bytes in a file that is otherwise in UTF-8. */
const DAMAGED = 0.01;

/** What the bytes say about how the text was encoded; offsets in the file, undefined when never seen. */
export interface EncodingEvidence {
  /** First bytes that are no UTF-8, and how many lines have such. */
  invalid_at: number | undefined;
  invalid_lines: number;
  /** First sequence that is a French letter or sign in UTF-8, and mere junk (Ã©) in windows-1252. */
  utf8_at: number | undefined;
}

/**
 * Decides the encoding of a whole file among those its system writes; a real French ledger can be plain ASCII
 * for hundreds of lines before its first accent, so a look at the head is not enough.
 * Returns a sentence when the bytes fit none.
 */
export function decideEncoding(
  {invalid_at, invalid_lines, utf8_at}: EncodingEvidence,
  {lines, accepted}: {lines: number; accepted: readonly Encoding[]}
): {encoding: Encoding} | string {
  if (invalid_at === undefined) return {encoding: "utf-8"};
  const isSurelyUtf8 = utf8_at !== undefined || !accepted.includes("windows-1252");
  if (!isSurelyUtf8) return {encoding: "windows-1252"};
  // A line or two with bad bytes are damaged lines, which their cells will say; many are another encoding.
  if (invalid_lines <= Math.max(1, DAMAGED * lines)) return {encoding: "utf-8"};
  if (utf8_at !== undefined) {
    return `two encodings in one file: UTF-8 at byte ${utf8_at}, windows-1252 at byte ${invalid_at}; export it again in one of them`;
  }
  return `byte ${invalid_at} is not ${accepted.join(" or ")}; save the file again in that encoding`;
}
