import {html} from "htl";
import {choice} from "./choice.js";
import {amountColumn, countColumn, textColumn} from "./columns.js";
import {comparedText} from "./compared.js";
import type {Cube} from "./cube.js";
import {cutName, emptyAdvice} from "./filter-words.js";
import type {CutContext, Filters} from "./filters.js";
import {asOf, emptyCard, type Context} from "./frame.js";
import {OUTSIDE, rankMotives, withheldShare} from "./motives.js";
import type {MotiveChannel, MotiveWeek, ReasonCount} from "./motive-results.js";
import type {Say} from "./say.js";
import {plainTable, type Column} from "./table.js";
import {withholdCells} from "./withheld.js";

/** Parts that a case is shared in. */
const CASE_PARTS = 2520;
/** Below so many cases a change is not told. */
const FRAGILE = 20;

/** A motive over what is looked at, beside the period before. */
export interface MotiveTotal extends ReasonCount {
  motive_family: string;
  kept_ca_cents: number;
  /** Null where the months before are not known. */
  cases_before: number | null;
  lost_ca_before_cents: number | null;
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

/** A cell of `motive_cells`. */
export interface MotiveCell {
  month: Date;
  brand: string;
  channel: string;
  family: string;
  value_band: string;
  counting: string;
  motive: string;
  motive_family: string;
  /** Cases in 2520ths. */
  case_parts: number;
  lost_parts: number;
  at_risk_ca_cents: number;
  lost_ca_cents: number;
  kept_ca_cents: number;
}

/** What is looked at, and what it is held against. */
export interface MotiveCut {
  filters: Filters;
  before: Filters | null;
}

/** Totals of each motive over what is filtered, by one way of counting; the shares are those of the totals. */
export function motiveTotals(
  cube: Cube<MotiveCell>,
  counting: string,
  {filters, before}: MotiveCut,
  unmapped: string | null = null
): MotiveTotal[] {
  const rows = cube.where(filters, {counting}).by("motive", "motive_family");
  const earlier = new Map(
    before === null
      ? []
      : cube
          .where(before, {counting})
          .by("motive")
          .map((row) => [row.motive, row])
  );
  const cases = rows.reduce((sum, row) => sum + row.case_parts, 0);
  const lost = rows.reduce((sum, row) => sum + row.lost_ca_cents, 0);
  return rows
    .filter(({case_parts}) => case_parts > 0)
    .map(({case_parts, lost_parts, ...row}) => ({
      ...row,
      cases: case_parts / CASE_PARTS,
      lost_cases: lost_parts / CASE_PARTS,
      case_share: case_parts / cases,
      lost_ca_share: lost === 0 ? null : row.lost_ca_cents / lost,
      raw_labels: row.motive === "UNMAPPED" ? unmapped : null,
      cases_before: before === null ? null : (earlier.get(row.motive)?.case_parts ?? 0) / CASE_PARTS,
      lost_ca_before_cents: before === null ? null : (earlier.get(row.motive)?.lost_ca_cents ?? 0)
    }));
}

/** Main motives by channel; small cells are withheld, with others that would give them back. */
export function motiveCells(cube: Cube<MotiveCell>, filters: Filters, below: number): MotiveChannel[] {
  const cells = cube.where(filters, {counting: "primary"}).by("motive", "channel");
  const withheld = withholdCells(
    cells.map((cell) => ({
      cell,
      row: cell.motive,
      column: cell.channel,
      count: cell.case_parts / CASE_PARTS
    })),
    below
  );
  return cells.map((cell) => {
    const isHidden = withheld.has(cell);
    const told = (value: number): number | null => (isHidden ? null : value);
    return {
      ...{motive: cell.motive, channel: cell.channel, is_hidden: isHidden},
      cases: told(cell.case_parts / CASE_PARTS),
      at_risk_ca_cents: told(cell.at_risk_ca_cents),
      lost_ca_cents: told(cell.lost_ca_cents)
    };
  });
}

/** The answer of the page: the motive that costs most, by cases and by euros. */
export function motivesPageFinding(
  totals: MotiveTotal[],
  {filters, say, isEmpty = false}: CutContext & {say: Say}
): string {
  if (totals.length === 0) return say.text(isEmpty ? "motive_page.finding.none" : "filters.empty");
  const withheld = withheldShare(totals);
  if (withheld >= 0.5)
    return say.text("motive_page.finding.withheld", {
      lost: say.percent(withheld),
      period: cutName(filters, say),
      count: say.number(totals.reduce((sum, row) => sum + row.cases, 0))
    });
  const [top] = rankMotives(totals);
  if (top === undefined || OUTSIDE.includes(top.motive)) return say.text("motive_page.finding.none");
  const finding = say.text("motive_page.finding", {
    motive: say.name("motive", top.motive),
    cases: say.percent(top.case_share),
    lost: say.percent(top.lost_ca_share),
    period: cutName(filters, say),
    count: say.number(totals.reduce((sum, row) => sum + row.cases, 0))
  });
  const compared = {now: top.lost_ca_cents, before: top.lost_ca_before_cents ?? null};
  const show = (cents: number): string => say.short(cents);
  return finding + comparedText(compared, {what: "compared.lost", filters, say, show});
}

/** Below the answer: what the labels cover, and which motives grow. */
export function motivesPageLead(
  totals: MotiveTotal[],
  weeks: MotiveWeek[],
  {filters, say, isEmpty = false}: CutContext & {say: Say}
): HTMLElement {
  if (totals.length === 0) return html`<p class="lead">${isEmpty ? "" : emptyAdvice(filters, say)}</p>`;
  const mapped = totals.filter(({motive}) => !["UNMAPPED", "MISSING"].includes(motive));
  const sum = (list: MotiveTotal[], key: "cases" | "at_risk_ca_cents") =>
    list.reduce((total, row) => total + row[key], 0);
  const growing = growingMotives(weeks);
  const sentences = [
    say.text("motive_page.coverage", {
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

/** Every motive with its cases and its euros: at risk, lost, kept, and whether there are more than before. */
export function motivesTable(
  totals: MotiveTotal[],
  counting: string,
  {say, about, filters}: Context & {filters: Filters}
): HTMLElement | string {
  if (totals.length === 0) return emptyCard(say.text("motives.finding.none"), emptyAdvice(filters, say));
  const notes = [cutName(filters, say), ...countingNote(counting, say), asOf(about, say)];
  return html`<section class="card">
    <h3>${say.text("motive_page.table")}</h3>
    <p class="subtitle">${say.text("motive_page.table.subtitle", {currency: say.currency})}</p>
    ${plainTable(rankAll(totals), {columns: totalColumns(say), label: say.text("motive_page.table")})}
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

/** Change in cases from the period before; null where either has too few. */
function changeOf({cases, cases_before: before}: MotiveTotal): number | null {
  return before === null || before < FRAGILE || cases < FRAGILE ? null : cases / before - 1;
}
