// Records that come customer by customer and are wanted day by day.
import {appendFile, mkdir, readFile, rm} from "node:fs/promises";
import {join} from "node:path";

const MOST_CHARACTERS = 1 << 25;

/** Holds records by the day they are of; beyond some size they wait on the disk, in a file a day. */
export class DaySpool<T> {
  readonly #pending = new Map<string, string[]>();
  readonly #days = new Set<string>();
  #characters = 0;
  #isOnDisk = false;

  /** `folder` is made when it is needed, and removed in the end. */
  constructor(
    private readonly folder: string,
    private readonly most = MOST_CHARACTERS
  ) {}

  /** Adds a record to a day (`yyyy-mm-dd`). */
  add(day: string, record: T): void {
    const records = this.#pending.get(day) ?? [];
    const text = JSON.stringify(record);
    records.push(text);
    this.#pending.set(day, records);
    this.#days.add(day);
    this.#characters += text.length;
  }

  /** Hands what no longer fits to the disk, and waits for it. */
  async drain(): Promise<void> {
    if (this.#characters < this.most) return;
    await mkdir(this.folder, {recursive: true});
    this.#isOnDisk = true;
    for (const [day, records] of this.#pending) await appendFile(this.#path(day), `${records.join("\n")}\n`);
    this.#pending.clear();
    this.#characters = 0;
  }

  /** The days in their order, each with its records in the order in which they came. */
  async *days(): AsyncGenerator<[string, T[]]> {
    for (const day of [...this.#days].sort()) {
      const waiting = this.#isOnDisk ? await this.#read(day) : [];
      yield [day, [...waiting, ...(this.#pending.get(day) ?? [])].map((text) => JSON.parse(text) as T)];
    }
  }

  /** Removes what is on the disk. */
  async remove(): Promise<void> {
    await rm(this.folder, {recursive: true, force: true});
  }

  async #read(day: string): Promise<string[]> {
    const text = await readFile(this.#path(day), "utf8").catch((error: unknown) => {
      // A day whose records all came after the last time the disk was needed.
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return "";
      throw error;
    });
    return text.split("\n").filter(Boolean);
  }

  #path(day: string): string {
    return join(this.folder, `${day}.jsonl`);
  }
}
