import * as Plot from "@observablehq/plot";
import {amountColumn, countColumn, monthColumn} from "./columns.js";
import {card, emptyCard, fitted, legend, type Context} from "./frame.js";
import {picking} from "./pick.js";
import type {RebookingGroup} from "./results.js";
import type {Say} from "./say.js";
import {plainTable} from "./table.js";
import {tip} from "./tip.js";

/** What rebooking lost within the cancelled terms, a month: its parts add up to it (cents). */
export interface LossMonth {
  month: Date;
  rebookings: number;
  loss_cents: number;
  /** Asked for by the customer, at least. */
  asked_cents: number;
  /** Asked for or added: nobody wrote down what the customer wanted. */
  open_cents: number;
  /** Added because the order was cancelled and not amended, at least; below zero where more was kept. */
  added_cents: number;
  /** Delivered and never billed, within all of it. */
  leak_cents: number;
}

/** Parts of the loss, from what could not be kept to what could. */
const PARTS = [
  {key: "asked_cents", color: "var(--ink-faint)", opacity: 0.75},
  {key: "open_cents", color: "var(--color-lost)", opacity: 0.35},
  {key: "added_cents", color: "var(--color-lost)", opacity: 1}
] as const;

/** Rebookings whose loss can be split, by the month of their first cut, oldest first. */
export function lossMonthsOf(rows: RebookingGroup[]): LossMonth[] {
  const months = new Map<number, LossMonth>();
  for (const row of rows) {
    const {unavoidable_low_cents: low, unavoidable_high_cents: high, mo_gap_low_cents: added} = row;
    if (added === null) continue;
    const at = row.month.getTime();
    const month = months.get(at) ?? {
      ...{month: row.month, rebookings: 0, loss_cents: 0},
      ...{asked_cents: 0, open_cents: 0, added_cents: 0, leak_cents: 0}
    };
    months.set(at, {
      month: row.month,
      rebookings: month.rebookings + 1,
      loss_cents: month.loss_cents + high + added,
      asked_cents: month.asked_cents + low,
      open_cents: month.open_cents + high - low,
      added_cents: month.added_cents + added,
      leak_cents: month.leak_cents + (row.leak_cents ?? 0)
    });
  }
  return [...months.values()].sort((a, b) => a.month.getTime() - b.month.getTime());
}

/** Months stacked by what was asked for and what the process added, beside what was delivered and never billed. */
export function lossMonths(rows: RebookingGroup[], {say, about}: Context): HTMLElement | string {
  if (rows.length === 0) return "";
  const months = lossMonthsOf(rows);
  if (months.length === 0) return emptyCard(say.text("losses.empty"), say.text("losses.empty.detail"));
  const sum = (key: "asked_cents" | "open_cents" | "added_cents" | "rebookings") =>
    months.reduce((total, month) => total + month[key], 0);
  const amount = (key: "loss_cents" | "asked_cents" | "open_cents" | "added_cents" | "leak_cents") =>
    amountColumn(key, say.text(`losses.${key}`), say);
  return card(
    fitted(
      (width) => stack(months, {say, width}),
      picking(say, ({month}: LossMonth) => ({month}))
    ),
    {
      finding: lossFinding(sum("added_cents"), sum("added_cents") + sum("open_cents"), say),
      subtitle: say.text("losses.subtitle"),
      legend: legend([
        ...PARTS.map(({key, color, opacity}) => ({
          label: say.text(`losses.${key}`),
          color: `color-mix(in srgb, ${color} ${100 * opacity}%, var(--card))`
        })),
        {label: say.text("losses.leak_cents"), shape: "tick across"}
      ]),
      notes: [
        say.text("losses.note", {count: sum("rebookings")}),
        ...(months.some(({added_cents}) => added_cents < 0) ? [say.text("losses.below")] : [])
      ],
      definition: say.text("losses.definition"),
      numbers: plainTable([...months].reverse(), {
        label: say.text("losses.table", {currency: say.currency}),
        columns: [
          monthColumn(say),
          countColumn("rebookings", say.text("pairs.column.rebookings"), say),
          amount("loss_cents"),
          amount("asked_cents"),
          amount("open_cents"),
          amount("added_cents"),
          amount("leak_cents")
        ]
      })
    },
    {say, about}
  );
}

/** What cancelling adds between two bounds, or what it keeps beyond an amendment. */
function lossFinding(least: number, most: number, say: Say): string {
  return most < 0
    ? say.text("losses.finding.less", {least: say.short(-most), most: say.short(-least)})
    : say.text("losses.finding", {added: say.short(least), most: say.short(most)});
}

function stack(months: LossMonth[], {say, width}: {say: Say; width: number}): Element {
  const parts = months.flatMap((row) =>
    PARTS.map(({key, color, opacity}) => ({month: row.month, cents: row[key], color, opacity}))
  );
  const every = Math.max(1, Math.ceil((months.length * 46) / width));
  return Plot.plot({
    width,
    height: 300,
    marginLeft: 58,
    marginRight: 4,
    marginTop: 20,
    marginBottom: 26,
    ariaLabel: say.text("losses.subtitle"),
    x: {
      type: "band",
      padding: 0.2,
      label: null,
      tickSize: 0,
      ticks: months.map(({month}) => month).filter((_, place) => place % every === 0),
      tickFormat: say.shortMonth
    },
    y: {tickFormat: say.tick, label: null, grid: true, ticks: 4},
    marks: [
      Plot.barY(parts, {x: "month", y: "cents", fill: "color", fillOpacity: "opacity"}),
      Plot.tickY(months, {x: "month", y: "leak_cents", stroke: "var(--ink)", strokeWidth: 1.5}),
      Plot.ruleY([0]),
      tip(months, Plot.pointerX({x: "month", y: "loss_cents", title: (row: LossMonth) => monthTip(row, say)}))
    ]
  });
}

function monthTip(row: LossMonth, say: Say): string {
  const line = (key: "loss_cents" | (typeof PARTS)[number]["key"] | "leak_cents"): string =>
    say.text("filters.value", {name: say.text(`losses.${key}`), value: say.short(row[key])});
  return [
    say.month(row.month),
    line("loss_cents"),
    ...PARTS.map(({key}) => line(key)),
    line("leak_cents")
  ].join("\n");
}
