import * as Plot from "@observablehq/plot";
import {html} from "htl";
import {countColumn, dateColumn, monthColumn, textColumn} from "./columns.js";
import {card, emptyCard, fitted, legend, type Context} from "./frame.js";
import type {LossMonth, Occasion} from "./motive-results.js";
import {colorOf} from "./palette.js";
import type {Say} from "./say.js";
import {plainTable, type Column} from "./table.js";
import {tip} from "./tip.js";

/** A month whose cases may be shown. */
type ShownMonth = LossMonth & {cases: number; lost_cases: number; low: number; high: number};

/** The share of cases lost month by month, and under it what happened meanwhile: outages and actions. */
export function occasions(months: LossMonth[], happened: Occasion[], {say, about}: Context): HTMLElement {
  const shown = months.filter((month): month is ShownMonth => month.cases !== null);
  if (shown.length < 2) return emptyCard(say.text("occasions.empty"), say.text("occasions.empty.detail"));
  const range = rangeOf(shown);
  const within = happened.filter(
    ({first_date, end_date}) => first_date < range[1] && (end_date ?? range[1]) > range[0]
  );
  const shares = shown.map(({cases, lost_cases}) => lost_cases / cases);
  const count = (kind: Occasion["kind"]): number => within.filter((row) => row.kind === kind).length;
  return card(
    fitted(
      (width) => html`<div>${loss(months, {say, width, range})}${lanes(within, {say, width, range})}</div>`
    ),
    {
      finding: say.text("occasions.finding", {
        least: say.percent(Math.min(...shares)),
        most: say.percent(Math.max(...shares)),
        outages: say.number(count("outage")),
        actions: say.number(count("action"))
      }),
      subtitle: say.text("occasions.subtitle"),
      legend: legend([
        {label: say.text("occasions.legend.share"), color: colorOf("lost"), shape: "circle"},
        {label: say.text("occasions.legend.outage"), color: colorOf("ghost")},
        {label: say.text("occasions.legend.action"), color: colorOf("parc")}
      ]),
      notes: [say.text("occasions.note"), ...hiddenNote(months, say)],
      definition: say.text("occasions.definition"),
      numbers: html`<div>
        ${plainTable(months, {columns: monthColumns(say), label: say.text("occasions.subtitle")})}
        ${plainTable(within, {columns: occasionColumns(say), label: say.text("occasions.happened")})}
      </div>`
    },
    {say, about}
  );
}

function hiddenNote(months: LossMonth[], say: Say): string[] {
  const count = months.filter(({cases}) => cases === null).length;
  return count === 0 ? [] : [say.text("occasions.hidden", {count})];
}

type Range = [Date, Date];

/** From the first day of the first month to the day after the last month, so that both pictures share one axis. */
function rangeOf(months: ShownMonth[]): Range {
  const times = months.map(({month}) => month.getTime());
  return [new Date(Math.min(...times)), monthAfter(new Date(Math.max(...times)))];
}

function monthAfter(month: Date): Date {
  return new Date(Date.UTC(month.getUTCFullYear(), month.getUTCMonth() + 1, 1));
}

interface Room {
  say: Say;
  width: number;
  range: Range;
}

const MARGINS = {marginLeft: 44, marginRight: 12};

function middle({month}: LossMonth): Date {
  return new Date((month.getTime() + monthAfter(month).getTime()) / 2);
}

