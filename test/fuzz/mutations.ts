import {Random} from "../../pipeline/sample/random.ts";
import {SEEDS, STRANGERS} from "./seeds.ts";

/** Inputs stay small, so that many are tried. */
const LONGEST_INPUT = 400;
const MOST_MUTATIONS = 5;

/** Bytes and texts that mean something to a reader of delimited files. */
const SPECIAL = [
  ...[
    '"',
    '""',
    ";",
    ",",
    "\t",
    "|",
    "\r",
    "\n",
    "\r\n",
    "\n\n",
    "\0",
    " ",
    "'",
    "-",
    "=",
    "€",
    "’",
    "\ufeff"
  ],
  ...["\u00a0", "\u202f", "\u2028", "\ufffd", "Ã©", ';"', '";', ',"', '",', '"\n', '\n"', '"\r\n', "\u001a"]
].map((text) => Buffer.from(text));
const BYTES = [0x00, 0x80, 0x81, 0x85, 0x8d, 0x90, 0x92, 0x9d, 0xa0, 0xc2, 0xc3, 0xe2, 0xe9, 0xef, 0xff].map(
  (byte) => Buffer.from([byte])
);
const VALUES = [
  ...[
    "1,5",
    "1.5",
    "1 234,56",
    "1.234",
    "1,234.56",
    "12O,50",
    "0,005",
    "(1,00)",
    "-0,00",
    "1e5",
    "0x1F",
    "٣"
  ],
  ...["31/02/2026", "2026-02-31", "01/02/25", "25-02-01", "29/03/2026 02:30", "2026-10-25 02:30", "24:00"],
  ...["1,21143E+15", "17850.0", "99999999999", "-2147483648", "Oui", "true", "TRUE", "oui ", "Total", "nan"]
].map((text) => Buffer.from(text));

/** The last column of every header, but for what stands behind its accent. */
const HEADER_END = Buffer.from("VJE");

type Mutation = (bytes: Buffer, random: Random) => Buffer;

/** The ways to damage a file, commoner ones twice. */
const MUTATIONS: readonly Mutation[] = [
  flipBit,
  setByte,
  insertOne(SPECIAL),
  insertOne(SPECIAL),
  insertOne(BYTES),
  replaceCell,
  replaceCell,
  removeRange,
  repeatRange,
  moveLine,
  spliceOther,
  truncate
];

/** What is tried: bytes, and the name of the contract that they are read by. */
export interface Input {
  bytes: Buffer;
  contract: string;
}

/** The input of this number: always the same for a seed, whatever was tried before it. */
export function mutatedInput(seed: number, index: number): Input {
  const random = new Random(seed, index);
  const {bytes: whole, contract} = random.pick(random.chance(0.05) ? STRANGERS : SEEDS);
  const bytes = damage(whole, random).subarray(0, LONGEST_INPUT);
  return {bytes, contract: random.chance(0.95) ? contract : contract === "french" ? "machine" : "french"};
}

/** Damages bytes in some ways, one after the other. */
export function damage(whole: Buffer, random: Random): Buffer {
  let bytes = whole;
  for (let left = random.int(1, MOST_MUTATIONS); left > 0; left--) {
    bytes = random.pick(MUTATIONS)(bytes, random);
  }
  return bytes;
}

/** A place among the bytes, or behind them; mostly below the header, without which nothing else is read. */
function placeIn(bytes: Buffer, random: Random): number {
  const data = random.chance(0.85) ? bytes.lastIndexOf(HEADER_END) + 1 : 0;
  return random.int(Math.min(data, bytes.length), bytes.length);
}

function rangeIn(bytes: Buffer, random: Random): [number, number] {
  const start = placeIn(bytes, random);
  const size = random.chance(0.7) ? random.int(1, 8) : random.int(1, 120);
  return [start, Math.min(bytes.length, start + size)];
}

function replaceRange(bytes: Buffer, [start, end]: [number, number], by: Buffer): Buffer {
  return Buffer.concat([bytes.subarray(0, start), by, bytes.subarray(end)]);
}

function flipBit(bytes: Buffer, random: Random): Buffer {
  if (bytes.length === 0) return bytes;
  const at = random.int(0, bytes.length - 1);
  const flipped = Buffer.from(bytes);
  flipped[at] = (bytes[at] ?? 0) ^ (1 << random.int(0, 7));
  return flipped;
}

function setByte(bytes: Buffer, random: Random): Buffer {
  const at = placeIn(bytes, random);
  return replaceRange(bytes, [at, Math.min(at + 1, bytes.length)], random.pick([...SPECIAL, ...BYTES]));
}

function insertOne(choices: readonly Buffer[]): Mutation {
  return (bytes, random) => {
    const at = placeIn(bytes, random);
    return replaceRange(bytes, [at, at], random.pick(choices));
  };
}

/** Puts a tricky value between two delimiters or line endings. */
function replaceCell(bytes: Buffer, random: Random): Buffer {
  const ends = [...bytes.keys()].filter((at) =>
    [0x3b, 0x2c, 0x09, 0x7c, 0x0a, 0x0d].includes(bytes[at] ?? 0)
  );
  if (ends.length < 2) return bytes;
  const below = ends.findIndex((at) => at > bytes.lastIndexOf(HEADER_END));
  const first = random.int(Math.min(Math.max(0, below), ends.length - 2), ends.length - 2);
  return replaceRange(bytes, [(ends[first] ?? 0) + 1, ends[first + 1] ?? 0], random.pick(VALUES));
}

function removeRange(bytes: Buffer, random: Random): Buffer {
  return replaceRange(bytes, rangeIn(bytes, random), Buffer.alloc(0));
}

function repeatRange(bytes: Buffer, random: Random): Buffer {
  const [start, end] = rangeIn(bytes, random);
  return replaceRange(bytes, [end, end], bytes.subarray(start, end));
}

function moveLine(bytes: Buffer, random: Random): Buffer {
  const from = bytes.indexOf(0x0a, placeIn(bytes, random)) + 1;
  const line = bytes.subarray(from, bytes.indexOf(0x0a, from) + 1);
  const to = bytes.indexOf(0x0a, placeIn(bytes, random)) + 1;
  return replaceRange(bytes, [to, to], line);
}

function spliceOther(bytes: Buffer, random: Random): Buffer {
  const other = random.pick(random.chance(0.1) ? STRANGERS : SEEDS).bytes;
  const [start, end] = rangeIn(other, random);
  return random.chance(0.5)
    ? Buffer.concat([bytes.subarray(0, placeIn(bytes, random)), other.subarray(placeIn(other, random))])
    : replaceRange(bytes, [placeIn(bytes, random), bytes.length], other.subarray(start, end));
}

function truncate(bytes: Buffer, random: Random): Buffer {
  return bytes.subarray(0, placeIn(bytes, random));
}
