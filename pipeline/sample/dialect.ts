import {open, type FileHandle} from "node:fs/promises";
import {join} from "node:path";
import iconv from "iconv-lite";
import {isoDate, type Day, type Instant} from "./days.ts";

export interface Dialect {
  delimiter: string;
  newline: string;
  encoding: string;
}

/** What French office software writes. */
export const FRENCH: Dialect = {delimiter: ";", newline: "\r\n", encoding: "windows-1252"};

/** What the truth is written in: nothing to guess. */
export const PLAIN: Dialect = {delimiter: ",", newline: "\n", encoding: "utf-8"};

const NON_BREAKING_SPACE = "\u00a0";
const CHUNK_CHARACTERS = 1 << 20;

/** An amount as `-1 234,56`, with a non-breaking space between thousands; blank when there is none. */
export function frenchMoney(cents: number | null): string {
  if (cents === null) return "";
  const digits = String(Math.abs(cents)).padStart(3, "0");
  const euros = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, NON_BREAKING_SPACE);
  return `${cents < 0 ? "-" : ""}${euros},${digits.slice(-2)}`;
}

const dates = new Map<Day, string>();

/** A day as `dd/mm/yyyy`; blank when there is none. */
export function frenchDate(day: Day | null): string {
  if (day === null) return "";
  // The sample covers a few years of days and writes each of them many times.
  let written = dates.get(day);
  if (written === undefined) {
    const [year, month, date] = isoDate(day).split("-");
    written = `${date}/${month}/${year}`;
    dates.set(day, written);
  }
  return written;
}

/** An instant as `dd/mm/yyyy hh:mm`, local time; blank when there is none. */
export function frenchInstant(instant: Instant | null): string {
  if (instant === null) return "";
  const hour = String(Math.floor(instant.minute / 60)).padStart(2, "0");
  return `${frenchDate(instant.day)} ${hour}:${String(instant.minute % 60).padStart(2, "0")}`;
}

/** A yes or no. */
export function frenchBoolean(value: boolean): string {
  return value ? "Oui" : "Non";
}

/** A delimited text file that grows by records and is never held whole in memory. */
export class TextFile {
  readonly name: string;
  readonly #dialect: Dialect;
  readonly #handle: FileHandle;
  #pending: string[] = [];
  #pendingCharacters = 0;
  #bytes = 0;
  #nextLine = 1;

  private constructor(name: string, dialect: Dialect, handle: FileHandle) {
    this.name = name;
    this.#dialect = dialect;
    this.#handle = handle;
  }

  /** Opens a file of a folder, in place of any older one. */
  static async create(folder: string, name: string, dialect: Dialect): Promise<TextFile> {
    return new TextFile(name, dialect, await open(join(folder, name), "w"));
  }

  /** Adds a record, quoting what needs it; returns its first physical line, counted from 1. */
  add(cells: readonly string[]): number {
    return this.addText(cells.map((cell) => this.#quote(cell)).join(this.#dialect.delimiter));
  }

  /** Adds a record as it is given; returns its first physical line, counted from 1. */
  addText(record: string): number {
    const text = record + this.#dialect.newline;
    const line = this.#nextLine;
    for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) this.#nextLine++;
    this.#pending.push(text);
    this.#pendingCharacters += text.length;
    return line;
  }

  /** Whether the buffer is worth handing to the disk. */
  get isFull(): boolean {
    return this.#pendingCharacters >= CHUNK_CHARACTERS;
  }

  /** Hands a full buffer to the disk and waits for it, so that memory stays flat. */
  async drain(): Promise<void> {
    if (this.isFull) await this.#flush();
  }

  /** Writes what is left; returns the size of the file. */
  async close(): Promise<number> {
    await this.#flush();
    await this.#handle.close();
    return this.#bytes;
  }

  /** Gives the file up after a failure. */
  async abandon(): Promise<void> {
    await this.#handle.close().catch(() => undefined);
  }

  async #flush(): Promise<void> {
    const bytes = iconv.encode(this.#pending.join(""), this.#dialect.encoding);
    this.#pending = [];
    this.#pendingCharacters = 0;
    this.#bytes += bytes.length;
    await this.#handle.writeFile(bytes);
  }

  #quote(cell: string): string {
    const isPlain = !cell.includes(this.#dialect.delimiter) && !/["\r\n]/.test(cell);
    return isPlain ? cell : `"${cell.replaceAll('"', '""')}"`;
  }
}
