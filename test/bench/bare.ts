import {quoteText} from "../../src/warehouse.ts";
import type {Language} from "./contracts.ts";

/**
 * How DuckDB reads the order file without any validation. `whole` reads every row; `usual` is what one would
 * write first, and loses rows without a word.
 */
export type BareRead = "whole" | "usual";

interface BareSelect {
  select(path: string): string;
  /** The sum of the amounts in cents, null where amounts are still text. */
  cents: string;
}

const TYPES = {
  order_id: "varchar",
  line_no: "integer",
  customer_id: "varchar",
  customer_name: "varchar",
  postcode: "varchar",
  town: "varchar",
  signed_date: "date",
  recorded_at: "timestamp",
  seller_id: "varchar",
  channel: "varchar",
  product: "varchar",
  amount: "decimal(18, 2)",
  term_start_date: "date",
  term_end_date: "date",
  is_recurring: "boolean",
  vje: "decimal(18, 2)",
  comment: "varchar"
};

const FRENCH_OPTIONS = [
  "delim = ';'",
  "encoding = 'latin-1'",
  "decimal_separator = ','",
  "dateformat = '%d/%m/%Y'",
  "timestampformat = '%d/%m/%Y %H:%M'"
];

/** DuckDB knows neither `Oui` as a truth value nor `1 234,56` with a non-breaking space as a number. */
const FRENCH_TYPES = {...TYPES, is_recurring: "varchar"};
const TYPED_CENTS = "sum(amount) * 100";
/** After a quote that is never closed, strict mode gives up most of the file, without a word. */
const LENIENT = "strict_mode = false";

export const BARE_READS: Record<Language, Record<BareRead, BareSelect>> = {
  english: {
    whole: {select: (path) => select(path, TYPES, ["delim = ','", LENIENT]), cents: TYPED_CENTS},
    usual: {select: (path) => select(path, TYPES, ["delim = ','"]), cents: TYPED_CENTS}
  },
  french: {
    whole: {
      select: (path) => select(path, {...FRENCH_TYPES, amount: "varchar"}, [...FRENCH_OPTIONS, LENIENT]),
      cents: "null"
    },
    usual: {select: (path) => select(path, FRENCH_TYPES, FRENCH_OPTIONS), cents: TYPED_CENTS}
  }
};

function select(path: string, types: Record<string, string>, options: readonly string[]): string {
  const columns = Object.entries(types).map(([name, type]) => `${quoteText(name)}: ${quoteText(type)}`);
  const all = [
    quoteText(path),
    "auto_detect = false",
    "header = true",
    `quote = '"'`,
    `escape = '"'`,
    "ignore_errors = true",
    ...options,
    `columns = {${columns.join(", ")}}`
  ];
  return `select * from read_csv(${all.join(", ")})`;
}
