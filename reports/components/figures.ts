import * as Plot from "@observablehq/plot";
import {html} from "htl";
import {colorOf} from "./palette.js";
import {fitted, type Context} from "./frame.js";
import {define, type Defined} from "./meanings.js";
import {hasParc, monthSummaries} from "./movements.js";
import type {CancellationMonth, MovementMonth} from "./results.js";
import type {Say} from "./say.js";
import {tip} from "./tip.js";

/** Months drawn in a sparkline: a year and the same month of the year before. */
const DRAWN = 13;

interface Point {
  month: Date;
  value: number | null;
  /** False while rebookings may still come in. */
  final: boolean;
}

export interface Figure {
  label: string;
  value: string;
  /** What the value is compared with, in words. */
  detail: string;
  color: string;
  /** The column that it is, or is made from, of a row that has it; and its numerator and denominator. */
  defined?: Omit<Defined, "label">;
  /** The last months, where there are any to compare. */
  curve?: Curve;
}

interface Curve {
  points: Point[];
  shape: "line" | "bar";
  show: (value: number | null) => string;
}

/** The figures that head the overview: what is in force, what rebooking cost, what is kept. */
export function headFigures(
  movements: MovementMonth[],
  cancellations: CancellationMonth[],
  {months, monthsBefore = null, say}: Context & {months: Date[]; monthsBefore?: Date[] | null}
): Figure[] {
  const last = months.at(-1);
  const until = <Row extends {month: Date}>(rows: Row[]): Row[] =>
    last === undefined ? rows : rows.filter(({month}) => month <= last);
  const summaries = until(monthSummaries(movements));
  const spans = {months, monthsBefore, until};
  const figures = [inForce(summaries, "ca_cents", "ca", months.length, say)];
  if (hasParc(movements)) figures.push(inForce(summaries, "parc_cents", "parc", months.length, say));
  if (cancellations.length > 0)
    figures.push(lostByRebooking(cancellations, spans, say), kept(cancellations, spans, say));
  return figures;
}

/** A row of figures, each with its last thirteen months. */
export function figureRow(figures: Figure[], {say}: {say: Say}): HTMLElement {
  return html`<div class="figures">
    ${figures.map(
      (figure) =>
        html`<section class="figure" style=${{"--color": figure.color}}>
          <h2>${labelOf(figure)}</h2>
          <p class="value">${figure.value}</p>
          <p class="detail">${figure.detail}</p>
          ${curveOf(figure, say)}
        </section>`
    )}
  </div>`;
}

function labelOf({label, defined}: Figure): HTMLElement | string {
  return defined === undefined ? label : define(html`<span>${label}</span>`, {label, ...defined});
}

function curveOf({curve, label}: Figure, say: Say): HTMLElement | string {
  if (curve === undefined || curve.points.length < 2) return "";
  return fitted((width) => sparkline(curve, {label, say, width}));
}

interface SparklineOptions {
  label: string;
  say: Say;
  width: number;
}

function sparkline({points, shape, show}: Curve, {label, say, width}: SparklineOptions): Element {
  const drawn = points.slice(-DRAWN);
  const last = drawn.at(-1);
  const opacity = (point: Point) => (point.final ? 1 : 0.4);
  const told = (point: Point) => `${say.month(point.month)}\n${show(point.value)}`;
  return Plot.plot({
    width,
    height: 44,
    margin: 4,
    marginBottom: 5,
    axis: null,
    x: shape === "bar" ? {type: "band", padding: 0.25} : {type: "utc"},
    y: shape === "bar" ? {zero: true} : {nice: false, inset: 3},
    ariaLabel: say.text("figure.sparkline", {label}),
    marks: [
      shape === "bar"
        ? Plot.barY(drawn, {x: "month", y: "value", fill: "var(--color)", fillOpacity: opacity, rx: 1})
        : [
            Plot.lineY(drawn, {x: "month", y: "value", stroke: "var(--color)", strokeWidth: 2}),
            Plot.dot(last === undefined ? [] : [last], {x: "month", y: "value", fill: "var(--color)", r: 3.5})
          ],
      tip(drawn, Plot.pointerX({x: "month", y: "value", title: told}))
    ]
  });
}

