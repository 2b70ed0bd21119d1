import {html} from "htl";
import {amountColumn, countColumn, dateColumn, textColumn} from "./columns.js";
import type {Context} from "./frame.js";
import type {CaseAmounts, CustomerKeys, EngagementSource, EntityCoverage} from "./results.js";
import {plainTable, type Column} from "./table.js";

/** What each system tells and what it could, folded; what nothing tells comes first, with what it would add. */
export function entityCoverage(rows: EntityCoverage[], {say}: Context): HTMLElement {
  const missing = new Set(rows.filter((row) => row.is_entity_missing).map(({entity}) => entity));
  const label =
    missing.size === 0 ? say.text("coverage.complete") : say.text("coverage.summary", {count: missing.size});
  return folded(rows, {
    label,
    note: say.text("coverage.note"),
    columns: [
      textColumn("entity", say.text("coverage.column.entity"), (row) => say.name("entity", row.entity)),
      textColumn("system", say.text("coverage.column.system"), (row) => say.name("system", row.system)),
      {
        ...countColumn("facts", say.text("coverage.column.facts"), say),
        show: (row) => (row.is_missing ? say.text("coverage.missing") : say.number(row.facts))
      },
      dateColumn("first_date", say.text("coverage.column.first_date"), say),
      dateColumn("last_date", say.text("coverage.column.last_date"), say),
      textColumn("adds", say.text("coverage.column.adds"), (row) =>
        row.is_missing ? say.name("adds", row.entity) : ""
      )
    ]
  });
}

/** How customers of several systems were joined, and what is in doubt, folded; nothing when there is one numbering. */
export function customerKeys(rows: CustomerKeys[], {say}: Context): HTMLElement | string {
  if (rows.length === 0) return "";
  const doubtful = rows.filter((row) => !row.is_joined).reduce((ids, row) => ids + row.ids, 0);
  return folded(rows, {
    label: say.text("keys.summary", {count: doubtful}),
    note: say.text("keys.note", {currency: say.currency}),
    columns: [
      textColumn("kind", say.text("keys.column.kind"), (row) => say.name("keys.kind", row.kind)),
      textColumn("numbering", say.text("keys.column.numbering"), (row) => say.name("system", row.numbering)),
      countColumn("ids", say.text("keys.column.ids"), say),
      amountColumn("booked_cents", say.text("keys.column.booked_cents"), say),
      amountColumn("billed_cents", say.text("keys.column.billed_cents"), say)
    ]
  });
}

/** What tells since when customers are engaged, folded; nothing where there are no customers. */
export function engagementSources(rows: EngagementSource[], {say}: Context): HTMLElement | string {
  if (rows.length === 0) return "";
  return folded(rows, {
    label: say.text("engagement.summary"),
    note: say.text("engagement.note"),
    columns: [
      textColumn("source", say.text("engagement.column.source"), (row) =>
        say.name("engagement.source", row.source)
      ),
      countColumn("customers", say.text("engagement.column.customers"), say),
      dateColumn("first_date", say.text("engagement.column.first_date"), say),
      dateColumn("last_date", say.text("engagement.column.last_date"), say)
    ]
  });
}

/** How the amounts of cases agree with what is billed, folded; nothing where there are no cases. */
export function caseAmounts(rows: CaseAmounts[], {say}: Context): HTMLElement | string {
  if (rows.length === 0) return "";
  const withVat = rows.find(({agreement}) => agreement === "with_vat")?.cases ?? 0;
  return folded(rows, {
    label: say.text("amounts.summary", {count: withVat}),
    note: say.text("amounts.note", {currency: say.currency}),
    columns: [
      textColumn("agreement", say.text("amounts.column.agreement"), (row) =>
        say.name("amounts.agreement", row.agreement)
      ),
      countColumn("cases", say.text("amounts.column.cases"), say),
      amountColumn("mrr_cents", say.text("amounts.column.mrr_cents"), say),
      amountColumn("billed_mrr_cents", say.text("amounts.column.billed_mrr_cents"), say)
    ]
  });
}

function folded<Row>(
  rows: Row[],
  {label, note, columns}: {label: string; note: string; columns: Column<Row>[]}
): HTMLElement {
  return html`<details class="files-read">
    <summary>${label}</summary>
    ${plainTable(rows, {columns, label})}
    <p class="notes">${note}</p>
  </details>`;
}
