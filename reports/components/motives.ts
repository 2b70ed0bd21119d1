import * as Plot from "@observablehq/plot";
import {amountColumn, countColumn, rateColumn, textColumn} from "./columns.js";
import {card, emptyCard, fitted, legend, type Context} from "./frame.js";
import {colorOf} from "./palette.js";
import {emptyAdvice} from "./filter-words.js";
import type {CutContext} from "./filters.js";
import type {ReasonCount} from "./motive-results.js";
import type {Say} from "./say.js";
import {picking} from "./pick.js";
import {tip} from "./tip.js";
import {plainTable, type Column} from "./table.js";

/** Cases without a motive of the list: outside the ranking, and never left out. */
export const OUTSIDE = ["MULTI_NO_PRIMARY", "UNMAPPED", "MISSING", "withheld"];

/** Motives named one by one; the others are added up. */
const NAMED = 8;

export interface RankedMotive extends ReasonCount {
  /** Share of the lost euros of this motive and those before it; none outside the ranking. */
  cumulative_share: number | null;
}

/** Motives by lost euros, those beyond the first ones together, what has no motive last. */
export function rankMotives(rows: ReasonCount[], most = NAMED): RankedMotive[] {
  const ranked = rows
    .filter((row) => !OUTSIDE.includes(row.motive))
    .sort((a, b) => b.lost_ca_cents - a.lost_ca_cents || (a.motive < b.motive ? -1 : 1));
  const named = ranked.length > most + 1 ? [...ranked.slice(0, most), addUp(ranked.slice(most))] : ranked;
  const total = rows.reduce((sum, row) => sum + row.lost_ca_cents, 0);
  let reached = 0;
  const cumulated = named.map((row) => {
    reached += row.lost_ca_cents;
    return {...row, cumulative_share: total === 0 ? null : reached / total};
  });
  const outside = OUTSIDE.flatMap((motive) => rows.filter((row) => row.motive === motive));
  return [...cumulated, ...outside.map((row) => ({...row, cumulative_share: null}))];
}

/** Motives as a Pareto in euros, with their cases beside. */
export function motives(
  rows: ReasonCount[],
  {say, about, notes = [], filters, isEmpty = false}: Context & CutContext & {notes?: string[]}
): HTMLElement {
  if (rows.length === 0)
    return isEmpty
      ? emptyCard(say.text("motives.empty"), say.text("motives.empty.detail"))
      : emptyCard(say.text("filters.empty"), emptyAdvice(filters, say));
  const isCompared =
    filters.compare !== null && rows.some(({lost_ca_before_cents: before}) => before != null);
  const ranked = rankMotives(rows);
  return card(
    fitted(
      (width) => pareto(ranked, {say, width, isCompared}),
      picking(say, ({motive}: RankedMotive) => ({motive}))
    ),
    {
      finding: motivesFinding(ranked, say),
      subtitle: say.text("motives.subtitle"),
      legend: legend([
        {label: say.text("motives.legend.lost"), color: colorOf("lost")},
        {label: say.text("motives.legend.at_risk"), color: "var(--ink-faint)", shape: "outline"},
        ...(isCompared ? [{label: say.text("motives.legend.before"), shape: "tick"}] : [])
      ]),
      notes: [...notes, casesNote(rows, say), ...unmappedNote(rows, say)],
      definition: say.text("motives.definition"),
      numbers: plainTable(ranked, {
        columns: motiveColumns(say),
        label: say.text("motives.table", {currency: say.currency})
      })
    },
    {say, about}
  );
}

/** How many motives make half of the lost euros. */
function motivesFinding(ranked: RankedMotive[], say: Say): string {
  const index = ranked.findIndex((row) => (row.cumulative_share ?? 0) >= 0.5);
  const top = ranked[index];
  const withheld = withheldShare(ranked);
  if (withheld >= 0.5) return say.text("motives.finding.withheld", {share: say.percent(withheld)});
  if (top === undefined || top.cumulative_share === null) return say.text("motives.finding.none");
  return say.text("motives.finding", {
    count: index + 1,
    motives: say.list(ranked.slice(0, index + 1).map((row) => say.name("motive", row.motive))),
    share: say.percent(top.cumulative_share)
  });
}

/** Share of the lost euros (0-1) of motives with too few customers to be shown to these readers. */
export function withheldShare(rows: ReasonCount[]): number {
  const sum = (all: ReasonCount[]) => all.reduce((total, row) => total + row.lost_ca_cents, 0);
  const all = sum(rows);
  return all === 0 ? 0 : sum(rows.filter(({motive}) => motive === "withheld")) / all;
}

