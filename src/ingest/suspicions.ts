import type {Contract} from "../contract.ts";
import type {Layout} from "./layout.ts";
import {isOf, type Mark} from "./marks.ts";
import type {Scan} from "./scan.ts";

/** Lines of a file that are not what they seem. */
export interface Suspicions {
  /** The first line at which a footer may begin; past the end of the file when the contract knows of none. */
  footer_start: number;
  /** Lines that repeat the header. */
  headers: ReadonlySet<number>;
  /** Records that may be broken in two: a line with a single cell stands beside them. */
  broken: ReadonlySet<number>;
}

export const NOTHING_SUSPECTED: Suspicions = {footer_start: Infinity, headers: new Set(), broken: new Set()};

/** Lines at the end of a file among which a total or a notice is looked for; above them there is only data. */
const FOOTER_LINES = 50;

/** Finds what to beware of in a scanned file; `textAt` reads a part of it. */
export function findSuspicions(
  contract: Contract,
  layout: Layout,
  {lines, marks}: Scan,
  textAt: (start: number, end: number) => string
): Suspicions {
  const {data_line} = layout;
  const end = data_line + lines;
  const footer_start = contract.footer.length === 0 ? end : Math.max(data_line, end - FOOTER_LINES);
  const headers = new Set<number>();
  const broken = new Set<number>();
  let previous: Mark | undefined;
  let lone: string | undefined;
  let signs: ReadonlySet<string> | undefined;
  for (const mark of marks) {
    if (isOf(mark, "blank")) continue;
    if (isOf(mark, "header")) headers.add(mark.line);
    if (lone !== undefined && isOf(mark, "beside")) {
      signs ??= firstCellSigns(layout, textAt);
      if (isMadeOf(lone, signs)) broken.add(mark.line);
    }
    lone = undefined;
    if (isOf(mark, "lone")) {
      const cell = unquote(textAt(mark.start, mark.end));
      if (mark.line < footer_start || !isFooter([cell], contract)) {
        lone = cell;
        if (previous !== undefined && isOf(previous, "beside")) broken.add(previous.line);
      }
    }
    previous = mark;
  }
  return {footer_start, headers, broken};
}

/** Bytes below the header out of which it is learnt what the first cells of a file look like. */
const LEARNT_BYTES = 1 << 16;

/** With fewer records there is nothing to learn. */
const FEWEST_RECORDS = 5;

/**
 * The signs that the first cells of a file are made of, one for all digits and one for all letters; empty when too
 * little is known. A line with other signs, such as the end of a comment, is not the beginning of such a cell.
 */
function firstCellSigns(
  {data_start, delimiter, width, feed}: Layout,
  textAt: (start: number, end: number) => string
): ReadonlySet<string> {
  const lines = textAt(data_start, data_start + LEARNT_BYTES).split(feed === 10 ? "\n" : "\r");
  const records = lines.map((line) => line.split(delimiter)).filter((cells) => cells.length === width);
  const firsts = records.map(([first = ""]) => first.trim()).filter((first) => first !== "");
  return new Set(firsts.length < FEWEST_RECORDS ? [] : firsts.flatMap(signsOf));
}

function isMadeOf(text: string, signs: ReadonlySet<string>): boolean {
  return signs.size === 0 || signsOf(text.trim()).every((sign) => signs.has(sign));
}

function signsOf(text: string): string[] {
  return Array.from(text.replace(/\p{N}/gu, "0").replace(/\p{L}/gu, "a"));
}

/** The text of a line that is one cell: some systems quote their notices too. */
function unquote(line: string): string {
  return line.trim().replace(/^"(.*)"$/s, "$1");
}

const NUMBER = /^[-+(]?[\d\s\u00a0\u202f'’.,]+\)?\s?[€%]?$/u;

/** A total or a notice: one filled cell is in a form that the contract names, and all others are numbers. */
export function isFooter(cells: readonly string[] | undefined, {footer}: Contract): boolean {
  const filled = (cells ?? []).map((cell) => cell.trim()).filter((cell) => cell !== "");
  const named = filled.filter((cell) => footer.some((form) => form.test(cell)));
  return named.length > 0 && filled.every((cell) => named.includes(cell) || NUMBER.test(cell));
}
