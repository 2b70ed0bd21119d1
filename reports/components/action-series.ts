import * as Plot from "@observablehq/plot";
import {html} from "htl";
import type {ActionMonth, ActionVerdict, InterruptedSeries} from "./action-results.js";
import {signed} from "./actions.js";
import {countColumn, monthColumn, textColumn} from "./columns.js";
import {asOf, card, emptyCard, fitted, legend, type Context} from "./frame.js";
import type {Say} from "./say.js";
import {plainTable, type Column} from "./table.js";
import {tip} from "./tip.js";

const EXPOSED = "var(--color-retention)";

/** The exposed alone, beside what the months before would have led to: what goes together, not what the action does. */
export function actionSeries(
  months: ActionMonth[],
  series: InterruptedSeries | undefined,
  {verdict, say, about}: Context & {verdict: ActionVerdict | undefined}
): HTMLElement {
  const fitted_months = months.filter(({counterfactual_rate: rate}) => rate !== null);
  if (fitted_months.length === 0 || series?.effect == null || verdict === undefined)
    return emptyCard(say.text("interrupted.empty"), say.text("interrupted.empty.detail"));
  return card(
    fitted((width) => seriesChart(fitted_months, {say, width})),
    {
      finding: say.text(isClear(series) ? "interrupted.finding.apart" : "interrupted.finding.within", {
        effect: signed(series.effect, say),
        low: signed(series.low, say),
        high: signed(series.high, say)
      }),
      subtitle: say.text("interrupted.subtitle"),
      legend: legend([
        {label: say.text("interrupted.observed"), color: EXPOSED},
        {label: say.text("interrupted.counterfactual"), color: "var(--ink-soft)"}
      ]),
      notes: [say.text("interrupted.indicative"), neighboursNote(series, say)],
      definition: say.text("interrupted.definition"),
      numbers: plainTable(fitted_months, {
        columns: monthColumns(say),
        label: say.text("interrupted.subtitle")
      })
    },
    {say, about}
  );
}

function isClear({low, high}: InterruptedSeries): boolean {
  return (low ?? 0) > 0 || (high ?? 0) < 0;
}

function neighboursNote(
  {durbin_watson: value, points, has_season: hasSeason}: InterruptedSeries,
  say: Say
): string {
  return say.text(hasSeason === true ? "interrupted.note.season" : "interrupted.note", {
    value: say.number(value),
    count: points ?? 0
  });
}

function seriesChart(rows: ActionMonth[], {say, width}: {say: Say; width: number}): Element {
  const start = rows[0]?.start_month;
  return Plot.plot({
    width,
    height: 260,
    marginLeft: 40,
    marginRight: 12,
    marginTop: 24,
    ariaLabel: say.text("interrupted.subtitle"),
    x: {type: "utc", label: null, ticks: width < 420 ? 4 : 8, tickFormat: (day: Date) => say.shortMonth(day)},
    y: {
      zero: true,
      label: say.text("actions.y"),
      labelArrow: "none",
      grid: true,
      ticks: 5,
      tickFormat: say.number
    },
    marks: [
      ...(start === undefined ? [] : [Plot.ruleX([start], {stroke: "var(--ink)", strokeDasharray: "2,3"})]),
      Plot.areaY(rows, {
        x: "month",
        y1: "counterfactual_low",
        y2: "counterfactual_high",
        fill: "var(--ink-faint)",
        fillOpacity: 0.2
      }),
      Plot.lineY(rows, {
        x: "month",
        y: "counterfactual_rate",
        stroke: "var(--ink-soft)",
        strokeDasharray: "5,4",
        strokeWidth: 1.6
      }),
      Plot.lineY(rows, {x: "month", y: "fitted_rate", stroke: EXPOSED, strokeWidth: 2, z: isAfter}),
      Plot.dot(rows, {x: "month", y: "exposed_rate", r: 3, fill: EXPOSED}),
      tip(
        rows,
        Plot.pointerX({x: "month", y: "exposed_rate", title: (row: ActionMonth) => monthTip(row, say)})
      )
    ]
  });
}

/** The fit breaks off at the start: one line before, one after. */
function isAfter({month, start_month: start}: ActionMonth): boolean {
  return month >= start;
}

function monthTip(row: ActionMonth, say: Say): string {
  return [
    say.month(row.month),
    say.text("interrupted.tip", {
      rate: say.number(row.exposed_rate),
      expected: say.number(row.counterfactual_rate),
      low: say.number(row.counterfactual_low),
      high: say.number(row.counterfactual_high)
    })
  ].join("\n");
}

function monthColumns(say: Say): Column<ActionMonth>[] {
  const count = (
    key: "exposed_rate" | "fitted_rate" | "counterfactual_rate" | "counterfactual_low" | "counterfactual_high"
  ) => countColumn(key, say.text(`interrupted.column.${key}`), say);
  return [
    monthColumn(say),
    count("exposed_rate"),
    count("fitted_rate"),
    count("counterfactual_rate"),
    count("counterfactual_low"),
    count("counterfactual_high")
  ];
}

/** What happened around the days on which a policy may have begun, as far as the data reaches. */
export function policies(rows: InterruptedSeries[], {say, about}: Context): HTMLElement {
  const told = rows.filter(({policy}) => policy !== null);
  if (told.length === 0) return emptyCard(say.text("policies.empty"), say.text("policies.empty.detail"));
  const covered = told.filter(({effect}) => effect !== null);
  return html`<section class="card">
    <h3>
      ${
        covered.length === 0
          ? say.text("policies.finding.uncovered")
          : say.text("policies.finding", {count: covered.length, all: told.length})
      }
    </h3>
    <p class="subtitle">${say.text("policies.subtitle")}</p>
    ${plainTable(told, {columns: policyColumns(say), label: say.text("policies.subtitle")})}
    <p class="notes">${[say.text("interrupted.indicative"), asOf(about, say)].join(" · ")}</p>
  </section>`;
}

function policyColumns(say: Say): Column<InterruptedSeries>[] {
  const label = (key: string) => say.text(`policies.column.${key}`);
  return [
    textColumn("policy", label("policy"), (row: InterruptedSeries) => say.name("policy", row.policy)),
    {
      key: "first_month",
      label: label("first_month"),
      kind: "when",
      value: (row) => row.first_month,
      show: (row) => say.month(row.first_month)
    },
    {
      key: "effect",
      label: label("effect"),
      kind: "right",
      value: (row) => row.effect,
      show: (row) =>
        row.effect === null
          ? say.text("policies.uncovered")
          : html`<strong>${signed(row.effect, say)}</strong>
              <span class="soft">${signed(row.low, say)} … ${signed(row.high, say)}</span>`
    },
    countColumn("points", label("points"), say)
  ];
}
