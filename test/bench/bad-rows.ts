import type {Form} from "./forms.ts";

/** A way in which a row of the benchmark is bad. */
export type BadKind =
  | "bad_amount"
  | "impossible_day"
  | "missing_required"
  | "extra_delimiter"
  | "missing_delimiter"
  | "unclosed_quote"
  | "stray_quote"
  | "bad_integer"
  | "damaged_id"
  | "two_digit_year";

/** All ten kinds, in the order in which they are planted. */
export const ALL_KINDS: readonly BadKind[] = [
  "bad_amount",
  "impossible_day",
  "missing_required",
  "extra_delimiter",
  "missing_delimiter",
  "unclosed_quote",
  "stray_quote",
  "bad_integer",
  "damaged_id",
  "two_digit_year"
];

/** What half of the rows are bad with: cells that look right from afar, and shapes. */
export const COMMON_KINDS: readonly BadKind[] = [
  "bad_amount",
  "impossible_day",
  "extra_delimiter",
  "bad_amount",
  "impossible_day",
  "missing_delimiter"
];

/** Damages one cell of a row that is right otherwise; kinds of shape are for `breakLine`. */
export function breakCells(cells: string[], kind: BadKind, {language}: Form): void {
  const isFrench = language === "french";
  if (kind === "bad_amount") cells[11] = isFrench ? "12O,50" : "12O.50";
  if (kind === "impossible_day") cells[12] = isFrench ? "31/02/2025" : "2025-02-31";
  if (kind === "missing_required") cells[2] = "";
  if (kind === "unclosed_quote") cells[3] = `"${cells[3] ?? ""}`;
  if (kind === "stray_quote") cells[10] = `12" ${cells[10] ?? ""}`;
  if (kind === "bad_integer") cells[1] = "12.7";
  if (kind === "damaged_id") cells[0] = isFrench ? "1,21143E+15" : "1.21143E+15";
  if (kind === "two_digit_year") cells[6] = isFrench ? "05/03/25" : "25-03-05";
}

/** Damages the shape of a row; the last cell of a delimiter too many is empty, which is how it is overlooked. */
export function breakLine(line: string, kind: BadKind, {delimiter}: Form): string {
  if (kind === "extra_delimiter") return line + delimiter;
  if (kind === "missing_delimiter") return line.replace(delimiter, " ");
  return line;
}
