import * as Plot from "@observablehq/plot";
import type {AlertWeek, HandlingCell} from "./alert-results.js";
import {noAlerts, sum, type AlertCut} from "./alerts.js";
import {countColumn, dateColumn} from "./columns.js";
import type {Cube} from "./cube.js";
import {card, fitted, legend} from "./frame.js";
import type {Say} from "./say.js";
import {plainTable, type Column} from "./table.js";
import {tip} from "./tip.js";

const STATES = [
  {key: "handled", color: "var(--color-saved)"},
  {key: "premature", color: "var(--color-lost)"},
  {key: "other", color: "var(--color-ghost)"},
  {key: "unknown", color: "var(--color-unknown)"}
] as const;

const WEEK = 7 * 86_400_000;

interface WeekState {
  week: Date;
  end: Date;
  state: (typeof STATES)[number]["key"];
  alerts: number;
}

/** Alerts of each week: handled, ticked too early, neither, and of customers whom nobody knows. */
export function alertWeeks(cube: Cube<HandlingCell>, cut: AlertCut): HTMLElement {
  const {say, about, filters} = cut;
  const rows: AlertWeek[] = cube.where(filters).by("week");
  if (rows.length === 0) return noAlerts(cut);
  return card(
    fitted((width) => weeks(rows, {say, width})),
    {
      finding: say.text("weeks.finding", {
        share: say.percent(sum(rows, (row) => row.handled_alerts) / sum(rows, ({alerts}) => alerts)),
        count: sum(rows, ({unticked_alerts: count}) => count)
      }),
      subtitle: say.text("weeks.subtitle"),
      legend: legend(STATES.map(({key, color}) => ({label: say.text(`weeks.${key}`), color}))),
      notes: [say.text("weeks.note", {count: sum(rows, ({alerts}) => alerts)})],
      numbers: plainTable([...rows].reverse(), {columns: weekColumns(say), label: say.text("weeks.subtitle")})
    },
    {say, about}
  );
}

function statesOf(row: AlertWeek): WeekState[] {
  const rest = row.alerts - row.handled_alerts - row.premature_ticks - row.unknown_alerts;
  const counts = {
    handled: row.handled_alerts,
    premature: row.premature_ticks,
    other: Math.max(0, rest),
    unknown: row.unknown_alerts
  };
  const end = new Date(row.week.getTime() + WEEK);
  return STATES.map(({key}) => ({week: row.week, end, state: key, alerts: counts[key]}));
}

function weeks(rows: AlertWeek[], {say, width}: {say: Say; width: number}): Element {
  const colors = new Map<string, string>(STATES.map(({key, color}) => [key, color]));
  return Plot.plot({
    width,
    height: 220,
    marginLeft: 34,
    marginRight: 4,
    marginTop: 10,
    marginBottom: 26,
    ariaLabel: say.text("weeks.subtitle"),
    x: {type: "utc", label: null, tickFormat: say.shortMonth, ticks: width < 420 ? 4 : 9},
    y: {label: null, grid: true, ticks: 4, tickFormat: say.number},
    marks: [
      Plot.rectY(
        rows.flatMap(statesOf),
        Plot.stackY({
          x1: "week",
          x2: "end",
          y: "alerts",
          z: "state",
          order: STATES.map(({key}) => key),
          fill: ({state}: WeekState) => colors.get(state) ?? "",
          insetLeft: 0.5,
          insetRight: 0.5
        })
      ),
      Plot.ruleY([0]),
      tip(
        rows,
        Plot.pointerX({
          x: ({week}: AlertWeek) => new Date(week.getTime() + WEEK / 2),
          y: "alerts",
          title: (row: AlertWeek) => weekTip(row, say)
        })
      )
    ]
  });
}

function weekTip(row: AlertWeek, say: Say): string {
  return [
    say.text("weeks.tip", {day: say.date(row.week), count: row.alerts}),
    ...statesOf(row)
      .filter(({alerts}) => alerts > 0)
      .map(({state, alerts}) => `${say.text(`weeks.${state}`)}: ${say.number(alerts)}`)
  ].join("\n");
}

function weekColumns(say: Say): Column<AlertWeek>[] {
  const label = (key: string) => say.text(`weeks.column.${key}`);
  return [
    dateColumn("week", label("week"), say),
    countColumn("alerts", label("alerts"), say),
    countColumn("handled_alerts", label("handled_alerts"), say),
    countColumn("premature_ticks", label("premature_ticks"), say),
    countColumn("unticked_alerts", label("unticked_alerts"), say),
    countColumn("unknown_alerts", label("unknown_alerts"), say)
  ];
}
