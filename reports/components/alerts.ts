import {html} from "htl";
import {comparedText, pointsText} from "./compared.js";
import {countColumn, rateColumn, textColumn} from "./columns.js";
import type {AlertHandling, AlertPrecision, FormCell, LeadDays, RequestField} from "./alert-results.js";
import type {Cube} from "./cube.js";
import {cutName, emptyAdvice} from "./filter-words.js";
import type {CutContext, Filters} from "./filters.js";
import {card, emptyCard, type Context} from "./frame.js";
import type {Say} from "./say.js";
import {plainTable, type Column} from "./table.js";

/** What the cards on alerts are told beside their rows. */
export type AlertCut = Context & CutContext;

/** What the first line of the page is made from. */
export interface AlertAnswer {
  precisions: AlertPrecision[];
  leads: LeadDays;
  handling: AlertHandling[];
  /** The precisions of the period that is compared with; null where nothing is compared. */
  before: AlertPrecision[] | null;
}

/** Keys of what is said where nobody delivers something: what is missing, and what it would add. */
type Missing = readonly [title: string, detail: string];

const NO_ALERTS: Missing = ["alerts.empty", "alerts.empty.detail"];

/** A card where there is nothing to draw: nobody delivers it, or nothing passes the filters. */
export function noAlerts(
  {say, filters, isEmpty}: AlertCut,
  [title, detail]: Missing = NO_ALERTS
): HTMLElement {
  return isEmpty === true
    ? emptyCard(say.text(title), say.text(detail))
    : emptyCard(say.text("filters.empty"), emptyAdvice(filters, say));
}

/** Whether red alerts announce anything, and whether those who tick are right to. */
export function alertsFinding({precisions, leads, handling, before}: AlertAnswer, cut: AlertCut): string {
  const {say, isEmpty} = cut;
  if (handling.length === 0 && isEmpty !== true) return say.text("filters.empty");
  return [leadSentence({precisions, leads, before}, cut), tickSentence(handling, say)].join(" ").trim();
}

/** What the figures rest on. */
export function alertsLead(
  {precisions, handling}: AlertAnswer,
  {say, filters, isEmpty}: AlertCut
): HTMLElement {
  if (handling.length === 0)
    return html`<p class="lead">
      ${isEmpty === true ? say.text("alerts.empty.detail") : emptyAdvice(filters, say)}
    </p>`;
  const all = allOf(precisions);
  const sentences = [
    say.text("alerts.lead", {
      count: sum(handling, ({alerts: count}) => count),
      period: cutName(filters, say)
    }),
    ...(all === undefined ? [] : [say.text("alerts.lead.episodes", {count: all.episodes})]),
    say.text("alerts.lead.caution")
  ];
  return html`<p class="lead">${sentences.join(" ")}</p>`;
}

/** The row of all episodes, handled or not. */
export function allOf<Row extends {handled: string}>(rows: readonly Row[]): Row | undefined {
  return rows.find(({handled}) => handled === "all");
}

function leadSentence(
  {precisions, leads, before}: Omit<AlertAnswer, "handling">,
  {say, filters}: AlertCut
): string {
  const all = allOf(precisions);
  if (all?.precision_rate == null) return say.text("alerts.finding.few");
  const then = allOf(before ?? []);
  const isSure = [all, then].every((row) => row !== undefined && !row.is_hidden && !row.is_fragile);
  const compared = isSure
    ? comparedText(
        {now: all.precision_rate, before: then?.precision_rate ?? null},
        {
          what: "compared.announced",
          filters,
          say,
          show: (difference) => pointsText(difference, say)
        }
      )
    : "";
  const values = {share: say.percent(all.precision_rate), base: say.percent(all.base_rate)};
  const sentence =
    leads.median === null
      ? say.text("alerts.finding.share", values)
      : say.text("alerts.finding", {...values, days: say.number(leads.median)});
  return `${sentence}${compared}.`;
}

function tickSentence(handling: AlertHandling[], say: Say): string {
  const ruled = handling.filter(({rule}) => rule === "sum_up");
  const ticked = sum(ruled, ({ticked_alerts}) => ticked_alerts ?? 0);
  if (ticked === 0) return "";
  const early = sum(ruled, ({premature_ticks}) => premature_ticks ?? 0);
  return say.text("alerts.finding.ticks", {share: say.percent(early / ticked), count: early});
}

/** Alerts raised, ticked and handled, by what makes them handled: before and after the move to the board. */
export function alertHandling(rows: AlertHandling[], cut: AlertCut): HTMLElement {
  if (rows.length === 0) return noAlerts(cut);
  const {say, about} = cut;
  const early = sum(rows, ({premature_ticks}) => premature_ticks ?? 0);
  const hidden = rows.filter(({is_hidden}) => is_hidden).length;
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
        ...(hidden === 0 ? [] : [say.text("handling.note.hidden", {count: hidden})]),
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
    {...rateColumn("handled_rate", label("handled_rate"), say), column: "handled_alerts"},
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
export function requestForms(cube: Cube<FormCell>, cut: AlertCut): HTMLElement {
  const {say, about, filters} = cut;
  const rows = fieldsOf(cube, filters);
  const all = rows.find(({field}) => field === "all");
  if (all === undefined)
    return noAlerts({...cut, isEmpty: cube.isEmpty}, ["forms.empty", "forms.empty.detail"]);
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

/** Fields in the order of the form, all of them together last. */
const FIELDS = ["expert", "subject", "customer_link", "description", "ticket_link", "all"];

function fieldsOf(cube: Cube<FormCell>, filters: Filters): RequestField[] {
  return cube
    .where(filters)
    .by("field")
    .map((row) => ({...row, filled_rate: row.requests === 0 ? null : row.filled_requests / row.requests}))
    .sort((a, b) => FIELDS.indexOf(a.field) - FIELDS.indexOf(b.field));
}

function formColumns(say: Say): Column<RequestField>[] {
  return [
    textColumn("field", say.text("forms.column.field"), ({field}) => say.name("form_field", field)),
    countColumn("requests", say.text("forms.column.requests"), say),
    countColumn("filled_requests", say.text("forms.column.filled_requests"), say),
    {...rateColumn("filled_rate", say.text("forms.column.filled_rate"), say), column: "filled_requests"}
  ];
}

/** Sum of a figure over rows. */
export function sum<Row>(rows: readonly Row[], of: (row: Row) => number): number {
  return rows.reduce((total, row) => total + of(row), 0);
}
