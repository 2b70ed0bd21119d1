import {CellProblem, type CellType, day, decimal, id, instant, integer, money, text, yesNo} from "./cells.ts";
import {Dialect, FRENCH, MACHINE} from "./dialect.ts";
import {headerKey} from "./ingest/header.ts";
import {type Identifier, keyedHash, normalise} from "./keyed-hash.ts";

/** Values of a column that are tried in each form of a day. */
const HEAD_VALUES = 200;

/** A type as it is written in a contract. */
export interface Guess {
  code: string;
  type: CellType;
  /** Ends the column's name: the house's names say what kind of value they hold. */
  suffix: string;
}

/** The dialect of the house that is nearest, with the forms that read most values. */
export function guessDialect(
  delimiter: Dialect["delimiter"],
  encoding: Dialect["encodings"][number],
  values: readonly string[][]
): Dialect {
  const cells = values.flatMap((column) => column.slice(0, HEAD_VALUES)).filter((cell) => cell !== "");
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
