import type {Random} from "../../pipeline/sample/random.ts";
import {type Kind, SCALE, type Tongue} from "./contracts.ts";
import {instantsOf} from "./instants.ts";

/** A cell as it is written, and what it means in the form in which rows are compared; null when empty. */
export interface Value {
  written: string;
  meant: string | null;
}

/** What decides how a value is written. */
export interface Writing {
  tongue: Tongue;
  encoding: "utf-8" | "windows-1252";
  /** ASCII letters only. */
  plain: boolean;
}

export const ZONES: Record<Tongue, string> = {french: "Europe/Paris", machine: "UTC"};

const PLAIN_TEXTS = [
  "Dupont",
  "Salon Marie-Claude",
  "SARL L'Atelier",
  'say "no" twice',
  '"quoted"',
  "one; two",
  "one, two, three",
  "tab\there",
  "either|or",
  "first line\nsecond line",
  "first line\r\nsecond line\r\n\r\nlast line",
  '5" screen; 7" tablet',
  "NULL",
  "null",
  "\\N",
  "NA",
  "#N/A",
  "# not a comment",
  "=1+1",
  "-12",
  "007",
  "1,5",
  "01/02/2026",
  "true",
  "C:\\exports\\",
  'a\\"b',
  "'",
  "a  b",
  "sep=;"
];

const FRENCH_TEXTS = [
  "Café de l’Hôtel",
  "N° 12 – œuvre à 3 €",
  'Élodie "Lolo" Ça',
  "Sœur d'Œdipe; «à bientôt»",
  "déjà\nvu",
  "Prix : 1\u00a0234,56 €",
  "Žižka & Ÿ‰",
  "Total général à vérifier"
];

const UNICODE_TEXTS = [
  "Zoë 🎉",
  "e\u0301le\u0300ve",
  "1\u202f000",
  "日本語; ok",
  "İstanbul",
  "a\u2028b",
  "\u200bzero"
];

/** A value of a kind; an id is made of `number`, so that it stands once in its file. */
export function makeValue(kind: Kind, random: Random, writing: Writing, number: number): Value {
  if (kind === "id") return makeId(random, number);
  return random.chance(kind === "money" || kind === "day" ? 0 : 0.15)
    ? {written: random.pick(["", "", " "]), meant: null}
    : MAKERS[kind](random, writing);
}

