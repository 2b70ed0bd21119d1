import {html} from "htl";
import {periodOf} from "./bridge.js";
import {choice} from "./choice.js";
import type {Context} from "./frame.js";
import {bridgeOf, hasParc, type Bridge, type Measure} from "./movements.js";
import type {MovementKind, MovementMonth, View} from "./results.js";
import type {Say} from "./say.js";

export const WON: MovementKind[] = ["new", "expansion", "reactivation"];
export const LOST: MovementKind[] = ["contraction", "churn"];

/** What is moved: CA, parc where there is any, customers. */
export function measureOfMovements(rows: MovementMonth[], {say}: Context): HTMLElement & {value: string} {
  const measures: Measure[] = ["ca_cents", ...(hasParc(rows) ? (["parc_cents"] as const) : []), "customers"];
  return choice({
    label: say.text("waterfall.measure"),
    parameter: "measure",
    options: measures.map((measure) => ({value: measure, label: say.text(`measure.${measure}`)})),
    initial: "ca_cents"
  });
}

/** How figures of a measure are written: amounts in cents, or customers. */
export interface Shown {
  short: (value: number) => string;
  change: (value: number) => string;
  exact: (value: number) => string;
  tick: (value: number) => string;
}

export function shownAs(measure: Measure, say: Say): Shown {
  if (measure !== "customers") {
    return {short: say.short, change: say.shortChange, exact: say.amount, tick: say.tick};
  }
  const change = (value: number) => (value > 0 ? `+${say.number(value)}` : say.number(value));
  return {short: say.number, change, exact: say.number, tick: say.number};
}

export function sumOf({values}: Bridge, kinds: MovementKind[]): number {
  return kinds.reduce((sum, kind) => sum + values[kind], 0);
}

export interface WaterfallOptions {
  measure: Measure;
  months: Date[];
  say: Say;
}

/** The answer of the page: lost and won as booked, lost and won in truth, and what was neither. */
export function waterfallFinding(rows: MovementMonth[], {measure, months, say}: WaterfallOptions): string {
  if (months.length === 0) return say.text("overview.finding.none");
  const {short} = shownAs(measure, say);
  const views: View[] = ["as_booked", "economic"];
  const [booked, economic] = views.map((view) => {
    const bridge = bridgeOf(rows, view, measure, months);
    return {lost: -sumOf(bridge, LOST), won: sumOf(bridge, WON)};
  }) as [{lost: number; won: number}, {lost: number; won: number}];
  const values = {lost: short(booked.lost), won: short(booked.won)};
  const moved = booked.lost - economic.lost;
  if (moved <= 0) return say.text("waterfall.finding.same", values);
  return say.text(measure === "customers" ? "waterfall.finding.customers" : "waterfall.finding", {
    ...values,
    real_lost: short(economic.lost),
    real_won: short(economic.won),
    moved: short(moved)
  });
}

/** Below the answer: whether all of it adds up, month by month and brand by brand. */
export function waterfallLead(
  rows: MovementMonth[],
  parts: MovementMonth[][],
  {measure, months, say}: WaterfallOptions
): HTMLElement {
  const worst = worstBalance([rows, ...parts], months);
  const values = {count: months.length, period: periodOf(months, say), amount: say.money(worst)};
  const {opening, closing} = bridgeOf(rows, "as_booked", measure, months);
  const {short, change} = shownAs(measure, say);
  return html`<p class="lead">
    ${say.text("waterfall.lead.move", {
      measure: say.text(`measure.${measure}`),
      opening: short(opening),
      closing: short(closing),
      change: change(closing - opening)
    })}
    ${say.text(worst === 0 ? "waterfall.lead.balanced" : "waterfall.lead.unbalanced", values)}
  </p>`;
}

/** The largest amount by which any month of any part does not add up, in either view and any measure. */
export function worstBalance(parts: MovementMonth[][], months: Date[]): number {
  const measures: Measure[] = ["ca_cents", "parc_cents", "customers"];
  const balances = parts.flatMap((rows) =>
    months.flatMap((month) =>
      measures.flatMap((measure) =>
        (["as_booked", "economic"] as const).map((view) => bridgeOf(rows, view, measure, [month]).balance)
      )
    )
  );
  return balances.reduce((most, value) => (Math.abs(value) > Math.abs(most) ? value : most), 0);
}
