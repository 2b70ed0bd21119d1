import * as Plot from "@observablehq/plot";
import {interval} from "./channels.js";
import {countColumn, rateColumn, textColumn} from "./columns.js";
import {card, emptyCard, fitted, legend, type Context} from "./frame.js";
import {colorOf} from "./palette.js";
import type {SellerOutcome} from "./save-results.js";
import {CHANNELS} from "./saves.js";
import type {Say} from "./say.js";
import {plainTable} from "./table.js";
import {tip} from "./tip.js";

/** Sellers against what chance alone would do, a channel a panel: no names, no order. */
export function funnel(rows: SellerOutcome[], {say, about}: Context): HTMLElement {
  if (rows.length === 0) return emptyCard(say.text("funnel.empty"), say.text("funnel.empty.detail"));
  const channels = CHANNELS.filter((channel) => rows.some((row) => row.channel === channel));
  const wide = channels.filter((channel) =>
    rows.some((row) => row.channel === channel && row.is_overdispersed)
  );
  return card(
    fitted((width) => panels(rows, channels, {say, width})),
    {
      finding: finding(rows, say),
      subtitle: say.text("funnel.subtitle"),
      legend: legend([
        {label: say.text("funnel.legend.within"), color: "var(--ink-faint)", shape: "circle"},
        {label: say.text("funnel.legend.alert"), color: colorOf("saved"), shape: "circle"},
        {label: say.text("funnel.legend.alarm"), color: colorOf("lost"), shape: "circle"}
      ]),
      notes: [
        say.text("funnel.note", {count: rows.length}),
        ...(wide.length === 0
          ? [say.text("funnel.chance")]
          : [
              say.text("funnel.wide", {
                channels: say.list(wide.map((channel) => say.name("channel", channel)))
              })
            ])
      ],
      definition: say.text("funnel.definition"),
      numbers: pointsTable(rows, channels, say)
    },
    {say, about}
  );
}

/** The points by channel and number of cases: that is no order of merit either. */
function pointsTable(rows: SellerOutcome[], channels: string[], say: Say): HTMLElement {
  const sorted = [...rows].sort(
    (a, b) =>
      channels.indexOf(a.channel) - channels.indexOf(b.channel) || a.cases - b.cases || a.place - b.place
  );
  return plainTable(sorted, {
    label: say.text("funnel.subtitle"),
    columns: [
      textColumn("channel", say.text("column.channel"), (row) => say.name("channel", row.channel)),
      countColumn("cases", say.text("saves.column.mature_cases"), say),
      countColumn("kept_cases", say.text("funnel.column.kept_cases"), say),
      rateColumn("kept_rate", say.text("saves.column.kept_rate"), say),
      textColumn("limits", say.text("funnel.column.limits"), (row) => {
        const {alert_low, alert_high} = limitsOf(row);
        return interval(alert_low, alert_high, say);
      }),
      textColumn("signal", say.text("funnel.column.signal"), ({signal}) =>
        say.text(`funnel.legend.${signal.split("_")[0] ?? ""}`)
      )
    ]
  });
}

function finding(rows: SellerOutcome[], say: Say): string {
  const alarms = rows.filter(({signal}) => signal.startsWith("alarm")).length;
  const beyond = rows.filter(({signal}) => signal !== "within").length;
  if (beyond === 0) return say.text("funnel.finding.none", {count: rows.length});
  return say.text("funnel.finding", {
    count: beyond,
    all: rows.length,
    expected: say.number(Math.round(0.5 * rows.length) / 10),
    alarms: say.number(alarms)
  });
}

/** The limits that decide, as lines over the number of cases. */
interface Limit {
  channel: string;
  cases: number;
  alert_low: number;
  alert_high: number;
  alarm_low: number;
  alarm_high: number;
}

function limitsOf(row: SellerOutcome): Limit {
  const {channel, cases} = row;
  return row.is_overdispersed
    ? {
        channel,
        cases,
        alert_low: row.wide_alert_low,
        alert_high: row.wide_alert_high,
        alarm_low: row.wide_alarm_low,
        alarm_high: row.wide_alarm_high
      }
    : {
        channel,
        cases,
        alert_low: row.alert_low,
        alert_high: row.alert_high,
        alarm_low: row.alarm_low,
        alarm_high: row.alarm_high
      };
}

function panels(rows: SellerOutcome[], channels: string[], {say, width}: {say: Say; width: number}): Element {
  const wide = width > 640;
  const facet = wide ? "fx" : "fy";
  const limits = rows.map(limitsOf).sort((a, b) => a.cases - b.cases);
  const whisker = (low: keyof Limit, high: keyof Limit, opacity: number): Plot.Markish =>
    Plot.ruleX(limits, {
      [facet]: "channel",
      x: "cases",
      y1: low,
      y2: high,
      stroke: "var(--ink)",
      strokeOpacity: opacity,
      strokeWidth: 5
    });
  return Plot.plot({
    width,
    height: wide ? 270 : 30 + channels.length * 170,
    marginLeft: 44,
    marginRight: wide ? 12 : 104,
    marginTop: 26,
    marginBottom: 36,
    ariaLabel: say.text("funnel.subtitle"),
    [facet]: {domain: channels, label: null, tickFormat: (channel: string) => say.name("channel", channel)},
    x: {label: say.text("funnel.x"), labelArrow: "none", ticks: 4, nice: true, insetLeft: 8, insetRight: 8},
    y: {domain: [0, 1], tickFormat: say.percent, label: null, grid: true, ticks: 4},
    marks: [
      Plot.ruleY([0]),
      whisker("alarm_low", "alarm_high", 0.08),
      whisker("alert_low", "alert_high", 0.12),
      Plot.ruleY(targetsOf(rows), {
        [facet]: "channel",
        y: "target",
        stroke: "var(--ink-soft)",
        strokeDasharray: "3,3"
      }),
      Plot.dot(rows, {
        [facet]: "channel",
        x: "cases",
        y: "kept_rate",
        r: 4.5,
        fill: markOf,
        stroke: "var(--card)",
        strokeWidth: 1
      }),
      tip(
        rows,
        Plot.pointer({
          [facet]: "channel",
          x: "cases",
          y: "kept_rate",
          title: (row: SellerOutcome) => sellerTip(row, say)
        })
      )
    ]
  });
}

function targetsOf(rows: SellerOutcome[]): {channel: string; target: number}[] {
  return [...new Map(rows.map(({channel, target}) => [channel, {channel, target}])).values()];
}

function markOf({signal}: SellerOutcome): string {
  if (signal === "within") return "var(--ink-faint)";
  return colorOf(signal.startsWith("alarm") ? "lost" : "saved");
}

function sellerTip(row: SellerOutcome, say: Say): string {
  const {alert_low, alert_high} = limitsOf(row);
  return [
    say.text("funnel.tip", {
      kept: say.number(row.kept_cases),
      all: say.number(row.cases),
      rate: say.percent(row.kept_rate)
    }),
    say.text("funnel.tip.limits", {
      limits: interval(alert_low, alert_high, say),
      target: say.percent(row.target)
    }),
    ...(row.observed_to_expected === null
      ? []
      : [
          say.text("funnel.tip.expected", {
            ratio: percentOf(row.observed_to_expected, say),
            low: percentOf(row.ratio_low ?? 0, say),
            high: percentOf(row.ratio_high ?? 0, say)
          })
        ])
  ].join("\n");
}

const percentOf = (ratio: number, say: Say): string => say.percent(Math.round(100 * ratio) / 100);
