import {appendFile, open, readFile} from "node:fs/promises";
import {RessacError} from "./errors.ts";
import {hashWithKey, keyFingerprint} from "./key.ts";

/** Records of one export, by its content: lines on which they begin. */
export interface FileRecords {
  file_id: string;
  lines: number[];
}

/** That a customer was forgotten, or came back in a newer export and was left out again. Says who only as hashes. */
export interface Forgotten {
  /** Keyed hash of the customer's id; the same on every line about it. */
  customer: string;
  /** Local day (`yyyy-mm-dd`). */
  day: string;
  /** Who asked for it, and why; empty on lines about coming back. */
  by: string;
  reason: string;
  /** Keyed hashes of all ids under which exports name the customer. */
  ids: string[];
  records: FileRecords[];
  /** Which key the hashes were made with. */
  key: string;
}

/**
 * What was forgotten so far, one line of JSON each; nothing when the file is not there.
 * @throws RessacError (2) when it was written under another key: those who are in it could not be told any more.
 */
export async function readForgotten(path: string): Promise<Forgotten[]> {
  const text = await readFile(path, "utf8").catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return "";
    throw error;
  });
  const all = text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Forgotten);
  const other = all.find(({key}) => key !== keyFingerprint());
  if (other === undefined) return all;
  throw new RessacError(
    `${path}: written under another key (${other.key}), so that nobody in it could be told; run with the key it was written under`
  );
}

/** Adds to what was forgotten, on the disk before anything else happens. */
export async function keepForgotten(path: string, forgotten: Omit<Forgotten, "key">): Promise<void> {
  await appendFile(path, `${JSON.stringify({...forgotten, key: keyFingerprint()})}\n`, {mode: 0o600});
  const file = await open(path, "r");
  await file.sync().finally(() => file.close());
}

/** The lines to leave out of each export, by its content. */
export function forgottenLines(forgotten: readonly Forgotten[]): Map<string, number[]> {
  const lines = new Map<string, Set<number>>();
  for (const {records} of forgotten) {
    for (const {file_id, lines: its} of records) {
      const all = lines.get(file_id) ?? new Set();
      for (const line of its) all.add(line);
      lines.set(file_id, all);
    }
  }
  return new Map([...lines].map(([file_id, all]) => [file_id, [...all].sort((a, b) => a - b)]));
}

/** The hash by which an id is known again. */
export function hashOfId(id: string): string {
  return hashWithKey(`forgotten: ${id}`);
}

/** An id as exports may write it: as models know it, and without the system that numbers so. */
export function formsOf(id: string): string[] {
  const bare = id.slice(id.indexOf(":") + 1);
  return bare === id ? [id] : [id, bare];
}
