import * as Plot from "@observablehq/plot";
import {amountColumn, countColumn, monthColumn} from "./columns.js";
import type {Measure} from "./movements.js";
import {colorOf} from "./palette.js";
import type {Say} from "./say.js";
import {plainTable} from "./table.js";
import {tip} from "./tip.js";
import {shownAs} from "./waterfall.js";
import type {MonthStep} from "./waterfall-months.js";

/** What a month was booked as losing and winning, and what it has lost and won. */
export interface Difference {
  month: Date;
  booked_won: number;
  booked_lost: number;
  won: number;
  lost: number;
  /** Booked as lost without being lost, and booked as won without being won. */
  lost_twice: number;
  won_twice: number;
}

export function differencesOf(booked: MonthStep[], economic: MonthStep[]): Difference[] {
  return booked.map((step, index) => {
    const other = economic[index] ?? step;
    const [bookedLost, lost] = [step, other].map(({contraction, churn}) => contraction + churn) as [
      number,
      number
    ];
    return {
      month: step.month,
      booked_won: step.won,
      booked_lost: bookedLost,
      won: other.won,
      lost,
      lost_twice: bookedLost - lost,
      won_twice: step.won - other.won
    };
  });
}

export interface PanelOptions {
  say: Say;
  width: number;
  measure: Measure;
  domain: [number, number];
}

/** Height of a waterfall between its margins; the difference between the two keeps the same scale. */
export const INNER = 150;
export const MARGINS = {marginLeft: 58, marginRight: 8, marginTop: 14, marginBottom: 24};

export interface TipOptions {
  measure: Measure;
  say: Say;
}

export function differenceBars(rows: Difference[], {say, width, measure, domain}: PanelOptions): Element {
  const most = Math.max(1, ...rows.map(({won_twice}) => won_twice));
  const least = Math.min(0, ...rows.map(({lost_twice}) => lost_twice));
  const height = Math.max(56, (INNER * (most - least)) / (domain[1] - domain[0] || 1));
  const half = halfOf(rows.length, width);
  return Plot.plot({
    ...MARGINS,
    width,
    height: height + MARGINS.marginTop + MARGINS.marginBottom,
    ariaLabel: say.text("waterfall.panel.difference"),
    x: monthAxis(rows.length, width, say),
    y: {
      domain: [least, most],
      tickFormat: shownAs(measure, say).tick,
      ticks: 2,
      grid: true,
      label: null
    },
    marks: [
      Plot.barY(rows, {x: "month", y: "won_twice", fill: colorOf("unknown"), insetRight: half}),
      Plot.barY(rows, {x: "month", y: "lost_twice", fill: colorOf("unknown"), insetLeft: half}),
      Plot.ruleY([0], {stroke: "var(--ink-faint)"}),
      tip(
        rows,
        Plot.pointerX({
          x: "month",
          y: "won_twice",
          title: (row: Difference) => differenceTip(row, {measure, say})
        })
      )
    ]
  });
}

/** Half a month's band: what comes stands left in it, what goes right. */
export function halfOf(months: number, width: number): number {
  return ((width - MARGINS.marginLeft - MARGINS.marginRight) / months) * 0.43;
}

export function monthAxis(months: number, width: number, say: Say): Plot.ScaleOptions {
  const every = Math.max(1, Math.ceil((months * 46) / width));
  return {
    type: "band",
    padding: 0.14,
    label: null,
    tickSize: 0,
    interval: "month",
    tickFormat: (month: Date, index: number) => (index % every === 0 ? say.shortMonth(month) : "")
  };
}

function differenceTip(row: Difference, {measure, say}: TipOptions): string {
  const {short} = shownAs(measure, say);
  return [
    say.month(row.month),
    say.text("waterfall.tip.lost", {booked: short(-row.booked_lost), real: short(-row.lost)}),
    say.text("waterfall.tip.won", {booked: short(row.booked_won), real: short(row.won)})
  ].join("\n");
}

export function differencesTable(rows: Difference[], {measure, say}: TipOptions): HTMLElement {
  const column = measure === "customers" ? countColumn : amountColumn;
  const keys = ["booked_won", "won", "won_twice", "booked_lost", "lost", "lost_twice"] as const;
  return plainTable([...rows].reverse(), {
    label: say.text("waterfall.panel.difference"),
    columns: [monthColumn(say), ...keys.map((key) => column(key, say.text(`waterfall.column.${key}`), say))]
  });
}