function addUp(rows: ReasonCount[]): ReasonCount {
  const sum = (
    key: "cases" | "lost_cases" | "at_risk_ca_cents" | "lost_ca_cents" | "case_share" | "lost_ca_share"
  ) => rows.reduce((total, row) => total + (row[key] ?? 0), 0);
  return {
    motive: `other_${rows.length}`,
    cases: sum("cases"),
    lost_cases: sum("lost_cases"),
    at_risk_ca_cents: sum("at_risk_ca_cents"),
    lost_ca_cents: sum("lost_ca_cents"),
    case_share: sum("case_share"),
    lost_ca_share: sum("lost_ca_share"),
    lost_ca_before_cents: rows.some(({lost_ca_before_cents: before}) => before != null)
      ? rows.reduce((total, row) => total + (row.lost_ca_before_cents ?? 0), 0)
      : null,
    raw_labels: null
  };
}

function motiveName(motive: string, say: Say): string {
  const others = /^other_(\d+)$/.exec(motive)?.[1];
  return others === undefined
    ? say.name("motive", motive)
    : say.text("motives.others", {count: Number(others)});
}

function pareto(
  rows: RankedMotive[],
  {say, width, isCompared}: {say: Say; width: number; isCompared: boolean}
): Element {
  const narrow = width < 420;
  const color = (row: RankedMotive) => colorOf(OUTSIDE.includes(row.motive) ? "unknown" : "lost");
  const aside = (text: (row: RankedMotive) => string, dx: number, head: string) => [
    Plot.text(rows, {
      y: "motive",
      frameAnchor: "right",
      dx,
      textAnchor: "end",
      text,
      fill: "var(--ink-soft)"
    }),
    Plot.text([head], {frameAnchor: "top-right", dx, dy: -14, textAnchor: "end", fill: "var(--ink-soft)"})
  ];
  const room = narrow ? 44 : 96;
  return Plot.plot({
    width,
    height: 34 + rows.length * 27,
    marginLeft: narrow ? 146 : 150,
    marginRight: room,
    marginTop: 24,
    marginBottom: 6,
    ariaLabel: say.text("motives.subtitle"),
    x: {
      axis: null,
      domain: [
        0,
        1.36 *
          Math.max(1, ...rows.map((row) => Math.max(row.at_risk_ca_cents, row.lost_ca_before_cents ?? 0)))
      ]
    },
    y: {
      domain: rows.map((row) => row.motive),
      label: null,
      tickSize: 0,
      tickFormat: (motive: string) => motiveName(motive, say)
    },
    marks: [
      Plot.barX(rows, {
        y: "motive",
        x: "at_risk_ca_cents",
        fill: "none",
        stroke: "var(--ink-faint)",
        insetTop: 2,
        insetBottom: 2,
        rx: 1
      }),
      Plot.barX(rows, {y: "motive", x: "lost_ca_cents", fill: color, insetTop: 2, insetBottom: 2, rx: 1}),
      Plot.tickX(isCompared ? rows : [], {
        y: "motive",
        x: (row: RankedMotive) => row.lost_ca_before_cents ?? null,
        stroke: "var(--ink)",
        strokeWidth: 1.5
      }),
      Plot.text(rows, {
        y: "motive",
        x: "at_risk_ca_cents",
        dx: 6,
        textAnchor: "start",
        fontWeight: 600,
        text: (row: RankedMotive) => say.short(row.lost_ca_cents)
      }),
      ...aside((row) => say.number(row.cases), room - (narrow ? 0 : 52), say.text("motives.head.cases")),
      ...(narrow
        ? []
        : aside((row) => say.percent(row.cumulative_share), room, say.text("motives.head.cumulative"))),
      tip(
        rows,
        Plot.pointerY({y: "motive", x: "lost_ca_cents", title: (row: RankedMotive) => motiveTip(row, say)})
      )
    ]
  });
}

function motiveTip(row: RankedMotive, say: Say): string {
  return [
    motiveName(row.motive, say),
    say.text("motives.tip", {
      lost: say.short(row.lost_ca_cents),
      at_risk: say.short(row.at_risk_ca_cents),
      lost_cases: say.number(row.lost_cases),
      cases: say.number(row.cases)
    }),
    ...(row.raw_labels === null ? [] : [row.raw_labels])
  ].join("\n");
}

function casesNote(rows: ReasonCount[], say: Say): string {
  return say.text("motives.note", {
    count: rows.reduce((sum, row) => sum + row.cases, 0),
    lost: say.short(rows.reduce((sum, row) => sum + row.lost_ca_cents, 0))
  });
}

function unmappedNote(rows: ReasonCount[], say: Say): string[] {
  const labels = rows.find((row) => row.motive === "UNMAPPED")?.raw_labels;
  return labels ? [say.text("motives.unmapped", {labels})] : [];
}

function motiveColumns(say: Say): Column<RankedMotive>[] {
  const label = (key: string) => say.text(`motives.column.${key}`);
  return [
    textColumn("motive", say.text("column.motive"), (row: RankedMotive) => motiveName(row.motive, say)),
    countColumn("cases", label("cases"), say),
    countColumn("lost_cases", label("lost_cases"), say),
    amountColumn("at_risk_ca_cents", label("at_risk_ca_cents"), say),
    amountColumn("lost_ca_cents", label("lost_ca_cents"), say),
    rateColumn("cumulative_share", say.text("motives.head.cumulative"), say)
  ];
}
