import {dataError} from "../errors.ts";

/** A record with its numbers as they were written: an id of 20 digits, or a time of 16, stays what it is. */
export type JsonRecord = Record<string, unknown>;

/** A longer record is no row of anything: it would have to be held whole. */
const MOST_CHARACTERS = 1 << 25;

/**
 * Reads the objects of a JSON file one by one, in constant memory but for the longest of them.
 * @param name what the file is called in messages
 * @throws RessacError (1) when the file is not an array of objects, nor objects one after the other.
 */
export async function* readJson(chunks: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<JsonRecord> {
  const cutter = new ObjectCutter(name);
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

  constructor(private readonly name: string) {}

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
    if (this.#pending.length > MOST_CHARACTERS) {
      throw dataError(`${this.name}: record ${this.#records + 1} is longer than 32 MB; take it out`);
    }
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
    const record = this.#parse(this.#pending.slice(this.#start, this.#at + 1));
    this.#records++;
    yield record;
  }

  #parse(text: string): JsonRecord {
    try {
      return JSON.parse(quoteNumbers(text)) as JsonRecord;
    } catch {
      throw this.#damage();
    }
  }

  #damage(): Error {
    return dataError(
      `${this.name}: not JSON records from number ${this.#records + 1} on; export it again, whole, as JSON`
    );
  }
}

const TOKENS = /\\.|"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/gs;

/** JSON in which every number is a text. */
function quoteNumbers(json: string): string {
  let isText = false;
  return json.replace(TOKENS, (token) => {
    if (token === '"') isText = !isText;
    return isText || token === '"' ? token : `"${token}"`;
  });
}

/**
 * What stands at a path of a record, as text. Keys are separated by dots; `[]` behind one goes into all elements of
 * an array, whose texts are put below one another. What is no text, number, yes or no stays JSON; what is not there is
 * empty.
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
