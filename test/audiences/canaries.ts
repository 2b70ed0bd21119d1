// Puts a word of its own into every field of every export, so that it can be told where it comes out.
import {readFile, writeFile} from "node:fs/promises";
import {parse} from "csv-parse/sync";
import iconv from "iconv-lite";
import type {Contract} from "../../src/contract.ts";
import {type ExportFile, listExports} from "../../src/ingest/exports.ts";
import {headerKey} from "../../src/ingest/header.ts";
import {makeZip} from "../support/zip.ts";

/** Fields by what they were given: words that stand nowhere else, and values that name one thing. */
export interface Canaries {
  /** Fields, as `source.column`, by the word that was added to some of their values. */
  words: Map<string, string>;
  /** Fields by values that were there already: ids, addresses, phone numbers. */
  values: Map<string, Set<string>>;
}

/** What a word looks like: no text, no name and no code of a package has it. */
export const WORD = /zqk\d{3}qz/gi;

/** A value that is shorter could be any number, and one without a digit any word. */
const LEAST_CHARACTERS = 6;

/** Every how many rows a text gets its word: labels that rules go by must mostly stay what they are. */
const EVERY = 9;

/** Texts that rows of a file are held together by get their word in every row. */
const GROUPING = new Set(["fec.journal_code", "fec.entry_no"]);

/** Alters the exports of a folder in place. Ids stay, since files are joined by them: their values are canaries. */
export async function plantCanaries(folder: string, contracts: readonly Contract[]): Promise<Canaries> {
  const canaries: Canaries = {words: new Map(), values: new Map()};
  for (const file of await listExports(folder, contracts)) {
    if (file.contract === undefined) continue;
    if (file.name.endsWith(".zip")) await plantInMessages(file, canaries);
    else if (file.name.endsWith(".mbox")) await plantInMails(file, canaries);
    else await plantInTable(file, file.contract, canaries);
  }
  return canaries;
}

function wordOf(field: string, {words}: Canaries): string {
  for (const [word, known] of words) if (known === field) return word;
  const word = `zqk${String(words.size).padStart(3, "0")}qz`;
  words.set(word, field);
  return word;
}

async function plantInTable({path}: ExportFile, contract: Contract, canaries: Canaries): Promise<void> {
  const bytes = await readFile(path);
  const encoding = isUtf8(bytes) ? "utf-8" : "windows-1252";
  const text = iconv.decode(bytes, encoding);
  const [first = ""] = text.split("\n");
  const delimiter = ["\t", ";", ","].find((sign) => first.includes(sign)) ?? ";";
  const records: string[][] = parse(text, {
    delimiter,
    bom: true,
    relax_quotes: true,
    relax_column_count: true
  });
  const [header = [], ...rows] = records;
  const columns = header.map((cell) => columnOf(contract, cell));
  const planted = rows.map((row, index) =>
    row.map((cell, place) => {
      const column = columns[place] ?? {name: `(${header[place]})`, type: "not read"};
      if (cell.trim() === "") return cell;
      return plantInCell(cell, {...column, source: contract.name, turn: index + place}, canaries);
    })
  );
  const quote = (cell: string): string =>
    new RegExp(`["\n\r${delimiter}]`).test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
  const lines = [header, ...planted].map((row) => row.map(quote).join(delimiter));
  await writeFile(path, iconv.encode(`${lines.join("\r\n")}\r\n`, encoding));
}

function columnOf({columns}: Contract, cell: string): {name: string; type: string} | undefined {
  const found = Object.entries(columns).find(([, {headers}]) =>
    headers.some((label) => headerKey(label) === headerKey(cell))
  );
  return found === undefined ? undefined : {name: found[0], type: found[1].type.name};
}

function plantInCell(
  cell: string,
  {source, name, type, turn}: {source: string; name: string; type: string; turn: number},
  canaries: Canaries
): string {
  const field = `${source}.${name}`;
  const isAlways = type === "text with addresses hashed" || type === "not read" || GROUPING.has(field);
  if (isAlways) return `${cell} ${wordOf(field, canaries)}`;
  if (type === "text") return turn % EVERY === 0 ? `${cell} ${wordOf(field, canaries)}` : cell;
  if (type !== "id" && !type.startsWith("keyed hash")) return cell;
  const value = cell.trim().toLowerCase();
  if (value.length >= LEAST_CHARACTERS && /\d/.test(value))
    canaries.values.set(value, (canaries.values.get(value) ?? new Set()).add(field));
  return cell;
}

/** Texts of messages, whichever part of them; the zip of the sample holds its members as they are. */
async function plantInMessages({path}: ExportFile, canaries: Canaries): Promise<void> {
  const members = membersOf(await readFile(path)).map(([name, content]): [string, string] => {
    const planted = content.replace(
      /"(text|fallback|title|pretext|value)": "((?:[^"\\]|\\.)+)"/g,
      (_, key: string, text: string) => `"${key}": "${text} ${wordOf(`slack_messages.${key}`, canaries)}"`
    );
    return [name, /\d{4}-\d\d-\d\d\.json$/.test(name) ? planted : content];
  });
  await writeFile(path, makeZip(members));
}

function membersOf(zip: Buffer): [string, string][] {
  const members: [string, string][] = [];
  for (let at = 0; zip.readUInt32LE(at) === 0x04034b50;) {
    const [size, name, extra] = [
      zip.readUInt32LE(at + 18),
      zip.readUInt16LE(at + 26),
      zip.readUInt16LE(at + 28)
    ];
    const start = at + 30 + name + extra;
    members.push([zip.toString("utf8", at + 30, at + 30 + name), zip.toString("utf8", start, start + size)]);
    at = start + size;
  }
  return members;
}

async function plantInMails({path}: ExportFile, canaries: Canaries): Promise<void> {
  const text = await readFile(path, "utf8");
  const word = wordOf("meteo_applis_courriels.body", canaries);
  await writeFile(
    path,
    text.replace(/^Message : .*$/gm, (line) => `${line} ${word}`)
  );
}

function isUtf8(bytes: Buffer): boolean {
  try {
    new TextDecoder("utf-8", {fatal: true}).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