function inForce(
  summaries: ReturnType<typeof monthSummaries>,
  measure: "ca_cents" | "parc_cents",
  color: string,
  span: number,
  say: Say
): Figure {
  const last = summaries.at(-1)?.[measure] ?? null;
  const before = summaries.at(-1 - span)?.[measure];
  const change = last === null || !before ? null : last / before - 1;
  return {
    label: say.text(`measure.${measure}`),
    value: say.short(last, 2),
    detail: change === null ? "" : say.text("figure.change", {change: say.change(change), count: span}),
    color: colorOf(color),
    defined: {column: measure, row: null},
    curve: {
      points: summaries.map((row) => ({month: row.month, value: row[measure], final: true})),
      shape: "line",
      show: say.money
    }
  };
}

interface Spans {
  months: Date[];
  monthsBefore: Date[] | null;
  /** Rows up to the last month that is looked at. */
  until: <Row extends {month: Date}>(rows: Row[]) => Row[];
}

/** " · €12k in the period compared with", or nothing. */
function beforeText(shown: string | null, say: Say): string {
  return shown === null ? "" : ` · ${say.text("filters.before", {before: shown})}`;
}

function lostByRebooking(rows: CancellationMonth[], {months, monthsBefore, until}: Spans, say: Say): Figure {
  const inside = within(rows, months);
  const before = monthsBefore === null ? null : sum(within(rows, monthsBefore), "loss_rebooked_cents");
  const lost = sum(inside, "loss_rebooked_cents");
  return {
    label: say.text("figure.lost"),
    value: say.short(lost, 2),
    detail:
      say.text("figure.lost.detail", {count: sum(inside, "rebooked_cancellations")}) +
      beforeText(before === null ? null : say.short(before, 2), say),
    color: colorOf("lost"),
    defined: {column: "loss_rebooked_cents", row: rows[0]},
    curve: {
      points: until(rows).map((row) => ({
        month: row.month,
        value: row.loss_rebooked_cents,
        final: row.is_mature
      })),
      shape: "bar",
      show: say.money
    }
  };
}

function kept(rows: CancellationMonth[], {months, monthsBefore, until}: Spans, say: Say): Figure {
  const share = (inside: CancellationMonth[]) => {
    const booked = sum(inside, "booked_cents");
    const stays = sum(inside, "kept_cents") + sum(inside, "rebooked_cents");
    return {booked, stays, shown: say.percent(booked === 0 ? null : stays / booked)};
  };
  const {booked, stays, shown} = share(within(rows, months));
  const before = monthsBefore === null ? null : share(within(rows, monthsBefore)).shown;
  const rate = (row: CancellationMonth) =>
    row.booked_cents === 0 ? null : (row.kept_cents + row.rebooked_cents) / row.booked_cents;
  return {
    label: say.text("figure.kept"),
    value: shown,
    detail:
      say.text("figure.kept.detail", {kept: say.short(stays), booked: say.short(booked)}) +
      beforeText(before, say),
    color: colorOf("saved"),
    defined: {column: "kept_cents", row: rows[0], parts: [say.money(stays), say.money(booked)]},
    curve: {
      points: until(rows).map((row) => ({month: row.month, value: rate(row), final: row.is_mature})),
      shape: "line",
      show: say.percent
    }
  };
}

/** Rows of the months; all rows when there are no months. */
export function within<Row extends {month: Date}>(rows: Row[], months: Date[]): Row[] {
  const times = new Set(months.map(Number));
  return times.size === 0 ? rows : rows.filter((row) => times.has(row.month.getTime()));
}

function sum<Key extends string>(rows: Record<Key, number>[], key: Key): number {
  return rows.reduce((total, row) => total + row[key], 0);
}
