import {html} from "htl";
import {takeTable} from "./cells.js";
import {filtersInForce} from "./in-force.js";
import type {Context} from "./frame.js";
import {saveFile, slug} from "./save-file.js";
import {tablesIn, type TableSource} from "./table-source.js";

/** What can be taken away of a card, and what is said of it in the file. */
interface Subject {
  element: HTMLElement;
  title: string;
  context: Context;
}

/** A row of the menu: what it is called and what it makes. */
interface Way {
  label: string;
  extension: string;
  make: () => Promise<Blob>;
  /** Says which of several it is in the name of the file. */
  suffix?: string;
}

/** The small menu by which a card is taken away: tables as CSV and workbook, pictures as SVG and PNG. */
export function takeMenu(element: HTMLElement, title: string, context: Context): HTMLElement {
  const {say} = context;
  const subject = {element, title, context};
  const list = html`<ul></ul>`;
  const status = html`<output class="sr-only"></output>`;
  const menu = html`<details class="take">
    <summary aria-label=${say.text("take.menu", {title})} title=${say.text("take.name")}>
      <span aria-hidden="true">⋯</span>
    </summary>
    <div class="take-list">${list}${status}</div>
  </details>` as HTMLDetailsElement;
  // At the click, not once it is open: who works with the keyboard may be quicker than that.
  menu.querySelector("summary")?.addEventListener("click", () => {
    list.replaceChildren(...waysOf(subject).map((way) => wayItem(way, subject, status)));
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    event.stopPropagation();
    menu.open = false;
    menu.querySelector("summary")?.focus();
  });
  menu.addEventListener("focusout", (event) => {
    if (event.relatedTarget instanceof Node && !menu.contains(event.relatedTarget)) menu.open = false;
  });
  return menu;
}

function wayItem(way: Way, subject: Subject, status: HTMLElement): HTMLElement {
  const {say} = subject.context;
  const take = async (): Promise<void> => {
    const name = `${fileName(subject, way.suffix)}.${way.extension}`;
    status.textContent = "";
    try {
      saveFile(await way.make(), name);
      status.textContent = say.text("take.done", {file: name});
    } catch (error) {
      status.classList.remove("sr-only");
      status.textContent = say.text("take.failed", {reason: String(error)});
    }
  };
  return html`<li><button type="button" onclick=${() => void take()}>${way.label}</button></li>`;
}

function waysOf(subject: Subject): Way[] {
  const tables = tablesIn(subject.element);
  return [...tableWays(tables, subject), ...pictureWays(subject)];
}

function tableWays(tables: TableSource[], subject: Subject): Way[] {
  const {say} = subject.context;
  if (tables.length === 0) return [];
  const isOne = tables.length === 1;
  const texts = tables.map((table): Way => ({
    label: isOne ? say.text("take.csv") : say.text("take.csv.one", {table: table.label}),
    extension: "csv",
    ...(isOne ? {} : {suffix: table.label}),
    make: async () => {
      const {csvOf} = await import("./csv.js");
      const text = csvOf(aboutOf(subject, [table]), takeTable(table, say), say);
      return new Blob([text], {type: "text/csv;charset=utf-8"});
    }
  }));
  const workbook: Way = {
    label: say.text("take.xlsx"),
    extension: "xlsx",
    make: async () => {
      const {workbookOf} = await import("./workbook.js");
      const taken = tables.map((table) => takeTable(table, say));
      return workbookOf(aboutOf(subject, tables), taken, say);
    }
  };
  return [...texts, workbook];
}

function pictureWays({element, title, context: {say}}: Subject): Way[] {
  if (element.querySelector(".picture, .fitted, :scope > svg") === null) return [];
  const description = [...element.querySelectorAll(":scope > :is(.subtitle, .notes)")].map(wordsOf).join(" ");
  const options = {title, description};
  return [
    {
      label: say.text("take.svg"),
      extension: "svg",
      make: async () => (await import("./picture-file.js")).svgFile(element, options)
    },
    {
      label: say.text("take.png"),
      extension: "png",
      make: async () => (await import("./picture-file.js")).pngFile(element, options)
    }
  ];
}

/** What a file says of itself: the same that stands around the table on the page. */
function aboutOf(
  {element, title, context: {say, about}}: Subject,
  tables: TableSource[]
): [string, string][] {
  const texts = (selector: string) =>
    [...element.querySelectorAll(selector)].map(wordsOf).filter((text) => text !== "");
  const missing = (about.missing_entities ?? "").split(",").map((name) => name.trim());
  const known = missing.filter((name) => name !== "").map((name) => say.name("entity", name));
  const filters = [...filtersInForce(), ...tables.flatMap((table) => table.filters?.() ?? [])];
  const lines: [string, string[]][] = [
    ["take.page", [`${pageName()} · ${about.company}`]],
    ["take.title", [title]],
    ["take.shown", texts(":scope > .subtitle")],
    ["take.notes", texts(":scope > .notes")],
    ["take.definition", texts(":scope > details.definition > p")],
    ["take.filters", filters.length === 0 ? [say.text("take.filters.none")] : filters],
    ["take.as_of", [say.date(about.as_of)]],
    ["take.missing", [known.length === 0 ? say.text("take.missing.none") : say.list(known)]],
    ["take.address", [location.href]]
  ];
  return lines
    .filter(([, values]) => values.length > 0)
    .map(([key, values]): [string, string] => [say.text(key), values.join(" ; ")]);
}

/** What stands in an element, without the blanks of the source. */
export function wordsOf(element: Element): string {
  return element.textContent.replace(/[ \n\t]+/g, " ").trim();
}

function pageName(): string {
  const name = document.querySelector(".page-name");
  return name === null ? document.title : wordsOf(name);
}

/** Page, title and day of the data, in letters that every file system takes. */
function fileName({title, context: {about}}: Subject, suffix?: string): string {
  const day = about.as_of.toISOString().slice(0, 10);
  const parts = [pageName(), title, ...(suffix === undefined ? [] : [suffix])];
  return [...parts.map(slug), day].filter((part) => part !== "").join("_");
}
