import type {Contract} from "./contract.ts";
import {dataError} from "./errors.ts";

/** A file of JSON: an array of objects, or one object after the other (JSONL). */
export interface JsonFile {
  /** Its path in the archive or folder that it comes from: `alerte-fidelisation/2026-01-14.json`. */
  path: string;
  chunks: AsyncIterable<Uint8Array>;
}

/** A record with its numbers as they were written: an id of 20 digits, or a time of 16, stays what it is. */
export type JsonRecord = Record<string, unknown>;

/** Where the cells of a column are found in a record. */
export type Paths = Readonly<Record<string, string>>;

/** Characters of text that are handed on at once. */
const CHUNK_CHARACTERS = 1 << 16;

/**
 * Reads the objects of a JSON file one by one, in constant memory but for the longest of them.
 * @throws RessacError (1) when the file is not an array of objects, nor objects one after the other.
 */
export async function* readJson({path, chunks}: JsonFile): AsyncGenerator<JsonRecord> {
  const cutter = new ObjectCutter(path);
  const decoder = new TextDecoder("utf-8");
  for await (const chunk of chunks) yield* cutter.cut(decoder.decode(chunk, {stream: true}));
  yield* cutter.cut(decoder.decode());
  cutter.end();
}

/** Cuts a stream of text into the objects that stand at its top, or in the array that does. */
class ObjectCutter {
  #pending = "";
  #depth = 0;
  #start = 0;
  #at = 0;
  #isText = false;
  /** Of the array that holds the objects, when there is one. */
  #array: "none" | "open" | "closed" = "none";
  #records = 0;

  constructor(private readonly path: string) {}

  *cut(text: string): Generator<JsonRecord> {
    this.#pending += text;
    for (; this.#at < this.#pending.length; this.#at++) {
      const character = this.#pending.charAt(this.#at);
      if (this.#isText) this.#passText(character);
      else if (character === '"') this.#openText();
      else if (character === "{" || character === "[") this.#open(character);
      else if (character === "}" || character === "]") yield* this.#close();
      else if (this.#depth === 0 && !/[\s,\ufeff]/.test(character)) throw this.#damage();
    }
    const kept = this.#depth === 0 ? this.#at : this.#start;
    this.#pending = this.#pending.slice(kept);
    this.#at -= kept;
    this.#start = 0;
  }

  end(): void {
    if (this.#depth > 0 || this.#isText || this.#array === "open") throw this.#damage();
  }

  #passText(character: string): void {
    if (character === "\\") this.#at++;
    else if (character === '"') this.#isText = false;
  }

  #openText(): void {
    if (this.#depth === 0) throw this.#damage();
    this.#isText = true;
  }

  #open(bracket: string): void {
    if (this.#depth > 0) {
      this.#depth++;
    } else if (bracket === "[" && this.#records === 0 && this.#array === "none") {
      this.#array = "open";
    } else if (bracket === "{" && this.#array !== "closed") {
      this.#start = this.#at;
      this.#depth = 1;
    } else {
      throw this.#damage();
    }
  }

  *#close(): Generator<JsonRecord> {
    if (this.#depth === 0) {
      if (this.#array !== "open") throw this.#damage();
      this.#array = "closed";
      return;
    }
    this.#depth--;
    if (this.#depth > 0) return;
    this.#records++;
    yield this.#parse(this.#pending.slice(this.#start, this.#at + 1));
  }

  #parse(text: string): JsonRecord {
    try {
      return JSON.parse(
        text.replace(NUMBERS, (token, quoted) => (quoted === undefined ? `"${token}"` : token))
      ) as JsonRecord;
    } catch {
      throw this.#damage();
    }
  }

  #damage(): Error {
    return dataError(
      `${this.path}: not JSON records from number ${this.#records + 1} on; export it again, whole, as JSON`
    );
  }
}

const NUMBERS = /("(?:[^"\\]|\\.)*")|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/gs;

/**
 * What stands at a path of a record, as text. Keys are separated by dots; `[]` behind one goes into all elements of
 * an array, whose texts are put below one another. `$path`, `$folder` and `$file` are those of the file, `$number` is
 * the record's place in it, from 1. What is no text, number, yes or no stays JSON; what is not there is empty.
 */
export function textAt(record: JsonRecord, path: string): string {
  return valuesAt([record], path.split("."))
    .map(toText)
    .filter((text) => text !== "")
    .join("\n");
}

function valuesAt(values: unknown[], [key, ...rest]: string[]): unknown[] {
  if (key === undefined) return values;
  const name = key.replace(/(?:\[\])+$/, "");
  const found = values.flatMap((value) => {
    const inner = isObject(value) ? value[name] : undefined;
    return key.endsWith("[]") ? flatten(inner) : [inner];
  });
  return valuesAt(found, rest);
}

function isObject(value: unknown): value is JsonRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function flatten(value: unknown): unknown[] {
  return Array.isArray(value) ? value.flat() : value === undefined || value === null ? [] : [value];
}

function toText(value: unknown): string {
  if (value === undefined || value === null) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}

/**
 * Writes records as delimited text in the contract's dialect, UTF-8: a header of the columns that `paths` names, then
 * a record for each; every cell quoted, for texts hold anything. The caller writes it where exports are read from.
 */
export async function* delimitRecords(
  records: AsyncIterable<JsonRecord>,
  {columns, dialect}: Pick<Contract, "columns" | "dialect">,
  paths: Paths
): AsyncGenerator<string> {
  const wanted = Object.entries(paths);
  const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`;
  const line = (cells: string[]): string => `${cells.map(quote).join(dialect.delimiter)}\n`;
  let lines = line(wanted.map(([name]) => columns[name]?.headers[0] ?? name));
  for await (const record of records) {
    lines += line(wanted.map(([, path]) => textAt(record, path)));
    if (lines.length < CHUNK_CHARACTERS) continue;
    yield lines;
    lines = "";
  }
  yield lines;
}

/** The records of several files, one file after the other, each with where it comes from. */
export async function* recordsOf(
  files: AsyncIterable<JsonFile> | Iterable<JsonFile>
): AsyncGenerator<JsonRecord> {
  for await (const file of files) {
    let number = 0;
    for await (const record of readJson(file)) yield {...record, ...placeOf(file.path, ++number)};
  }
}

/** What a path can ask for beside the record itself. */
export function placeOf(path: string, number: number): JsonRecord {
  const parts = path.split("/");
  return {$path: path, $folder: parts.at(-2) ?? "", $file: parts.at(-1) ?? "", $number: String(number)};
}
