import {html} from "htl";
import {amountColumn, countColumn, textColumn} from "./columns.js";
import type {Cube} from "./cube.js";
import {cutName} from "./filter-words.js";
import {DIMENSIONS, type Filters} from "./filters.js";
import {asOf, type Context, emptyCard} from "./frame.js";
import {linkTo} from "./links.js";
import {type MotiveCell, motiveTotals} from "./motive-months.js";
import {OUTSIDE} from "./motives.js";
import type {Say} from "./say.js";
import type {Column} from "./table.js";
import {holdTable} from "./table-source.js";

/** A cell of `worth_acting`. */
export interface ActingCell {
  month: Date;
  brand: string;
  kind: string;
  items: number;
  cents: number;
}

/** Something worth acting on: what hangs on it, and the page with its lines. */
export interface ActingItem {
  kind: string;
  /** The motive, where it is one. */
  motive?: string;
  /** Orders, cancelled units, duties or cases. */
  items: number;
  cents: number;
  /** Page, with the filters that lead to the lines. */
  address: string;
}

/** Items that are told: more than these nobody acts on. */
const MOST = 5;

/** The page on which the lines of a kind stand. */
const PAGES: Record<string, string> = {
  unbilled: "reconciliation",
  untold: "reconciliation",
  process: "cancel-and-rebook",
  missed: "deadlines"
};

/** The cut that all items can follow: period and brand. */
export function actingFilters(filters: Filters): Filters {
  const none = Object.fromEntries(DIMENSIONS.filter((name) => name !== "brand").map((name) => [name, []]));
  return {...filters, ...none, compare: null};
}

/** What is worth acting on, by euros, at most five; a motive is the dearest one, labels are those outside the list. */
export function actingItems(
  cells: Cube<ActingCell>,
  motiveCells: Cube<MotiveCell>,
  filters: Filters
): ActingItem[] {
  const cut = actingFilters(filters);
  // A kind without a page leads nowhere: nobody could act on it.
  const found = cells
    .where(cut)
    .by("kind")
    .filter(({kind}) => Object.hasOwn(PAGES, kind));
  const motives = motiveTotals(motiveCells, "primary", {filters: cut, before: null});
  const [dearest] = motives
    .filter(({motive}) => !OUTSIDE.includes(motive))
    .sort((a, b) => b.lost_ca_cents - a.lost_ca_cents || (a.motive < b.motive ? -1 : 1));
  const outside = motives.filter(({motive}) => motive === "UNMAPPED");
  return [
    ...found.map((row) => ({...row, address: `./${PAGES[row.kind] ?? ""}`})),
    ...(dearest === undefined
      ? []
      : [
          {
            kind: "motive",
            motive: dearest.motive,
            items: dearest.cases,
            cents: dearest.lost_ca_cents,
            address: `./motives?motive=${encodeURIComponent(dearest.motive)}`
          }
        ]),
    ...outside.map(({cases, lost_ca_cents}) => ({
      kind: "unmapped",
      items: cases,
      cents: lost_ca_cents,
      address: "./motives?motive=UNMAPPED"
    }))
  ]
    .filter(({cents}) => cents > 0)
    .sort((a, b) => b.cents - a.cents || (a.kind < b.kind ? -1 : 1))
    .slice(0, MOST);
}

/** The items as a list: euros, what they are, what to do, and the way to the lines. */
export function worthActing(
  items: ActingItem[],
  {say, about, filters}: Context & {filters: Filters}
): HTMLElement {
  if (items.length === 0) return emptyCard(say.text("acting.empty"), say.text("acting.empty.detail"));
  const [first] = items as [ActingItem, ...ActingItem[]];
  const list = html`<ol class="acting">
    ${items.map((item) => itemLine(item, say))}
  </ol>`;
  return html`<section class="card">
    <h3>
      ${say.text("acting.finding", {count: items.length, what: inSentence(itemName(first, say)), amount: say.short(first.cents)})}
    </h3>
    <p class="subtitle">${say.text("acting.subtitle")}</p>
    ${holdTable(list, {label: say.text("acting.subtitle"), columns: takenColumns(say), rows: () => items})}
    <p class="notes">
      ${[cutName(actingFilters(filters), say), say.text("acting.note"), asOf(about, say)].join(" · ")}
    </p>
  </section>`;
}

function itemLine(item: ActingItem, say: Say): HTMLElement {
  return html`<li>
    <b class="amount">${say.short(item.cents)}</b>
    <span>
      <strong>${itemName(item, say)}</strong> · ${say.text(`acting.${item.kind}.advice`, {count: item.items})}
    </span>
    <a href=${linkTo(item.address)}>${say.text(`acting.link.${item.kind}`)}</a>
  </li>`;
}

function itemName({kind, motive}: ActingItem, say: Say): string {
  return say.text(`acting.${kind}`, {motive: motive === undefined ? "" : say.name("motive", motive)});
}

/** A name within a sentence: without its capital, unless that is an abbreviation. */
function inSentence(name: string): string {
  return /^\p{Lu}\p{Ll}/u.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name;
}

/** The list as it is taken away: to the cent. */
function takenColumns(say: Say): Column<ActingItem>[] {
  return [
    textColumn("kind", say.text("acting.column.kind"), (row) => itemName(row, say)),
    countColumn("items", say.text("acting.column.items"), say),
    amountColumn("cents", say.text("acting.column.cents"), say)
  ];
}
