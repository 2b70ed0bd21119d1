import fc from "fast-check";
import type {Dialect} from "../../../src/dialect.ts";

const pad = (number: number, width = 2): string => String(number).padStart(width, "0");
const join = (parts: readonly string[]): string => parts.join("");

/** Numbers as systems write them: with one of the dialect's separators or none, and the decimals allowed. */
export function numbers(
  {decimal: mark, thousands}: Dialect,
  {min, max, digits = 12}: {min: number; max: number; digits?: number}
): fc.Arbitrary<string> {
  const whole = fc.oneof(
    fc.integer({min: 0, max: 999}),
    fc.integer({min: 0, max: 99_999}),
    fc.integer({min: 0, max: 10 ** digits - 1})
  );
  const separator = fc.constantFrom("", ...Array.from(thousands));
  const fraction = fc
    .integer({min, max})
    .chain((length) => fc.stringMatching(new RegExp(`^\\d{${length}}$`)));
  return fc
    .tuple(fc.constantFrom("", "", "-"), whole, separator, fraction)
    .map(([minus, number, between, decimals]) => {
      const grouped = String(number).replace(/\B(?=(\d{3})+$)/g, between);
      return minus + grouped + (decimals === "" ? "" : mark + decimals);
    });
}

/** Percentages with up to four decimals. */
export function percentages({decimal: mark}: Dialect): fc.Arbitrary<string> {
  const fraction = fc.stringMatching(/^\d{0,4}$/).map((digits) => (digits === "" ? "" : mark + digits));
  return withUnit(fc.tuple(fc.integer({min: 0, max: 99}).map(String), fraction).map(join), "%");
}

/** Texts with a unit behind them, or not. */
export function withUnit(texts: fc.Arbitrary<string>, unit: string): fc.Arbitrary<string> {
  const endings = fc.constantFrom("", unit, ` ${unit}`, `\u00a0${unit}`, `\u202f${unit}`);
  return fc.tuple(texts, endings).map(join);
}

/** Days from the first to the last in the dialect's form. */
export function days({day}: Pick<Dialect, "day">, first: string, last: string): fc.Arbitrary<string> {
  const range = {min: new Date(first), max: new Date(`${last}T12:00Z`), noInvalidDate: true};
  return fc.date(range).map((date) => {
    const [m, d] = [date.getUTCMonth() + 1, date.getUTCDate()];
    const fields: Record<string, string> = {yyyy: pad(date.getUTCFullYear(), 4), mm: pad(m), dd: pad(d)};
    return day.replace(/yyyy|mm?|dd?/g, (field) => fields[field] ?? String(field === "m" ? m : d));
  });
}

/** Times behind a day, from the first hour to the last. */
function times({time}: Dialect, first: number, last: number): fc.Arbitrary<string> {
  const minute = fc.integer({min: 0, max: 59}).map((number) => `:${pad(number)}`);
  const second = fc.option(minute, {nil: ""});
  return fc.tuple(fc.integer({min: first, max: last}), minute, second).map(([hour, min, s]) => {
    if (time === "hh:mm") return ` ${pad(hour)}${min}${s}`;
    return ` ${((hour + 11) % 12) + 1}${min}${s} ${hour < 12 ? "AM" : "PM"}`;
  });
}

/** Instants in working hours, as local times in the dialect's form, and in ISO form with an offset. */
export function instants(dialect: Dialect): fc.Arbitrary<string> {
  const local = fc.tuple(days(dialect, "1980-01-01", "2069-12-30"), times(dialect, 5, 22)).map(join);
  return fc.oneof(local, days(dialect, "1980-01-01", "2069-12-30"), isoInstants());
}

function isoInstants(): fc.Arbitrary<string> {
  const time = fc.date({min: new Date(0), max: new Date(86_399_999), noInvalidDate: true});
  const offset = fc.constantFrom("Z", "Z", "+01:00", "+02:00", "-05:30", "+0000", "-00:00", "+14:00");
  return fc
    .tuple(
      days({day: "yyyy-mm-dd"}, "1900-01-01", "2199-12-31"),
      time.map((date) => `T${date.toISOString().slice(11, 19)}`),
      fc.stringMatching(/^(\.\d{1,6})?$/),
      offset
    )
    .map(join);
}

/** Local times of all years, around midnight and at night, when clocks are changed. */
export function nights(dialect: Dialect): fc.Arbitrary<string> {
  const changes = [
    "1911-03-10",
    "1940-06-14",
    "1976-03-28",
    "1996-10-27",
    "2011-12-30",
    "2026-03-29",
    "2026-10-25"
  ];
  const day = fc.oneof(
    days(dialect, "1900-01-01", "2199-12-31"),
    ...changes.map((change) => days(dialect, change, change))
  );
  return fc.tuple(day, times(dialect, 0, 4)).map(join);
}

const BITS = [
  ...Array.from(" \t\n\u00a0\u202f\u2003.,;:-+_'’/\\()[]%€$#\"0123456789eExXTZzoOlI"),
  ...["−", "é", "İ", "ſ", "K", "٣", "１", "²", "½", "😀", "\u0000", "\ufeff", "\u200b", "e\u0301"],
  ..."00|e3|E+15|0x|0b| AM|pm| UTC|+01|+01:00|,00|.0|T00|00:00| (BC)".split("|")
];

interface Edit {
  at: number;
  kind: string;
  bit: string;
}

