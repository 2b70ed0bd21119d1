import * as Plot from "@observablehq/plot";
import type {ActionEffect, ActionMonth, ActionVerdict} from "./action-results.js";
import {signed, verdictText} from "./actions.js";
import {countColumn, monthColumn} from "./columns.js";
import {card, emptyCard, fitted, legend, type Context} from "./frame.js";
import type {Say} from "./say.js";
import {plainTable, type Column} from "./table.js";
import {tip} from "./tip.js";

const EXPOSED = "var(--color-retention)";
const COMPARED = "var(--ink-soft)";

/** A rate of one arm in one month; each arm's mean before and after is drawn beside its months. */
interface ArmMonth {
  month: Date;
  arm: "exposed" | "compared";
  rate: number;
  customers: number;
  events: number;
}

/** The exposed and the compared, month by month, with the means that are set against one another. */
export function actionArms(
  months: ActionMonth[],
  effects: ActionEffect[],
  {verdict, say, about}: Context & {verdict: ActionVerdict | undefined}
): HTMLElement {
  const points = months.flatMap(armMonths);
  if (points.length === 0 || verdict === undefined)
    return emptyCard(say.text("arms.empty"), say.text("arms.empty.detail"));
  const effect = effects.find(({analysis}) => analysis === verdict.analysis);
  return card(
    fitted((width) => armChart(points, months, {effect, say, width})),
    {
      finding: armsFinding(verdict, effect, say),
      subtitle: say.text(`arms.subtitle.${verdict.outcome}`, {
        motive: say.name("motive", verdict.motive)
      }),
      legend: legend([
        {label: say.text("arms.exposed"), color: EXPOSED},
        {label: say.text("arms.compared"), color: COMPARED}
      ]),
      notes: [verdictText(verdict, say), ...(verdict.ends_at_peak ? [say.text("arms.peak")] : [])],
      definition: say.text("arms.definition"),
      numbers: plainTable(months, {columns: armColumns(say), label: say.text("arms.table")})
    },
    {say, about}
  );
}

function armMonths(row: ActionMonth): ArmMonth[] {
  const {month} = row;
  return (["exposed", "compared"] as const).flatMap((arm) => {
    const rate = row[`${arm}_rate`];
    return rate === null
      ? []
      : [{month, arm, rate, customers: row[`${arm}_customers`], events: row[`${arm}_events`]}];
  });
}

function armsFinding(verdict: ActionVerdict, effect: ActionEffect | undefined, say: Say): string {
  if (effect === undefined) return verdictText(verdict, say);
  const change = (events: number, customers: number, before: number, beforeCustomers: number) =>
    signed(1200 * (events / customers - before / beforeCustomers), say);
  return say.text("arms.finding", {
    exposed: change(
      effect.exposed_after_events,
      effect.exposed_after_customers,
      effect.exposed_before_events,
      effect.exposed_before_customers
    ),
    compared: change(
      effect.compared_after_events,
      effect.compared_after_customers,
      effect.compared_before_events,
      effect.compared_before_customers
    ),
    effect: signed(effect.effect, say),
    low: signed(effect.low, say),
    high: signed(effect.high, say)
  });
}

/** Means before and after of each arm, over the months that are compared. */
function means(months: ActionMonth[], effect: ActionEffect | undefined) {
  const start = months[0]?.start_month;
  if (effect === undefined || start === undefined) return [];
  const first = months.find(({is_baseline}) => is_baseline)?.month ?? start;
  const last = new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + effect.after_months, 1));
  return (["exposed", "compared"] as const).flatMap((arm) => [
    {
      arm,
      from: first,
      to: start,
      rate: (1200 * effect[`${arm}_before_events`]) / effect[`${arm}_before_customers`]
    },
    {
      arm,
      from: start,
      to: last,
      rate: (1200 * effect[`${arm}_after_events`]) / effect[`${arm}_after_customers`]
    }
  ]);
}

function armChart(
  points: ArmMonth[],
  months: ActionMonth[],
  {effect, say, width}: {effect: ActionEffect | undefined; say: Say; width: number}
): Element {
  const start = months[0]?.start_month;
  return Plot.plot({
    width,
    height: 280,
    marginLeft: 40,
    marginRight: 12,
    marginTop: 24,
    ariaLabel: say.text("arms.table"),
    x: {type: "utc", label: null, ticks: width < 420 ? 4 : 8, tickFormat: (day: Date) => say.shortMonth(day)},
    y: {
      zero: true,
      label: say.text("actions.y"),
      labelArrow: "none",
      grid: true,
      ticks: 5,
      tickFormat: say.number
    },
    color: {domain: ["exposed", "compared"], range: [EXPOSED, COMPARED]},
    marks: [
      ...(start === undefined
        ? []
        : [
            Plot.ruleX([start], {stroke: "var(--ink)", strokeDasharray: "2,3"}),
            Plot.text([start], {
              x: (day: Date) => day,
              frameAnchor: "top",
              dx: 5,
              textAnchor: "start",
              text: () => say.text("actions.start"),
              fill: "var(--ink-soft)"
            })
          ]),
      Plot.lineY(points, {x: "month", y: "rate", stroke: "arm", strokeOpacity: 0.45, strokeWidth: 1.2}),
      Plot.dot(points, {
        x: "month",
        y: "rate",
        r: 2.6,
        fill: (row: ArmMonth) => (row.arm === "exposed" ? EXPOSED : "var(--card)"),
        stroke: "arm"
      }),
      Plot.link(means(months, effect), {
        x1: "from",
        x2: "to",
        y1: "rate",
        y2: "rate",
        stroke: "arm",
        strokeWidth: 3
      }),
      tip(points, Plot.pointer({x: "month", y: "rate", title: (row: ArmMonth) => armTip(row, say)}))
    ]
  });
}

function armTip({month, arm, rate, customers, events}: ArmMonth, say: Say): string {
  return [
    `${say.month(month)} · ${say.text(`arms.${arm}`)}`,
    say.text("arms.tip", {
      rate: say.number(rate),
      events: say.number(events),
      customers: say.number(customers)
    })
  ].join("\n");
}

function armColumns(say: Say): Column<ActionMonth>[] {
  const count = (
    key:
      | "exposed_customers"
      | "exposed_events"
      | "exposed_rate"
      | "compared_customers"
      | "compared_events"
      | "compared_rate"
  ) => countColumn(key, say.text(`arms.column.${key}`), say);
  return [
    monthColumn(say),
    count("exposed_customers"),
    count("exposed_events"),
    count("exposed_rate"),
    count("compared_customers"),
    count("compared_events"),
    count("compared_rate")
  ];
}
