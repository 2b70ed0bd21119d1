/** What is special about a record, each a bit of `kinds`. */
export const KIND = {
  /** Not to be read in bulk: wrong width, quotes or bytes, blank, or over several lines. */
  odd: 1,
  /** Has a quote, right or wrong. */
  quotes: 2,
  /** Has bytes that windows-1252 leaves without a character. */
  undefined: 4,
  /** Has bytes that are no UTF-8. */
  invalid: 8,
  blank: 16,
  /** Of one cell where there should be several: perhaps a piece of the record before or behind it. */
  lone: 32,
  /** Next to a lone one. */
  beside: 64,
  /** The header once more. */
  header: 128,
  /** Has quotes that are right, and as many cells as the header: nothing else is special about it, but for its lines. */
  quotable: 256
} as const;

/** A record that is not simply good. */
export interface Mark {
  /** First physical line, from 1, and how many lines it takes. */
  line: number;
  lines: number;
  /** Half-open range of bytes in the file. */
  start: number;
  end: number;
  /** Sum of `KIND`s. */
  kinds: number;
}

/** Whether a mark is of one of some kinds. */
export function isOf({kinds}: Pick<Mark, "kinds">, ...asked: (keyof typeof KIND)[]): boolean {
  return asked.some((kind) => (kinds & KIND[kind]) !== 0);
}

const FIELDS = 5;

/** A list of marks that stays small: files can have millions of them. */
export class Marks {
  private values = new Float64Array(FIELDS * 64);
  length = 0;

  /** Makes the list again of what `toArray` gave. */
  static of(values: Float64Array<ArrayBuffer>): Marks {
    const marks = new Marks();
    marks.values = values;
    marks.length = values.length / FIELDS;
    return marks;
  }

  add({line, lines, start, end, kinds}: Mark): void {
    const from = FIELDS * this.length++;
    if (from === this.values.length) {
      const grown = new Float64Array(2 * from + FIELDS);
      grown.set(this.values);
      this.values = grown;
    }
    this.values.set([line, lines, start, end, kinds], from);
  }

  *[Symbol.iterator](): Generator<Mark> {
    for (let from = 0; from < FIELDS * this.length; from += FIELDS) {
      const [line = 0, lines = 0, start = 0, end = 0, kinds = 0] = this.values.subarray(from, from + FIELDS);
      yield {line, lines, start, end, kinds};
    }
  }

  /** The list in the order of the file, with others: of a record that is in both, all kinds hold. */
  with(others: Marks): Marks {
    if (others.length === 0) return this;
    const marks = new Marks();
    let last: Mark | undefined;
    for (const mark of [...this, ...others].sort((a, b) => a.line - b.line || b.lines - a.lines)) {
      if (last !== undefined && mark.line < last.line + last.lines) last.kinds |= mark.kinds;
      else {
        if (last !== undefined) marks.add(last);
        last = mark;
      }
    }
    if (last !== undefined) marks.add(last);
    return marks;
  }

  /** The list as one block of numbers, to be handed to another thread. */
  toArray(): Float64Array<ArrayBuffer> {
    return this.values.slice(0, FIELDS * this.length);
  }
}
