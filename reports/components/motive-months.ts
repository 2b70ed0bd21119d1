import {html} from "htl";
import {periodOf} from "./bridge.js";
import {choice} from "./choice.js";
import {amountColumn, countColumn, textColumn} from "./columns.js";
import {asOf, type Context} from "./frame.js";
import {OUTSIDE, rankMotives} from "./motives.js";
import type {MotiveMonth, MotiveWeek, ReasonCount} from "./motive-results.js";
import type {Say} from "./say.js";
import {plainTable, type Column} from "./table.js";

/** Parts that a case is shared in. */
const CASE_PARTS = 2520;
/** Months of a period. */
const SPAN = 12;
/** Below so many cases a change is not told. */
const FRAGILE = 20;

/** A motive over the last twelve months, beside the twelve before. */
export interface MotiveTotal extends ReasonCount {
  motive_family: string;
  kept_ca_cents: number;
  /** Null where there are no twelve months before. */
  cases_before: number | null;
}

/** How cases are counted: by main motive, shared among motives, or under each. */
export function countingChoice({say}: Context): HTMLElement & {value: string} {
  const options = ["primary", "fractional", "mention"];
  return choice({
    label: say.text("motive.counting"),
    parameter: "counting",
    options: options.map((value) => ({value, label: say.text(`motive.counting.${value}`)})),
    initial: "primary"
  });
}

/** What has to be known of a way of counting to read its totals. */
export function countingNote(counting: string, say: Say): string[] {
  return counting === "mention" ? [say.text("motive_page.mention")] : [];
}

/** The months that the page is about: the last twelve. */
export function periodMonths(rows: MotiveMonth[]): Date[] {
  return monthsOf(rows).slice(-SPAN);
}

function monthsOf(rows: MotiveMonth[]): Date[] {
  return [...new Set(rows.map(({month}) => month.getTime()))]
    .sort((a, b) => a - b)
    .map((time) => new Date(time));
}

/** Totals of each motive over the last twelve months, by one way of counting; the shares are those of the totals. */
export function motiveTotals(rows: MotiveMonth[], counting: string): MotiveTotal[] {
  const months = monthsOf(rows).map(Number);
  const inside = new Set(months.slice(-SPAN));
  const before = new Set(months.length < 2 * SPAN ? [] : months.slice(-2 * SPAN, -SPAN));
  const counted = rows.filter((row) => row.counting === counting);
  const totals = new Map<string, MotiveTotal>();
  for (const row of counted) {
    const total = totals.get(row.motive) ?? emptyTotal(row, before.size > 0);
    const time = row.month.getTime();
    if (inside.has(time)) addMonth(total, row);
    if (before.has(time)) total.cases_before = (total.cases_before ?? 0) + row.case_parts / CASE_PARTS;
    totals.set(row.motive, total);
  }
  const there = [...totals.values()].filter(({cases}) => cases > 0);
  const cases = there.reduce((sum, row) => sum + row.cases, 0);
  const lost = there.reduce((sum, row) => sum + row.lost_ca_cents, 0);
  return there.map((row) => ({
    ...row,
    case_share: row.cases / cases,
    lost_ca_share: lost === 0 ? null : row.lost_ca_cents / lost
  }));
}

function emptyTotal({motive, motive_family}: MotiveMonth, hasBefore: boolean): MotiveTotal {
  return {
    ...{
      motive,
      motive_family,
      cases: 0,
      lost_cases: 0,
      at_risk_ca_cents: 0,
      lost_ca_cents: 0,
      kept_ca_cents: 0
    },
    ...{case_share: null, lost_ca_share: null, raw_labels: null, cases_before: hasBefore ? 0 : null}
  };
}

function addMonth(total: MotiveTotal, row: MotiveMonth): void {
  total.cases += row.case_parts / CASE_PARTS;
  total.lost_cases += row.lost_parts / CASE_PARTS;
  total.at_risk_ca_cents += row.at_risk_ca_cents;
  total.lost_ca_cents += row.lost_ca_cents;
  total.kept_ca_cents += row.kept_ca_cents;
}

