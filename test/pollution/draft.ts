import iconv from "iconv-lite";
import type {Random} from "../../pipeline/sample/random.ts";
import type {Contract} from "../../src/contract.ts";
import {CONTRACTS, KINDS, type Shape} from "./contracts.ts";
import {makeValue, type Writing} from "./values.ts";

/** How a file is written. */
export interface Form extends Writing {
  bom: boolean;
  delimiter: string;
  ending: "\n" | "\r\n";
  /** Which cells are put in quotes: those that need it, those with letters too, or all. */
  quotes: "needed" | "texts" | "all";
}

/** A record as it was meant. `load`: it must be loaded; `either`: loaded as meant or quarantined; `never` loaded. */
export interface Expected {
  cells: Record<string, string | null>;
  fate: "load" | "either" | "never";
}

/** A stretch of a file that ends with a line ending: a record, the header, or something that is no record. */
export interface Piece {
  part: "above" | "header" | "body";
  raw: string;
  ending: string;
  /** In place of `raw`, where the bytes are not what the file's encoding makes of it. */
  bytes?: Buffer;
  /** The cells of a record, not yet quoted. */
  texts: string[];
  records: Expected[];
}

/** A file under construction: clean at first, then polluted. */
export interface Draft {
  contract: Contract;
  form: Form;
  /** Names of the columns, in the order of the file. */
  columns: string[];
  pieces: Piece[];
  /** What should become of the file as a whole. */
  outcome: "read" | "refused" | "either";
  /** What a refusal must speak of. */
  refusal: RegExp;
  /** Headers that must be reported as unknown. */
  unknown: string[];
  /** What happens to the bytes at the end. */
  finish: (bytes: Buffer) => Buffer;
}

/** A clean file, its header first and its records behind. */
export function makeDraft(
  random: Random,
  {shape, form, records}: {shape: Shape; form: Form; records: number}
): Draft {
  const contract = CONTRACTS[form.tongue][shape];
  const names = Object.keys(contract.columns);
  const columns = random.chance(0.5) ? names : shuffle(names, random);
  const draft: Draft = {
    contract,
    form,
    columns,
    pieces: [],
    outcome: "read",
    refusal: /./,
    unknown: [],
    finish: (bytes) => bytes
  };
  const labels = columns.map((name) => pickLabel(draft, name, random));
  draft.pieces.push({...makePiece(draft, labels), part: "header"});
  for (let number = 1; number <= records; number++) {
    const values = columns.map((name) => {
      const kind = KINDS[shape][name] ?? "text";
      return {name, ...makeValue(kind, random, form, number)};
    });
    const texts = values.map(({written}) => written);
    const cells = Object.fromEntries(values.map(({name, meant}) => [name, meant]));
    draft.pieces.push({...makePiece(draft, texts), records: [{cells, fate: "load"}]});
  }
  return draft;
}

function pickLabel({contract, form}: Draft, name: string, random: Random): string {
  const headers = contract.columns[name]?.headers ?? [];
  return form.plain ? (headers.at(-1) ?? name) : random.pick(headers);
}

function shuffle<T>(list: readonly T[], random: Random): T[] {
  return list
    .map((item) => ({item, key: random.next()}))
    .sort((a, b) => a.key - b.key)
    .map(({item}) => item);
}

/** A piece of the body that is no record, as it is given. */
export function junk({form}: Draft, raw: string): Piece {
  return {part: "body", raw, ending: form.ending, texts: [], records: []};
}

/** A piece of the body with these cells, quoted as the form says. */
export function makePiece(draft: Draft, texts: string[]): Piece {
  return {...junk(draft, writeCells(draft.form, texts).join(draft.form.delimiter)), texts};
}

/** Cells as they stand in the file. */
export function writeCells({delimiter, quotes}: Form, texts: readonly string[]): string[] {
  return texts.map((text) => {
    const needed = text.includes(delimiter) || /["\r\n]/.test(text);
    const wanted = quotes === "all" || (quotes === "texts" && /[a-z]/i.test(text));
    return needed || wanted ? quoted(text) : text;
  });
}

/** A text in quotes. */
export function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

/** The header of a draft. */
export function headerOf({pieces}: Draft): Piece {
  const header = pieces.find(({part}) => part === "header");
  if (header === undefined) throw new Error("this draft has lost its header");
  return header;
}

/** Writes the header again, with other cells. */
export function writeHeader(draft: Draft, texts: string[]): void {
  const header = headerOf(draft);
  header.texts = texts;
  header.raw = writeCells(draft.form, texts).join(draft.form.delimiter);
}

/** The pieces that are one record each. */
export function recordsOf({pieces}: Draft): Piece[] {
  return pieces.filter(({records}) => records.length === 1);
}

/** One record: the first and the last more often than any other. */
export function pickRecord(
  draft: Draft,
  random: Random,
  fits: (piece: Piece) => boolean = () => true
): Piece {
  const records = recordsOf(draft).filter(fits);
  const picked = random.weighted([
    [records[0], 1],
    [records.at(-1), 1],
    [random.pick(records), 4]
  ]);
  if (picked === undefined) throw new Error("this draft has no record that fits");
  return picked;
}

/** Changes how a record is written, leaving what it means: it may be loaded as meant, or quarantined. */
export function damage(piece: Piece, raw: string, fate: Expected["fate"] = "either"): void {
  piece.raw = raw;
  for (const record of piece.records) record.fate = fate;
}

/** Writes another text into one cell of a record; what it means is given, undefined for nothing certain. */
export function setCell(
  draft: Draft,
  piece: Piece,
  {column, text, meant, fate}: {column: string; text: string; meant: string | null; fate: Expected["fate"]}
): void {
  piece.texts[draft.columns.indexOf(column)] = text;
  piece.raw = writeCells(draft.form, piece.texts).join(draft.form.delimiter);
  for (const record of piece.records) {
    record.cells[column] = meant;
    record.fate = fate;
  }
}

/** Names of the columns of these kinds, in the order of the file. */
export function columnsOf({contract, columns}: Draft, types: readonly string[]): string[] {
  return columns.filter((name) => types.some((type) => contract.columns[name]?.type.name.startsWith(type)));
}

/** Text in the encoding of a form; it must have a byte for every character. */
export function encode(text: string, {encoding}: Pick<Form, "encoding">): Buffer {
  const bytes = iconv.encode(text, encoding);
  if (iconv.decode(bytes, encoding, {stripBOM: false}) !== text)
    throw new Error(`${encoding} cannot write ${text}`);
  return bytes;
}

/** Makes a record's texts so simple that nothing in it needs quotes, and writes it without any. */
export function simplify(draft: Draft, piece: Piece): Piece {
  for (const column of columnsOf(draft, ["text"])) {
    const index = draft.columns.indexOf(column);
    if ((piece.texts[index] ?? "").trim() === "") continue;
    const text = `Dupont ${index}`;
    piece.texts[index] = text;
    for (const record of piece.records) record.cells[column] = text;
  }
  piece.raw = writeCells({...draft.form, quotes: "needed"}, piece.texts).join(draft.form.delimiter);
  return piece;
}
