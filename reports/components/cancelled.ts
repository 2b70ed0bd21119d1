import * as Plot from "@observablehq/plot";
import {amountColumn, countColumn, monthColumn} from "./columns.js";
import {card, emptyCard, fitted, legend, type Context} from "./frame.js";
import {colorOf} from "./palette.js";
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

/** Cancelled amounts a month: billed all the same, rebooked, lost. */
export function cancelledMonths(rows: CancellationMonth[], {say, about}: Context): HTMLElement {
  if (rows.length === 0) return emptyCard(say.text("cancelled.empty"), say.text("cancelled.empty.detail"));
  const sorted = [...rows].sort((a, b) => a.month.getTime() - b.month.getTime());
  const sum = (key: "booked_cents" | "rebooked_cents" | "cancellations") =>
    rows.reduce((total, row) => total + row[key], 0);
  return card(
    fitted((width) => stack(sorted.slice(-DRAWN), {say, width})),
    {
      finding: say.text("cancelled.finding", {
        share: say.percent(sum("booked_cents") === 0 ? null : sum("rebooked_cents") / sum("booked_cents")),
        booked: say.short(sum("booked_cents"))
      }),
      subtitle: say.text("cancelled.subtitle"),
      legend: legend(
        PARTS.map(({key, meaning}) => ({label: say.text(`cancelled.part.${key}`), color: colorOf(meaning)}))
      ),
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

interface Part {
  row: CancellationMonth;
  month: Date;
  cents: number;
  color: string;
}

function stack(rows: CancellationMonth[], {say, width}: {say: Say; width: number}): Element {
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
