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

/** The table that an element shows or is part of. */
export function tableOf(element: Element): TableSource | undefined {
  const holder = element.closest("[data-table]");
  return holder === null ? undefined : sources.get(holder);
}
