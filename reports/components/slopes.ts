import * as Plot from "@observablehq/plot";
import {changesOf, type Cut, points, segmentName} from "./changes.js";
import {countColumn, textColumn} from "./columns.js";
import {card, emptyCard, fitted, type Context} from "./frame.js";
import type {LossChange} from "./motive-results.js";
import {colorOf} from "./palette.js";
import {picking} from "./pick.js";
import type {Say} from "./say.js";
import {plainTable, type Column} from "./table.js";
import {tip} from "./tip.js";

/** Below so many cases in a period a segment is drawn in grey and never named as what stands out. */
const FRAGILE = 20;
/** Lines that can be told apart; what has fewer cases is left to the table. */
const MOST_LINES = 7;

/** A segment with its share of cases lost in both periods (0-1). */
export interface Slope {
  row: LossChange;
  before: number;
  after: number;
  isFragile: boolean;
}

/** Segments that had cases in both periods, those with most cases; shares lost before and after. */
export function slopesOf(rows: LossChange[]): Slope[] {
  return rows
    .filter(
      ({segment, cases_before, cases_after}) => segment !== "few" && cases_before > 0 && cases_after > 0
    )
    .sort((a, b) => casesOf(b) - casesOf(a) || (a.segment < b.segment ? -1 : 1))
    .slice(0, MOST_LINES)
    .map((row) => ({
      row,
      before: row.lost_before / row.cases_before,
      after: row.lost_after / row.cases_after,
      isFragile: Math.min(row.cases_before, row.cases_after) < FRAGILE
    }));
}

function casesOf({cases_before, cases_after}: LossChange): number {
  return cases_before + cases_after;
}

/** The share of cases lost before and after, a line a segment; empty when nothing can be held against anything. */
export function slopes(
  rows: LossChange[],
  comparison: string,
  {say, about, cut}: Context & {cut: Cut}
): HTMLElement | string {
  const drawn = slopesOf(changesOf(rows, comparison, cut));
  if (drawn.length === 0) return emptyCard(say.text("changes.empty"), say.text("changes.empty.detail"));
  const solid = drawn.filter(({row, isFragile}) => !isFragile && row.segment !== "withheld");
  const worse = solid.filter(({before, after}) => after > before).length;
  return card(
    fitted(
      (width) => lines(drawn, {say, width}),
      picking(say, ({slope}: End) => ({[cut]: slope.row.segment}))
    ),
    {
      finding:
        solid.length === 0
          ? say.text("slopes.finding.few")
          : say.text("slopes.finding", {count: worse, all: say.number(solid.length)}),
      subtitle: say.text(`slopes.subtitle.${cut}`),
      notes: [say.text("slopes.note", {fragile: say.number(FRAGILE)})],
      numbers: plainTable(drawn, {columns: columnsOf(say), label: say.text(`slopes.subtitle.${cut}`)})
    },
    {say, about}
  );
}

/** More lost than before, or less; few cases say neither. */
function color({before, after, isFragile}: Slope): string {
  if (isFragile || before === after) return colorOf("unknown");
  return colorOf(after > before ? "lost" : "saved");
}

interface End {
  slope: Slope;
  x: "before" | "after";
  share: number;
  label: string;
}

