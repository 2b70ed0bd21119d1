import {html} from "htl";
import {misbookedChurn, periodOf} from "./bridge.js";
import {amountColumn, countColumn, monthColumn} from "./columns.js";
import {comparedText} from "./compared.js";
import {within} from "./figures.js";
import {notFollowed} from "./filter-words.js";
import type {Filters} from "./filters.js";
import {asOf, type Context} from "./frame.js";
import {bridgeOf, hasParc, hasView, monthSummaries, type Bridge, type MonthSummary} from "./movements.js";
import type {CancellationMonth, MovementMonth, SaveRate} from "./results.js";
import {savesFinding, widestGap} from "./saves.js";
import type {Say} from "./say.js";
import {searchTable, type Column} from "./table.js";

/** The answer of the page: where parc and CA went over the period. */
export function overviewFinding(rows: MovementMonth[], {months, say}: {months: Date[]; say: Say}): string {
  if (months.length === 0) return say.text("overview.finding.none");
  const count = months.length;
  // As booked, opening and closing are what is in force, without what is in transit: as the figures below.
  const view = hasView(rows, "as_booked") ? "as_booked" : "economic";
  const ca = moveOf(bridgeOf(rows, view, "ca_cents", months), say);
  if (!hasParc(rows)) return say.text("overview.finding.ca", {count, ca: ca.told});
  const parc = moveOf(bridgeOf(rows, view, "parc_cents", months), say);
  if (ca.direction !== parc.direction || !["up", "down"].includes(ca.direction)) {
    return say.text("overview.finding", {count, parc: parc.told, ca: ca.told});
  }
  const values = {count, parc: parc.amount, parc_change: parc.change, ca: ca.amount, ca_change: ca.change};
  return say.text(`overview.finding.${ca.direction}`, values);
}

export interface LeadOptions {
  months: Date[];
  say: Say;
  filters: Filters;
  /** Months of the period compared with; null where nothing is compared. */
  monthsBefore: Date[] | null;
}

/** Below the answer: how much of the churn was none, what rebooking cost, who keeps customers without their CA. */
export function overviewLead(
  {
    movements,
    cancellations,
    rates
  }: {movements: MovementMonth[]; cancellations: CancellationMonth[]; rates: SaveRate[]},
  {months, say, filters, monthsBefore}: LeadOptions
): HTMLElement {
  const {booked, misbooked} = misbookedChurn(movements, months);
  const ignored = notFollowed(filters, ["month", "brand"], say);
  const lostIn = (span: Date[]) =>
    within(cancellations, span).reduce((sum, row) => sum + row.loss_rebooked_cents, 0);
  const lost = lostIn(months);
  const compared = {now: lost, before: monthsBefore === null ? null : lostIn(monthsBefore)};
  const show = (cents: number): string => say.short(cents);
  const churn = {
    booked: say.short(booked),
    misbooked: say.short(misbooked),
    share: say.percent(misbooked / booked)
  };
  const sentences = [
    booked > 0 && misbooked > 0 ? say.text("overview.lead.churn", churn) : "",
    lost > 0
      ? `${say.text("overview.lead.lost", {lost: say.short(lost)})}${comparedText(compared, {what: "compared.rebooked", filters, say, show})}.`
      : "",
    widestGap(rates) === null ? "" : `${savesFinding(rates, say)}.`,
    ignored.length === 0 ? "" : say.text("overview.lead.not_followed", {notes: ignored.join(", ")})
  ];
  return html`<p class="lead">${sentences.filter((sentence) => sentence !== "").join(" ")}</p>`;
}

/** A change from opening to closing: "fell 1.2 % to 8.41 M€", and its parts. */
function moveOf({opening, closing}: Bridge, say: Say) {
  const amount = say.short(closing, 2);
  const ratio = opening === 0 ? 0 : closing / opening - 1;
  const direction = opening === 0 ? "start" : Math.abs(ratio) < 0.0005 ? "flat" : ratio < 0 ? "down" : "up";
  const change = say.percent(Math.abs(ratio));
  return {direction, amount, change, told: say.text(`move.${direction}`, {amount, change})};
}

interface MonthRow extends MonthSummary {
  lost_cents: number | null;
}

/** Every month of the period with its movements in CA, newest first; to be searched and sorted. */
export function monthsTable(
  rows: MovementMonth[],
  cancellations: CancellationMonth[],
  {months, say, about}: Context & {months: Date[]}
): HTMLElement {
  const times = new Set(months.map(Number));
  const lost = new Map(cancellations.map((row) => [row.month.getTime(), row.loss_rebooked_cents]));
  const table: MonthRow[] = monthSummaries(rows)
    .filter((row) => times.has(row.month.getTime()))
    .map((row) => ({...row, lost_cents: lost.get(row.month.getTime()) ?? null}));
  return html`<section class="card">
    <h3>${say.text("months.finding")}</h3>
    <p class="subtitle">${say.text("months.subtitle", {currency: say.currency})}</p>
    ${searchTable(table, {
      say,
      name: "months",
      columns: monthColumns(say, {parc: hasParc(rows), lost: cancellations.length > 0}),
      label: say.text("months.table"),
      placeholder: say.text("months.search"),
      searched: (row) => `${say.month(row.month)} ${row.month.toISOString().slice(0, 7)}`,
      sort: {key: "month", descending: true}
    })}
    <p class="notes">${[periodOf(months, say), say.text("months.note"), asOf(about, say)].join(" · ")}</p>
  </section>`;
}

function monthColumns(say: Say, {parc, lost}: {parc: boolean; lost: boolean}): Column<MonthRow>[] {
  const amount = (key: keyof MonthRow & `${string}_cents`) =>
    amountColumn(key, say.text(`months.column.${key}`), say);
  return [
    monthColumn(say),
    countColumn("customers", say.text("column.customers"), say),
    amount("ca_cents"),
    ...(parc ? [amount("parc_cents")] : []),
    amount("new_cents"),
    amount("expansion_cents"),
    amount("reactivation_cents"),
    amount("contraction_cents"),
    amount("churn_cents"),
    amount("booked_churn_cents"),
    ...(lost ? [amount("lost_cents")] : [])
  ];
}
