import {isUtf8} from "node:buffer";
import iconv from "iconv-lite";
import type {Encoding} from "./dialect.ts";

const UTF8_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * Decides the encoding of a whole file among those its system writes; a real French ledger can be plain ASCII
 * for hundreds of lines before its first accent, so a look at the head is not enough.
 * Returns a sentence when the bytes fit none.
 */
export function decideEncoding(bytes: Buffer, accepted: readonly Encoding[]): {encoding: Encoding} | string {
  if (
    bytes.subarray(0, 2).equals(Buffer.from([0xff, 0xfe])) ||
    bytes.subarray(0, 2).equals(Buffer.from([0xfe, 0xff]))
  ) {
    return "this file is in UTF-16; save it as UTF-8 or windows-1252";
  }
  if (bytes.includes(0)) return "this is not a text file (it has NUL bytes); export it as CSV";
  if (isUtf8(bytes)) return {encoding: "utf-8"};
  if (accepted.includes("windows-1252")) return {encoding: "windows-1252"};
  return `this file is not in ${accepted.join(" or ")}; save it again in that encoding`;
}

/** Where the text begins: behind a byte-order mark, if there is one. */
export function textStart(bytes: Buffer): number {
  return bytes.subarray(0, 3).equals(UTF8_MARK) ? 3 : 0;
}

/** The text of some bytes; bytes that belong to no character become U+FFFD, which the cells then refuse. */
export function decodeText(bytes: Buffer, encoding: Encoding): string {
  const text = bytes.toString("latin1");
  // eslint-disable-next-line no-control-regex -- ASCII is the same in both encodings, and by far the commonest
  return /^[\x00-\x7f]*$/.test(text) ? text : iconv.decode(bytes, encoding, {stripBOM: false});
}
