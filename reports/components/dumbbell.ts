import * as Plot from "@observablehq/plot";
import {colorOf} from "./palette.js";
import type {SaveRate} from "./results.js";
import type {Say} from "./say.js";
import {tip} from "./tip.js";

/** Customers kept (circle, with its interval) and CA kept (diamond), a channel a line. */
export function dumbbell(
  rows: SaveRate[],
  {say, width, before = []}: {say: Say; width: number; before?: SaveRate[]}
): Element {
  const references = before.filter(
    (row) => !row.is_hidden && rows.some(({channel}) => channel === row.channel)
  );
  const shown = rows.filter((row) => !row.is_hidden);
  const hidden = rows.filter((row) => row.is_hidden);
  const narrow = width < 420;
  const marginLeft = narrow ? 104 : 118;
  const label = (channel: string) => `${say.name("channel", channel)}\n${countOf(rows, channel, say)}`;
  const color = (row: SaveRate) => colorOf(row.channel);
  const crm = (row: SaveRate) =>
    row.crm_saved_cases === null ? null : row.crm_saved_cases / row.mature_cases;
  const y = {y: "channel"} as const;
  return Plot.plot({
    width,
    height: 46 + rows.length * 56,
    marginLeft,
    marginRight: narrow ? 16 : 24,
    marginTop: 26,
    marginBottom: 20,
    ariaLabel: say.text("saves.subtitle"),
    x: {
      domain: [0, 1],
      axis: "top",
      tickFormat: say.percent,
      label: null,
      ticks: narrow ? 4 : 5,
      tickSize: 0
    },
    y: {
      domain: rows.map((row) => row.channel),
      label: null,
      tickSize: 0,
      tickFormat: label,
      type: "band",
      padding: 0
    },
    opacity: {type: "identity"},
    marks: [
      Plot.gridX({ticks: narrow ? 4 : 5}),
      Plot.ruleX([0]),
      Plot.ruleY(shown, {
        ...y,
        x1: "kept_low",
        x2: "kept_high",
        stroke: color,
        strokeWidth: 6,
        strokeOpacity: 0.22
      }),
      Plot.ruleY(shown, {...y, x1: "kept_ca_rate", x2: "kept_rate", stroke: color, strokeWidth: 1.5}),
      ...referenceMarks(references),
      Plot.tickX(shown, {
        ...y,
        x: crm,
        stroke: "currentColor",
        strokeWidth: 1.5,
        insetTop: 19,
        insetBottom: 19
      }),
      Plot.dot(shown, {
        ...y,
        x: "kept_ca_rate",
        symbol: "diamond2",
        r: 6,
        fill: fillOf,
        stroke: color,
        strokeWidth: 1.8
      }),
      Plot.dot(shown, {
        ...y,
        x: "kept_rate",
        symbol: "circle",
        r: 6,
        fill: fillOf,
        stroke: color,
        strokeWidth: 1.8
      }),
      ...valueLabels(shown, say),
      Plot.text(hidden, {
        ...y,
        x: 0,
        dx: 8,
        textAnchor: "start",
        fill: "var(--ink-soft)",
        text: () => say.text("saves.hidden")
      }),
      tip(shown, Plot.pointerY({...y, x: "kept_rate", title: (row: SaveRate) => saveTip(row, say)}))
    ]
  });
}

/** What was kept in the period compared with: a thin bracket under the customers, another under the CA. */
function referenceMarks(rows: SaveRate[]): Plot.Markish[] {
  const mark = (x: "kept_rate" | "kept_ca_rate", symbol: "circle" | "diamond2"): Plot.Markish =>
    Plot.dot(rows, {
      y: "channel",
      x,
      symbol,
      r: 4,
      dy: 12,
      stroke: "var(--ink-soft)",
      strokeWidth: 1,
      fill: "none"
    });
  return [mark("kept_rate", "circle"), mark("kept_ca_rate", "diamond2")];
}

/** Few cases: the mark is hollow. */
function fillOf(row: SaveRate): string {
  return row.is_fragile ? "var(--card)" : colorOf(row.channel);
}

/** Both rates, written outside the line between their marks. */
function valueLabels(rows: SaveRate[], say: Say): Plot.Markish[] {
  const label = (
    value: (row: SaveRate) => number | null,
    other: (row: SaveRate) => number | null,
    isFirst: boolean
  ): Plot.Markish[] =>
    [true, false].map((right) =>
      Plot.text(
        rows.filter((row) => {
          const [mine, its] = [value(row) ?? 0, other(row) ?? 0];
          return (mine === its ? isFirst : mine > its) === right;
        }),
        {
          y: "channel",
          x: value,
          text: (row: SaveRate) => say.percent(value(row)),
          dy: -14,
          textAnchor: right ? "start" : "end",
          dx: right ? 1.5 : -1.5,
          fontWeight: 600,
          fill: "currentColor"
        }
      )
    );
  const customers = (row: SaveRate) => row.kept_rate;
  const euros = (row: SaveRate) => row.kept_ca_rate;
  return [...label(customers, euros, true), ...label(euros, customers, false)];
}

function countOf(rows: SaveRate[], channel: string, say: Say): string {
  const count = rows.find((row) => row.channel === channel)?.mature_cases ?? 0;
  return say.text("saves.count", {count});
}

function saveTip(row: SaveRate, say: Say): string {
  return [
    say.name("channel", row.channel),
    say.text("saves.tip.customers", {
      kept: say.number(row.kept_cases),
      all: say.number(row.mature_cases),
      rate: say.percent(row.kept_rate),
      low: say.percent(row.kept_low),
      high: say.percent(row.kept_high)
    }),
    say.text("saves.tip.ca", {
      kept: say.short(row.kept_ca_cents),
      all: say.short(row.at_risk_ca_cents),
      rate: say.percent(row.kept_ca_rate)
    }),
    say.text("saves.tip.crm", {count: row.crm_saved_cases ?? 0})
  ].join("\n");
}
