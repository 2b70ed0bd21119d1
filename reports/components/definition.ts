import {FileAttachment} from "observablehq:stdlib";
import {html} from "htl";
import {filtersInForce} from "./in-force.js";
import type {Context} from "./frame.js";
import {definedBy, meaningOf, type Defined, type FoundMeaning} from "./meanings.js";
import type {Say} from "./say.js";
import type {Column} from "./table.js";
import {rowOf, tableOf} from "./table-source.js";

/** Comments that go on from the column before. */
const GOES_ON =
  /^(of (it|them|these|the|this)|at (most|least)|its|the same|and why|or |both|all three|whether|their|set aside)\b/;

/** Meanings in the language of the page, by those of the models; empty where it is that of the models. */
let words: Promise<Record<string, string>> | undefined;

function loadWords(): Promise<Record<string, string>> {
  words ??= FileAttachment("../definitions.json").json() as Promise<Record<string, string>>;
  return words;
}

/** What an element is asked for: a head of a column, a rate in a table, or a figure; null where there is nothing to tell. */
export function askedOf(element: Element, say: Say): Defined | null {
  const figure = definedBy(element);
  if (figure !== undefined) return meaningOf(figure.column, figure.row) === null ? null : figure;
  const source = tableOf(element);
  const cell = element.closest<HTMLTableCellElement>("[data-column], td");
  if (source === undefined || cell === null) return null;
  const column = source.columns[Number(cell.dataset.column ?? cell.cellIndex)];
  if (column === undefined) return null;
  if (cell.dataset.column !== undefined) {
    const [row] = source.rows();
    return meaningOf(nameOf(column), row) === null
      ? null
      : {label: column.label, column: nameOf(column), row};
  }
  return rateOf(column, rowOf(cell), say);
}

function nameOf({column, key}: Column<unknown>): string {
  return column ?? key;
}

/** A rate in a table, with what it is made of in its row. */
function rateOf(column: Column<unknown>, row: unknown, say: Say): Defined | null {
  const meaning = meaningOf(nameOf(column), row);
  if (meaning?.numerator === undefined || meaning.denominator === undefined) return null;
  const values = row as Record<string, unknown>;
  const show = (name: string): string | null => {
    const value = values[name];
    if (typeof value !== "number") return null;
    return name.endsWith("_cents") ? say.money(value) : say.number(value);
  };
  const [numerator, denominator] = [show(meaning.numerator), show(meaning.denominator)];
  if (numerator === null || denominator === null) return null;
  return {label: column.label, column: nameOf(column), row, parts: [numerator, denominator]};
}

/** The definition of a figure: what it is, what is divided by what, the period, what is missing, where it is made. */
export async function definition(asked: Defined, {say, about}: Context): Promise<HTMLElement | null> {
  const found = meaningOf(asked.column, asked.row);
  if (found === null) return null;
  const translated = await loadWords();
  const inWords = (meaning: string): string => translated[meaning] ?? meaning;
  const filters = filtersInForce();
  const to = say.date(about.as_of);
  const period =
    about.first_month === null ? to : say.text("card.period", {from: say.month(about.first_month), to});
  const missing = (about.missing_entities ?? "").split(",").filter((name) => name.trim() !== "");
  const lines: [string, string][] = [
    ...partsOf(asked, found, inWords).map(([key, text]): [string, string] => [say.text(key), text]),
    [say.text("define.period"), [period, ...filters].join(" · ")],
    ...(missing.length === 0
      ? []
      : [
          [say.text("define.missing"), say.list(missing.map((name) => say.name("entity", name.trim())))] as [
            string,
            string
          ]
        ])
  ];
  return html`<div>
    <p class="meaning-title">${asked.label}</p>
    <p>${[...before(asked.column, found).map(inWords), inWords(found.meaning)].join(" › ")}</p>
    <dl>
      ${lines.map(
        ([name, text]) =>
          html`<div>
            <dt>${name}</dt>
            <dd>${text}</dd>
          </div>`
      )}
    </dl>
    <p class="meaning-source">
      ${say.text("define.from", {models: found.table.reads, result: found.table.table})}
    </p>
  </div>`;
}

function partsOf(asked: Defined, found: FoundMeaning, inWords: (text: string) => string): [string, string][] {
  const named = [found.numerator, found.denominator].map((column) =>
    column === undefined ? null : inWords(found.table.columns.get(column)?.meaning ?? column)
  );
  const keys = ["define.numerator", "define.denominator"];
  return keys.flatMap((key, index) => {
    const text = [asked.parts?.[index], named[index]].filter((part) => part != null).join(" · ");
    return text === "" ? [] : [[key, text] as [string, string]];
  });
}

/** "Of it, rebooked" says little by itself: the meaning that it goes on from. */
function before(column: string, {meaning, table}: FoundMeaning): string[] {
  if (!GOES_ON.test(meaning)) return [];
  const columns = [...table.columns];
  const place = columns.findIndex(([name]) => name === column);
  const start = columns.slice(0, Math.max(0, place)).findLast(([, said]) => !GOES_ON.test(said.meaning));
  return start === undefined ? [] : [start[1].meaning];
}
