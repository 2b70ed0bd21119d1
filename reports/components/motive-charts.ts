import * as Plot from "@observablehq/plot";
import {html} from "htl";
import {interval} from "./channels.js";
import {countColumn, rateColumn, textColumn} from "./columns.js";
import {card, emptyCard, fitted, legend, type Context} from "./frame.js";
import {OUTSIDE} from "./motives.js";
import type {MotiveWeek} from "./motive-results.js";
import type {Say} from "./say.js";
import {plainTable} from "./table.js";
import {tip} from "./tip.js";

/** The weeks of one motive, with what they say. */
export interface MotiveChart {
  motive: string;
  weeks: MotiveWeek[];
  /** Whether its last week says that it has grown since the baseline. */
  isGrowing: boolean;
  /** Weeks after the baseline that stand out. */
  signals: number;
  /** Share over the baseline, and over the weeks after it. */
  before: number;
  after: number | null;
}

/** The charts of all motives: those that grow first, then those with signals, then by how often they are given. */
export function motiveChartsOf(weeks: MotiveWeek[]): MotiveChart[] {
  const motives = [...new Set(weeks.map(({motive}) => motive))];
  const charts = motives.map((motive) => chartOf(weeks.filter((week) => week.motive === motive)));
  const place = ({motive}: MotiveChart) => (OUTSIDE.includes(motive) ? 1 : 0);
  return charts.sort(
    (a, b) =>
      Number(b.isGrowing) - Number(a.isGrowing) ||
      Number(b.signals > 0) - Number(a.signals > 0) ||
      place(a) - place(b) ||
      b.before - a.before ||
      (a.motive < b.motive ? -1 : 1)
  );
}

function chartOf(weeks: MotiveWeek[]): MotiveChart {
  const watched = weeks.filter(({is_monitored}) => is_monitored);
  const sum = (key: "events" | "cases") => watched.reduce((total, week) => total + week[key], 0);
  return {
    motive: weeks[0]?.motive ?? "",
    weeks,
    isGrowing: weeks.at(-1)?.is_drift ?? false,
    signals: watched.filter(({is_signal}) => is_signal).length,
    before: weeks[0]?.centre ?? 0,
    after: sum("cases") === 0 ? null : sum("events") / sum("cases")
  };
}

/** Small multiples of control charts, a motive each, with what stands out marked. */
export function motiveCharts(weeks: MotiveWeek[], {say, about}: Context): HTMLElement {
  if (weeks.length === 0)
    return emptyCard(say.text("motive_charts.empty"), say.text("motive_charts.empty.detail"));
  const charts = motiveChartsOf(weeks);
  const most = Math.max(...weeks.map(({level, high}) => Math.max(level ?? 0, high ?? 0)));
  return card(
    html`<div class="multiples">${charts.map((chart) => multiple(chart, {say, most}))}</div>`,
    {
      finding: chartsFinding(charts, say),
      subtitle: say.text("motive_charts.subtitle"),
      legend: legend([
        {label: say.text("motive_charts.legend.beyond"), color: "var(--color-lost)", shape: "circle"},
        {label: say.text("motive_charts.legend.run"), color: "var(--color-lost)", shape: "outline"},
        {label: say.text("motive_charts.legend.limits"), color: "var(--ink-faint)"}
      ]),
      notes: [say.text("motive_charts.note")],
      definition: say.text("motive_charts.definition"),
      numbers: lastWeeksTable(charts, say)
    },
    {say, about}
  );
}

/** Each motive with its share before and since, its last week beside its limits, and how often it stood out. */
function lastWeeksTable(charts: MotiveChart[], say: Say): HTMLElement {
  return plainTable(charts, {
    label: say.text("motive_charts.subtitle"),
    columns: [
      textColumn("motive", say.text("column.motive"), ({motive}) => say.name("motive", motive)),
      rateColumn("before", say.text("motive_charts.column.before"), say),
      rateColumn("after", say.text("motive_charts.column.after"), say),
      textColumn("last", say.text("motive_charts.column.last"), ({weeks}) => {
        const week = weeks.at(-1);
        if (week === undefined) return null;
        const {level, events, cases} = week;
        return say.text("motive_charts.tip.level", {level: say.percent(level), events, cases});
      }),
      textColumn("limits", say.text("motive_charts.column.limits"), ({weeks}) =>
        interval(weeks.at(-1)?.low ?? null, weeks.at(-1)?.high ?? null, say)
      ),
      countColumn("signals", say.text("motive_charts.column.signals"), say)
    ]
  });
}

