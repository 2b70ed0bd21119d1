import {html} from "htl";
import {amountColumn, dateColumn, textColumn} from "./columns.js";
import {asOf, emptyCard, type Context} from "./frame.js";
import type {MotiveLabel} from "./motive-results.js";
import type {Say} from "./say.js";
import {plainTable, type Column} from "./table.js";

/** Fewer cases are not told. */
const FEW = 5;

/** The commonest labels that nobody has mapped, in words; null when there are none. */
export function unmappedLabels(rows: MotiveLabel[], count = 3): string | null {
  const cases = new Map<string, number>();
  for (const row of rows.filter(({motive}) => motive === "UNMAPPED"))
    cases.set(row.raw_label, (cases.get(row.raw_label) ?? 0) + row.cases);
  const labels = [...cases].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, count);
  return labels.length === 0 ? null : labels.map(([label]) => label).join(", ");
}

/** Labels to be mapped, the dearest first, and labels that are new. */
export function motiveLabels(rows: MotiveLabel[], {say, about}: Context): HTMLElement {
  // Whoever gets no small sums is not told how many lines were read, nor which labels they hold.
  if (rows.length === 0 && about.records === null)
    return emptyCard(say.text("motive_labels.withheld"), say.text("motive_labels.withheld.detail"));
  if (rows.length === 0)
    return emptyCard(say.text("motive_labels.empty"), say.text("motive_labels.empty.detail"));
  const unmapped = rows.filter(({motive}) => motive === "UNMAPPED");
  const fresh = rows.filter(({is_new}) => is_new).length;
  const mapped = say.text("motive_labels.finding", {
    count: unmapped.length,
    amount: say.short(unmapped.reduce((sum, row) => sum + row.at_risk_ca_cents, 0))
  });
  const finding = fresh === 0 ? mapped : say.text("motive_labels.fresh", {finding: mapped, count: fresh});
  return html`<section class="card">
    <h3>${finding}</h3>
    <p class="subtitle">${say.text("motive_labels.subtitle", {currency: say.currency})}</p>
    ${plainTable(rows, {columns: labelColumns(say), label: finding})}
    <p class="notes">${[say.text("motive_labels.note"), asOf(about, say)].join(" · ")}</p>
  </section>`;
}

function labelColumns(say: Say): Column<MotiveLabel>[] {
  const label = (key: string) => say.text(`labels.column.${key}`);
  return [
    textColumn("raw_label", label("raw_label"), (row: MotiveLabel) => row.raw_label),
    textColumn("system", label("system"), (row: MotiveLabel) => say.name("system", row.system)),
    textColumn("brand", label("brand"), (row: MotiveLabel) => row.brand),
    textColumn("motive", say.text("column.motive"), (row: MotiveLabel) => say.name("motive", row.motive)),
    {
      key: "cases",
      label: say.text("motives.column.cases"),
      kind: "right",
      value: (row) => row.cases,
      show: (row) => (row.cases < FEW ? say.text("motive_labels.few") : say.number(row.cases))
    },
    amountColumn("at_risk_ca_cents", say.text("motives.column.at_risk_ca_cents"), say),
    dateColumn("first_date", label("first_date"), say),
    dateColumn("last_date", label("last_date"), say),
    textColumn("is_new", label("is_new"), (row: MotiveLabel) =>
      row.is_new ? say.text("motive_labels.new") : ""
    )
  ];
}
