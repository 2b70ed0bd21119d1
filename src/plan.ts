import type {Encoding} from "./dialect.ts";
import type {Layout} from "./layout.ts";
import {isOf, type Mark} from "./marks.ts";
import type {Scan} from "./scan.ts";

/** How a file is read in bulk: one row of the database for each of its lines, whatever stands in it. */
export interface BulkPlan {
  /** Whether the file itself can be read; else a copy in UTF-8, with fillers for the exceptional lines. */
  isInPlace: boolean;
  /** Whether the database may take quotes for quotes: only when all of them are known to be right. */
  hasQuotes: boolean;
  /** Columns to declare, so that no line is too wide. */
  width: number;
  /** Rows that the database must give. */
  rows: number;
  /** Records whose rows are not used: they are read exactly instead. In the order of the file. */
  exceptional: Mark[];
}

/** Lines wider than the header by more cells than this are not read where they stand. */
const SPARE_COLUMNS = 50;

/** The longest line that the database is asked to read; by itself it stops at 2 MB. */
const LONGEST_LINE = 1_000_000;

/** Up to this share of lines with quotes, reading those exactly costs less than writing a copy. */
const FEW_QUOTES = 0.02;

/** Settles how a scanned file is read in bulk. */
export function planBulk(scan: Scan, layout: Layout, encoding: Encoding): BulkPlan {
  const marks = [...scan.marks];
  const odd = marks.filter((mark) => isOf(mark, "odd", encoding === "utf-8" ? "invalid" : "undefined"));
  const quoted = marks.filter((mark) => isOf(mark, "quotes"));
  const areQuotesRight = !odd.some((mark) => isOf(mark, "quotes"));
  const areQuotesFew = quoted.length <= FEW_QUOTES * scan.lines;
  const isInPlace =
    encoding === "utf-8" &&
    scan.evidence.invalid_at === undefined &&
    layout.feed === 10 &&
    scan.is_uniform &&
    scan.empty_lines === scan.trailing_empty_lines &&
    scan.max_width <= layout.width + SPARE_COLUMNS &&
    scan.longest_line <= LONGEST_LINE &&
    (areQuotesRight || areQuotesFew);
  if (!isInPlace) {
    return {isInPlace, hasQuotes: quoted.length > 0, width: layout.width, rows: scan.lines, exceptional: odd};
  }
  const hasQuotes = quoted.length > 0 && areQuotesRight;
  const exceptional = marks.filter((mark) => isOf(mark, "odd") || (isOf(mark, "quotes") && !hasQuotes));
  return {
    isInPlace,
    hasQuotes,
    width: scan.max_width,
    rows: scan.lines - scan.trailing_empty_lines,
    exceptional
  };
}
