// Looks for canaries in every file of a built site.
import {readdir, readFile} from "node:fs/promises";
import {extname, join} from "node:path";
import {tableFromIPC} from "apache-arrow";
import {type Canaries, WORD} from "./canaries.ts";

/** The fields of which something was found in a site, each with the first file it was found in. */
export async function fieldsFoundIn(folder: string, canaries: Canaries): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  const entries = await readdir(folder, {recursive: true, withFileTypes: true});
  for (const entry of entries.filter((candidate) => candidate.isFile())) {
    const path = join(entry.parentPath, entry.name);
    for (const text of await textsOf(path)) {
      for (const field of fieldsIn(text, canaries))
        if (!found.has(field)) found.set(field, path.slice(folder.length + 1));
    }
  }
  return found;
}

/** The texts of a file: of a published result the values of its columns and what it says of itself, beside its bytes. */
async function textsOf(path: string): Promise<string[]> {
  const bytes = await readFile(path);
  const plain = bytes.toString("utf8");
  if (extname(path) !== ".arrow") return [plain];
  const table = tableFromIPC(bytes);
  const texts = [plain, ...table.schema.metadata.values()];
  for (const [index, field] of table.schema.fields.entries()) {
    texts.push(field.name, ...field.metadata.values());
    const column = table.getChildAt(index);
    for (const value of new Set<unknown>(column)) if (typeof value === "string") texts.push(value);
    for (const {dictionary} of column?.data ?? [])
      for (const value of dictionary ?? []) texts.push(String(value));
  }
  return texts;
}

function fieldsIn(text: string, {words, values}: Canaries): string[] {
  const planted = (text.match(WORD) ?? []).map((word) => words.get(word.toLowerCase()) ?? word);
  const named = text
    .toLowerCase()
    .split(/[^\p{L}\p{N}@._+-]+/u)
    .flatMap((part) => partsOf(part).flatMap((value) => [...(values.get(value) ?? [])]));
  return [...planted, ...named];
}

/** A word, and what it is made of: ids stand in the middle of others. */
function partsOf(word: string): string[] {
  const trimmed = word.replace(/^[.+-]+|[.+-]+$/g, "");
  return [...new Set([word, trimmed, ...trimmed.split(/[@.+_]/)])];
}
