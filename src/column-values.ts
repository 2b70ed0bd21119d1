import duckdb from "@duckdb/node-bindings";
import type {DuckDBDataChunk} from "@duckdb/node-api";

/** The values of a column as they lie in the memory of the database, with nulls as zeros. */
export interface ColumnValues {
  bytes: Uint8Array<ArrayBuffer>;
  /** One bit a row, 1 where there is a value; empty when there is one everywhere. */
  validity: Uint8Array<ArrayBuffer>;
  nulls: number;
}

/** Numbers as wide as the values of a column. */
type Words =
  Uint8Array<ArrayBuffer> | Uint16Array<ArrayBuffer> | Uint32Array<ArrayBuffer> | Float64Array<ArrayBuffer>;

const WORDS = {1: Uint8Array, 2: Uint16Array, 4: Uint32Array, 8: Float64Array};

/** Bytes of a value. */
export type Width = keyof typeof WORDS;

/** Collects the values of a column of fixed width, chunk by chunk, without a JavaScript value for each. */
export class ValueCollector {
  readonly #parts: {rows: number; words: Words; validity: Uint8Array | null}[] = [];

  constructor(
    private readonly column: number,
    private readonly width: Width
  ) {}

  /** Copies what a chunk holds: its memory is the database's, and goes with it. */
  add({chunk, rowCount: rows}: DuckDBDataChunk): void {
    const vector = duckdb.data_chunk_get_vector(chunk, this.column);
    const bytes = new Uint8Array(duckdb.vector_get_data(vector, rows * this.width));
    // Null when there is a value in every row.
    const validity = duckdb.vector_get_validity(vector, Math.ceil(rows / 64) * 8) as Uint8Array | null;
    this.#parts.push({
      rows,
      words: new WORDS[this.width](bytes.buffer),
      validity: validity === null ? null : new Uint8Array(validity)
    });
  }

  /** All values, one after another. */
  finish(): ColumnValues {
    const rows = this.#parts.reduce((sum, part) => sum + part.rows, 0);
    const words = new WORDS[this.width](rows);
    const bits = new Uint8Array(Math.ceil(rows / 8)).fill(0xff);
    let nulls = 0;
    let start = 0;
    for (const part of this.#parts) {
      words.set(part.words, start);
      for (let row = 0; part.validity !== null && row < part.rows; row++) {
        if (isBitSet(part.validity, row)) continue;
        // What lies there is left over from other rows: the same rows would not be the same bytes.
        words[start + row] = 0;
        clearBit(bits, start + row);
        nulls++;
      }
      start += part.rows;
    }
    // Bits after the last row are no rows.
    for (let row = rows; row < bits.length * 8; row++) clearBit(bits, row);
    return {bytes: new Uint8Array(words.buffer), validity: nulls === 0 ? new Uint8Array(0) : bits, nulls};
  }
}

function isBitSet(bits: Uint8Array, row: number): boolean {
  return (((bits[row >> 3] ?? 0) >> (row & 7)) & 1) === 1;
}

function clearBit(bits: Uint8Array, row: number): void {
  bits[row >> 3] = (bits[row >> 3] ?? 0) & ~(1 << (row & 7));
}
