import {parse} from "csv-parse/sync";
import {CellProblem, type CellType, day, decimal, id, instant, integer, money, text, yesNo} from "./cells.ts";
import {Dialect, FRENCH, MACHINE} from "./dialect.ts";
import {dataError} from "./errors.ts";
import {headerKey} from "./header.ts";
import {type Identifier, keyedHash, normalise} from "./keyed-hash.ts";

const HEAD_RECORDS = 200;

/** A type as it is written in a contract. */
export interface Guess {
  code: string;
  type: CellType;
  /** Ends the column's name: the house's names say what kind of value they hold. */
  suffix: string;
}

/** Header and records of a text, those of another width left out. */
export function readTable(content: string, delimiter: string, to: number): string[][] {
  const records = parse(content, {
    bom: true,
    delimiter,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    to
  });
  const width = usualWidth(records);
  const first = records.findIndex(
    (cells) => cells.length === width && cells.every((cell) => cell.trim() !== "")
  );
  return records.slice(Math.max(first, 0)).filter((cells) => cells.length === width);
}

function usualWidth(records: readonly string[][]): number {
  const counts = new Map<number, number>();
  for (const {length} of records) counts.set(length, (counts.get(length) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0;
}

/** The delimiter that cuts most of the first records into as many cells. */
export function guessDelimiter(content: string, fileName: string): Dialect["delimiter"] {
  const scored = Dialect.shape.delimiter.options.map((delimiter) => {
    const table = readTable(content, delimiter, HEAD_RECORDS);
    const width = table[0]?.length ?? 0;
    return {delimiter, width, score: width < 2 ? 0 : table.length * (width - 1)};
  });
  const [best] = scored.sort((a, b) => b.score - a.score);
  if (best !== undefined && best.score > 0) return best.delimiter;
  throw dataError(`${fileName}: not delimited text; save the export as CSV, with its header`);
}

/** The dialect of the house that is nearest, with the forms that read most values. */
export function guessDialect(
  delimiter: Dialect["delimiter"],
  encoding: Dialect["encodings"][number],
  values: readonly string[][]
): Dialect {
  const cells = values.flatMap((column) => column.slice(0, HEAD_RECORDS)).filter((cell) => cell !== "");
  const commas = cells.filter((cell) => /^-?[\d\s\u00a0\u202f'’]*\d,\d{1,4}$/u.test(cell)).length;
  const points = cells.filter((cell) => /^-?\d+\.\d{1,4}$/.test(cell)).length;
  const isFrench = commas > points || (commas === points && delimiter === ";");
  const base = isFrench ? FRENCH : MACHINE;
  const forms = Dialect.shape.day.options.map((form) => ({
    form,
    count: cells.filter((cell) => isRead(cell, instant(), {...base, day: form})).length
  }));
  const most = Math.max(...forms.map(({count}) => count));
  const isBest = forms.find(({form}) => form === base.day)?.count === most;
  const best = isBest ? base.day : (forms.find(({count}) => count === most)?.form ?? base.day);
  const encodings = encoding === "utf-8" ? base.encodings : FRENCH.encodings;
  return {...base, delimiter, day: best, encodings};
}

function isRead(cell: string, type: CellType, dialect: Dialect): boolean {
  return !CellProblem.is(type.parse(cell, dialect));
}

const AMOUNT =
  /amount|montant|price|prix|value|valeur|total|revenue|\bca\b|\bht\b|mrr|arr\b|fee|cost|cout|net\b|debit|credit/;
const MAIL = /mail|courriel/;
const PHONE = /phone|mobile|\btel\b|telephone|portable|\bfax\b/;
const ID =
  /(^|[\s_.-])(id|ids|uuid|gid|code|ref|reference|siret|siren|num|numero|number|postcode|zip|postal)($|[\s_.-])|^n[°o]\s/;

/** The narrowest type that reads every value; text when none does. */
export function guessType(
  header: string,
  filled: readonly string[],
  {dialect, isUnique}: {dialect: Dialect; isUnique: boolean}
): Guess {
  const key = headerKey(header).replaceAll("_", " ");
  const readsAll = (type: CellType): boolean => filled.every((value) => isRead(value, type, dialect));
  const plain: Guess = {code: "text()", type: text(), suffix: ""};
  if (filled.length === 0) return plain;
  for (const kind of ["email", "phone"] as const) {
    if (holdsIdentifiers(kind, key, filled)) {
      return {
        code: `keyedHash("${kind}", {unreadable: "leave_out"})`,
        type: keyedHash(kind),
        suffix: "_hash"
      };
    }
  }
  const candidates: Guess[] = [
    ...(AMOUNT.test(key)
      ? [
          {code: "money()", type: money(), suffix: "_cents"},
          {code: "money({minDecimals: 0})", type: money({minDecimals: 0}), suffix: "_cents"}
        ]
      : []),
    ...(ID.test(key) ? [{code: "id()", type: id(), suffix: ""}] : []),
    ...(filled.every((value) => /\D.*\D|^\d{8}$/.test(value))
      ? [
          {code: "day()", type: day(), suffix: "_date"},
          {code: "instant()", type: instant(), suffix: "_at"}
        ]
      : []),
    ...(new Set(filled).size <= 2 ? [{code: "yesNo()", type: yesNo(), suffix: ""}] : []),
    ...(isUnique && filled.every((value) => /\d/.test(value) && /\p{L}/u.test(value))
      ? [{code: "id()", type: id(), suffix: ""}]
      : []),
    {code: "integer()", type: integer(), suffix: ""},
    ...[2, 4, 6].map((scale) => ({code: `decimal(${scale})`, type: decimal(scale), suffix: ""}))
  ];
  return candidates.find(({type}) => readsAll(type)) ?? plain;
}

/** Below a header that says so one address is enough, elsewhere most values have to be: none may be kept in clear. */
function holdsIdentifiers(kind: Identifier, key: string, filled: readonly string[]): boolean {
  const isRead = (value: string): boolean => normalise(kind, value) !== undefined;
  if ((kind === "email" ? MAIL : PHONE).test(key)) return filled.some(isRead);
  return kind === "email" && filled.filter(isRead).length > filled.length / 2;
}
