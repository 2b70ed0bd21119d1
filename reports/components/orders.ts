import * as Plot from "@observablehq/plot";
import {html} from "htl";
import {periodOf} from "./bridge.js";
import {amountColumn, monthColumn, rateColumn} from "./columns.js";
import type {Filters} from "./filters.js";
import {card, emptyCard, fitted, legend, type Context} from "./frame.js";
import {inPeriod} from "./months.js";
import {colorOf} from "./palette.js";
import type {OrderBridgeMonth} from "./results.js";
import type {Say} from "./say.js";
import {plainTable, type Column} from "./table.js";
import {tip} from "./tip.js";

type Amount = keyof OrderBridgeMonth & `${string}_cents`;

/** What a side is made of, the sum last; what goes over from one side to the other comes first. */
export const SIDES = {
  cancelled: ["transferred_cents", "rebook_contraction_cents", "mo_contraction_cents", "churn_cents"],
  signed: [
    "arrived_cents",
    "rebook_expansion_cents",
    "renewal_cents",
    "expansion_cents",
    "new_cents",
    "reactivation_cents"
  ]
} as const satisfies Record<string, readonly Amount[]>;

/** Months that are drawn. */
const DRAWN = 24;

/** The parc cancelled and signed, order by order: how much of what looks like churn only changed its order. */
export function orderBridge(
  rows: OrderBridgeMonth[],
  {say, about, filters}: Context & {filters: Filters}
): HTMLElement {
  const {to} = filters;
  const sorted = rows
    .filter(({month}) => to === null || month <= to)
    .sort((a, b) => a.month.getTime() - b.month.getTime());
  const year = inPeriod(sorted, filters);
  const opening = year[0]?.opening_cents ?? 0;
  if (opening === 0) return emptyCard(say.text("orders.empty"), say.text("orders.empty.detail"));
  const sum = (key: Amount) => year.reduce((total, row) => total + row[key], 0);
  return card(
    html`<div>
      ${fitted((width) => rates(sorted.slice(-DRAWN), {say, width}))}
      <div class="columns">${sideTable("cancelled", sum, say)}${sideTable("signed", sum, say)}</div>
    </div>`,
    {
      finding: say.text("orders.finding", {
        months: year.length,
        cancelled: say.percent(sum("cancelled_cents") / opening),
        gone: say.percent(sum("churn_cents") / opening)
      }),
      subtitle: say.text("orders.subtitle"),
      legend: legend([
        {label: say.text("orders.rate.order_churn_rate"), color: colorOf("unknown"), shape: "line"},
        {label: say.text("orders.rate.churn_rate"), color: colorOf("lost"), shape: "line"}
      ]),
      notes: [
        periodOf(
          year.map(({month}) => month),
          say
        ),
        say.text("orders.denominator", {opening: say.money(opening)}),
        say.text("orders.found"),
        say.text("orders.open")
      ],
      definition: say.text("orders.definition"),
      numbers: plainTable([...sorted].reverse(), {
        columns: monthColumns(say),
        label: say.text("orders.table", {currency: say.currency})
      })
    },
    {say, about}
  );
}

/** The parts of one side over the months that are summed up; they make up the last row, to the cent. */
function sideTable(side: keyof typeof SIDES, sum: (key: Amount) => number, say: Say): HTMLElement {
  const total: Amount = `${side}_cents`;
  const rows = [...SIDES[side], total].map((key) => ({key, cents: sum(key)}));
  const label = say.text(`orders.side.${side}`);
  const set = (key: Amount, text: string) => (key === total ? html`<strong>${text}</strong>` : text);
  return html`<div>
    ${plainTable(rows, {
      label,
      columns: [
        {
          key: "part",
          label,
          value: ({key}) => key,
          show: ({key}) => set(key, say.text(`orders.part.${key}`))
        },
        {
          key: "cents",
          label: say.text("orders.amount", {currency: say.currency}),
          kind: "right",
          value: ({cents}) => cents,
          show: ({key, cents}) => set(key, say.amount(cents))
        }
      ]
    })}
  </div>`;
}

function rates(rows: OrderBridgeMonth[], {say, width}: {say: Say; width: number}): Element {
  const line = (key: "order_churn_rate" | "churn_rate", color: string) => [
    Plot.lineY(rows, {x: "month", y: key, stroke: color, strokeWidth: 2}),
    Plot.dot(rows, {
      x: "month",
      y: key,
      r: 3,
      stroke: color,
      fill: (row: OrderBridgeMonth) => (row.is_mature ? color : "var(--theme-background)")
    })
  ];
  return Plot.plot({
    width,
    height: 200,
    marginLeft: 44,
    marginRight: 8,
    marginTop: 16,
    marginBottom: 26,
    ariaLabel: say.text("orders.subtitle"),
    x: {type: "utc", label: null, tickSize: 0, ticks: width < 500 ? 4 : 8, tickFormat: say.shortMonth},
    y: {label: null, grid: true, ticks: 4, zero: true, tickFormat: say.percent},
    marks: [
      Plot.ruleY([0]),
      ...line("order_churn_rate", colorOf("unknown")),
      ...line("churn_rate", colorOf("lost")),
      tip(
        rows,
        Plot.pointerX({
          x: "month",
          y: "order_churn_rate",
          title: (row: OrderBridgeMonth) => monthTip(row, say)
        })
      )
    ]
  });
}

function monthTip(row: OrderBridgeMonth, say: Say): string {
  return [
    say.month(row.month),
    ...(["order_churn_rate", "churn_rate"] as const).map(
      (key) => `${say.text(`orders.rate.${key}`)} : ${say.percent(row[key])}`
    ),
    ...(row.is_mature ? [] : [say.text("cancelled.tip.open")])
  ].join("\n");
}

function monthColumns(say: Say): Column<OrderBridgeMonth>[] {
  const amount = (key: Amount) => amountColumn(key, say.text(`orders.part.${key}`), say);
  return [
    monthColumn(say),
    amount("opening_cents"),
    amount("cancelled_cents"),
    ...SIDES.cancelled.map(amount),
    rateColumn("order_churn_rate", say.text("orders.rate.order_churn_rate"), say),
    rateColumn("churn_rate", say.text("orders.rate.churn_rate"), say),
    amount("signed_cents"),
    ...SIDES.signed.map(amount)
  ];
}
