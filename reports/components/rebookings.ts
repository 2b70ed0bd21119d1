import {html} from "htl";
import {comparedText} from "./compared.js";
import type {Figure} from "./figures.js";
import {cutName, emptyAdvice} from "./filter-words.js";
import {type Filters, passes} from "./filters.js";
import type {Context} from "./frame.js";
import {inPeriod} from "./months.js";
import {colorOf} from "./palette.js";
import type {CancellationMonth, RebookingGroup} from "./results.js";
import type {Say} from "./say.js";

export interface RebookingTotals {
  count: number;
  /** Rebookings with a link that is only possible. */
  possible: number;
  /** Those that the retention desk signed, all or in part. */
  by_retention: number;
  old_cents: number;
  new_cents: number;
  rebooked_cents: number;
  loss_ca_cents: number;
  loss_parc_cents: number;
  /** Null when no system delivers invoices. */
  leak_cents: number | null;
  old_parc_cents: number;
  loss_horizon_cents: number;
  unavoidable_low_cents: number;
  unavoidable_high_cents: number;
  /** Null when no system delivers invoices. */
  mo_gap_low_cents: number | null;
  mo_gap_high_cents: number | null;
  /** Rebookings of which nobody wrote down what the customer asked for. */
  imputed: number;
}

/** Adds up all rebookings. */
export function totalsOf(rows: RebookingGroup[]): RebookingTotals {
  const sum = (key: keyof RebookingGroup & keyof RebookingTotals) =>
    rows.reduce((total, row) => total + Number(row[key]), 0);
  const isBilled = rows.some((row) => row.mo_gap_low_cents !== null);
  return {
    count: rows.length,
    possible: rows.filter((row) => row.class === "C").length,
    by_retention: rows.filter((row) => (row.rebooking_channel ?? "").split(" + ").includes("retention"))
      .length,
    old_cents: sum("old_cents"),
    new_cents: sum("new_cents"),
    rebooked_cents: sum("rebooked_cents"),
    loss_ca_cents: sum("loss_ca_cents"),
    loss_parc_cents: sum("loss_parc_cents"),
    leak_cents: rows.some((row) => row.leak_cents !== null) ? sum("leak_cents") : null,
    old_parc_cents: sum("old_parc_cents"),
    loss_horizon_cents: sum("loss_horizon_cents"),
    unavoidable_low_cents: sum("unavoidable_low_cents"),
    unavoidable_high_cents: sum("unavoidable_high_cents"),
    mo_gap_low_cents: isBilled ? sum("mo_gap_low_cents") : null,
    mo_gap_high_cents: isBilled ? sum("mo_gap_high_cents") : null,
    imputed: rows.filter((row) => row.is_scope_imputed).length
  };
}

/** What is looked at: rebookings whose first order passes the filters. */
export function groupsWithin(rows: RebookingGroup[], filters: Filters): RebookingGroup[] {
  return rows.filter((row) => passes(row, filters));
}

export interface RebookingOptions extends Context {
  filters: Filters;
  /** Rebookings of the period compared with; null where nothing is compared. */
  before: RebookingGroup[] | null;
  /** Cancellations by month, of what is filtered. */
  months: CancellationMonth[];
}

/** The answer of the page: how many rebookings, what they cost. */
export function rebookingsFinding(rows: RebookingGroup[], {say, filters, before}: RebookingOptions): string {
  if (rows.length === 0) return say.text("rebookings.finding.none");
  const totals = totalsOf(rows);
  const values = {
    count: totals.count,
    lost: say.short(totals.loss_ca_cents, 2),
    old: say.short(totals.old_cents, 2),
    share: say.percent(totals.old_cents === 0 ? null : totals.loss_ca_cents / totals.old_cents)
  };
  const compared = {
    now: totals.loss_ca_cents,
    before: before === null ? null : totalsOf(before).loss_ca_cents
  };
  const show = (cents: number): string => say.short(cents, 2);
  return (
    say.text("rebookings.finding", values) +
    comparedText(compared, {what: "compared.rebooked", filters, say, show})
  );
}

