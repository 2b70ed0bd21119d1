import {html} from "htl";
import {linkTo} from "./links.js";
import {isLeftOut} from "./meanings.js";
import type {Say} from "./say.js";
import {namesSubject, subjectAddress, subjectOf, subjectOfRow} from "./subjects.js";
import {nameOf, readView, writeView, type TableView} from "./table-view.js";
import {holdRow, holdTable} from "./table-source.js";

/** A column: what it is sorted by, and what is shown. */
export interface Column<Row> {
  key: string;
  label: string;
  /** How its cells are set: figures to the right, days and codes on one line. */
  kind?: "right" | "when" | "code";
  /** Column of the published result that it shows, where it goes by another name than its key. */
  column?: string;
  value: (row: Row) => string | number | Date | null;
  show: (row: Row) => string | Node;
}

export interface PlainOptions<Row> {
  columns: Column<Row>[];
  /** What the table holds, for those who do not see it. */
  label: string;
}

export interface TableOptions<Row> extends PlainOptions<Row> {
  say: Say;
  /** What can be searched for, in words. */
  placeholder: string;
  /** All that a row is found by. */
  searched: (row: Row) => string;
  sort: Sort;
  /** Name under which the address holds how it is searched and sorted; made from its columns when there is none. */
  name?: string;
  /** Placed beside the search field. */
  aside?: Node;
}

export interface Sort {
  key: string;
  descending: boolean;
}

export interface SearchTable<Row> extends HTMLElement {
  /** Shows only rows that pass; all of them when there is no test. */
  keep(test: ((row: Row) => boolean) | null): void;
}

/** Rows drawn at once: enough to browse, few enough to be quick with any number of rows. */
const PAGE = 25;

/** Columns without those that this build of the site does not have. */
function columnsHere<Row>(columns: Column<Row>[], rows: Row[]): Column<Row>[] {
  return columns.filter(
    (column) =>
      !isLeftOut(column.column ?? column.key, rows[0]) || rows.some((row) => column.value(row) !== null)
  );
}

/** A table as it is: few rows, none to be searched. */
export function plainTable<Row>(rows: Row[], {columns: all, label}: PlainOptions<Row>): HTMLElement {
  const columns = columnsHere(all, rows);
  const box = scrollBox(
    html`<table class="data">
      <thead>
        <tr>
          ${columns.map(
            (column, index) =>
              html`<th scope="col" class=${column.kind ?? ""} data-column=${index}>${column.label}</th>`
          )}
        </tr>
      </thead>
      <tbody>
        ${rows.map((row) => tableRow(row, columns))}
      </tbody>
    </table>`,
    label
  );
  return holdTable(box, {label, columns, rows: () => rows});
}

/** A table that can be searched and sorted by any column; it draws more rows as they are asked for. */
export function searchTable<Row>(rows: Row[], options: TableOptions<Row>): SearchTable<Row> {
  const {say, label, placeholder, aside} = options;
  const columns = columnsHere(options.columns, rows);
  const texts = rows.map((row) => fold(options.searched(row)));
  const name = options.name ?? nameOf(columns);
  const view = {
    ...readView(name, columns, options.sort),
    drawn: PAGE,
    test: null as ((row: Row) => boolean) | null
  };

  const body = html`<tbody></tbody>`;
  const count = html`<output class="count"></output>`;
  const more = html`<button type="button" class="more" onclick=${showMore}>
    ${say.text("table.more")}
  </button>`;
  const heads = columns.map((column, index) => headCell(column, index, () => sortBy(column.key)));
  const search = html`<input
    type="search"
    placeholder=${placeholder}
    aria-label=${placeholder}
    value=${view.query}
    oninput=${(event: Event) => change({query: (event.target as HTMLInputElement).value, drawn: PAGE})}
  />`;
  const box = scrollBox(
    html`<table class="data">
      <thead>
        <tr>
          ${heads}
        </tr>
      </thead>
      ${body}
    </table>`,
    label
  );
  const element = html`<div class="search-table">
    <div class="toolbar">${search}${aside ?? ""}${count}</div>
    ${box}${more}
  </div>` as SearchTable<Row>;
  element.keep = (test) => update({test, drawn: PAGE});

  const find = (): Row[] => findRows(rows, texts, {...view, query: fold(view.query)}, columns);
  holdTable(element, {label, columns, rows: find, filters: () => viewInWords(view, columns, say)});

  /** As the reader asks: the address follows. */
  function change(asked: Partial<typeof view>): void {
    update(asked);
    writeView(name, view, options.sort);
  }

  function update(asked: Partial<typeof view>): void {
    Object.assign(view, asked);
    const found = find();
    body.replaceChildren(...found.slice(0, view.drawn).map((row) => tableRow(row, columns)));
    if (found.length === 0) body.append(emptyRow(columns.length, say));
    count.textContent = say.text("table.count", {count: found.length, all: rows.length});
    // The focus must not go nowhere with the button.
    if (found.length <= view.drawn && document.activeElement === more) box.focus();
    more.hidden = found.length <= view.drawn;
    columns.forEach((column, index) =>
      heads[index]?.setAttribute("aria-sort", ariaSort(column.key, view.sort))
    );
  }

  function showMore(): void {
    update({drawn: view.drawn + 4 * PAGE});
  }

  /** A second click turns the order round; figures begin with the largest. */
  function sortBy(key: string): void {
    const column = columns.find((candidate) => candidate.key === key);
    const descending = view.sort.key === key ? !view.sort.descending : column?.kind === "right";
    change({sort: {key, descending}});
  }

  update({});
  return element;
}

