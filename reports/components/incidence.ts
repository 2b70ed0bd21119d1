import * as Plot from "@observablehq/plot";
import {countColumn, rateColumn, textColumn} from "./columns.js";
import {CHANNELS} from "./saves.js";
import {card, emptyCard, fitted, legend, type Context} from "./frame.js";
import {colorOf} from "./palette.js";
import type {SaveCurve} from "./save-results.js";
import type {Say} from "./say.js";
import {plainTable} from "./table.js";
import {tip} from "./tip.js";

const OUTCOMES = ["saved", "saved_partial", "lost", "ghost", "unknown", "open"] as const;
type Outcome = (typeof OUTCOMES)[number];

const HORIZON = 60;
/** Days that are drawn: after this, cases that have not ended are rare. */
const LAST_DAY = 90;

interface Area {
  channel: string;
  days: number;
  outcome: Outcome;
  share: number;
}

/** Shares of outcomes as days pass, stacked, a channel a panel; what is left is still open. */
export function incidence(rows: SaveCurve[], {say, about}: Context): HTMLElement | string {
  const curves = rows.filter(({channel, days}) => channel !== "all" && days <= LAST_DAY);
  if (curves.length === 0) return emptyCard(say.text("saves.empty"), say.text("saves.empty.detail"));
  const outcomes = OUTCOMES.filter((outcome) => curves.some((row) => shareOf(row, outcome) > 0));
  return card(
    fitted((width) => panels(areasOf(curves, outcomes), curves, {say, width})),
    {
      finding: finding(rows, say),
      subtitle: say.text("incidence.subtitle"),
      legend: legend(
        outcomes.map((outcome) => ({label: say.name("outcome", outcome), color: inkOf(outcome)}))
      ),
      notes: [say.text("incidence.note")],
      definition: say.text("incidence.definition"),
      numbers: sharesTable(curves, outcomes, say)
    },
    {say, about}
  );
}

/** Days at which the table says how far each outcome has come. */
const ASKED = [7, 30, HORIZON, LAST_DAY];

function sharesTable(curves: SaveCurve[], outcomes: Outcome[], say: Say): HTMLElement {
  const channels = CHANNELS.filter((channel) => curves.some((row) => row.channel === channel));
  const rows = channels.flatMap((channel) => {
    const mine = curves.filter((row) => row.channel === channel);
    const followed = mine.at(-1)?.days ?? 0;
    return ASKED.filter((day) => day <= followed).flatMap((day) => {
      const last = mine.filter(({days}) => days <= day).at(-1);
      return last === undefined ? [] : [{...last, days: day}];
    });
  });
  return plainTable(rows, {
    label: say.text("incidence.subtitle"),
    columns: [
      textColumn("channel", say.text("column.channel"), (row) => say.name("channel", row.channel)),
      countColumn("days", say.text("incidence.column.days"), say),
      ...outcomes.map((outcome) => rateColumn(`${outcome}_share`, say.name("outcome", outcome), say))
    ]
  });
}

/** By when half of what all channels will have kept within 60 days is kept, and half of what they lose is lost. */
function finding(rows: SaveCurve[], say: Say): string {
  const all = rows.filter(({channel, days}) => channel === "all" && days <= HORIZON);
  const half = (share: (row: SaveCurve) => number): number | null => {
    const last = all.at(-1);
    return last === undefined ? null : (all.find((row) => share(row) >= share(last) / 2)?.days ?? null);
  };
  const [kept, lost] = [
    half((row) => row.saved_share + row.saved_partial_share),
    half((row) => row.lost_share)
  ];
  if (kept === null || lost === null) return say.text("incidence.finding.none");
  return say.text("incidence.finding", {kept: say.number(kept), lost: say.number(lost)});
}

/** What is still open has no outcome, and no colour. */
const inkOf = (outcome: Outcome): string => (outcome === "open" ? "var(--line)" : colorOf(outcome));

const shareOf = (row: SaveCurve, outcome: Outcome): number => row[`${outcome}_share`];

function areasOf(curves: SaveCurve[], outcomes: Outcome[]): Area[] {
  const channels = [...new Set(curves.map(({channel}) => channel))];
  return channels.flatMap((channel) => {
    const mine = curves.filter((row) => row.channel === channel);
    const first = mine[0]?.days === 0 ? [] : [{channel, days: 0}];
    return [
      ...first.flatMap((row) =>
        outcomes.map((outcome) => ({...row, outcome, share: outcome === "open" ? 1 : 0}))
      ),
      ...mine.flatMap((row) =>
        outcomes.map((outcome) => ({channel, days: row.days, outcome, share: shareOf(row, outcome)}))
      )
    ];
  });
}

function panels(areas: Area[], curves: SaveCurve[], {say, width}: {say: Say; width: number}): Element {
  const channels = CHANNELS.filter((channel) => areas.some((area) => area.channel === channel));
  const wide = width > 640;
  const facet = wide ? "fx" : "fy";
  return Plot.plot({
    width,
    height: wide ? 260 : 40 + channels.length * 150,
    marginLeft: 44,
    marginRight: wide ? 12 : 104,
    marginTop: 28,
    marginBottom: 34,
    ariaLabel: say.text("incidence.subtitle"),
    [facet]: {domain: channels, label: null, tickFormat: (channel: string) => say.name("channel", channel)},
    x: {domain: [0, LAST_DAY], ticks: [0, 30, 60, 90], label: say.text("incidence.x"), labelArrow: "none"},
    y: {domain: [0, 1], tickFormat: say.percent, ticks: 4, label: null, grid: true},
    marks: [
      Plot.areaY(areas, {
        [facet]: "channel",
        x: "days",
        y: "share",
        z: "outcome",
        fill: (area: Area) => inkOf(area.outcome),
        curve: "step-after",
        order: [...OUTCOMES]
      }),
      Plot.ruleX([HORIZON], {stroke: "var(--ink)", strokeDasharray: "3,3", strokeOpacity: 0.6}),
      Plot.ruleY([0]),
      tip(
        curves,
        Plot.pointerX({
          [facet]: "channel",
          x: "days",
          y: (row: SaveCurve) => 1 - row.open_share,
          title: (row: SaveCurve) => curveTip(row, say)
        })
      )
    ]
  });
}

function curveTip(row: SaveCurve, say: Say): string {
  return [
    say.text("incidence.tip", {channel: say.name("channel", row.channel), count: row.days}),
    ...OUTCOMES.filter((outcome) => shareOf(row, outcome) > 0).map(
      (outcome) => `${say.name("outcome", outcome)} ${say.percent(shareOf(row, outcome))}`
    )
  ].join("\n");
}