const MAKERS: Record<Exclude<Kind, "id">, (random: Random, writing: Writing) => Value> = {
  text: (random, writing) => {
    const phrase = random.pick(textsOf(writing));
    const pad = random.chance(0.05) && !/["\n;,|\t]/.test(phrase) ? random.pick([" ", "  "]) : "";
    return {written: `${pad}${phrase}${pad}`, meant: phrase};
  },
  integer: (random) => {
    const number = random.pick([0, -1, 2 ** 31 - 1, random.int(1, 99), random.int(-5000, 5000)]);
    return {written: String(number), meant: String(number)};
  },
  money: (random, {tongue, encoding}) => {
    const cents = random.pick([
      0,
      random.int(1, 99),
      random.int(100, 99_999),
      random.int(100_000, 99_999_999_999)
    ]);
    const separators =
      encoding === "utf-8" ? ["", " ", "\u00a0", "\u202f", "'", "’"] : ["", " ", "\u00a0", "'", "’"];
    return tongue === "french"
      ? frenchAmount(random, cents, random.pick(separators))
      : signed(random.chance(0.2), `${Math.floor(cents / 100)}.${twoDigits(cents % 100)}`, cents);
  },
  decimal: (random, {tongue}) => {
    const number = random.int(0, 50_000_000);
    const digits = random.int(0, SCALE);
    const kept = number - (number % 10 ** (SCALE - digits));
    const fraction = String(kept % 10 ** SCALE)
      .padStart(SCALE, "0")
      .slice(0, digits);
    const whole = String(Math.floor(kept / 10 ** SCALE));
    const mark = tongue === "french" ? "," : ".";
    return signed(random.chance(0.2), fraction === "" ? whole : `${whole}${mark}${fraction}`, kept);
  },
  day: (random, {tongue}) => {
    const date = randomDate(random);
    return {written: writeDay(date, tongue), meant: date.toISOString().slice(0, 10)};
  },
  instant: (random, writing) => {
    for (;;) {
      const date = randomDate(random);
      const time = random.pick([
        "",
        " 00:00",
        ` ${clock(random)}`,
        ` ${clock(random)}:${twoDigits(random.int(0, 59))}`
      ]);
      const written = `${writeDay(date, writing.tongue)}${time}`;
      const meant = meantInstant(date, time.trim(), ZONES[writing.tongue]);
      if (meant !== undefined) return {written, meant};
    }
  },
  yesNo: (random, {tongue}) => {
    const yes = random.chance(0.5);
    const words =
      tongue === "french"
        ? [
            ["Non", "N", "Faux", "0"],
            ["Oui", "O", "Vrai", "1"]
          ]
        : [
            ["false", "f", "0"],
            ["true", "t", "1"]
          ];
    const word = random.pick(words[yes ? 1 : 0] ?? []);
    return {written: random.pick([word, word.toLowerCase(), word.toUpperCase()]), meant: String(yes)};
  }
};

function textsOf({encoding, plain}: Writing): string[] {
  if (plain) return PLAIN_TEXTS;
  return encoding === "utf-8"
    ? [...PLAIN_TEXTS, ...FRENCH_TEXTS, ...UNICODE_TEXTS]
    : [...PLAIN_TEXTS, ...FRENCH_TEXTS];
}

function makeId(random: Random, number: number): Value {
  const digits = String(number).padStart(6, "0");
  const written = random.pick([`CMD-2026-${digits}`, digits, `C${digits}/A`]);
  return {written, meant: written};
}

function frenchAmount(random: Random, cents: number, separator: string): Value {
  const euros = String(Math.floor(cents / 100)).replace(/\B(?=(\d{3})+$)/g, separator);
  const amount = `${euros},${twoDigits(cents % 100)}`;
  const sign = random.weighted([
    ["", 8],
    ["-", 2],
    ["(", 1]
  ]);
  const written = sign === "(" ? `(${amount})` : sign + amount;
  const euro = random.weighted([
    ["", 6],
    [" €", 1],
    ["€", 1],
    ["\u00a0€", 1]
  ]);
  return {written: written + euro, meant: sign === "" || cents === 0 ? String(cents) : `-${cents}`};
}

function signed(negative: boolean, amount: string, number: number): Value {
  return negative && number !== 0
    ? {written: `-${amount}`, meant: `-${number}`}
    : {written: amount, meant: String(number)};
}

function randomDate(random: Random): Date {
  return new Date(Date.UTC(2019, 0, 1) + random.int(0, 4500) * 86_400_000);
}

function clock(random: Random): string {
  return `${twoDigits(random.int(0, 23))}:${twoDigits(random.int(0, 59))}`;
}

/** The instant of a local day and time (`hh:mm[:ss]` or nothing), when there is exactly one. */
export function meantInstant(date: Date, time: string, zone: string): string | undefined {
  const [h = 0, min = 0, s = 0] = time === "" ? [] : time.split(":").map(Number);
  const [instant, second] = instantsOf(date.getTime() + ((h * 60 + min) * 60 + s) * 1000, zone);
  return second === undefined ? instant?.toString() : undefined;
}

function writeDay(date: Date, tongue: Tongue): string {
  const [y = "", m = "", d = ""] = date.toISOString().slice(0, 10).split("-");
  return tongue === "french" ? `${d}/${m}/${y}` : `${y}-${m}-${d}`;
}

function twoDigits(number: number): string {
  return String(number).padStart(2, "0");
}
