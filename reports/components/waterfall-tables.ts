import * as Plot from "@observablehq/plot";
import {html} from "htl";
import {periodOf} from "./bridge.js";
import {choice} from "./choice.js";
import {amountColumn, countColumn, monthColumn, textColumn} from "./columns.js";
import {asOf, card, fitted, type Context} from "./frame.js";
import {bridgeOf, KINDS, ofView, type Bridge, type Measure} from "./movements.js";
import {colorOf} from "./palette.js";
import type {MovementCell} from "./months.js";
import type {MovementDifference, MovementKind, MovementMonth} from "./results.js";
import type {Say} from "./say.js";
import {plainTable, searchTable, type Column} from "./table.js";
import {tip} from "./tip.js";
import {shownAs} from "./waterfall.js";

const VIEWS = ["as_booked", "economic", "difference"] as const;
export type TableView = (typeof VIEWS)[number];
const CUTS = ["month", "brand"] as const;
export type TableCut = (typeof CUTS)[number];

/** As booked, in truth, or what lies between. */
export function viewChoice({say}: Context): HTMLElement & {value: string} {
  return choice({
    label: say.text("waterfall.view"),
    parameter: "view",
    options: VIEWS.map((view) => ({value: view, label: say.text(`bridge.${view}`)})),
    initial: "as_booked"
  });
}

/** By month or by brand. */
export function cutChoice({say}: Context): HTMLElement & {value: string} {
  return choice({
    label: say.text("waterfall.cut"),
    parameter: "by",
    options: CUTS.map((cut) => ({value: cut, label: say.text(`waterfall.cut.${cut}`)})),
    initial: "month"
  });
}

/** The rows of each brand, brands in the order of their names. */
export function byBrand(cuts: MovementCell[]): Map<string, MovementCell[]> {
  const brands = [...new Set(cuts.map(({brand}) => brand))].sort();
  return new Map(brands.map((brand) => [brand, cuts.filter((row) => row.brand === brand)]));
}

type Line = Record<MovementKind, number> & {label: string; balance: number};

interface LedgerOptions extends Context {
  measure: Measure;
  months: Date[];
  view: TableView;
  cut: TableCut;
}

/** Opening, movements, closing and what is left over, to the cent, line by line and in all. */
export function ledgerTable(
  rows: MovementMonth[],
  cuts: MovementCell[],
  {measure, months, view, cut, say, about}: LedgerOptions
): HTMLElement {
  const line = (label: string, part: MovementMonth[], inside: Date[]): Line => {
    const [booked, economic] = (["as_booked", "economic"] as const).map((side) =>
      bridgeOf(part, side, measure, inside)
    ) as [Bridge, Bridge];
    const shown = view === "economic" ? economic : booked;
    if (view !== "difference") return {label, ...shown.values, balance: shown.balance};
    const values = Object.fromEntries(
      KINDS.map((kind) => [kind, economic.values[kind] - booked.values[kind]])
    );
    return {label, ...(values as Record<MovementKind, number>), balance: economic.balance - booked.balance};
  };
  const parts =
    cut === "month"
      ? [...months].reverse().map((month) => line(say.month(month), rows, [month]))
      : [...byBrand(cuts)].map(([brand, part]) =>
          line(brand === "unknown" ? say.text("waterfall.no_brand") : brand, part, months)
        );
  const lines = [...parts, line(say.text("waterfall.total"), rows, months)];
  return html`<section class="card">
    <h3>${ledgerFinding(lines, {measure, say})}</h3>
    <p class="subtitle">
      ${say.text("waterfall.ledger.subtitle", {view: say.text(`bridge.${view}`), unit: unitOf(measure, say)})}
    </p>
    <div class="totalled">
      ${plainTable(lines, {label: say.text("waterfall.ledger"), columns: ledgerColumns(measure, cut, say)})}
    </div>
    <p class="notes">
      ${[periodOf(months, say), say.text("waterfall.ledger.note"), asOf(about, say)].join(" · ")}
    </p>
  </section>`;
}

function unitOf(measure: Measure, say: Say): string {
  return measure === "customers" ? say.text("waterfall.unit.customers") : say.currency;
}

function ledgerFinding(lines: Line[], {measure, say}: {measure: Measure; say: Say}): string {
  const off = lines.filter(({balance}) => balance !== 0);
  const worst = off.reduce((most, {balance}) => (Math.abs(balance) > Math.abs(most) ? balance : most), 0);
  const amount = shownAs(measure, say).exact(worst);
  return say.text(off.length === 0 ? "waterfall.ledger.finding" : "waterfall.ledger.off", {
    count: off.length === 0 ? lines.length : off.length,
    amount
  });
}

function ledgerColumns(measure: Measure, cut: TableCut, say: Say): Column<Line>[] {
  const column = measure === "customers" ? countColumn : amountColumn;
  return [
    textColumn("label", say.text(`waterfall.cut.${cut}`), (line) => line.label),
    ...KINDS.map((kind) => column(kind, say.text(`movement.${kind}`), say)),
    column("balance", say.text("waterfall.balance"), say)
  ];
}