/** Rows that hold every word of the query and pass the test, in order; what is unknown comes last either way. */
export function findRows<Row>(
  rows: Row[],
  texts: string[],
  {query, test, sort}: {query: string; test: ((row: Row) => boolean) | null; sort: Sort},
  columns: Column<Row>[]
): Row[] {
  const words = query.split(/\s+/).filter((word) => word !== "");
  const found = rows.filter(
    (row, index) => (test === null || test(row)) && words.every((word) => (texts[index] ?? "").includes(word))
  );
  const column = columns.find(({key}) => key === sort.key);
  return column === undefined
    ? found
    : found.sort((a, b) => compare(column.value(a), column.value(b), sort.descending));
}

/** How the rows were searched and sorted, for those who take them away. */
function viewInWords<Row>({query, sort}: TableView, columns: Column<Row>[], say: Say): string[] {
  const column = columns.find(({key}) => key === sort.key)?.label ?? sort.key;
  const direction = say.text(sort.descending ? "table.descending" : "table.ascending");
  const searched = query.trim() === "" ? [] : [say.text("table.searched", {query: query.trim()})];
  return [...searched, say.text("table.sorted", {column, direction})];
}

/** Text without case or accents, so that "benoit" finds "Benoît". */
export function fold(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

const collator = new Intl.Collator(undefined, {numeric: true, sensitivity: "base"});

type Sortable = string | number | Date | null;

function compare(a: Sortable, b: Sortable, descending: boolean): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  const order =
    typeof a === "string" && typeof b === "string" ? collator.compare(a, b) : Number(a) - Number(b);
  return descending ? -order : order;
}

function ariaSort(key: string, sort: Sort): string {
  return key !== sort.key ? "none" : sort.descending ? "descending" : "ascending";
}

function headCell<Row>(column: Column<Row>, index: number, onclick: () => void): HTMLElement {
  return html`<th scope="col" class=${column.kind ?? ""} data-column=${index}>
    <button type="button" onclick=${onclick}>${column.label}</button>
  </th>`;
}

function tableRow<Row>(row: Row, columns: Column<Row>[]): HTMLElement {
  const element = html`<tr>
    ${columns.map((column, index) =>
      index === 0
        ? html`<th scope="row" class=${column.kind ?? ""}>${shownIn(column, row, columns)}</th>`
        : html`<td class=${column.kind ?? ""}>${shownIn(column, row, columns)}</td>`
    )}
  </tr>`;
  return holdRow(element, row);
}

/** What a cell shows; an order or a case leads to its story, from the first column where none names it. */
function shownIn<Row>(column: Column<Row>, row: Row, columns: Column<Row>[]): string | Node {
  const shown = column.show(row);
  if (typeof shown !== "string") return shown;
  const isWayIn = column === columns[0] && !columns.some(namesSubject);
  const subject = isWayIn ? subjectOfRow(row) : subjectOf(column.column ?? column.key, column.value(row));
  return subject === null ? shown : html`<a href=${linkTo(subjectAddress(subject))}>${shown}</a>`;
}

function emptyRow(span: number, say: Say): HTMLElement {
  return html`<tr>
    <td colspan=${span} class="nothing">${say.text("table.nothing")}</td>
  </tr>`;
}

/** Wide tables scroll inside their own box; the box can be reached with the keyboard. */
function scrollBox(table: Node, label: string): HTMLElement {
  return html`<div class="scroll-box" tabindex="0" role="region" aria-label=${label}>${table}</div>`;
}
