import * as Plot from "@observablehq/plot";
import {countColumn, rateColumn, textColumn} from "./columns.js";
import {card, fitted, legend} from "./frame.js";
import type {AlertExclusion, AlertPrecision} from "./alert-results.js";
import {allOf, noAlerts, sum, type AlertCut} from "./alerts.js";
import type {Say} from "./say.js";
import {plainTable, type Column} from "./table.js";
import {tip} from "./tip.js";

/** How often a request follows a red alert, beside how often one comes at all; handled or not. */
export function alertQuality(
  rows: AlertPrecision[],
  exclusions: AlertExclusion[],
  cut: AlertCut & {before: AlertPrecision[] | null}
): HTMLElement {
  const {say, about, before} = cut;
  const all = allOf(rows);
  if (all === undefined) return noAlerts(cut, ["announcing.empty", "announcing.empty.detail"]);
  const shown = rows.filter(({is_hidden}) => !is_hidden);
  const then = (before ?? []).filter(({is_hidden}) => !is_hidden);
  return card(
    fitted((width) => precisions(shown, then, {say, width})),
    {
      finding: precisionFinding(all, say),
      subtitle: say.text("announcing.subtitle"),
      legend: then.length === 0 ? null : legend([{label: say.text("saves.legend.before"), shape: "bracket"}]),
      notes: [
        say.text("announcing.note.recall", {
          count: all.requests,
          announced: say.number(all.announced_requests),
          share: say.percent(all.recall_rate)
        }),
        ...exclusionNotes(exclusions, say),
        say.text("announcing.note.cause")
      ],
      definition: say.text("announcing.definition"),
      numbers: plainTable(rows, {
        columns: precisionColumns(say),
        label: say.text("announcing.subtitle")
      })
    },
    {say, about}
  );
}

function precisionFinding(all: AlertPrecision, say: Say): string {
  if (all.precision_rate === null || all.lift === null) return say.text("announcing.finding.few");
  return say.text("announcing.finding.share", {
    share: say.percent(all.precision_rate),
    lift: times(all.lift, say),
    count: all.episodes
  });
}

function exclusionNotes(out: AlertExclusion[], say: Say): string[] {
  if (out.length === 0) return [];
  const reasons = out.map(
    ({exclusion, episodes}) => `${say.name("alert_exclusion", exclusion)} (${say.number(episodes)})`
  );
  const count = sum(out, ({episodes}) => episodes);
  return [say.text("announcing.note.excluded", {count, reasons: say.list(reasons)})];
}

function precisions(
  rows: AlertPrecision[],
  before: AlertPrecision[],
  {say, width}: {say: Say; width: number}
): Element {
  const name = ({handled}: AlertPrecision) => say.name("alert_handled", handled);
  const high = Math.max(0.1, ...rows.map(({precision_high}) => precision_high ?? 0));
  return Plot.plot({
    width,
    height: 70 + 44 * rows.length,
    marginLeft: width < 420 ? 92 : 130,
    marginRight: 64,
    marginTop: 24,
    marginBottom: 34,
    ariaLabel: say.text("announcing.subtitle"),
    x: {domain: [0, high], label: null, tickFormat: say.percent, grid: true, ticks: width < 420 ? 3 : 6},
    y: {domain: rows.map(name), label: null, tickSize: 0},
    marks: [
      Plot.ruleX([0]),
      Plot.link(rows, {
        x1: "precision_low",
        x2: "precision_high",
        y1: name,
        y2: name,
        stroke: "var(--ink-soft)",
        strokeWidth: 1.6
      }),
      Plot.dot(
        before.filter((row) => rows.some(({handled}) => handled === row.handled)),
        {x: "precision_rate", y: name, r: 4, dy: 12, stroke: "var(--ink-soft)", fill: "none"}
      ),
      Plot.dot(rows, {x: "precision_rate", y: name, r: 6, fill: "var(--color-lost)"}),
      Plot.tickX(rows, {x: "base_rate", y: name, stroke: "var(--ink)", strokeWidth: 2.5, inset: 6}),
      Plot.text(rows.slice(0, 1), {
        x: "base_rate",
        y: name,
        dy: -26,
        text: () => say.text("announcing.base"),
        textAnchor: "start",
        fill: "var(--ink)"
      }),
      Plot.text(rows, {
        frameAnchor: "right",
        dx: 58,
        y: name,
        textAnchor: "end",
        text: ({lift}: AlertPrecision) => `×${times(lift, say)}`,
        fill: "var(--ink)"
      }),
      tip(
        rows,
        Plot.pointerY({x: "precision_rate", y: name, title: (row: AlertPrecision) => qualityTip(row, say)})
      )
    ]
  });
}

function qualityTip(row: AlertPrecision, say: Say): string {
  return [
    say.name("alert_handled", row.handled),
    say.text("announcing.tip.precision", {
      share: say.percent(row.precision_rate),
      low: say.percent(row.precision_low),
      high: say.percent(row.precision_high)
    }),
    say.text("announcing.tip.counts", {count: row.episodes, hits: say.number(row.true_episodes)}),
    say.text("announcing.tip.base", {share: say.percent(row.base_rate)})
  ].join("\n");
}

/** Ratios with one decimal. */
export function times(ratio: number | null, say: Say): string {
  return say.number(ratio === null ? null : Math.round(10 * ratio) / 10);
}

function precisionColumns(say: Say): Column<AlertPrecision>[] {
  const label = (key: string) => say.text(`announcing.column.${key}`);
  return [
    textColumn("handled", label("handled"), ({handled}) => say.name("alert_handled", handled)),
    countColumn("episodes", label("episodes"), say),
    countColumn("true_episodes", label("true_episodes"), say),
    rateColumn("precision_rate", label("precision_rate"), say),
    rateColumn("precision_low", label("low"), say),
    rateColumn("precision_high", label("high"), say),
    rateColumn("base_rate", label("base_rate"), say),
    {
      key: "lift",
      label: label("lift"),
      kind: "right",
      value: ({lift}) => lift,
      show: ({lift}) => (lift === null ? "–" : `×${times(lift, say)}`)
    },
    countColumn("requests", label("requests"), say),
    countColumn("announced_requests", label("announced_requests"), say),
    rateColumn("recall_rate", label("recall_rate"), say)
  ];
}