/** Below the answer: over what time, who signed them, how sure the links are. */
export function rebookingsLead(
  rows: RebookingGroup[],
  {say, filters, months}: RebookingOptions
): HTMLElement {
  if (rows.length === 0) {
    const isAll = cutName(filters, say) === say.text("filters.period.all");
    return html`<p class="lead">${isAll ? say.text("rebookings.lead.none") : emptyAdvice(filters, say)}</p>`;
  }
  const totals = totalsOf(rows);
  const inside = inPeriod(months, filters);
  const sentences = [
    say.text("rebookings.lead.period", {
      period: cutName(filters, say),
      count: inside.reduce((sum, row) => sum + row.cancellations, 0)
    }),
    ...(totals.by_retention === 0
      ? []
      : [say.text("rebookings.lead.retention", {share: say.percent(totals.by_retention / totals.count)})]),
    ...addedSentences(totals, say),
    ...(totals.possible === 0 ? [] : [say.text("rebookings.lead.possible", {count: totals.possible})])
  ];
  return html`<p class="lead">${sentences.join(" ")}</p>`;
}

/** What of the loss within the old terms the customers asked for, and what came from cancelling instead of amending. */
function addedSentences(totals: RebookingTotals, say: Say): string[] {
  const {mo_gap_low_cents: low, mo_gap_high_cents: high} = totals;
  if (low === null || high === null) return [];
  const values = {
    lost: say.short(totals.loss_horizon_cents, 2),
    asked: bounds(
      [totals.unavoidable_low_cents, totals.unavoidable_high_cents],
      (cents) => say.short(cents, 2),
      say
    ),
    added: bounds([low, high], (cents) => say.short(cents, 2), say)
  };
  const sentence = say.text("rebookings.lead.added", values);
  return totals.imputed === 0
    ? [sentence]
    : [sentence, say.text("rebookings.lead.imputed", {count: totals.imputed})];
}

/** Two bounds in words, or the amount where they are one. */
export function bounds([low, high]: [number, number], show: (cents: number) => string, say: Say): string {
  return low === high ? show(low) : say.text("bounds", {low: show(low), high: show(high)});
}

/** The column that each figure sums up. */
const COLUMN_OF_FIGURE: Record<string, string> = {
  old: "old_cents",
  rebooked: "rebooked_cents",
  lost: "loss_ca_cents",
  parc: "loss_parc_cents"
};

/** The sums that finance reads first: what was cancelled, what came back, what did not. */
export function rebookingFigures(rows: RebookingGroup[], {say}: Context): Figure[] {
  if (rows.length === 0) return [];
  const totals = totalsOf(rows);
  const share = (part: number, whole: number) => say.percent(whole === 0 ? null : part / whole);
  const beyond = totals.new_cents - totals.rebooked_cents;
  const lost = say.text("rebookings.figure.lost.detail", {
    share: share(totals.loss_ca_cents, totals.old_cents)
  });
  const leak = !totals.leak_cents
    ? ""
    : say.text("rebookings.figure.leak", {leak: say.short(totals.leak_cents)});
  const figures: [string, number, string, string][] = [
    ["old", totals.old_cents, say.text("rebookings.figure.old.detail", {count: totals.count}), "ca"],
    [
      "rebooked",
      totals.rebooked_cents,
      say.text("rebookings.figure.rebooked.detail", {amount: say.short(beyond)}),
      "saved_partial"
    ],
    ["lost", totals.loss_ca_cents, lost + leak, "lost"]
  ];
  if (totals.old_parc_cents !== 0) {
    const values = {
      share: share(totals.loss_parc_cents, totals.old_parc_cents),
      parc: say.short(totals.old_parc_cents)
    };
    figures.push(["parc", totals.loss_parc_cents, say.text("rebookings.figure.parc.detail", values), "parc"]);
  }
  const parts: Record<string, [number, number]> = {
    rebooked: [totals.rebooked_cents, totals.old_cents],
    lost: [totals.loss_ca_cents, totals.old_cents],
    parc: [totals.loss_parc_cents, totals.old_parc_cents]
  };
  return figures.map(([key, cents, detail, meaning]) => ({
    label: say.text(`rebookings.figure.${key}`),
    value: say.short(cents, 2),
    detail,
    defined: {
      column: COLUMN_OF_FIGURE[key] ?? "",
      row: rows[0],
      ...(parts[key] === undefined ? {} : {parts: parts[key].map(say.money) as [string, string]})
    },
    color: colorOf(meaning)
  }));
}
