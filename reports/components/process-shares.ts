import * as Plot from "@observablehq/plot";
import {interval} from "./channels.js";
import type {ProcessRate} from "./process-rates.js";
import {colorOf} from "./palette.js";
import type {Say} from "./say.js";
import {tip} from "./tip.js";

/** The share of each question with its interval, what those that were found lost at the end of the row. */
export function processShares(rates: ProcessRate[], {say, width}: {say: Say; width: number}): Element {
  const isNarrow = width < 560;
  const shown = rates.filter(({found_rate}) => found_rate !== null);
  const name = (finding: string): string => say.name(isNarrow ? "process_short" : "process_finding", finding);
  return Plot.plot({
    width,
    height: 44 + rates.length * 34,
    marginLeft: isNarrow ? 128 : 380,
    marginRight: isNarrow ? 62 : 96,
    marginTop: 20,
    marginBottom: 26,
    ariaLabel: say.text("process.shares.subtitle"),
    x: {
      domain: [0, 1],
      label: null,
      grid: true,
      ticks: isNarrow ? 3 : 6,
      tickFormat: (share: number) => say.percent(share)
    },
    y: {domain: rates.map(({finding}) => finding), label: null, tickSize: 0, tickFormat: name},
    marks: [
      Plot.ruleY(shown, {
        x1: "found_low",
        x2: "found_high",
        y: "finding",
        stroke: colorOf("ca"),
        strokeWidth: 6,
        strokeOpacity: 0.22
      }),
      Plot.dot(
        shown.filter(({before_rate}) => before_rate !== null),
        {x: "before_rate", y: "finding", r: 4.5, stroke: "var(--ink-soft)", strokeWidth: 1.6}
      ),
      Plot.dot(shown, {
        x: "found_rate",
        y: "finding",
        r: 5,
        fill: (row: ProcessRate) => (row.is_fragile ? "var(--card)" : colorOf("ca")),
        stroke: colorOf("ca"),
        strokeWidth: 1.6
      }),
      Plot.text(rates, {
        y: "finding",
        x: 1,
        dx: 8,
        textAnchor: "start",
        fill: "var(--ink-soft)",
        text: ({found_loss_cents}: ProcessRate) => say.short(found_loss_cents)
      }),
      Plot.text([say.text("process.column.found_loss_cents")], {
        frameAnchor: "top-right",
        dx: isNarrow ? 58 : 90,
        dy: -18,
        textAnchor: "end",
        fill: "var(--ink-soft)",
        text: (label: string) => label
      }),
      tip(
        shown,
        Plot.pointerY({x: "found_rate", y: "finding", title: (row: ProcessRate) => processTip(row, say)})
      )
    ]
  });
}

/** A rate in words: its parts, its interval, what was lost. */
export function processTip(row: ProcessRate, say: Say): string {
  return [
    say.name("process_finding", row.finding),
    say.text("process.tip", {
      found: say.number(row.found_cancellations),
      all: say.number(row.known_cancellations),
      rate: say.percent(row.found_rate),
      interval: interval(row.found_low, row.found_high, say)
    }),
    ...(row.before_rate === null ? [] : [say.text("filters.before", {before: say.percent(row.before_rate)})]),
    say.text("process.tip.lost", {
      lost: say.short(row.found_loss_cents),
      parc: say.short(row.found_loss_parc_cents),
      unknown: say.number(row.unknown_cancellations)
    })
  ].join("\n");
}
