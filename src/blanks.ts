import {quoteText} from "./warehouse.ts";

/** The blanks that may surround a cell and are never meant: they are the same in TypeScript and in SQL. */
export const BLANKS = " \t\v\f\r\n\u00a0\u2007\u202f\ufeff";

/** The text without the blanks around it. */
export function trimBlanks(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && BLANKS.includes(text.charAt(start))) start++;
  while (start < end && BLANKS.includes(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}

/**
 * An SQL expression of the text without the blanks around it; `expression` is repeated.
 * The functions before `trim` are there for speed only: it is ten times slower, and few cells need it.
 */
export function sqlTrim(expression: string): string {
  const endings = Array.from(BLANKS)
    .map((blank) => `or suffix(${expression}, ${quoteText(blank)})`)
    .join(" ");
  const mayBegin = `${expression} < '!' or ${expression} >= '\u0080'`;
  return `case when ${mayBegin} ${endings} then trim(${expression}, ${quoteText(BLANKS)}) else ${expression} end`;
}
