/** What a model says of a column. */
export interface ColumnMeaning {
  meaning: string;
  /** Columns that are divided by one another, where it is a rate. */
  numerator: string | undefined;
  denominator: string | undefined;
}

/** What a published result says of itself. */
export interface TableMeanings {
  table: string;
  meaning: string;
  /** The models that it is made from. */
  reads: string;
  columns: ReadonlyMap<string, ColumnMeaning>;
  /** Columns that this build of the site does not have. */
  leftOut: ReadonlySet<string>;
}

export interface FoundMeaning extends ColumnMeaning {
  table: TableMeanings;
}

const MEANINGS = Symbol("meanings");

/** Every result that the page has read. */
const read: TableMeanings[] = [];

/** A prototype for the rows of a result, by which they know what their columns mean. */
export function holdMeanings(meanings: TableMeanings): object {
  read.push(meanings);
  return Object.defineProperty({}, MEANINGS, {value: meanings});
}

/**
 * What a column means: by the result that a row was read from, or, for a row that the page has computed, by the
 * results of the page, if all that have such a column say the same.
 */
export function meaningOf(column: string, row: unknown): FoundMeaning | null {
  const own = (row as {[MEANINGS]?: TableMeanings} | null | undefined)?.[MEANINGS];
  const tables = own === undefined ? read : [own];
  const found = tables.flatMap((table) => {
    const said = table.columns.get(column);
    return said === undefined ? [] : [{...said, table}];
  });
  const [first] = found;
  if (first === undefined || found.some(({meaning}) => meaning !== first.meaning)) return null;
  return first;
}

/** Whether this build of the site does not have a column: of a row that the page has computed, in none of its results. */
export function isLeftOut(column: string, row: unknown): boolean {
  const own = (row as {[MEANINGS]?: TableMeanings} | null | undefined)?.[MEANINGS];
  const tables = own === undefined ? read : [own];
  return tables.some(({leftOut}) => leftOut.has(column)) && !tables.some(({columns}) => columns.has(column));
}

/** A figure that can be asked what it is. */
export interface Defined {
  label: string;
  /** Column that the figure is, or is made from. */
  column: string;
  /** A row of the result with that column. */
  row: unknown;
  /** Numerator and denominator in figures. */
  parts?: [numerator: string, denominator: string];
}

const defined = new WeakMap<Element, Defined>();

/** Makes an element answer what it is, to the pointer and to the keyboard. */
export function define(element: HTMLElement, figure: Defined): HTMLElement {
  defined.set(element, figure);
  element.classList.add("defined");
  element.tabIndex = 0;
  return element;
}

export function definedBy(element: Element): Defined | undefined {
  return defined.get(element);
}
