import {textColumns} from "../reports/arrow-files.ts";
import {makeFixture, type Fixture} from "../reports/fixture.ts";
import {PAYLOADS} from "./payloads.ts";

type Row = Record<string, unknown>;
type Results = Record<string, Row[]>;

/** Payloads that each column holds alone in one round; two rows are added for each. */
export const ADDED = 10;

/** Rounds after which every payload has been in every text column of every result. */
export const ROUNDS = Math.ceil(PAYLOADS.length / ADDED);

/** Columns that hold what people and systems write; all others hold codes, by which pages choose what they draw. */
const WRITTEN =
  /(_id|_name|_orders|_seller|_label|_value|^name|^seller|^detail|^documents|^computation|^company|^source|^meaning|_by|_reason|^team|^unit_value|^raw_label|^text_value|^trigger_field|^status_label|^holder|^action|^brand)$/;

/** Written by people too, but chosen by one who starts a run, and checked there: a code of three letters. */
const CHECKED = new Set(["about.currency"]);

const payload = (number: number): string => PAYLOADS[number % PAYLOADS.length]?.text ?? "";

/**
 * The fixture of the pages with payloads in every text column. In columns of what people write every value has one, the
 * same for the same value in all results, so that they still belong together; the value follows it. In all columns,
 * codes too, further rows hold payloads alone. After `ROUNDS` rounds every column has held every payload.
 */
export function hostileFixture(round: number): Fixture {
  const fixture = makeFixture({groups: 60}) as unknown as Results;
  const marked = marker(round);
  const results = Object.entries(fixture).map(([name, rows], place): [string, Row[]] => {
    const columns = textColumns(name as keyof Fixture);
    const changed = rows.map((row) =>
      mapTexts(row, columns, (value, column) => (keep(name, column) ? value : marked(value)))
    );
    if (name === "about") return [name, changed.map((row) => hostileAbout(row, round))];
    return [name, [...changed, ...addedRows({name, rows: changed, columns, place, round})]];
  });
  return Object.fromEntries(results) as unknown as Fixture;
}

function keep(name: string, column: string): boolean {
  return !WRITTEN.test(column) || CHECKED.has(`${name}.${column}`);
}

/** A payload before each value, by the order in which values are met. */
function marker(round: number): (value: string) => string {
  const marks = new Map<string, string>();
  return (value) => {
    const known = marks.get(value) ?? `${payload(round * ADDED + marks.size)} ${value}`;
    marks.set(value, known);
    return known;
  };
}

interface Added {
  name: string;
  rows: Row[];
  columns: string[];
  place: number;
  round: number;
}

/** Copies of rows with payloads alone, where nothing stood too; in the second half what they belong to stays. */
function addedRows({name, rows, columns, place, round}: Added): Row[] {
  if (rows.length === 0) return [];
  return Array.from({length: 2 * ADDED}, (_, index) => {
    const row = rows[Math.floor((index * rows.length) / (2 * ADDED))] ?? {};
    const texts = columns.map((column, number): [string, unknown] => {
      const stays = CHECKED.has(`${name}.${column}`) || (index >= ADDED && isKey(column));
      return [column, stays ? row[column] : payload(round * ADDED + (index % ADDED) + 7 * number + place)];
    });
    return {...row, ...Object.fromEntries(texts)};
  });
}

const isKey = (column: string): boolean => /(^|_)(group|order|case|trial)_id$/.test(column);

/** The one row of the company holds the payloads of a round all at once. */
function hostileAbout(row: Row, round: number): Row {
  const all = Array.from({length: ADDED}, (_, index) => payload(round * ADDED + index));
  return {...row, company: all.join(" "), missing_entities: all.join(",")};
}

function mapTexts(
  row: Row,
  columns: string[],
  change: (value: string, column: string, number: number) => string
): Row {
  return Object.fromEntries(
    Object.entries(row).map(([column, value]) => {
      const number = columns.indexOf(column);
      return [column, number === -1 || typeof value !== "string" ? value : change(value, column, number)];
    })
  );
}
