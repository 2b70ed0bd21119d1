import {quoteText} from "./warehouse.ts";

/** The blanks that may surround a cell and are never meant: they are the same in TypeScript and in SQL. */
export const BLANKS = " \t\v\f\r\n\u00a0\u2007\u202f\ufeff";

/** The text without the blanks around it. */
export function trimBlanks(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isBlank(text, start)) start++;
  while (start < end && isBlank(text, end - 1)) end--;
  return end - start === text.length ? text : text.slice(start, end);
}

function isBlank(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  // Nearly all cells begin and end with one of these, and are not looked at more closely.
  return (code <= 0x20 || code >= 0x80) && BLANKS.includes(text.charAt(at));
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
