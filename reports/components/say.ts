/** A catalogue of one language: a text a key, or its plural forms by `Intl.PluralRules` category. */
export type Words = Record<string, string | Record<string, string>>;

/** What may be put in a text: numbers are written in the language's way, all else as it is. */
export type Values = Record<string, string | number>;

export interface Say {
  /** BCP 47 tag that all formats follow, such as `fr-FR`. */
  locale: string;
  /** The currency by its sign, such as €. */
  currency: string;
  /** Text of a key, with `{name}` replaced; `count` chooses between plural forms. @throws when there is none. */
  text: (key: string, values?: Values) => string;
  /** Name of a code of a closed list (`channel`, `motive` …); codes joined by ` + ` are named one by one; a code without name stays as it is. */
  name: (vocabulary: string, code: string | null) => string;
  /** 1 234 567 */
  number: (value: number | null) => string;
  /** As `number`, with all its decimals. */
  exact: (value: number | null) => string;
  /** A rate of 0 to 1: no decimals from 10 %, one below. */
  percent: (rate: number | null) => string;
  /** A relative change, with its sign. */
  change: (rate: number | null) => string;
  /** Cents, to the cent. */
  money: (cents: number | null) => string;
  /** Cents, to the cent, without the currency: for columns that name it once. */
  amount: (cents: number | null) => string;
  /** Cents in k or M with one decimal (`digits` in M), for charts and sentences. */
  short: (cents: number | null, digits?: number) => string;
  /** As `short`, with its sign. */
  shortChange: (cents: number | null, digits?: number) => string;
  /** Cents on an axis: as short as it gets. */
  tick: (cents: number) => string;
  /** 14 mars 2026 */
  date: (day: Date | null) => string;
  /** 14/03/2026: for columns. */
  day: (day: Date | null) => string;
  /** mars 2026 */
  month: (day: Date) => string;
  /** mars, or mars 2026 in January: for axes. */
  shortMonth: (day: Date) => string;
  /** a, b et c */
  list: (items: string[]) => string;
}

/** Shown where there is no figure. */
const NONE = "–";

/** The one place where words and figures take the form of a language and a currency. */
export function makeSay(words: Words, {currency}: {currency: string}): Say {
  const text = makeText(words);
  const locale = text("locale");
  const number = makeNumber(locale);
  const month = makeDate(locale, {month: "long", year: "numeric"});
  return {
    locale,
    currency: symbolOf(currency),
    text,
    name: (vocabulary, code) => nameOf(words, vocabulary, code),
    number: orNone((value) => number(value, {maximumFractionDigits: 1})),
    exact: orNone((value) => number(value, {maximumFractionDigits: 15})),
    percent: orNone((rate) => number(rate, {style: "percent", ...percentDigits(rate)})),
    change: orNone((rate) =>
      number(rate, {style: "percent", signDisplay: "exceptZero", ...percentDigits(rate)})
    ),
    ...makeMoney(text, number, currency),
    date: makeDate(locale, {dateStyle: "medium"}),
    day: makeDate(locale, {dateStyle: "short"}),
    month,
    shortMonth: (day) =>
      day.getUTCMonth() === 0 ? String(day.getUTCFullYear()) : makeDate(locale, {month: "short"})(day),
    list: (items) => new Intl.ListFormat(locale).format(items)
  };
}

type FormatNumber = (value: number, options: Intl.NumberFormatOptions) => string;

function makeMoney(text: Say["text"], number: FormatNumber, currency: string) {
  const symbol = symbolOf(currency);
  const compact = (cents: number, options: Intl.NumberFormatOptions, digits = 1) => {
    const unit = unitOf(cents);
    const fraction = unit === "unit" ? 0 : unit === "million" ? digits : 1;
    const amount = cents / UNITS[unit];
    const shown = number(amount, {
      maximumFractionDigits: fraction,
      minimumFractionDigits: fraction,
      ...options
    });
    return withSign(text(`money.${unit}`, {amount: shown.replace(/^[+−]/, ""), symbol}), shown);
  };
  return {
    money: orNone((cents) =>
      number(cents / 100, {style: "currency", currency, currencyDisplay: "narrowSymbol"})
    ),
    amount: orNone((cents) => number(cents / 100, {minimumFractionDigits: 2, maximumFractionDigits: 2})),
    short: (cents: number | null, digits = 1) => (cents === null ? NONE : compact(cents, {}, digits)),
    shortChange: (cents: number | null, digits = 1) =>
      cents === null ? NONE : compact(cents, {signDisplay: "exceptZero"}, digits),
    tick: (cents: number) => compact(cents, {minimumFractionDigits: 0})
  };
}

const UNITS = {million: 1e8, thousand: 1e5, unit: 100};

/** The unit is chosen on the rounded figure, so that 999 960 is not written 1 000,0 k. */
function unitOf(cents: number): keyof typeof UNITS {
  const absolute = Math.abs(cents);
  if (Math.round(absolute / 1e4) >= 1e4) return "million";
  return Math.round(absolute / 100) >= 1000 ? "thousand" : "unit";
}

/** The sign stands before the currency symbol in every language: −£1.2k. */
function withSign(amount: string, shown: string): string {
  const sign = /^[+−]/.exec(shown)?.[0] ?? "";
  return sign + amount;
}

function symbolOf(currency: string): string {
  const parts = new Intl.NumberFormat("en", {style: "currency", currency, currencyDisplay: "narrowSymbol"});
  return parts.formatToParts(0).find((part) => part.type === "currency")?.value ?? currency;
}

function percentDigits(rate: number): Intl.NumberFormatOptions {
  const digits = Math.round(Math.abs(rate) * 1000) >= 100 || rate === 0 ? 0 : 1;
  return {minimumFractionDigits: digits, maximumFractionDigits: digits};
}

function makeNumber(locale: string | undefined): FormatNumber {
  const formats = new Map<string, Intl.NumberFormat>();
  return (value, options) => {
    const key = JSON.stringify(options);
    let format = formats.get(key);
    if (format === undefined) formats.set(key, (format = new Intl.NumberFormat(locale, options)));
    return format.format(value).replace("-", "−");
  };
}

/** Days and months are calendar days: they are stored at midnight UTC and never moved to another zone. */
function makeDate(locale: string, options: Intl.DateTimeFormatOptions): (day: Date | null) => string {
  const format = new Intl.DateTimeFormat(locale, {timeZone: "UTC", ...options});
  return (day) => (day === null ? NONE : format.format(day));
}

function makeText(words: Words): Say["text"] {
  const locale = typeof words.locale === "string" ? words.locale : undefined;
  const plural = new Intl.PluralRules(locale);
  const number = makeNumber(locale);
  return (key, values = {}) => {
    const entry = words[key];
    if (entry === undefined) throw new Error(`no text for ${key} in the catalogue`);
    const form = typeof entry === "string" ? entry : pluralOf(entry, plural.select(Number(values.count)));
    return form.replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = values[name];
      return value === undefined ? whole : typeof value === "number" ? number(value, {}) : value;
    });
  };
}

function pluralOf(forms: Record<string, string>, category: string): string {
  return forms[category] ?? forms.other ?? "";
}

function nameOf(words: Words, vocabulary: string, code: string | null): string {
  const word = (part: string) => {
    const entry = words[`${vocabulary}.${part}`];
    return typeof entry === "string" ? entry : undefined;
  };
  if (code === null || code === "") return word("unknown") ?? NONE;
  return code
    .split(" + ")
    .map((part) => word(part) ?? part)
    .join(" + ");
}

function orNone(format: (value: number) => string): (value: number | null) => string {
  return (value) => (value === null ? NONE : format(value));
}
