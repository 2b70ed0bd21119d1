import * as Plot from "@observablehq/plot";
import {legend} from "./frame.js";
import {colorOf} from "./palette.js";
import type {Say} from "./say.js";
import {tip} from "./tip.js";

/** Limits of a funnel: those of chance, and those that allow for units that differ by more. */
export interface FunnelLimits {
  target: number;
  /** within, or alert or alarm, below or above. */
  signal: string;
  is_overdispersed: boolean;
  alert_low: number;
  alert_high: number;
  alarm_low: number;
  alarm_high: number;
  wide_alert_low: number;
  wide_alert_high: number;
  wide_alarm_low: number;
  wide_alarm_high: number;
}

/** A seller or an adviser against the limits of chance: a dot of a panel, without a name. */
export interface FunnelMark extends FunnelLimits {
  panel: string;
  trials: number;
  rate: number;
  /** What is told of it under the pointer. */
  title: string;
}

export interface FunnelOptions {
  say: Say;
  width: number;
  panels: string[];
  nameOf: (panel: string) => string;
  /** What is drawn, for those who do not see it. */
  label: string;
  /** What the dots have many or few of. */
  trials: string;
  /** Upper end of the axis of rates; 1 unless told otherwise. */
  top?: number;
}

/** The limits that decide, as lines over the number of trials. */
interface Limit {
  panel: string;
  trials: number;
  alert_low: number;
  alert_high: number;
  alarm_low: number;
  alarm_high: number;
}

/** The limits that decide on a unit: the wider ones where units differ by more than chance. */
export function decidingLimits(
  row: FunnelLimits
): Pick<Limit, "alert_low" | "alert_high" | "alarm_low" | "alarm_high"> {
  const {is_overdispersed: isWide} = row;
  return {
    alert_low: isWide ? row.wide_alert_low : row.alert_low,
    alert_high: isWide ? row.wide_alert_high : row.alert_high,
    alarm_low: isWide ? row.wide_alarm_low : row.alarm_low,
    alarm_high: isWide ? row.wide_alarm_high : row.alarm_high
  };
}

export function funnelLegend(say: Say): HTMLElement {
  return legend([
    {label: say.text("funnel.legend.within"), color: "var(--ink-faint)", shape: "circle"},
    {label: say.text("funnel.legend.alert"), color: colorOf("saved"), shape: "circle"},
    {label: say.text("funnel.legend.alarm"), color: colorOf("lost"), shape: "circle"}
  ]);
}

/** The funnels, a panel beside the other, or one below the other where there is no room. */
export function funnelPanels(marks: FunnelMark[], options: FunnelOptions): Element {
  const {say, width, panels, nameOf, label, trials, top} = options;
  const wide = width > 640;
  const facet = wide ? "fx" : "fy";
  const limits: Limit[] = marks
    .map((row) => ({panel: row.panel, trials: row.trials, ...decidingLimits(row)}))
    .sort((a, b) => a.trials - b.trials);
  const whisker = (low: keyof Limit, high: keyof Limit, opacity: number): Plot.Markish =>
    Plot.ruleX(limits, {
      [facet]: "panel",
      x: "trials",
      y1: low,
      y2: high,
      stroke: "var(--ink)",
      strokeOpacity: opacity,
      strokeWidth: 5
    });
  const place = {[facet]: "panel", x: "trials", y: "rate"};
  return Plot.plot({
    width,
    height: wide ? 270 : 30 + panels.length * 170,
    marginLeft: 44,
    marginRight: wide ? 12 : 104,
    marginTop: 26,
    marginBottom: 36,
    ariaLabel: label,
    [facet]: {domain: panels, label: null, tickFormat: nameOf},
    x: {
      label: trials,
      labelArrow: "none",
      ticks: wide ? 4 : 3,
      tickFormat: say.number,
      nice: true,
      insetLeft: 8,
      insetRight: 8
    },
    y: {domain: [0, top ?? 1], tickFormat: say.percent, label: null, grid: true, ticks: 4},
    marks: [
      Plot.ruleY([0]),
      whisker("alarm_low", "alarm_high", 0.08),
      whisker("alert_low", "alert_high", 0.12),
      Plot.ruleY(targetsOf(marks), {
        [facet]: "panel",
        y: "target",
        stroke: "var(--ink-soft)",
        strokeDasharray: "3,3"
      }),
      Plot.dot(marks, {...place, r: 4.5, fill: colorOfMark, stroke: "var(--card)", strokeWidth: 1}),
      tip(marks, Plot.pointer({...place, title: "title"}))
    ]
  });
}

function targetsOf(marks: FunnelMark[]): {panel: string; target: number}[] {
  return [...new Map(marks.map(({panel, target}) => [panel, {panel, target}])).values()];
}

function colorOfMark({signal}: FunnelMark): string {
  if (signal === "within") return "var(--ink-faint)";
  return colorOf(signal.startsWith("alarm") ? "lost" : "saved");
}

/** "104 %" of what is expected: whole percents. */
export const percentOf = (ratio: number, say: Say): string => say.percent(Math.round(100 * ratio) / 100);
