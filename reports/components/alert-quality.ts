import * as Plot from "@observablehq/plot";
import {countColumn, rateColumn, textColumn} from "./columns.js";
import {card, emptyCard, fitted, legend, type Context} from "./frame.js";
import type {AlertExclusion, AlertLead, AlertQuality, Handled} from "./alert-results.js";
import {sum} from "./alerts.js";
import type {Say} from "./say.js";
import {plainTable, type Column} from "./table.js";
import {tip} from "./tip.js";

/** Fills of what was handled, what was not, and what nobody can tell. */
const FILLS: Record<Exclude<Handled, "all">, {fill: string; opacity: number}> = {
  handled: {fill: "var(--color-saved)", opacity: 1},
  not_handled: {fill: "var(--color-ghost)", opacity: 1},
  unknown: {fill: "var(--color-unknown)", opacity: 1}
};

/** How often a request follows a red alert, beside how often one comes at all; handled or not. */
export function alertQuality(
  rows: AlertQuality[],
  exclusions: AlertExclusion[],
  {say, about}: Context
): HTMLElement {
  const all = rows.find(({handled}) => handled === "all");
  if (all === undefined) return emptyCard(say.text("announcing.empty"), say.text("alerts.empty.detail"));
  const shown = rows.filter(({is_hidden}) => !is_hidden);
  return card(
    fitted((width) => precisions(shown, {say, width})),
    {
      finding: qualityFinding(all, say),
      subtitle: say.text("announcing.subtitle"),
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
        columns: qualityColumns(say),
        label: say.text("announcing.subtitle")
      })
    },
    {say, about}
  );
}

function qualityFinding(all: AlertQuality, say: Say): string {
  if (all.is_hidden || all.risk_ratio === null || all.risk_ratio_low === null)
    return say.text("announcing.finding.few");
  const key = all.risk_ratio_low > 1 ? "announcing.finding" : "announcing.finding.none";
  return say.text(key, {
    ratio: times(all.risk_ratio, say),
    low: times(all.risk_ratio_low, say),
    high: times(all.risk_ratio_high, say)
  });
}

function exclusionNotes(exclusions: AlertExclusion[], say: Say): string[] {
  const out = exclusions.filter(({exclusion}) => exclusion !== "counted");
  if (out.length === 0) return [];
  const reasons = out.map(
    ({exclusion, episodes}) => `${say.name("alert_exclusion", exclusion)} (${say.number(episodes)})`
  );
  const count = sum(out, ({episodes}) => episodes);
  return [say.text("announcing.note.excluded", {count, reasons: say.list(reasons)})];
}

function precisions(rows: AlertQuality[], {say, width}: {say: Say; width: number}): Element {
  const name = ({handled}: AlertQuality) => say.name("alert_handled", handled);
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
        text: ({lift}: AlertQuality) => `×${times(lift, say)}`,
        fill: "var(--ink)"
      }),
      tip(
        rows,
        Plot.pointerY({x: "precision_rate", y: name, title: (row: AlertQuality) => qualityTip(row, say)})
      )
    ]
  });
}

function qualityTip(row: AlertQuality, say: Say): string {
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
function times(ratio: number | null, say: Say): string {
  return say.number(ratio === null ? null : Math.round(10 * ratio) / 10);
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

/** Days between a red alert and the request that it announced. */
export function alertLeads(rows: AlertLead[], quality: AlertQuality[], {say, about}: Context): HTMLElement {
  const all = quality.find(({handled}) => handled === "all");
  if (rows.length === 0 || all === undefined || all.lead_days_median === null)
    return emptyCard(say.text("alert_leads.empty"), say.text("alert_leads.empty.detail"));
  const kinds = (["handled", "not_handled", "unknown"] as const).filter((kind) =>
    rows.some(({handled}) => handled === kind)
  );
  return card(
    fitted((width) => histogram(rows, all.lead_days_median ?? 0, {say, width})),
    {
      finding: say.text("alert_leads.finding", {
        days: say.number(all.lead_days_median),
        low: say.number(all.lead_days_low),
        high: say.number(all.lead_days_high)
      }),
      subtitle: say.text("alert_leads.subtitle"),
      legend: legend(
        kinds.map((kind) => ({label: say.name("alert_handled", kind), color: FILLS[kind].fill}))
      ),
      notes: [say.text("alert_leads.note", {count: sum(rows, ({requests}) => requests)})],
      definition: say.text("alert_leads.definition"),
      numbers: plainTable(rows, {columns: leadColumns(say), label: say.text("alert_leads.subtitle")})
    },
    {say, about}
  );
}

function histogram(rows: AlertLead[], median: number, {say, width}: {say: Say; width: number}): Element {
  return Plot.plot({
    width,
    height: 240,
    marginLeft: 34,
    marginRight: 8,
    marginTop: 24,
    marginBottom: 38,
    ariaLabel: say.text("alert_leads.subtitle"),
    x: {
      domain: [0, 63],
      label: say.text("alert_leads.x"),
      labelArrow: "none",
      ticks: [0, 7, 14, 21, 28, 35, 42, 49, 56, 63]
    },
    y: {label: null, grid: true, ticks: 4, tickFormat: say.number},
    marks: [
      Plot.rectY(
        rows,
        Plot.stackY({
          x1: ({from_days}: AlertLead) => from_days - 1,
          x2: ({from_days}: AlertLead) => from_days + 6,
          y: "requests",
          order: ["handled", "not_handled", "unknown"],
          z: "handled",
          fill: ({handled}: AlertLead) => FILLS[handled].fill,
          insetLeft: 1,
          insetRight: 1,
          title: (row: AlertLead) => leadTip(row, say)
        })
      ),
      Plot.ruleY([0]),
      Plot.ruleX([median], {stroke: "var(--ink)", strokeWidth: 2, strokeDasharray: "4,3"}),
      Plot.text([median], {
        x: (days: number) => days,
        frameAnchor: "top",
        dy: -16,
        text: () => say.text("alert_leads.median", {days: say.number(median)}),
        fill: "var(--ink)"
      })
    ]
  });
}

function leadTip({handled, from_days, requests}: AlertLead, say: Say): string {
  return [
    say.text("alert_leads.tip.days", {from: from_days, until: from_days + 6}),
    say.text("alert_leads.tip.requests", {count: requests, handled: say.name("alert_handled", handled)})
  ].join("\n");
}

function leadColumns(say: Say): Column<AlertLead>[] {
  return [
    textColumn("from_days", say.text("alert_leads.column.days"), ({from_days}) =>
      say.text("alert_leads.tip.days", {from: from_days, until: from_days + 6})
    ),
    textColumn("handled", say.text("announcing.column.handled"), ({handled}) =>
      say.name("alert_handled", handled)
    ),
    countColumn("requests", say.text("alert_leads.column.requests"), say)
  ];
}
