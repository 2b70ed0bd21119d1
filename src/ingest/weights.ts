// A sum over the pairs of bytes of a line, which tells at once whether the line is simply good.
import type {Layout} from "./layout.ts";

const CR = 0x0d;
const QUOTE = 0x22;

/** Bytes that windows-1252 leaves without a character. */
export const UNDEFINED = [0x81, 0x8d, 0x8f, 0x90, 0x9d];

/** Weights of a byte in the sum over a line: delimiters below 2¹⁰, quotes below 2²⁰, anything unusual from there. */
const QUOTES = 2 ** 10;
const UNUSUAL = 2 ** 20;

/**
 * Sum of the weights over a line. The time of a scan goes here, hence four bytes a turn, and indices that are not
 * checked: a byte and its predecessor are always within the table.
 */
export function sumWeights(
  weights: Int32Array,
  bytes: Buffer,
  {start, end, delimiter}: {start: number; end: number; delimiter: number}
): number {
  let sum = 0;
  let previous = delimiter;
  let at = start;
  for (const last = end - 3; at < last; at += 4) {
    const a = bytes[at] as number;
    const b = bytes[at + 1] as number;
    const c = bytes[at + 2] as number;
    const d = bytes[at + 3] as number;
    sum +=
      (weights[(previous << 8) | a] as number) +
      (weights[(a << 8) | b] as number) +
      (weights[(b << 8) | c] as number) +
      (weights[(c << 8) | d] as number);
    previous = d;
  }
  for (; at < end; at++) {
    const byte = bytes[at] as number;
    sum += weights[(previous << 8) | byte] as number;
    previous = byte;
  }
  // The end of a line ends a cell too.
  return sum + ((weights[(previous << 8) | delimiter] as number) >= UNUSUAL ? UNUSUAL : 0);
}

const tables = new Map<string, Int32Array>();

/** Weights of each pair of bytes that follow one another, by `previous << 8 | byte`. */
export function weigh({delimiter, quotes}: Layout, {edges}: {edges: boolean}): Int32Array {
  const key = `${delimiter}${quotes === "none"}${edges}`;
  const table = tables.get(key) ?? makeTable(delimiter, quotes === "none" ? 0 : QUOTES, edges);
  tables.set(key, table);
  return table;
}

function makeTable(delimiter: string, quote: number, edges: boolean): Int32Array {
  const weights = new Int32Array(65_536);
  const cut = delimiter.charCodeAt(0);
  for (let pair = 0; pair < weights.length; pair++) {
    const previous = pair >> 8;
    const byte = pair & 0xff;
    let weight = byte === cut ? 1 : byte === QUOTE ? quote : 0;
    if (byte === CR || byte === 0 || UNDEFINED.includes(byte)) weight += UNUSUAL;
    // U+FFFD is EF BF BD: somebody before us has lost a character.
    if (previous === 0xef && byte === 0xbf) weight += UNUSUAL;
    if (edges && ((byte === cut && endsBlank(previous)) || (previous === cut && beginsBlank(byte)))) {
      weight += UNUSUAL;
    }
    weights[pair] = weight;
  }
  return weights;
}

/** Last bytes of the blanks, in either encoding; some letters end so too, which only costs a closer look. */
export function endsBlank(byte: number): boolean {
  return isAsciiBlank(byte) || [0xa0, 0xaf, 0x87, 0xbf].includes(byte);
}

/** First bytes of the blanks, in either encoding. */
export function beginsBlank(byte: number): boolean {
  return isAsciiBlank(byte) || [0xa0, 0xc2, 0xe2, 0xef].includes(byte);
}

function isAsciiBlank(byte: number): boolean {
  return byte === 0x20 || byte === 0x09 || byte === 0x0b || byte === 0x0c;
}