/** A month that is not shown leaves a gap. */
function loss(months: LossMonth[], {say, width, range}: Room): Element {
  const share = ({cases, lost_cases}: LossMonth): number => (lost_cases ?? NaN) / (cases ?? NaN);
  return Plot.plot({
    width,
    height: 220,
    ...MARGINS,
    marginTop: 14,
    marginBottom: 26,
    ariaLabel: say.text("occasions.subtitle"),
    x: {type: "utc", domain: range, label: null, tickFormat: say.shortMonth, ticks: width < 420 ? 4 : 8},
    y: {
      domain: [0, Math.max(...months.map(({high}) => high ?? 0))],
      label: null,
      tickFormat: say.percent,
      grid: true,
      ticks: 5
    },
    marks: [
      Plot.ruleY([0]),
      Plot.areaY(months, {x: middle, y1: "low", y2: "high", fill: colorOf("lost"), fillOpacity: 0.13}),
      Plot.line(months, {x: middle, y: share, stroke: colorOf("lost"), strokeWidth: 2}),
      Plot.dot(months, {x: middle, y: share, r: 3.5, fill: colorOf("lost")}),
      tip(months, Plot.pointerX({x: middle, y: share, title: (row: LossMonth) => monthTip(row, say)}))
    ]
  });
}

/** One lane for all outages, one for each action. */
function lanes(happened: Occasion[], {say, width, range}: Room): Element | string {
  if (happened.length === 0) return "";
  const lane = ({kind, name}: Occasion): string => (kind === "outage" ? say.text("occasions.outages") : name);
  const names = [
    ...new Set(
      [...happened]
        .sort((a, b) => (a.kind < b.kind ? 1 : a.kind > b.kind ? -1 : +a.first_date - +b.first_date))
        .map(lane)
    )
  ];
  const from = ({first_date}: Occasion): Date => (first_date < range[0] ? range[0] : first_date);
  const to = ({end_date}: Occasion): Date => (end_date === null || end_date > range[1] ? range[1] : end_date);
  return Plot.plot({
    width,
    height: 12 + 34 * names.length,
    ...MARGINS,
    marginTop: 2,
    marginBottom: 4,
    ariaLabel: say.text("occasions.happened"),
    x: {type: "utc", domain: range, axis: null},
    y: {domain: names, axis: null, padding: 0.5, paddingInner: 0.55},
    marks: [
      Plot.text(names, {
        y: (name: string) => name,
        frameAnchor: "left",
        dy: -13,
        fontSize: 11,
        fill: "var(--ink-soft)",
        text: (name: string) => name
      }),
      Plot.barX(happened, {
        x1: from,
        x2: to,
        y: lane,
        fill: ({kind}: Occasion) => colorOf(kind === "outage" ? "ghost" : "parc"),
        stroke: ({kind}: Occasion) => colorOf(kind === "outage" ? "ghost" : "parc"),
        insetTop: 3
      }),
      tip(happened, Plot.pointer({x: from, y: lane, title: (row: Occasion) => occasionTip(row, say)}))
    ]
  });
}

function monthTip({month, cases, lost_cases, low, high}: LossMonth, say: Say): string {
  if (cases === null || lost_cases === null) return say.month(month);
  return [
    say.month(month),
    say.text("occasions.tip", {
      lost: lost_cases,
      cases: say.number(cases),
      share: say.percent(lost_cases / cases),
      low: say.percent(low),
      high: say.percent(high)
    })
  ].join("\n");
}

function occasionTip({name, first_date, end_date}: Occasion, say: Say): string {
  const from = say.date(first_date);
  if (end_date === null) return `${name}\n${say.text("occasions.since", {from})}`;
  const last = new Date(end_date.getTime() - 86_400_000);
  if (+last === +first_date) return `${name}\n${from}`;
  return `${name}\n${say.text("occasions.days", {from, to: say.date(last)})}`;
}

function monthColumns(say: Say): Column<LossMonth>[] {
  return [
    monthColumn(say),
    countColumn("cases", say.text("occasions.column.cases"), say),
    countColumn("lost_cases", say.text("occasions.column.lost_cases"), say)
  ];
}

function occasionColumns(say: Say): Column<Occasion>[] {
  const label = (key: string) => say.text(`occasions.column.${key}`);
  return [
    textColumn("kind", label("kind"), ({kind}: Occasion) => say.name("occasions.legend", kind)),
    textColumn("name", label("name"), ({name}: Occasion) => name),
    dateColumn("first_date", label("first_date"), say),
    dateColumn("end_date", label("end_date"), say)
  ];
}