interface Transit {
  month: Date;
  cents: number;
}

/** What is cancelled before a month ends and rebooked after it: in force in truth, gone as booked. */
export function transitOf(rows: MovementMonth[], measure: Measure, months: Date[]): Transit[] {
  const closings = (part: MovementMonth[]) =>
    new Map(part.filter(({kind}) => kind === "closing").map((row) => [row.month.getTime(), row[measure]]));
  const strict = closings(rows.filter(({view, ledger}) => view === "economic" && ledger === "strict"));
  const bridged = closings(ofView(rows, "economic"));
  return months.map((month) => {
    const time = month.getTime();
    return {month, cents: (bridged.get(time) ?? 0) - (strict.get(time) ?? 0)};
  });
}

/** What is in transit at the end of each month. */
export function transits(
  rows: MovementMonth[],
  {measure, months, say, about}: Context & {measure: Measure; months: Date[]}
): HTMLElement | string {
  const all = transitOf(rows, measure, months);
  const last = all.at(-1);
  if (last === undefined) return "";
  const {short} = shownAs(measure, say);
  const column = measure === "customers" ? countColumn : amountColumn;
  return card(
    fitted((width) => transitBars(all, {measure, say, width})),
    {
      finding: say.text(last.cents === 0 ? "waterfall.transit.none" : "waterfall.transit.finding", {
        amount: short(last.cents),
        month: say.month(last.month)
      }),
      subtitle: say.text("waterfall.transit.subtitle"),
      notes: [periodOf(months, say)],
      definition: say.text("waterfall.transit.definition"),
      numbers: plainTable([...all].reverse(), {
        label: say.text("waterfall.transit.subtitle"),
        columns: [monthColumn(say), column("cents", say.text("waterfall.transit.column"), say)]
      })
    },
    {say, about}
  );
}

function transitBars(
  rows: Transit[],
  {measure, say, width}: {measure: Measure; say: Say; width: number}
): Element {
  const {tick, short} = shownAs(measure, say);
  const every = Math.max(1, Math.ceil((rows.length * 46) / width));
  return Plot.plot({
    width,
    height: 150,
    marginLeft: 58,
    marginRight: 8,
    marginTop: 12,
    marginBottom: 24,
    ariaLabel: say.text("waterfall.transit.subtitle"),
    x: {
      type: "band",
      interval: "month",
      label: null,
      tickSize: 0,
      tickFormat: (month: Date, index: number) => (index % every === 0 ? say.shortMonth(month) : "")
    },
    y: {tickFormat: tick, ticks: 3, grid: true, label: null},
    marks: [
      Plot.barY(rows, {x: "month", y: "cents", fill: colorOf("saved_partial"), inset: 1}),
      Plot.ruleY([0]),
      tip(
        rows,
        Plot.pointerX({
          x: "month",
          y: "cents",
          title: (row: Transit) => `${say.month(row.month)}\n${short(row.cents)}`
        })
      )
    ]
  });
}

/** Customers whose CA moved otherwise in truth than as booked, those with the largest differences of a month first. */
export function differencesTable(
  rows: MovementDifference[],
  {months, say, about}: Context & {months: Date[]}
): HTMLElement | string {
  const times = new Set(months.map(Number));
  const inside = rows.filter((row) => times.has(row.month.getTime()));
  if (inside.length === 0) return "";
  const name = (row: MovementDifference) =>
    row.customer_id === null
      ? say.text("waterfall.others", {count: row.customers})
      : (row.customer_name ?? row.customer_id);
  const amount = (key: keyof MovementDifference & `${string}_cents`) =>
    amountColumn(key, say.text(`waterfall.column.${key.replace("_cents", "")}`), say);
  return html`<section class="card">
    <h3>
      ${say.text("waterfall.differences.finding", {count: inside.reduce((sum, {customers}) => sum + customers, 0)})}
    </h3>
    <p class="subtitle">${say.text("waterfall.differences.subtitle", {currency: say.currency})}</p>
    ${searchTable(inside, {
      say,
      columns: [
        textColumn<MovementDifference>("customer", say.text("column.customer"), name),
        monthColumn(say),
        amount("booked_won_cents"),
        amount("won_cents"),
        amount("booked_lost_cents"),
        amount("lost_cents")
      ],
      label: say.text("waterfall.differences"),
      placeholder: say.text("waterfall.differences.search"),
      searched: (row) => `${name(row)} ${row.customer_id ?? ""} ${say.month(row.month)}`,
      sort: {key: "month", descending: true}
    })}
    <p class="notes">
      ${[periodOf(months, say), say.text("waterfall.differences.note"), asOf(about, say)].join(" · ")}
    </p>
  </section>`;
}
