import type {Column} from "./table.js";

/** What a table holds at a moment: its columns, and its rows as they are found and sorted. */
export interface TableSource<Row = unknown> {
  /** What the table holds, in words. */
  label: string;
  columns: Column<Row>[];
  rows: () => Row[];
  /** What was searched for, in words; nothing where all rows are there. */
  filters?: () => string[];
}

const sources = new WeakMap<Element, TableSource>();

/** Remembers what an element shows, so that it can be taken away and its columns be explained. */
export function holdTable<Row>(element: HTMLElement, source: TableSource<Row>): HTMLElement {
  sources.set(element, source as unknown as TableSource);
  element.dataset.table = "";
  return element;
}

/** The tables within an element, each once, in the order of the page. */
export function tablesIn(element: ParentNode): TableSource[] {
  const found = [...element.querySelectorAll("[data-table]")].map((table) => sources.get(table));
  return found.filter((source) => source !== undefined);
}

const rows = new WeakMap<Element, unknown>();

/** Remembers what a row of a table shows. */
export function holdRow(element: HTMLElement, row: unknown): HTMLElement {
  rows.set(element, row);
  return element;
}

/** The row that a cell belongs to. */
export function rowOf(cell: Element): unknown {
  const element = cell.closest("tr");
  return element === null ? undefined : rows.get(element);
}

/** The table that an element shows or is part of. */
export function tableOf(element: Element): TableSource | undefined {
  const holder = element.closest("[data-table]");
  return holder === null ? undefined : sources.get(holder);
}
