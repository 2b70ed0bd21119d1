import * as Plot from "@observablehq/plot";
import {html} from "htl";
import {countColumn, dateColumn, textColumn} from "./columns.js";
import {asOf, card, emptyCard, fitted, legend, type Context} from "./frame.js";
import type {AlertDay, AlertEpisode} from "./alert-results.js";
import {sum} from "./alerts.js";
import type {Say} from "./say.js";
import {plainTable, searchTable, type Column} from "./table.js";

/** Episodes of red alerts with their conditions, down to the lines of the files. */
export function episodesTable(rows: AlertEpisode[], {say, about}: Context): HTMLElement {
  if (rows.length === 0) return emptyCard(say.text("episodes.empty"), say.text("episodes.empty.detail"));
  const alone = rows.filter(({decision}) => decision === "note").length;
  return html`<section class="card">
    <h3>${say.text("episodes.finding", {count: rows.length, alone: say.number(alone)})}</h3>
    <p class="subtitle">${say.text("episodes.subtitle")}</p>
    ${searchTable(rows, {
      say,
      columns: episodeColumns(say),
      label: say.text("episodes.subtitle"),
      placeholder: say.text("episodes.search"),
      searched: (row) => [row.customer_name, row.customer_id, row.reason, row.conditions].join(" "),
      sort: {key: "alert_date", descending: true}
    })}
    <p class="notes">${[say.text("episodes.note"), asOf(about, say)].join(" · ")}</p>
    <details>
      <summary>${say.text("card.definition")}</summary>
      <p>${say.text("episodes.definition")}</p>
    </details>
  </section>`;
}

function episodeColumns(say: Say): Column<AlertEpisode>[] {
  const label = (key: string) => say.text(`episodes.column.${key}`);
  return [
    dateColumn("alert_date", label("alert_date"), say),
    textColumn("customer", say.text("column.customer"), (row) => customerOf(row, say)),
    textColumn("reason", label("reason"), ({reason}) => reason),
    dateColumn("appointment_date", label("appointment_date"), say),
    {
      ...textColumn<AlertEpisode>("conditions", label("conditions"), ({conditions}) => conditions),
      kind: "code"
    },
    textColumn("decision", label("decision"), ({decision}) => say.name("alert_decision", decision)),
    dateColumn("due_date", label("due_date"), say),
    dateColumn("task_date", label("task_date"), say),
    dateColumn("meeting_date", label("meeting_date"), say),
    textColumn("meeting_timing", label("meeting_timing"), (row) => meetingOf(row, say)),
    textColumn("handled", label("handled"), (row) => handledOf(row, say)),
    countColumn("lead_days", label("lead_days"), say),
    {
      key: "source",
      label: label("source"),
      kind: "code",
      value: (row) => row.file_name,
      show: (row) => (row.file_name === null ? "" : `${row.file_name}:${row.source_line ?? ""}`)
    }
  ];
}

/** The customer; one that only the name of the shop tells is marked as such. */
function customerOf(row: AlertEpisode, say: Say): string {
  if (row.customer_source === "unknown") return say.text("episodes.nobody");
  const name = row.customer_name ?? row.customer_id ?? "";
  return row.customer_source === "shop_name" ? say.text("episodes.by_name", {name}) : name;
}

function handledOf(row: AlertEpisode, say: Say): string {
  if (row.is_premature_tick) return say.text("episodes.premature");
  if (row.is_unticked) return say.text("episodes.unticked");
  const state = row.is_handled === null ? "unknown" : row.is_handled ? "handled" : "not_handled";
  return say.name("alert_handled", state);
}

const STATES = [
  {key: "handled", color: "var(--color-saved)"},
  {key: "premature", color: "var(--color-lost)"},
  {key: "other", color: "var(--color-ghost)"},
  {key: "unknown", color: "var(--color-unknown)"}
] as const;

interface DayState {
  date: Date;
  state: (typeof STATES)[number]["key"];
  alerts: number;
}

/** Alerts of each week: handled, ticked too early, neither, and of customers whom nobody knows. */
export function alertWeeks(rows: AlertDay[], {say, about}: Context): HTMLElement {
  if (rows.length === 0) return emptyCard(say.text("alerts.empty"), say.text("alerts.empty.detail"));
  const states: DayState[] = rows.flatMap((row) => {
    const rest = row.alerts - row.handled_alerts - row.premature_ticks - row.unknown_alerts;
    const counts = {
      handled: row.handled_alerts,
      premature: row.premature_ticks,
      other: Math.max(0, rest),
      unknown: row.unknown_alerts
    };
    return STATES.map(({key}) => ({date: row.alert_date, state: key, alerts: counts[key]}));
  });
  const unticked = sum(rows, ({unticked_alerts}) => unticked_alerts);
  return card(
    fitted((width) => weeks(states, {say, width})),
    {
      finding: say.text("weeks.finding", {
        share: say.percent(sum(rows, (row) => row.handled_alerts) / sum(rows, ({alerts}) => alerts)),
        count: unticked
      }),
      subtitle: say.text("weeks.subtitle"),
      legend: legend(STATES.map(({key, color}) => ({label: say.text(`weeks.${key}`), color}))),
      notes: [say.text("weeks.note", {count: sum(rows, ({alerts}) => alerts)})],
      numbers: plainTable([...rows].reverse().slice(0, 60), {
        columns: dayColumns(say),
        label: say.text("weeks.table")
      })
    },
    {say, about}
  );
}

function weeks(states: DayState[], {say, width}: {say: Say; width: number}): Element {
  const colors = new Map<string, string>(STATES.map(({key, color}) => [key, color]));
  const binned = {
    x: "date",
    interval: "week",
    y: "alerts",
    z: "state",
    order: STATES.map(({key}) => key),
    fill: ({state}: DayState) => colors.get(state) ?? "",
    insetLeft: 0.5,
    insetRight: 0.5
  } as const;
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
    marks: [Plot.rectY(states, Plot.binX({y: "sum"}, binned)), Plot.ruleY([0])]
  });
}

function dayColumns(say: Say): Column<AlertDay>[] {
  const label = (key: string) => say.text(`weeks.column.${key}`);
  return [
    dateColumn("alert_date", label("alert_date"), say),
    textColumn("source_channel", label("source_channel"), ({source_channel}) => source_channel),
    countColumn("alerts", label("alerts"), say),
    countColumn("handled_alerts", label("handled_alerts"), say),
    countColumn("premature_ticks", label("premature_ticks"), say),
    countColumn("unticked_alerts", label("unticked_alerts"), say),
    countColumn("unknown_alerts", label("unknown_alerts"), say)
  ];
}

function meetingOf({meeting_timing, is_meeting_in_place}: AlertEpisode, say: Say): string {
  const timing = say.name("meeting_timing", meeting_timing);
  return is_meeting_in_place === false ? say.text("episodes.out_of_place", {timing}) : timing;
}
