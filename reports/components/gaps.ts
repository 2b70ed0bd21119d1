import * as Plot from "@observablehq/plot";
import {countColumn} from "./columns.js";
import {card, fitted, legend, type Context} from "./frame.js";
import {colorOf} from "./palette.js";
import type {RebookingGroup} from "./results.js";
import type {Say} from "./say.js";
import {plainTable} from "./table.js";
import {tip} from "./tip.js";

export interface GapDay {
  /** Days from the cancellation to the new order; below zero when it was signed before. */
  gap_days: number;
  /** Rebookings whose links are declared, almost certain or probable. */
  sure: number;
  /** Rebookings with a link that is only possible. */
  possible: number;
}

/** Rebookings a day of distance, without holes. */
export function gapDays(rows: RebookingGroup[]): GapDay[] {
  const days = new Map<number, GapDay>();
  for (const row of rows) {
    const day = days.get(row.gap_days) ?? {gap_days: row.gap_days, sure: 0, possible: 0};
    day[row.class === "C" ? "possible" : "sure"] += 1;
    days.set(row.gap_days, day);
  }
  return [...days.values()].sort((a, b) => a.gap_days - b.gap_days);
}

/** How long after the cancellation the new order is signed. */
export function gaps(rows: RebookingGroup[], {say, about}: Context): HTMLElement | string {
  if (rows.length === 0) return "";
  const days = gapDays(rows);
  const week = rows.filter((row) => Math.abs(row.gap_days) <= 7).length;
  const before = rows.filter((row) => row.gap_days < 0).length;
  return card(
    fitted((width) => histogram(days, {say, width})),
    {
      finding: say.text("gaps.finding", {share: say.percent(week / rows.length)}),
      subtitle: say.text("gaps.subtitle"),
      legend: legend([
        {label: say.text("gaps.legend.sure"), color: colorOf("saved_partial")},
        {label: say.text("gaps.legend.possible"), color: colorOf("unknown")}
      ]),
      notes: [say.text("gaps.note", {count: rows.length}), say.text("gaps.before", {count: before})],
      definition: say.text("gaps.definition"),
      numbers: plainTable(days, {
        label: say.text("gaps.subtitle"),
        columns: [
          countColumn("gap_days", say.text("gaps.column.gap_days"), say),
          countColumn("sure", say.text("gaps.legend.sure"), say),
          countColumn("possible", say.text("gaps.legend.possible"), say)
        ]
      })
    },
    {say, about}
  );
}

interface Bar {
  gap_days: number;
  count: number;
  color: string;
}

function histogram(days: GapDay[], {say, width}: {say: Say; width: number}): Element {
  const bars: Bar[] = days.flatMap(({gap_days, sure, possible}) => [
    {gap_days, count: sure, color: colorOf("saved_partial")},
    {gap_days, count: possible, color: colorOf("unknown")}
  ]);
  const low = Math.min(-7, days[0]?.gap_days ?? 0);
  const high = Math.max(14, days.at(-1)?.gap_days ?? 0);
  return Plot.plot({
    width,
    height: 190,
    marginLeft: 34,
    marginRight: 8,
    marginTop: 22,
    marginBottom: 36,
    ariaLabel: say.text("gaps.subtitle"),
    x: {
      domain: [low - 0.5, high + 0.5],
      ticks: ticksOf(low, high),
      tickFormat: say.number,
      label: say.text("gaps.x"),
      labelArrow: "none"
    },
    y: {label: say.text("gaps.y"), labelArrow: "none", grid: true, ticks: 4, tickFormat: say.number},
    marks: [
      Plot.rectY(bars, {
        x1: (bar: Bar) => bar.gap_days - 0.42,
        x2: (bar: Bar) => bar.gap_days + 0.42,
        y: "count",
        fill: "color"
      }),
      Plot.ruleY([0]),
      Plot.ruleX([-0.5], {stroke: "var(--ink-soft)", strokeDasharray: "2,3"}),
      tip(
        days,
        Plot.pointerX({
          x: "gap_days",
          y: (day: GapDay) => day.sure + day.possible,
          title: (day: GapDay) => gapTip(day, say)
        })
      )
    ]
  });
}

function ticksOf(low: number, high: number): number[] {
  return [-30, -15, -7, 0, 7, 15, 30, 45, 60, 75, 90].filter((day) => day >= low && day <= high);
}

function gapTip({gap_days, sure, possible}: GapDay, say: Say): string {
  return [
    say.text("gaps.tip.day", {count: gap_days}),
    say.text("gaps.tip.count", {count: sure + possible}),
    ...(possible > 0 ? [say.text("gaps.tip.possible", {count: possible})] : [])
  ].join("\n");
}
