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
  {data_line, delimiter}: Layout,
  {lines, marks}: Scan,
  textAt: (start: number, end: number) => string
): Suspicions {
  const end = data_line + lines;
  const footer_start = contract.footer.length === 0 ? end : Math.max(data_line, end - FOOTER_LINES);
  const headers = new Set<number>();
  const broken = new Set<number>();
  let previous: Mark | undefined;
  let lone: Mark | undefined;
  for (const mark of marks) {
    if (isOf(mark, "blank")) continue;
    if (isOf(mark, "header")) headers.add(mark.line);
    if (lone !== undefined && isOf(mark, "beside")) broken.add(mark.line);
    lone = undefined;
    if (isOf(mark, "lone")) {
      const cells = textAt(mark.start, mark.end).split(delimiter);
      if (mark.line < footer_start || !isFooter(cells, contract)) {
        lone = mark;
        if (previous !== undefined && isOf(previous, "beside")) broken.add(previous.line);
      }
    }
    previous = mark;
  }
  return {footer_start, headers, broken};
}

const NUMBER = /^[-+(]?[\d\s\u00a0\u202f'’.,]+\)?\s?[€%]?$/u;

/** A total or a notice: one filled cell is in a form that the contract names, and all others are numbers. */
export function isFooter(cells: readonly string[] | undefined, {footer}: Contract): boolean {
  const filled = (cells ?? []).map((cell) => cell.trim()).filter((cell) => cell !== "");
  const named = filled.filter((cell) => footer.some((form) => form.test(cell)));
  return named.length > 0 && filled.every((cell) => named.includes(cell) || NUMBER.test(cell));
}