function chartsFinding(charts: MotiveChart[], say: Say): string {
  const growing = charts.filter((chart) => chart.isGrowing && !OUTSIDE.includes(chart.motive));
  const [first] = growing;
  if (first === undefined) return say.text("motive_charts.finding.none");
  return say.text("motive_charts.finding", {
    count: growing.length,
    motives: say.list(growing.map(({motive}) => say.name("motive", motive))),
    motive: say.name("motive", first.motive),
    before: say.percent(first.before),
    after: say.percent(first.after)
  });
}

function multiple(chart: MotiveChart, {say, most}: {say: Say; most: number}): HTMLElement {
  const state = chart.isGrowing
    ? say.text("motive_charts.growing")
    : chart.signals > 0
      ? say.text("motive_charts.signals", {count: chart.signals})
      : "";
  return html`<figure class=${chart.isGrowing ? "multiple growing" : "multiple"}>
    <figcaption>
      <strong>${say.name("motive", chart.motive)}</strong>
      <span
        >${say.text("motive_charts.level", {before: say.percent(chart.before), after: say.percent(chart.after)})}</span
      >
      ${state === "" ? "" : html`<em>${state}</em>`}
    </figcaption>
    ${fitted((width) => controlChart(chart, {say, width, most}))}
  </figure>`;
}

function controlChart(
  {motive, weeks}: MotiveChart,
  {say, width, most}: {say: Say; width: number; most: number}
): Element {
  const watched = weeks.find(({is_monitored}) => is_monitored);
  const marked = weeks.filter(({is_signal, level}) => is_signal && level !== null);
  return Plot.plot({
    width,
    height: 118,
    marginLeft: 34,
    marginRight: 6,
    marginTop: 8,
    marginBottom: 20,
    ariaLabel: say.text("motive_charts.chart", {motive: say.name("motive", motive)}),
    x: {
      type: "utc",
      label: null,
      ticks: "3 months",
      tickFormat: (day: Date) => say.shortMonth(day),
      tickSize: 0
    },
    y: {domain: [0, most], label: null, ticks: 3, tickFormat: say.percent, tickSize: 0, grid: true},
    marks: [
      Plot.areaY(weeks, {
        x: "week",
        y1: "low",
        y2: "high",
        curve: "step",
        fill: "var(--ink-faint)",
        fillOpacity: 0.16
      }),
      Plot.lineY(weeks, {x: "week", y: "centre", stroke: "var(--ink-soft)", strokeDasharray: "3,3"}),
      ...(watched === undefined ? [] : [Plot.ruleX([watched.week], {stroke: "var(--ink-faint)"})]),
      Plot.lineY(weeks, {x: "week", y: "level", stroke: "var(--ink)", strokeWidth: 1.2}),
      Plot.dot(marked, {
        x: "week",
        y: "level",
        r: 3.6,
        stroke: "var(--color-lost)",
        strokeWidth: 1.6,
        fill: (week: MotiveWeek) => (week.is_beyond ? "var(--color-lost)" : "var(--card)")
      }),
      tip(weeks, Plot.pointerX({x: "week", y: "level", title: (week: MotiveWeek) => weekTip(week, say)}))
    ]
  });
}

function weekTip(week: MotiveWeek, say: Say): string {
  return [
    say.text("motive_charts.tip.week", {week: say.date(week.week)}),
    say.text("motive_charts.tip.level", {
      level: say.percent(week.level),
      events: week.events,
      cases: week.cases
    }),
    say.text("motive_charts.tip.limits", {low: say.percent(week.low), high: say.percent(week.high)}),
    ...(week.is_signal && week.is_discovery ? [say.text("motive_charts.tip.discovery")] : [])
  ].join("\n");
}
