import {html} from "htl";
import {amountColumn, countColumn, textColumn} from "./columns.js";
import type {Context} from "./frame.js";
import type {CustomerKeys, MissingEntity} from "./results.js";
import {plainTable} from "./table.js";

/** What other exports would add, folded: one line for each kind of fact that nothing tells. */
export function missingEntities(rows: MissingEntity[], {say}: Context): HTMLElement | string {
  if (rows.length === 0) return "";
  return html`<details class="files-read">
    <summary>${say.text("missing.summary", {count: rows.length})}</summary>
    <ul>
      ${rows.map(({entity}) => html`<li>${say.name("adds", entity)}</li>`)}
    </ul>
    <p class="notes">${say.text("missing.note")}</p>
  </details>`;
}

/** How customers of several systems were joined, and what is in doubt, folded; nothing when there is one numbering. */
export function customerKeys(rows: CustomerKeys[], {say}: Context): HTMLElement | string {
  if (rows.length === 0) return "";
  const doubtful = rows.filter((row) => !row.is_joined).reduce((ids, row) => ids + row.ids, 0);
  const label = say.text("keys.summary", {count: doubtful});
  const columns = [
    textColumn("kind", say.text("keys.column.kind"), (row: CustomerKeys) => say.name("keys.kind", row.kind)),
    textColumn("numbering", say.text("keys.column.numbering"), (row: CustomerKeys) =>
      say.name("keys.numbering", row.numbering)
    ),
    countColumn("ids", say.text("keys.column.ids"), say),
    amountColumn("booked_cents", say.text("keys.column.booked_cents"), say),
    amountColumn("billed_cents", say.text("keys.column.billed_cents"), say)
  ];
  return html`<details class="files-read">
    <summary>${label}</summary>
    ${plainTable(rows, {columns, label})}
    <p class="notes">${say.text("keys.note", {currency: say.currency})}</p>
  </details>`;
}
