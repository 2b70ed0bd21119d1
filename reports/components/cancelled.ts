import * as Plot from "@observablehq/plot";
import {amountColumn, countColumn, monthColumn} from "./columns.js";
import {addMonths, type Filters, monthsBack} from "./filters.js";
import {card, emptyCard, fitted, legend, type Context} from "./frame.js";
import {inPeriod} from "./months.js";
import {colorOf} from "./palette.js";
import {picking} from "./pick.js";
import type {CancellationMonth} from "./results.js";
import type {Say} from "./say.js";
import {tip} from "./tip.js";
import {plainTable, type Column} from "./table.js";

/** What becomes of the cancelled amounts, from what stays to what is gone. */
const PARTS = [
  {key: "kept_cents", meaning: "saved"},
  {key: "rebooked_cents", meaning: "saved_partial"},
  {key: "loss_company_cents", meaning: "lost"}
] as const;

/** Months drawn: two years; the table below holds all of them. */
const DRAWN = 24;

export interface CancelledOptions extends Context {
  filters: Filters;
}

/** Cancelled amounts a month: billed all the same, rebooked, lost; beside what was cancelled in the months before. */
export function cancelledMonths(
  all: CancellationMonth[],
  {say, about, filters}: CancelledOptions
): HTMLElement {
  const rows = inPeriod(all, filters);
  if (rows.length === 0) return emptyCard(say.text("cancelled.empty"), say.text("cancelled.empty.detail"));
  const sorted = [...rows].sort((a, b) => a.month.getTime() - b.month.getTime());
  const drawn = sorted.slice(-DRAWN);
  const references = referencesOf(drawn, all, filters);
  const sum = (key: "booked_cents" | "rebooked_cents" | "cancellations") =>
    rows.reduce((total, row) => total + row[key], 0);
  return card(
    fitted(
      (width) => stack(drawn, {say, width, references}),
      picking(say, ({month}: CancellationMonth) => ({month}))
    ),
    {
      finding: say.text("cancelled.finding", {
        share: say.percent(sum("booked_cents") === 0 ? null : sum("rebooked_cents") / sum("booked_cents")),
        booked: say.short(sum("booked_cents"))
      }),
      subtitle: say.text("cancelled.subtitle"),
      legend: legend([
        ...PARTS.map(({key, meaning}) => ({
          label: say.text(`cancelled.part.${key}`),
          color: colorOf(meaning)
        })),
        ...(references.length === 0
          ? []
          : [{label: say.text(`cancelled.reference.${filters.compare}`), shape: "tick across"}])
      ]),
      notes: [say.text("cancelled.note", {count: sum("cancellations")}), say.text("cancelled.open")],
      definition: say.text("cancelled.definition"),
      numbers: plainTable([...sorted].reverse(), {
        columns: monthColumns(say),
        label: say.text("cancelled.table", {currency: say.currency})
      })
    },
    {say, about}
  );
}

interface Reference {
  /** Month beside which it stands. */
  month: Date;
  booked_cents: number;
}

/** What was cancelled in the month that each month is compared with, where that is known. */
export function referencesOf(
  rows: {month: Date}[],
  all: {month: Date; booked_cents: number}[],
  filters: Filters
): Reference[] {
  const back = monthsBack(filters);
  if (back === null) return [];
  const known = new Map(all.map(({month, booked_cents}) => [month.getTime(), booked_cents]));
  return rows.flatMap(({month}) => {
    const booked_cents = known.get(addMonths(month, -back).getTime());
    return booked_cents === undefined ? [] : [{month, booked_cents}];
  });
}

interface Part {
  row: CancellationMonth;
  month: Date;
  cents: number;
  color: string;
}

function stack(
  rows: CancellationMonth[],
  {say, width, references}: {say: Say; width: number; references: Reference[]}
): Element {
  const parts: Part[] = rows.flatMap((row) =>
    PARTS.map(({key, meaning}) => ({row, month: row.month, cents: row[key], color: colorOf(meaning)}))
  );
  const every = Math.max(1, Math.ceil((rows.length * 46) / width));
  return Plot.plot({
    width,
    height: 230,
    marginLeft: 58,
    marginRight: 4,
    marginTop: 20,
    marginBottom: 26,
    ariaLabel: say.text("cancelled.subtitle"),
    x: {
      type: "band",
      padding: 0.2,
      label: null,
      tickSize: 0,
      ticks: rows.map((row) => row.month).filter((month) => month.getUTCMonth() % stepOf(every) === 0),
      tickFormat: say.shortMonth
    },
    y: {tickFormat: say.tick, label: null, grid: true, ticks: 4},
    marks: [
      Plot.barY(parts, {
        x: "month",
        y: "cents",
        fill: "color",
        fillOpacity: (part: Part) => (part.row.is_mature ? 1 : 0.45)
      }),
      Plot.tickY(references, {x: "month", y: "booked_cents", stroke: "var(--ink)", strokeWidth: 1.5}),
      Plot.ruleY([0]),
      tip(
        rows,
        Plot.pointerX({x: "month", y: "booked_cents", title: (row: CancellationMonth) => monthTip(row, say)})
      )
    ]
  });
}

/** Months between labels: a divisor of the year, so that January is among them. */
function stepOf(least: number): number {
  return [1, 2, 3, 4, 6, 12].find((step) => step >= least) ?? 12;
}

function monthTip(row: CancellationMonth, say: Say): string {
  return [
    say.month(row.month),
    say.text("cancelled.tip.booked", {amount: say.short(row.booked_cents), count: row.cancellations}),
    ...PARTS.map(({key}) => `${say.text(`cancelled.part.${key}`)} : ${say.short(row[key])}`),
    ...(row.is_mature ? [] : [say.text("cancelled.tip.open")])
  ].join("\n");
}

function monthColumns(say: Say): Column<CancellationMonth>[] {
  const amount = (key: keyof CancellationMonth & `${string}_cents`) =>
    amountColumn(key, say.text(`cancelled.part.${key}`), say);
  return [
    monthColumn(say),
    countColumn("cancellations", say.text("cancelled.column.cancellations"), say),
    amount("booked_cents"),
    amount("kept_cents"),
    amount("rebooked_cents"),
    amount("loss_company_cents")
  ];
}
