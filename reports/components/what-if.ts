import {html} from "htl";
import {amountColumn, textColumn} from "./columns.js";
import type {Context} from "./frame.js";
import {type Coalitions, shapley} from "./shapley.js";
import {plainTable} from "./table.js";

interface WhatIf {
  assumption: string;
  initial_cents: number;
  rebooker_cents: number;
}

/** What each group is assumed to keep of the example, in cents: the first seller alone, and both. */
const ASSUMPTIONS: [key: string, kept: Coalitions][] = [
  ["none", {"I+R": 10_000}],
  ["amendment", {I: 80_000, "I+R": 10_000}]
];

/** The Shapley value of an order of 2 000 rebooked at 100, under assumptions that are told: an explanation, never pay. */
export function whatIf({say}: Context): HTMLElement {
  const rows = ASSUMPTIONS.map(([key, kept]): WhatIf => {
    const {I = 0, R = 0} = shapley(["I", "R"], kept);
    return {assumption: say.text(`shapley.${key}`), initial_cents: I, rebooker_cents: R};
  });
  return html`<section class="card">
    <h3>${say.text("shapley.finding")}</h3>
    <p class="subtitle">${say.text("shapley.subtitle")}</p>
    ${plainTable(rows, {
      label: say.text("shapley.table"),
      columns: [
        textColumn("assumption", say.text("shapley.column.assumption"), (row: WhatIf) => row.assumption),
        amountColumn("initial_cents", say.text("shapley.column.initial_cents"), say),
        amountColumn("rebooker_cents", say.text("shapley.column.rebooker_cents"), say)
      ]
    })}
    <p class="notes">${say.text("shapley.note")}</p>
  </section>`;
}
