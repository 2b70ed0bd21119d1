import {quoteText} from "../warehouse.ts";

/**
 * The value of a cast in SQL, where it is printed again exactly as it was written: DuckDB reads `12.7`, `1e3`, `0x1F`,
 * `+1` and ` 1` as integers, and `2026-3-1` as a day, but prints none of them so. The cheapest proof of a form.
 */
export function sameWhenPrinted(cell: string, type: "integer" | "bigint" | "date"): string {
  const value = `try_cast(${cell} as ${type})`;
  return `case when cast(${value} as varchar) = ${cell} then ${value} end`;
}

/** A condition in SQL: all of the cell is in the form of a regular expression written for TypeScript. */
export function matchesPattern(cell: string, pattern: string): string {
  // SQL's engine names groups in another way, and does not need their names.
  return `regexp_full_match(${cell}, ${quoteText(pattern.replace(/\?<\w+>/g, "?:"))})`;
}
