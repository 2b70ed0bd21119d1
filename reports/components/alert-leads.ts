import * as Plot from "@observablehq/plot";
import {countColumn, textColumn} from "./columns.js";
import {card, emptyCard, fitted, legend} from "./frame.js";
import type {AlertLead, Handled, LeadDays} from "./alert-results.js";
import {sum, type AlertCut} from "./alerts.js";
import type {Say} from "./say.js";
import {plainTable, type Column} from "./table.js";

/** Fills of what was handled, what was not, and what nobody can tell. */
const FILLS: Record<Exclude<Handled, "all">, {fill: string; opacity: number}> = {
  handled: {fill: "var(--color-saved)", opacity: 1},
  not_handled: {fill: "var(--color-ghost)", opacity: 1},
  unknown: {fill: "var(--color-unknown)", opacity: 1}
};

/** Days between a red alert and the request that it announced. */
export function alertLeads(
  rows: AlertLead[],
  {low, median, high}: LeadDays,
  {say, about}: AlertCut
): HTMLElement {
  if (rows.length === 0 || median === null)
    return emptyCard(say.text("alert_leads.empty"), say.text("alert_leads.empty.detail"));
  const kinds = (["handled", "not_handled", "unknown"] as const).filter((kind) =>
    rows.some(({handled}) => handled === kind)
  );
  return card(
    fitted((width) => histogram(rows, median, {say, width})),
    {
      finding: say.text("alert_leads.finding", {
        days: say.number(median),
        low: say.number(low),
        high: say.number(high)
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
    {...countColumn("requests", say.text("alert_leads.column.requests"), say), column: "true_episodes"}
  ];
}
