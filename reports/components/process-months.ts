import * as Plot from "@observablehq/plot";
import {interval} from "./channels.js";
import {card, fitted, type Context} from "./frame.js";
import {colorOf} from "./palette.js";
import type {ProcessRate} from "./process-results.js";
import type {Say} from "./say.js";
import {tip} from "./tip.js";

/** Months drawn at most: two years. */
const MONTHS = 24;

/** The rate of one question month by month, over all channels, with its interval; the rate of all time as a reference. */
export function processMonths(rows: ProcessRate[], finding: string, {say, about}: Context): HTMLElement | "" {
  const mine = rows.filter((row) => row.finding === finding && row.channel === "all");
  const whole = mine.find((row) => row.period === "all");
  const months = mine
    .filter((row) => row.month !== null)
    .sort((a, b) => Number(a.month) - Number(b.month))
    .slice(-MONTHS);
  if (whole?.found_rate == null || months.length === 0) return "";
  const last = months.filter((row) => row.found_rate !== null).at(-1);
  return card(
    fitted((width) => chart(months, whole, {say, width})),
    {
      finding:
        last?.month == null
          ? say.name("process_finding", finding)
          : say.text("process.months.finding", {
              month: say.month(last.month),
              rate: say.percent(last.found_rate),
              whole: say.percent(whole.found_rate)
            }),
      subtitle: say.text("process.months.subtitle"),
      notes: [say.text("process.hidden")]
    },
    {say, about}
  );
}

function chart(rows: ProcessRate[], whole: ProcessRate, {say, width}: {say: Say; width: number}): Element {
  const shown = rows.filter((row) => row.found_rate !== null);
  return Plot.plot({
    width,
    height: 230,
    marginLeft: 44,
    marginRight: 16,
    marginTop: 16,
    marginBottom: 30,
    ariaLabel: say.text("process.months.subtitle"),
    x: {
      label: null,
      tickFormat: (month: Date) => say.shortMonth(month),
      ticks: width < 480 ? 4 : 8,
      insetLeft: 8,
      insetRight: 8,
      type: "utc"
    },
    y: {domain: [0, 1], tickFormat: say.percent, label: null, grid: true, ticks: 4},
    marks: [
      Plot.ruleY([0]),
      Plot.ruleY([whole.found_rate ?? 0], {stroke: "var(--ink-soft)", strokeDasharray: "3,3"}),
      Plot.ruleX(shown, {
        x: "month",
        y1: "found_low",
        y2: "found_high",
        stroke: colorOf("ca"),
        strokeWidth: 5,
        strokeOpacity: 0.22
      }),
      Plot.dot(shown, {
        x: "month",
        y: "found_rate",
        r: 4,
        fill: (row: ProcessRate) => (row.is_fragile ? "var(--card)" : colorOf("ca")),
        stroke: colorOf("ca"),
        strokeWidth: 1.6
      }),
      tip(
        shown,
        Plot.pointerX({
          x: "month",
          y: "found_rate",
          title: (row: ProcessRate) =>
            [
              row.month === null ? "" : say.month(row.month),
              say.text("process.tip", {
                found: say.number(row.found_cancellations),
                all: say.number(row.known_cancellations),
                rate: say.percent(row.found_rate),
                interval: interval(row.found_low, row.found_high, say)
              }),
              say.text("process.tip.lost", {
                lost: say.short(row.found_loss_cents),
                parc: say.short(row.found_loss_parc_cents),
                unknown: say.number(row.unknown_cancellations)
              })
            ].join("\n")
        })
      )
    ]
  });
}