function lines(drawn: Slope[], {say, width}: {say: Say; width: number}): Element {
  const ends = drawn.flatMap((slope): End[] => [
    {slope, x: "before", share: slope.before, label: say.percent(slope.before)},
    {
      slope,
      x: "after",
      share: slope.after,
      label: `${say.percent(slope.after)}  ${segmentName(slope.row, say)}`
    }
  ]);
  const height = 60 + 32 * Math.max(4, drawn.length);
  const range = rangeOf(ends);
  const placed = spread(ends, {height: height - 54, gap: 15, range});
  return Plot.plot({
    width,
    height,
    marginLeft: 58,
    marginRight: 168,
    marginTop: 26,
    marginBottom: 14,
    ariaLabel: say.text("slopes.label"),
    x: {
      type: "point",
      padding: 0.02,
      domain: ["before", "after"],
      axis: "top",
      label: null,
      tickSize: 0,
      tickFormat: (period: string) => say.text(`slopes.${period}`)
    },
    y: {domain: range, axis: null, insetTop: 14},
    marks: [
      Plot.ruleX(["before", "after"], {stroke: "var(--line)"}),
      Plot.line(ends, {
        x: "x",
        y: "share",
        z: ({slope}: End) => slope.row.segment,
        stroke: ({slope}: End) => color(slope),
        strokeWidth: 2
      }),
      Plot.dot(ends, {x: "x", y: "share", r: 3.5, fill: ({slope}: End) => color(slope)}),
      ...(["before", "after"] as const).map((side) =>
        Plot.text(
          placed.filter(({end}) => end.x === side),
          {
            x: ({end}: Placed) => end.x,
            y: "at",
            dx: side === "before" ? -8 : 8,
            textAnchor: side === "before" ? "end" : "start",
            text: ({end}: Placed) => end.label
          }
        )
      ),
      tip(ends, Plot.pointer({x: "x", y: "share", title: ({slope}: End) => slopeTip(slope, say)}))
    ]
  });
}

interface Placed {
  end: End;
  /** Share at which its label stands: its own, moved as far as the label above it makes it. */
  at: number;
}

/**
 * Least and greatest share drawn: lines are read by their slope and every end tells its share, so that no room is kept
 * down to zero; below the least there is a fifth for labels that are moved down.
 */
function rangeOf(ends: End[]): [number, number] {
  const shares = ends.map(({share}) => share);
  const most = Math.max(0.05, ...shares);
  const least = Math.min(...shares, most - 0.05);
  return [Math.max(0, least - 0.2 * (most - least)), most];
}

/** Moves labels of one side apart where they would cover one another, highest first. */
function spread(
  ends: End[],
  {height, gap, range: [least, most]}: {height: number; gap: number; range: [number, number]}
): Placed[] {
  const distance = (gap / height) * (most - least);
  return (["before", "after"] as const).flatMap((side) => {
    let above = Infinity;
    return ends
      .filter(({x}) => x === side)
      .sort((a, b) => b.share - a.share)
      .map((end) => {
        above = Math.min(end.share, above - distance);
        return {end, at: above};
      });
  });
}

function slopeTip({row, before, after}: Slope, say: Say): string {
  return [
    segmentName(row, say),
    say.text("changes.tip", {
      lost_before: row.lost_before,
      cases_before: row.cases_before,
      rate_before: say.percent(before),
      lost_after: row.lost_after,
      cases_after: row.cases_after,
      rate_after: say.percent(after)
    })
  ].join("\n");
}

function columnsOf(say: Say): Column<Slope>[] {
  const label = (key: string) => say.text(`slopes.column.${key}`);
  const count = (key: "cases_before" | "lost_before" | "cases_after" | "lost_after"): Column<Slope> => {
    const column = countColumn(key, say.text(`changes.column.${key}`), say);
    return {...column, value: ({row}) => column.value(row), show: ({row}) => column.show(row)};
  };
  const share = (key: "before" | "after"): Column<Slope> => ({
    key,
    label: label(key),
    kind: "right",
    value: (slope) => slope[key],
    show: (slope) => say.percent(slope[key])
  });
  return [
    textColumn("segment", say.text("changes.column.segment"), ({row}: Slope) => segmentName(row, say)),
    count("cases_before"),
    count("lost_before"),
    share("before"),
    count("cases_after"),
    count("lost_after"),
    share("after"),
    {
      key: "change",
      label: label("change"),
      kind: "right",
      value: ({before, after}) => after - before,
      show: ({before, after}) => points(after - before, say)
    }
  ];
}