/** The answer of the page: the motive that costs most, by cases and by euros. */
export function motivesPageFinding(rows: MotiveMonth[], say: Say): string {
  const totals = motiveTotals(rows, "primary");
  const [top] = rankMotives(totals);
  if (top === undefined || OUTSIDE.includes(top.motive)) return say.text("motive_page.finding.none");
  return say.text("motive_page.finding", {
    motive: say.name("motive", top.motive),
    cases: say.percent(top.case_share),
    lost: say.percent(top.lost_ca_share),
    period: periodOf(periodMonths(rows), say),
    count: say.number(totals.reduce((sum, row) => sum + row.cases, 0))
  });
}

/** Below the answer: what the labels cover, and which motives grow. */
export function motivesPageLead(rows: MotiveMonth[], weeks: MotiveWeek[], say: Say): HTMLElement {
  const totals = motiveTotals(rows, "fractional");
  const mapped = totals.filter(({motive}) => !["UNMAPPED", "MISSING"].includes(motive));
  const sum = (list: MotiveTotal[], key: "cases" | "at_risk_ca_cents") =>
    list.reduce((total, row) => total + row[key], 0);
  const growing = growingMotives(weeks);
  const sentences = [
    totals.length === 0
      ? ""
      : say.text("motive_page.coverage", {
          cases: say.percent(sum(mapped, "cases") / sum(totals, "cases")),
          amount: say.percent(sum(mapped, "at_risk_ca_cents") / Math.max(1, sum(totals, "at_risk_ca_cents")))
        }),
    growing.length === 0
      ? ""
      : say.text("motive_page.growing", {
          count: growing.length,
          motives: say.list(growing.map((motive) => say.name("motive", motive)))
        })
  ];
  return html`<p class="lead">${sentences.filter((sentence) => sentence !== "").join(" ")}</p>`;
}

/** Motives whose last week says that they have grown since the baseline, by name. */
export function growingMotives(weeks: MotiveWeek[]): string[] {
  const last = new Map<string, MotiveWeek>();
  for (const week of weeks) last.set(week.motive, week);
  return [...last.values()]
    .filter(({is_drift, motive}) => is_drift && !OUTSIDE.includes(motive))
    .map(({motive}) => motive)
    .sort();
}

/** Every motive with its cases and its euros: at risk, lost, kept, and whether there are more than a year ago. */
export function motivesTable(rows: MotiveMonth[], counting: string, {say, about}: Context): HTMLElement {
  const ranked = rankAll(motiveTotals(rows, counting));
  const notes = [periodOf(periodMonths(rows), say), ...countingNote(counting, say), asOf(about, say)];
  return html`<section class="card">
    <h3>${say.text("motive_page.table")}</h3>
    <p class="subtitle">${say.text("motive_page.table.subtitle", {currency: say.currency})}</p>
    ${plainTable(ranked, {columns: totalColumns(say), label: say.text("motive_page.table")})}
    <p class="notes">${notes.join(" · ")}</p>
  </section>`;
}

/** By lost euros, then by name; what has no motive last. */
function rankAll(totals: MotiveTotal[]): MotiveTotal[] {
  const place = ({motive}: MotiveTotal) => OUTSIDE.indexOf(motive);
  return [...totals].sort(
    (a, b) => place(a) - place(b) || b.lost_ca_cents - a.lost_ca_cents || (a.motive < b.motive ? -1 : 1)
  );
}

function totalColumns(say: Say): Column<MotiveTotal>[] {
  const amount = (key: "at_risk_ca_cents" | "lost_ca_cents" | "kept_ca_cents") =>
    amountColumn(key, say.text(`motives.column.${key}`), say);
  return [
    textColumn("motive", say.text("column.motive"), (row: MotiveTotal) => say.name("motive", row.motive)),
    textColumn("motive_family", say.text("motives.column.family"), (row: MotiveTotal) =>
      OUTSIDE.includes(row.motive) ? "" : say.name("motive_family", row.motive_family)
    ),
    countColumn("cases", say.text("motives.column.cases"), say),
    amount("at_risk_ca_cents"),
    amount("lost_ca_cents"),
    amount("kept_ca_cents"),
    {
      key: "trend",
      label: say.text("motives.column.trend"),
      kind: "right",
      value: changeOf,
      show: (row) => say.change(changeOf(row))
    }
  ];
}

/** Change in cases from the twelve months before; null where either has too few. */
function changeOf({cases, cases_before: before}: MotiveTotal): number | null {
  return before === null || before < FRAGILE || cases < FRAGILE ? null : cases / before - 1;
}
