import * as Plot from "@observablehq/plot";
import {countColumn, rateColumn, textColumn} from "./columns.js";
import {card, emptyCard, fitted, type Context} from "./frame.js";
import {times} from "./alert-quality.js";
import type {AlertQuality} from "./alert-results.js";
import {allOf} from "./alerts.js";
import type {Say} from "./say.js";
import {plainTable, type Column} from "./table.js";
import {tip} from "./tip.js";

/** Alerted customers beside customers like them, as the pipeline has matched them: over all time, handled or not. */
export function alertMatched(rows: AlertQuality[], {say, about}: Context): HTMLElement {
  const all = allOf(rows);
  if (all === undefined) return emptyCard(say.text("announcing.empty"), say.text("alerts.empty.detail"));
  const shown = rows.filter(({risk_ratio_low: low}) => low !== null && low > 0);
  return card(
    fitted((width) => ratios(shown, {say, width})),
    {
      finding: matchedFinding(all, say),
      subtitle: say.text("matched.subtitle"),
      notes: [
        say.text("matched.note", {
          count: all.episodes,
          controls: say.number(all.controls)
        }),
        say.text("announcing.note.cause")
      ],
      definition: say.text("announcing.definition"),
      numbers: plainTable(rows, {columns: qualityColumns(say), label: say.text("matched.subtitle")})
    },
    {say, about}
  );
}

function matchedFinding(all: AlertQuality, say: Say): string {
  if (all.is_hidden || all.risk_ratio === null || all.risk_ratio_low === null)
    return say.text("announcing.finding.few");
  const key = all.risk_ratio_low > 1 ? "announcing.finding" : "announcing.finding.none";
  return say.text(key, {
    ratio: times(all.risk_ratio, say),
    low: times(all.risk_ratio_low, say),
    high: times(all.risk_ratio_high, say)
  });
}

function ratios(rows: AlertQuality[], {say, width}: {say: Say; width: number}): Element {
  const name = ({handled}: AlertQuality) => say.name("alert_handled", handled);
  const ends = [1, ...rows.flatMap((row) => [row.risk_ratio_low ?? 1, row.risk_ratio_high ?? 1])];
  return Plot.plot({
    width,
    height: 70 + 44 * rows.length,
    marginLeft: width < 420 ? 92 : 130,
    marginRight: 48,
    marginTop: 24,
    marginBottom: 34,
    ariaLabel: say.text("matched.subtitle"),
    x: {
      type: "log",
      domain: [Math.min(...ends) / 1.1, Math.max(...ends) * 1.1],
      label: null,
      ticks: TICKS.filter((ratio) => ratio >= Math.min(...ends) / 1.1 && ratio <= Math.max(...ends) * 1.1),
      tickFormat: (ratio: number) => `×${say.number(ratio)}`,
      grid: true
    },
    y: {domain: rows.map(name), label: null, tickSize: 0},
    marks: [
      Plot.ruleX([1], {stroke: "var(--ink)", strokeWidth: 2}),
      Plot.text([1], {
        x: (ratio: number) => ratio,
        frameAnchor: "top",
        dy: -18,
        dx: -4,
        textAnchor: "start",
        text: () => say.text("matched.alike"),
        fill: "var(--ink)"
      }),
      Plot.link(rows, {
        ...{x1: "risk_ratio_low", x2: "risk_ratio_high", y1: name, y2: name},
        stroke: "var(--ink-soft)",
        strokeWidth: 1.6
      }),
      Plot.dot(rows, {x: "risk_ratio", y: name, r: 6, fill: "var(--color-lost)"}),
      Plot.text(rows, {
        frameAnchor: "right",
        dx: 44,
        y: name,
        textAnchor: "end",
        text: ({risk_ratio: ratio}: AlertQuality) => `×${times(ratio, say)}`,
        fill: "var(--ink)"
      }),
      tip(rows, Plot.pointerY({x: "risk_ratio", y: name, title: (row: AlertQuality) => ratioTip(row, say)}))
    ]
  });
}

/** Ratios that the axis names, as far as it reaches. */
const TICKS = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100];

function ratioTip(row: AlertQuality, say: Say): string {
  return [
    say.name("alert_handled", row.handled),
    say.text("matched.tip", {
      ratio: times(row.risk_ratio, say),
      low: times(row.risk_ratio_low, say),
      high: times(row.risk_ratio_high, say)
    }),
    say.text("announcing.tip.counts", {count: row.episodes, hits: say.number(row.true_episodes)})
  ].join("\n");
}

function qualityColumns(say: Say): Column<AlertQuality>[] {
  const label = (key: string) => say.text(`announcing.column.${key}`);
  const figure = (
    key: "lift" | "risk_ratio" | "risk_ratio_low" | "risk_ratio_high" | "brier" | "lead_days_median"
  ): Column<AlertQuality> => ({
    key,
    label: label(key),
    kind: "right",
    value: (row) => row[key],
    show: (row) => (row[key] === null ? "–" : say.amount(100 * row[key]))
  });
  return [
    textColumn("handled", label("handled"), ({handled}) => say.name("alert_handled", handled)),
    countColumn("episodes", label("episodes"), say),
    countColumn("true_episodes", label("true_episodes"), say),
    rateColumn("precision_rate", label("precision_rate"), say),
    rateColumn("precision_low", label("low"), say),
    rateColumn("precision_high", label("high"), say),
    rateColumn("base_rate", label("base_rate"), say),
    figure("lift"),
    rateColumn("recall_rate", label("recall_rate"), say),
    figure("risk_ratio"),
    figure("risk_ratio_low"),
    figure("risk_ratio_high"),
    figure("brier"),
    figure("lead_days_median")
  ];
}
