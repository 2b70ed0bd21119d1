import * as Plot from "@observablehq/plot";
import type {ActionEffect, ActionVerdict} from "./action-results.js";
import {signed} from "./actions.js";
import {countColumn, textColumn} from "./columns.js";
import {card, emptyCard, fitted, type Context} from "./frame.js";
import type {Say} from "./say.js";
import {plainTable, type Column} from "./table.js";
import {tip} from "./tip.js";

const ORDER = ["effect", "without_last"];

/** The effect at the start, without the last month before, and on placebo dates, each with its interval. */
export function actionPlacebos(
  rows: ActionEffect[],
  {verdict, say, about}: Context & {verdict: ActionVerdict | undefined}
): HTMLElement {
  if (rows.length === 0 || verdict === undefined)
    return emptyCard(say.text("placebo.empty"), say.text("placebo.empty.detail"));
  const sorted = [
    ...ORDER.flatMap((analysis) => rows.filter((row) => row.analysis === analysis)),
    ...rows.filter(({analysis}) => !ORDER.includes(analysis))
  ];
  return card(
    fitted((width) => whiskers(sorted, {say, width})),
    {
      finding: placebosFinding(sorted, say),
      subtitle: say.text("placebo.subtitle"),
      notes: [spreadNote(sorted, say)],
      definition: say.text("placebo.definition"),
      numbers: plainTable(sorted, {columns: columnsOf(say), label: say.text("placebo.subtitle")})
    },
    {say, about}
  );
}

/** Whether the design shows an effect where nothing began. */
export function placebosFinding(rows: ActionEffect[], say: Say): string {
  const placebos = rows.filter(({analysis}) => analysis.startsWith("placebo"));
  if (placebos.length === 0) return say.text("placebo.finding.none");
  const failed = placebos.filter(({low, high}) => low > 0 || high < 0);
  return say.text(failed.length === 0 ? "placebo.finding.quiet" : "placebo.finding.loud", {
    count: placebos.length,
    failed: say.number(failed.length)
  });
}

function spreadNote(rows: ActionEffect[], say: Say): string {
  const [first] = rows;
  return say.text(`placebo.spread.${first?.spread ?? "chance"}`);
}

function nameOf(analysis: string, say: Say): string {
  const place = /^placebo_(\d+)$/.exec(analysis)?.[1];
  return place === undefined ? say.text(`placebo.${analysis}`) : say.text("placebo.placebo", {place});
}

function whiskers(rows: ActionEffect[], {say, width}: {say: Say; width: number}): Element {
  const color = ({analysis}: ActionEffect) =>
    analysis.startsWith("placebo") ? "var(--ink-soft)" : "var(--color-retention)";
  return Plot.plot({
    width,
    height: 46 + rows.length * 34,
    marginLeft: width < 420 ? 164 : 190,
    marginRight: 14,
    marginTop: 8,
    marginBottom: 36,
    ariaLabel: say.text("placebo.subtitle"),
    x: {
      label: say.text("placebo.x"),
      labelAnchor: "center",
      labelArrow: "none",
      grid: true,
      ticks: width < 420 ? 4 : 7,
      tickFormat: (value: number) => signed(value, say)
    },
    y: {
      domain: rows.map(({analysis}) => analysis),
      label: null,
      tickSize: 0,
      tickFormat: (analysis: string) => nameOf(analysis, say)
    },
    marks: [
      Plot.ruleX([0], {stroke: "var(--ink)"}),
      Plot.link(rows, {x1: "low", x2: "high", y1: "analysis", y2: "analysis", stroke: color, strokeWidth: 2}),
      Plot.dot(rows, {x: "effect", y: "analysis", r: 5, fill: color}),
      tip(
        rows,
        Plot.pointerY({x: "effect", y: "analysis", title: (row: ActionEffect) => effectTip(row, say)})
      )
    ]
  });
}

function effectTip(row: ActionEffect, say: Say): string {
  return [
    nameOf(row.analysis, say),
    `${signed(row.effect, say)} (${signed(row.low, say)} … ${signed(row.high, say)})`,
    say.text("placebo.tip", {
      before: say.number(row.before_months),
      after: say.number(row.after_months)
    })
  ].join("\n");
}

function columnsOf(say: Say): Column<ActionEffect>[] {
  const label = (key: string) => say.text(`placebo.column.${key}`);
  const change = (key: "effect" | "low" | "high"): Column<ActionEffect> => ({
    key,
    label: label(key),
    kind: "right",
    value: (row) => row[key],
    show: (row) => signed(row[key], say)
  });
  return [
    textColumn("analysis", label("analysis"), (row: ActionEffect) => nameOf(row.analysis, say)),
    change("effect"),
    change("low"),
    change("high"),
    countColumn("before_months", label("before_months"), say),
    countColumn("after_months", label("after_months"), say)
  ];
}
