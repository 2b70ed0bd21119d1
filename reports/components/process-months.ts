import * as Plot from "@observablehq/plot";
import {countColumn, monthColumn} from "./columns.js";
import {type Filters, passes} from "./filters.js";
import {card, fitted, legend, type Context} from "./frame.js";
import {colorOf} from "./palette.js";
import {rateColumns} from "./process-columns.js";
import type {Finding, MonthProcess, ProcessRate} from "./process-rates.js";
import {processTip} from "./process-shares.js";
import type {Say} from "./say.js";
import {plainTable} from "./table.js";
import {tip} from "./tip.js";

/** Months drawn at most: two years. */
const MONTHS = 24;

/** A month, and whether it lies in the period that is looked at. */
type DrawnMonth = MonthProcess & {isWithin: boolean};

/** The rate of one question month by month, up to the end of the period; the rate of the period as a reference. */
export function processMonths(
  rows: MonthProcess[],
  whole: ProcessRate | undefined,
  {say, about, filters, finding}: Context & {filters: Filters; finding: Finding}
): HTMLElement | "" {
  const months = rows
    .filter(({month}) => filters.to === null || month <= filters.to)
    .slice(-MONTHS)
    .map((row) => ({...row, isWithin: passes({month: row.month}, filters)}));
  if (whole?.found_rate == null || months.length === 0) return "";
  const last = months.filter((row) => row.isWithin && row.found_rate !== null).at(-1);
  return card(
    fitted((width) => chart(months, whole, {say, width})),
    {
      finding:
        last === undefined
          ? say.name("process_finding", finding)
          : say.text("process.months.finding", {
              month: say.month(last.month),
              rate: say.percent(last.found_rate),
              whole: say.percent(whole.found_rate)
            }),
      subtitle: say.text("process.months.subtitle"),
      legend: months.some(({isWithin}) => !isWithin)
        ? legend([
            {label: say.text("process.months.within"), color: colorOf("ca"), shape: "circle"},
            {label: say.text("process.months.outside"), color: "var(--ink-faint)", shape: "circle"}
          ])
        : null,
      notes: [say.text("process.hidden")],
      numbers: plainTable(months, {
        columns: [
          monthColumn(say),
          countColumn("known_cancellations", say.text("process.column.known_cancellations"), say),
          ...rateColumns(say)
        ],
        label: say.text("process.months.subtitle")
      })
    },
    {say, about}
  );
}

function chart(rows: DrawnMonth[], whole: ProcessRate, {say, width}: {say: Say; width: number}): Element {
  const shown = rows.filter((row) => row.found_rate !== null);
  const color = ({isWithin}: DrawnMonth): string => (isWithin ? colorOf("ca") : "var(--ink-faint)");
  return Plot.plot({
    width,
    height: 250,
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
        stroke: color,
        strokeWidth: 5,
        strokeOpacity: 0.22
      }),
      Plot.dot(shown, {
        x: "month",
        y: "found_rate",
        r: 4,
        fill: (row: DrawnMonth) => (row.is_fragile ? "var(--card)" : color(row)),
        stroke: color,
        strokeWidth: 1.6
      }),
      tip(
        shown,
        Plot.pointerX({
          x: "month",
          y: "found_rate",
          title: (row: DrawnMonth) => `${say.month(row.month)}\n${processTip(row, say)}`
        })
      )
    ]
  });
}
