import * as Plot from "@observablehq/plot";
import {html} from "htl";
import {colorOfKind, periodOf} from "./bridge.js";
import {card, emptyCard, fitted, legend, type Context} from "./frame.js";
import {bridgeOf, type Measure} from "./movements.js";
import {colorOf} from "./palette.js";
import {picking} from "./pick.js";
import type {MovementKind, MovementMonth, View} from "./results.js";
import type {Say} from "./say.js";
import {tip} from "./tip.js";
import {shownAs, sumOf, WON} from "./waterfall.js";
import {
  differenceBars,
  differencesOf,
  differencesTable,
  halfOf,
  INNER,
  MARGINS,
  monthAxis,
  type Difference,
  type PanelOptions,
  type TipOptions
} from "./waterfall-differences.js";

/** One month of a waterfall: where it starts and ends, counted from the opening of the first month. */
export interface MonthStep {
  month: Date;
  from: number;
  won: number;
  contraction: number;
  churn: number;
  to: number;
}

/** The months of a view, each starting where the one before has ended. */
export function monthSteps(
  rows: MovementMonth[],
  view: View,
  {measure, months}: {measure: Measure; months: Date[]}
): MonthStep[] {
  let at = 0;
  return months.map((month) => {
    const bridge = bridgeOf(rows, view, measure, [month]);
    const from = at;
    at += bridge.closing - bridge.opening;
    const {contraction, churn} = bridge.values;
    return {month, from, won: sumOf(bridge, WON), contraction, churn, to: at};
  });
}

interface MonthsOptions extends Context {
  measure: Measure;
  months: Date[];
}

/** Months as a waterfall: as booked above, in truth below, and between them what was booked twice. */
export function waterfallMonths(
  rows: MovementMonth[],
  {measure, months, say, about}: MonthsOptions
): HTMLElement {
  if (months.length === 0) return emptyCard(say.text("waterfall.empty"), say.text("waterfall.empty.detail"));
  const booked = monthSteps(rows, "as_booked", {measure, months});
  const economic = monthSteps(rows, "economic", {measure, months});
  const differences = differencesOf(booked, economic);
  const domain = domainOf([...booked, ...economic]);
  const views = {booked, economic};
  const panel = (view: keyof typeof views) =>
    html`<h4>${say.text(`waterfall.panel.${view}`)}</h4>
      ${fitted(
        (width) => steps(views[view], {say, width, measure, domain, view}),
        picking(say, ({month}: MonthStep) => ({month}))
      )}`;
  return card(
    html`<div class="waterfall">
      <div>${panel("booked")}</div>
      <div>
        <h4>${say.text("waterfall.panel.difference")}</h4>
        ${fitted((width) => differenceBars(differences, {say, width, measure, domain}))}
      </div>
      <div>${panel("economic")}</div>
    </div>`,
    {
      finding: monthsFinding(differences, {measure, say}),
      subtitle: say.text("waterfall.subtitle"),
      legend: monthsLegend(measure, say),
      notes: [periodOf(months, say), say.text("waterfall.scale")],
      definition: say.text("waterfall.definition"),
      numbers: differencesTable(differences, {measure, say})
    },
    {say, about}
  );
}

function monthsFinding(differences: Difference[], {measure, say}: {measure: Measure; say: Say}): string {
  const worst = differences.reduce((most, row) => (row.lost_twice < most.lost_twice ? row : most));
  if (worst.lost_twice >= 0) return say.text("waterfall.months.none");
  const {short} = shownAs(measure, say);
  return say.text("waterfall.months.finding", {
    month: say.month(worst.month),
    lost: short(-worst.booked_lost),
    real: short(-worst.lost)
  });
}

function domainOf(all: MonthStep[]): [number, number] {
  const ends = all.flatMap(({from, to, won}) => [from, to, from + won]);
  return [Math.min(0, ...ends), Math.max(0, ...ends)];
}

interface Bar {
  step: MonthStep;
  month: Date;
  from: number;
  to: number;
  kind: MovementKind;
}

function barsOf(step: MonthStep): {won: Bar[]; lost: Bar[]} {
  const {month, from, won, contraction, churn} = step;
  const top = from + won;
  return {
    won: [{step, month, from, to: top, kind: "new"}],
    lost: [
      {step, month, from: top, to: top + contraction, kind: "contraction"},
      {step, month, from: top + contraction, to: top + contraction + churn, kind: "churn"}
    ]
  };
}

function steps(
  rows: MonthStep[],
  {say, width, measure, domain, view}: PanelOptions & {view: "booked" | "economic"}
): Element {
  const bars = rows.map(barsOf);
  const half = halfOf(rows.length, width);
  const bar = {x: "month", y1: "from", y2: "to", fill: ({kind}: Bar) => colorOfKind(kind, measure)};
  return Plot.plot({
    ...MARGINS,
    width,
    height: INNER + MARGINS.marginTop + MARGINS.marginBottom,
    ariaLabel: say.text(`waterfall.panel.${view}`),
    x: monthAxis(rows.length, width, say),
    y: {domain, tickFormat: shownAs(measure, say).tick, ticks: 4, grid: true, label: null},
    marks: [
      Plot.ruleY([0], {stroke: "var(--ink-faint)"}),
      Plot.barY(
        bars.flatMap(({won}) => won),
        {...bar, insetRight: half}
      ),
      Plot.barY(
        bars.flatMap(({lost}) => lost),
        {...bar, insetLeft: half}
      ),
      Plot.tickY(rows, {x: "month", y: "to", stroke: "var(--ink)", strokeWidth: 1.5}),
      tip(
        rows,
        Plot.pointerX({x: "month", y: "to", title: (step: MonthStep) => stepTip(step, {measure, say})})
      )
    ]
  });
}

function stepTip({month, won, contraction, churn, from, to}: MonthStep, {measure, say}: TipOptions): string {
  const {change} = shownAs(measure, say);
  return [
    say.month(month),
    `${say.text("waterfall.won")} ${change(won)}`,
    `${say.text("movement.contraction")} ${change(contraction)}`,
    `${say.text("movement.churn")} ${change(churn)}`,
    say.text("bridge.net", {change: change(to - from)})
  ].join("\n");
}

function monthsLegend(measure: Measure, say: Say): HTMLElement {
  return legend([
    {label: say.text("waterfall.won"), color: colorOfKind("new", measure)},
    {label: say.text("bridge.legend.contraction"), color: colorOfKind("contraction", measure)},
    {label: say.text("bridge.legend.churn"), color: colorOfKind("churn", measure)},
    {label: say.text("waterfall.legend.difference"), color: colorOf("unknown")}
  ]);
}
