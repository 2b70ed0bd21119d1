import type {Encoding} from "../dialect.ts";
import type {Layout} from "./layout.ts";
import {isOf, type Mark} from "./marks.ts";
import type {Scan} from "./scan.ts";

/** How a file is read in bulk: one row of the database for each of its lines, whatever stands in it. */
export interface BulkPlan {
  /** Whether the file itself can be read; else a copy in UTF-8, with fillers for the exceptional lines. */
  isInPlace: boolean;
  /** Whether the database may take quotes for quotes: only when all that it sees are known to be right. */
  hasQuotes: boolean;
  /** Rows that the database must give. */
  rows: number;
  /** Records whose rows are not used, in the order of the file. */
  exceptional: Mark[];
}

/** The longest line that the database is asked to read; by itself it stops at 2 MB. */
const LONGEST_LINE = 1_000_000;

/** Up to this share of lines with quotes, these are read apart: the others need not be looked at for them. */
const FEW_QUOTES = 0.2;

/** Settles how a scanned file is read in bulk. */
export function planBulk(scan: Scan, layout: Layout, encoding: Encoding): BulkPlan {
  const marks = [...scan.marks];
  const isOdd = (mark: Mark): boolean => isOf(mark, "odd", encoding === "utf-8" ? "invalid" : "undefined");
  // The database passes over empty lines, which at the end of the file does no harm.
  const end = layout.data_line + scan.lines - scan.trailing_empty_lines;
  const odd = marks.filter((mark) => isOdd(mark) && mark.line < end);
  const quoted = marks.filter((mark) => isOf(mark, "quotes"));
  const hasQuotes = quoted.length > FEW_QUOTES * scan.lines;
  const exceptional = marks.filter((mark) => isOdd(mark) || (!hasQuotes && isOf(mark, "quotes")));
  const isInPlace =
    encoding === "utf-8" &&
    layout.feed === 10 &&
    scan.is_uniform &&
    scan.longest_line <= LONGEST_LINE &&
    odd.length === 0 &&
    (hasQuotes || quoted.length === 0);
  return {isInPlace, hasQuotes, rows: scan.lines - (isInPlace ? scan.trailing_empty_lines : 0), exceptional};
}

/**
 * Whether nothing but right quotes makes a record exceptional: such records are read in bulk too, out of a file of
 * their own.
 */
export function isQuotable(mark: Mark, encoding: Encoding): boolean {
  return isOf(mark, "quotable") && !isOf(mark, "beside", encoding === "utf-8" ? "invalid" : "undefined");
}
