import {countColumn, rateColumn, textColumn} from "./columns.js";
import {card, emptyCard, type Context} from "./frame.js";
import type {AlertHandling, AlertQuality, RequestField} from "./alert-results.js";
import type {Say} from "./say.js";
import {plainTable, type Column} from "./table.js";

/** Whether red alerts announce anything, and whether those who tick are right to. */
export function alertsFinding(quality: AlertQuality[], handling: AlertHandling[], say: Say): string {
  return [leadSentence(quality, say), tickSentence(handling, say)].join(" ");
}

/** What the figures rest on. */
export function alertsLead(quality: AlertQuality[], handling: AlertHandling[], say: Say): string {
  const all = quality.find(({handled}) => handled === "all");
  const alerts = sum(handling, ({alerts: count}) => count);
  return [
    say.text("alerts.lead", {count: alerts}),
    ...(all === undefined ? [] : [say.text("alerts.lead.episodes", {count: all.episodes})]),
    say.text("alerts.lead.caution")
  ].join(" ");
}

function leadSentence(quality: AlertQuality[], say: Say): string {
  const all = quality.find(({handled}) => handled === "all");
  if (all === undefined || all.is_hidden || all.precision_rate === null)
    return say.text("alerts.finding.few");
  return say.text("alerts.finding", {
    share: say.percent(all.precision_rate),
    base: say.percent(all.base_rate),
    days: say.number(all.lead_days_median)
  });
}

function tickSentence(handling: AlertHandling[], say: Say): string {
  const ruled = handling.filter(({rule}) => rule === "sum_up");
  const ticked = sum(ruled, ({ticked_alerts}) => ticked_alerts ?? 0);
  if (ticked === 0) return "";
  const early = sum(ruled, ({premature_ticks}) => premature_ticks ?? 0);
  return say.text("alerts.finding.ticks", {share: say.percent(early / ticked), count: early});
}

/** Alerts raised, ticked and handled, by what makes them handled: before and after the move to the board. */
export function alertHandling(rows: AlertHandling[], {say, about}: Context): HTMLElement {
  if (rows.length === 0) return emptyCard(say.text("alerts.empty"), say.text("alerts.empty.detail"));
  const early = sum(rows, ({premature_ticks}) => premature_ticks ?? 0);
  const unticked = sum(rows, ({unticked_alerts}) => unticked_alerts ?? 0);
  return card(
    plainTable(rows, {columns: handlingColumns(say), label: say.text("handling.subtitle")}),
    {
      finding: say.text("handling.finding", {
        early: say.number(early),
        unticked: say.number(unticked)
      }),
      subtitle: say.text("handling.subtitle"),
      notes: [
        say.text("handling.note.unknown", {count: sum(rows, ({unknown_alerts}) => unknown_alerts)}),
        say.text("handling.note.time")
      ],
      definition: say.text("handling.definition")
    },
    {say, about}
  );
}

function handlingColumns(say: Say): Column<AlertHandling>[] {
  const label = (key: string) => say.text(`handling.column.${key}`);
  return [
    textColumn("rule", label("rule"), ({rule}) => say.name("alert_rule", rule)),
    textColumn("kind", label("kind"), ({kind}) => say.name("alert_kind", kind)),
    countColumn("alerts", label("alerts"), say),
    countColumn("unknown_alerts", label("unknown_alerts"), say),
    countColumn("ticked_alerts", label("ticked_alerts"), say),
    countColumn("handled_alerts", label("handled_alerts"), say),
    rateColumn("handled_rate", label("handled_rate"), say),
    {
      key: "handled_low",
      label: label("interval"),
      kind: "right",
      value: (row) => row.handled_low,
      show: (row) =>
        row.handled_low === null ? "–" : `${say.percent(row.handled_low)} – ${say.percent(row.handled_high)}`
    },
    countColumn("lenient_alerts", label("lenient_alerts"), say),
    countColumn("premature_ticks", label("premature_ticks"), say),
    countColumn("unticked_alerts", label("unticked_alerts"), say)
  ];
}

/** How far the form of the board is filled. */
export function requestForms(rows: RequestField[], {say, about}: Context): HTMLElement {
  const all = rows.find(({field}) => field === "all");
  if (all === undefined) return emptyCard(say.text("forms.empty"), say.text("forms.empty.detail"));
  return card(
    plainTable(rows, {columns: formColumns(say), label: say.text("forms.subtitle")}),
    {
      finding: say.text("forms.finding", {share: say.percent(all.filled_rate), count: all.requests}),
      subtitle: say.text("forms.subtitle"),
      notes: [],
      definition: say.text("forms.definition")
    },
    {say, about}
  );
}

function formColumns(say: Say): Column<RequestField>[] {
  return [
    textColumn("field", say.text("forms.column.field"), ({field}) => say.name("form_field", field)),
    countColumn("requests", say.text("forms.column.requests"), say),
    countColumn("filled_requests", say.text("forms.column.filled_requests"), say),
    rateColumn("filled_rate", say.text("forms.column.filled_rate"), say)
  ];
}

/** Sum of a figure over rows. */
export function sum<Row>(rows: readonly Row[], of: (row: Row) => number): number {
  return rows.reduce((total, row) => total + of(row), 0);
}
