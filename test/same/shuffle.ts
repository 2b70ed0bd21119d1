import {Random} from "../../pipeline/sample/random.ts";
import type {Contract} from "../../src/contract.ts";
import {memorySource} from "../../src/ingest/bytes.ts";
import type {Layout} from "../../src/ingest/layout.ts";
import {type Outcome, readFileBytes} from "../../src/ingest/reading.ts";
import {type FileRecord, readRecords} from "../../src/ingest/records.ts";

/** A delimited file in pieces: what stands above its records, and each of them with the end of its line. */
interface Pieces {
  head: Buffer;
  records: Piece[];
}

interface Piece {
  bytes: Buffer;
  /** Whether it says the same wherever it stands: no total, no blank line, no quote that is left open. */
  isMovable: boolean;
}

/** What is put right or set aside for what stands next to it: such a line is left where it is. */
const BOUND_TO_PLACE = ["repeated_header", "record_or_total", "broken_record", "bad_quote", "unclosed_quote"];

/**
 * The same file with its records in another order, which the seed decides. Lines that mean something where they stand
 * (totals, blanks, quotes that are never closed) keep their place.
 */
export function shuffleRecords(bytes: Buffer, contract: Contract, seed: number): Buffer {
  const {head, records} = cutRecords(bytes, contract);
  const moved = shuffle(
    records.filter(({isMovable}) => isMovable),
    seed
  );
  const placed = records.map((record) => (record.isMovable ? (moved.pop() ?? record) : record));
  return Buffer.concat([head, ...placed.map((record) => record.bytes)]);
}

/** The same file in two, each with what stands above the records. */
export function splitRecords(bytes: Buffer, contract: Contract): [Buffer, Buffer] {
  const {head, records} = cutRecords(bytes, contract);
  const middle = Math.ceil(records.length / 2);
  const half = (some: readonly Piece[]): Buffer =>
    Buffer.concat([head, ...some.map((record) => record.bytes)]);
  return [half(records.slice(0, middle)), half(records.slice(middle))];
}

/** The elements in another order, which the seed decides. */
export function shuffle<T>(list: readonly T[], seed: number): T[] {
  const random = new Random(seed, list.length);
  const keyed = list.map((element, place) => ({element, key: random.next(), place}));
  return keyed.sort((a, b) => a.key - b.key || a.place - b.place).map(({element}) => element);
}

function cutRecords(bytes: Buffer, contract: Contract): Pieces {
  const file = readFileBytes(bytes, contract);
  if (Array.isArray(file)) throw new Error(file.join("; "));
  const {layout, encoding} = file;
  const outcomes = [...file.outcomes];
  const places = readRecords(memorySource(bytes, layout.data_start), layout, {
    encoding,
    line: layout.data_line
  });
  const records = [...places].map((record, index) => ({
    bytes: withEnding(bytes, record, layout),
    isMovable: isMovable(outcomes[index])
  }));
  return {head: bytes.subarray(0, layout.data_start), records};
}

function isMovable(outcome: Outcome | undefined): boolean {
  if (outcome?.kind === "loaded") return true;
  return (
    outcome?.kind === "quarantined" &&
    !outcome.problems.some(({reason_code}) => BOUND_TO_PLACE.includes(reason_code))
  );
}

/** A last line may have no end; in another place it needs one. */
function withEnding(bytes: Buffer, {byte_start, byte_end}: FileRecord, {feed, data_start}: Layout): Buffer {
  const end = bytes.indexOf(feed, byte_end);
  if (end !== -1) return bytes.subarray(byte_start, end + 1);
  const isWindows = feed === 10 && bytes[data_start - 2] === 13;
  return Buffer.concat([bytes.subarray(byte_start, byte_end), Buffer.from(isWindows ? [13, 10] : [feed])]);
}
