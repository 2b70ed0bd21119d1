import type {Say} from "./say.js";
import type {Column} from "./table.js";

/** A column of words: found and sorted as it is shown. */
export function textColumn<Row>(key: string, label: string, text: (row: Row) => string | null): Column<Row> {
  return {key, label, value: text, show: (row) => text(row) ?? ""};
}

/** A column of whole numbers. */
export function countColumn<Key extends string>(
  key: Key,
  label: string,
  say: Say
): Column<Record<Key, number | null>> {
  return {key, label, kind: "right", value: (row) => row[key], show: (row) => say.number(row[key])};
}

/** A column of cents, shown to the cent without the currency, which the table names once. */
export function amountColumn<Key extends string>(
  key: Key,
  label: string,
  say: Say
): Column<Record<Key, number | null>> {
  return {key, label, kind: "right", value: (row) => row[key], show: (row) => say.amount(row[key])};
}

/** A column of rates, 0 to 1. */
export function rateColumn<Key extends string>(
  key: Key,
  label: string,
  say: Say
): Column<Record<Key, number | null>> {
  return {key, label, kind: "right", value: (row) => row[key], show: (row) => say.percent(row[key])};
}

/** A column of months, sorted by time. */
export function monthColumn(say: Say): Column<{month: Date}> {
  return {
    key: "month",
    label: say.text("column.month"),
    kind: "when",
    value: (row) => row.month,
    show: (row) => say.month(row.month)
  };
}

/** A column of days, sorted by time. */
export function dateColumn<Key extends string>(
  key: Key,
  label: string,
  say: Say
): Column<Record<Key, Date | null>> {
  return {key, label, kind: "when", value: (row) => row[key], show: (row) => say.day(row[key])};
}
