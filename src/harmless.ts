/** What a spreadsheet takes for the beginning of a formula, also in its wide East Asian form or behind blanks. */
const FORMULA = "^[\\s\\p{Z}\\p{Cc}\\p{Cf}]*[=+\\-@＝＋－＠]|^[\\t\\r\\n]";

const PATTERN = new RegExp(FORMULA, "u");

/** Text that a spreadsheet will not calculate: what would begin a formula stands behind an apostrophe. */
export function harmless(text: string): string {
  return PATTERN.test(text) ? `'${text}` : text;
}

/** The same in SQL, of a column. */
export function harmlessSql(column: string): string {
  return `if(regexp_matches(${column}, '${FORMULA}'), '''' || ${column}, ${column})`;
}
