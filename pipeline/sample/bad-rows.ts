// Rows as people break them, added between the good ones so that the rest of the truth is untouched.
import type {TextFile} from "./dialect.ts";

/** A way to break a row that is right otherwise. */
export interface Fault {
  column: string;
  reason: string;
  /** What stands in the column instead; null writes a delimiter too many into it. */
  raw: string | null;
}

export interface BadRow {
  file: string;
  line: number;
  column: string;
  reason: string;
}

/** Rows before the first bad one, then from each to the next: about 0.15 % of a large file. */
const FIRST_AFTER = 40;
const EVERY = 650;

export const BAD_AMOUNT = {reason: "not an amount", raw: "12O,50"};
export const BAD_DECIMALS = {reason: "three decimals", raw: "1\u00a0234,567"};
export const BAD_DATE = {reason: "no such day", raw: "31/02/2026"};
export const MISSING = {reason: "required cell is empty", raw: ""};
export const EXTRA_DELIMITER = {reason: "one delimiter too many", raw: null};

/** A file's records, with a bad one in between from time to time. */
export class FaultyFile {
  readonly file: TextFile;
  readonly planted: BadRow[] = [];
  records = 0;
  readonly #header: readonly string[];
  readonly #template: (id: string) => string[];
  readonly #faults: readonly Fault[];
  readonly #tag: string;

  /** `template` gives a row that is right, under an id made for it; `tag` keeps ids of several files apart. */
  constructor(
    file: TextFile,
    header: readonly string[],
    faults: readonly Fault[],
    template: (id: string) => string[],
    tag: string
  ) {
    this.file = file;
    this.#header = header;
    this.#faults = faults;
    this.#template = template;
    this.#tag = tag;
    file.add(header);
  }

  add(cells: readonly string[]): void {
    this.file.add(cells);
    this.records++;
    if ((this.records - FIRST_AFTER) % EVERY === 0) this.#plant();
  }

  /** Plants the bad row of a file too small to have met one. */
  finish(): void {
    if (this.planted.length === 0) this.#plant();
  }

  #plant(): void {
    const number = this.planted.length;
    const fault = this.#faults[number % this.#faults.length] as Fault;
    const cells = this.#template(`ERR-${this.#tag}-${String(number + 1).padStart(4, "0")}`);
    const position = this.#header.indexOf(fault.column);
    if (position < 0) throw new Error(`${this.file.name}: no column ${fault.column} to break`);
    // A name with a semicolon, unquoted, is one cell too many for the reader.
    if (fault.raw === null) cells.splice(position, 1, "Dépôt", "succursale");
    else cells[position] = fault.raw;
    const line = this.file.add(cells);
    this.records++;
    const column = fault.raw === null ? "" : fault.column;
    this.planted.push({file: this.file.name, line, column, reason: fault.reason});
  }
}