/** Texts that are nearly those: with up to three edits. */
export function nearly(texts: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const edit = fc.record({
    at: fc.nat({max: 1000}),
    kind: fc.constantFrom("insert", "insert", "replace", "delete", "swap", "double"),
    bit: fc.constantFrom(...BITS)
  });
  return fc
    .tuple(texts, fc.array(edit, {minLength: 1, maxLength: 3}))
    .map(([text, edits]) => edits.reduce(applyEdit, Array.from(text)).join(""));
}

function applyEdit(characters: string[], {at, kind, bit}: Edit): string[] {
  const place = at % (characters.length + 1);
  const [before, after] = [characters.slice(0, place), characters.slice(place)];
  switch (kind) {
    case "insert":
      return [...before, bit, ...after];
    case "replace":
      return [...before, bit, ...after.slice(1)];
    case "delete":
      return [...before, ...after.slice(1)];
    case "swap":
      return [...before, ...after.slice(1, 2), ...after.slice(0, 1), ...after.slice(2)];
    default:
      return [...before, ...after.slice(0, 1), ...after];
  }
}

/** What casts in SQL or TypeScript take for something else, and what exports hold where a value is missing. */
export const STRANGE = [
  "0".repeat(400),
  "9".repeat(400),
  ...[13, 15, 16].flatMap((digits) => ["", ",99", ".9999"].map((end) => "9".repeat(digits) + end)),
  ...`
    #N/A | #REF! | #valeur! | #12 | infinity | Infinity | -infinity | INFINITY | inf | nan | NaN | epoch | today | now | null | NULL
    1e3 | 1E3 | 1,21E+15 | 1.21143E+15 | 0x1F | 0b1 | 0o7 | 1_000 | +1 | -0 | -0,00 | -0.00 | --1 | - | +
    00 | 007 | 007,50 | 0,5 | .5 | ,5 | 5. | 5, | 12.7 | −5 | −5,00 | (5,00) | (-5,00) | () | 000 000 000 000 001
    2147483647 | 2147483648 | -2147483648 | -2147483649 | 1000000000000000 | 9223372036854775808
    99999999999,995 | 999999999999,995 | -999999999999,999999 | 9223372036854775807 | 999 999 999 999 999,99
    100 % | 100,0001 % | -0 % | -1% | 0% | % | 1 000 % | 50%% | 5 € | 5,00€€ | € 5,00 | 5,00 € | 5,00\u00a0 € | 5,00$
    1.234 | 1,234 | 1.234,56 | 1,234.56 | 1 234 | 1 23 | 12 34,56 | 1'234 | 1 234\u00a0567,00 | 1,23,456.00
    ٣ | ١٢٣ | １２ | ½ | ² | Ⅷ | 😀 | e\u0301 | OUİ | OUI | oUi | vraı | TRUE | YES | n | K
    29/02/2020 | 29/02/2021 | 29/02/1900 | 29/02/2000 | 31/04/2020 | 00/01/2020 | 01/00/2020 | 31/12/2199
    01/01/1900 | 31/12/1899 | 01/01/2200 | 01/02/0025 | 01/02/25 | 1/2/2020 | 01/02/12020 | 01-02-2020 | 1/02/2020
    2020-02-29 | 1900-01-01 | 2199-12-31 | 1899-12-31 | 2200-01-01 | 0025-01-01 | -2020-01-01 | 2020-1-1 | 02020-1-1
    20200229 | 20210229 | 19000101 | 00250101 | 2020-02 | 2020-060 | 2020-W10-1 | 3/14/2026 | 03/14/2026
    15/07/2026 24:00 | 15/07/2026 23:60 | 15/07/2026 23:59:60 | 15/07/2026 9:30 | 15/07/2026  9:30
    15/07/2026\t09:30 | 2026-07-1  09:30 | 2026-07-15  9:30:00 | 15/07/202  09:30 | 2026-07-1\t 09:30:00
    15/07/2026T09:30 | 15/07/2026T 9:30 | 15/07/2026 09:30:00.5 | 15/07/2026 09:30 UTC | 2026-07-15 09:30+02
    2026-07-15T09:30:00 | 2026-07-15T09:30 | 2026-07-15T09:30Z | 2026-07-15T24:00:00Z | 2026-02-30T09:30:00Z
    2026-07-15T09:30:60Z | 2026-07-15T09:30:00+15:00 | 2026-07-15T09:30:00.1234567Z | 2026-07-15T09:30:00+02
    2026-07-15t09:30:00z | 20260715T093000Z | 1900-01-01T00:00:00+14:00 | 2199-12-31T23:59:59-12:00
    3/14/2026 9:05 AM | 3/14/2026 0:05 AM | 3/14/2026 13:05 PM | 3/14/2026 12:00 AM | 3/14/2026 12:00 PM
    3/14/2026, 9:05\u202fAM | 3/14/2026, 9:05 am | 3/14/2026 9:5 AM | 3/14/2026 9:05 | 3/14/2026 09:05:59 PM
    1357559955.000200 | 1357559955 | 1357559955000 | 0357559955.000200 | 7258118399.999999 | 7258118400
    1357559955.0002001 | 1.35756E+09 | -1357559955.000200 | 1357559955. | 1357559955,000200 | 6999999999.5
  `
    .trim()
    .split(/ \| |\n +/)
];
