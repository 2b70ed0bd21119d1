import * as Plot from "@observablehq/plot";
import {countColumn} from "./columns.js";
import {card, emptyCard, fitted, type Context} from "./frame.js";
import type {IncidentRatio} from "./motive-results.js";
import type {Say} from "./say.js";
import {plainTable, type Column} from "./table.js";
import {tip} from "./tip.js";

/** How much more often customers ask to leave so many days after an outage of what they own. */
export function outages(rows: IncidentRatio[], {say, about}: Context): HTMLElement {
  const shown = rows.filter(({ratio}) => ratio !== null);
  if (shown.length === 0) return emptyCard(say.text("outages.empty"), say.text("outages.empty.detail"));
  return card(
    fitted((width) => lags(shown, {say, width})),
    {
      finding: outagesFinding(shown, say),
      subtitle: say.text("outages.subtitle"),
      notes: [say.text("outages.note"), say.text("outages.chance", {count: shown.length})],
      definition: say.text("outages.definition"),
      numbers: plainTable(rows, {columns: ratioColumns(say), label: say.text("outages.subtitle")})
    },
    {say, about}
  );
}

/** On how many days after an outage there are more requests, corrected for the number of lags looked at. */
function outagesFinding(rows: IncidentRatio[], say: Say): string {
  const above = rows.filter(({is_discovery, ratio}) => is_discovery && (ratio ?? 1) > 1);
  if (above.length === 0) return say.text("outages.finding.none", {count: rows.length});
  return say.text("outages.finding", {
    count: above.length,
    lags: say.number(rows.length),
    days: say.list(above.map(({lag_days}) => String(lag_days)))
  });
}

function lags(rows: IncidentRatio[], {say, width}: {say: Say; width: number}): Element {
  const bounds = rows.flatMap(({low, high}) => [low ?? 1, high ?? 1]).filter((bound) => bound > 0);
  const [least, most] = [Math.min(0.5, ...bounds), Math.max(2, ...bounds)];
  return Plot.plot({
    width,
    height: 230,
    marginLeft: 40,
    marginRight: 8,
    marginTop: 24,
    marginBottom: 38,
    ariaLabel: say.text("outages.subtitle"),
    x: {
      domain: [-0.5, Math.max(...rows.map(({lag_days}) => lag_days)) + 0.5],
      label: say.text("outages.x"),
      labelArrow: "none",
      ticks: width < 420 ? 7 : 14,
      tickFormat: say.number
    },
    y: {
      type: "log",
      domain: [least, most],
      label: say.text("outages.y"),
      labelArrow: "none",
      ticks: [0.125, 0.25, 0.5, 1, 2, 4, 8].filter((ratio) => ratio >= least && ratio <= most),
      tickFormat: (ratio: number) => `×${two(ratio, say)}`,
      grid: true
    },
    marks: [
      Plot.ruleY([1], {stroke: "var(--ink-soft)"}),
      Plot.link(rows, {
        x1: "lag_days",
        x2: "lag_days",
        y1: "low",
        y2: "high",
        stroke: "var(--ink-soft)",
        strokeWidth: 1.4
      }),
      Plot.dot(rows, {
        x: "lag_days",
        y: "ratio",
        r: 4.5,
        stroke: "var(--color-lost)",
        strokeWidth: 1.6,
        fill: ({is_discovery}: IncidentRatio) => (is_discovery ? "var(--color-lost)" : "var(--card)")
      }),
      tip(rows, Plot.pointerX({x: "lag_days", y: "ratio", title: (row: IncidentRatio) => lagTip(row, say)}))
    ]
  });
}

function lagTip(row: IncidentRatio, say: Say): string {
  return [
    say.text("outages.tip.lag", {count: row.lag_days}),
    say.text("outages.tip.ratio", {
      ratio: two(row.ratio, say),
      low: two(row.low, say),
      high: two(row.high, say)
    }),
    say.text("outages.tip.cases", {count: row.exposed_cases ?? 0, days: say.number(row.exposed_days)})
  ].join("\n");
}

/** Ratios with two decimals, by way of cents. */
function two(ratio: number | null, say: Say): string {
  return say.amount(ratio === null ? null : 100 * ratio);
}

function ratioColumns(say: Say): Column<IncidentRatio>[] {
  const label = (key: string) => say.text(`outages.column.${key}`);
  const ratio = (key: "ratio" | "low" | "high"): Column<IncidentRatio> => ({
    key,
    label: label(key),
    kind: "right",
    value: (row) => row[key],
    show: (row) => two(row[key], say)
  });
  return [
    countColumn("lag_days", label("lag_days"), say),
    countColumn("exposed_cases", label("exposed_cases"), say),
    countColumn("exposed_days", label("exposed_days"), say),
    countColumn("other_cases", label("other_cases"), say),
    countColumn("other_days", label("other_days"), say),
    ratio("ratio"),
    ratio("low"),
    ratio("high")
  ];
}
