import {html} from "htl";
import {amountColumn, countColumn, dateColumn, textColumn} from "./columns.js";
import {asOf, emptyCard, type Context} from "./frame.js";
import type {Comparison, ReconciliationItem, ReconciliationTotal, UntoldCancellation} from "./results.js";
import type {Say} from "./say.js";
import {plainTable, searchTable, type Column} from "./table.js";

/** Statuses of what can be compared and does not agree. */
const DIFFERENT = new Set(["only_orders", "only_billing", "only_ledger", "amount_differs", "date_differs"]);

const of = (totals: ReconciliationTotal[], comparison: Comparison) =>
  totals.filter((row) => row.comparison === comparison);

function sum<Key extends string>(rows: Record<Key, number>[], key: Key): number {
  return rows.reduce((total, row) => total + row[key], 0);
}

/** The answer of the page: what accounting cancelled alone, and how far orders and billing agree. */
export function reconciliationFinding(
  totals: ReconciliationTotal[],
  untold: UntoldCancellation[],
  say: Say
): string {
  const orders = of(totals, "orders_billing");
  if (orders.length === 0) return say.text("reconciliation.finding.none");
  // Documents that name no order are no orders: the lead tells them.
  const compared = orders.filter(({status}) => !["not_covered", "only_billing"].includes(status));
  if (compared.length === 0) return say.text("reconciliation.finding.no_orders");
  const agreeing = compared.filter(({status}) => status === "agrees");
  const share = say.percent(
    sum(compared, "items") === 0 ? null : sum(agreeing, "items") / sum(compared, "items")
  );
  const different = compared.filter(({status}) => DIFFERENT.has(status));
  const values = {
    share,
    below: say.short(-sum(different, "below_cents")),
    above: say.short(sum(different, "above_cents"))
  };
  const isAbove = sum(different, "above_cents") > 0;
  const isBelow = sum(different, "below_cents") < 0;
  const ending = isAbove ? "" : isBelow ? ".below" : ".as_due";
  const billing = say.text(`reconciliation.finding${ending}`, values);
  if (untold.length === 0) return billing;
  const credited = say.short(sum(untold, "credited_cents"));
  return say.text("reconciliation.finding.both", {
    untold: say.text("reconciliation.finding.untold", {count: untold.length, credited}),
    billing
  });
}

/** Below the answer: what was compared with what, and what is missing for more. */
export function reconciliationLead(
  totals: ReconciliationTotal[],
  untold: UntoldCancellation[],
  {say}: Context
): HTMLElement {
  const documents = of(totals, "billing_ledger");
  const uncovered = totals.filter(({status}) => status === "not_covered");
  const sentences = [
    ...(of(totals, "orders_billing").length === 0 ? [say.text("reconciliation.lead.no_billing")] : []),
    ...(documents.length === 0 ? [say.text("reconciliation.lead.no_ledger")] : []),
    ...of(totals, "orders_billing")
      .filter(({status}) => status === "only_billing")
      .map((row) =>
        say.text("reconciliation.lead.only_billing", {
          count: row.items,
          amount: say.short(row.second_cents)
        })
      ),
    ...uncovered.map((row) =>
      say.text(`reconciliation.lead.uncovered.${row.comparison}`, {
        count: row.items,
        amount: say.short(row.first_cents)
      })
    ),
    ...(untold.length === 0 && documents.length > 0 ? [say.text("reconciliation.lead.all_told")] : [])
  ];
  return html`<p class="lead">${sentences.join(" ")}</p>`;
}

/** How a comparison comes out, in sums that are those of the exports; the last row is the total. */
export function totalsTable(
  totals: ReconciliationTotal[],
  comparison: Comparison,
  {say, about}: Context
): HTMLElement {
  const rows = of(totals, comparison);
  if (rows.length === 0) {
    const heading = say.text(`reconciliation.empty.${comparison}`);
    return emptyCard(heading, say.text(`reconciliation.empty.${comparison}.detail`));
  }
  const amounts = ["first_cents", "second_cents", "below_cents", "above_cents"] as const;
  const total: ReconciliationTotal = {
    comparison,
    status: "total",
    items: sum(rows, "items"),
    first_cents: sum(rows, "first_cents"),
    second_cents: sum(rows, "second_cents"),
    below_cents: sum(rows, "below_cents"),
    above_cents: sum(rows, "above_cents")
  };
  const label = say.text(`reconciliation.${comparison}`);
  return html`<section class="card">
    <h3>${say.text("reconciliation.totals")}</h3>
    <p class="subtitle">${say.text(`reconciliation.subtitle.${comparison}`, {currency: say.currency})}</p>
    ${plainTable([...rows, total], {
      label,
      columns: [
        statusColumn(say),
        countColumn("items", say.text(`reconciliation.column.items.${comparison}`), say),
        ...amounts.map((key) =>
          amountColumn(key, say.text(`reconciliation.column.${key}.${comparison}`), say)
        )
      ]
    })}
    <p class="notes">${[say.text("reconciliation.note"), asOf(about, say)].join(" · ")}</p>
  </section>`;
}

/** Every order or document on which two systems do not agree, down to the lines of the files. */
export function itemsTable(
  items: ReconciliationItem[],
  comparison: Comparison,
  {say, about}: Context
): HTMLElement | string {
  const rows = items.filter((row) => row.comparison === comparison);
  if (rows.length === 0) return "";
  const amount = (key: "first_cents" | "second_cents") =>
    amountColumn(key, say.text(`reconciliation.column.${key}.${comparison}`), say);
  const columns: Column<ReconciliationItem>[] = [
    {
      ...textColumn<ReconciliationItem>(
        "item_id",
        say.text("reconciliation.column.item_id"),
        (row) => row.item_id
      ),
      ...(comparison === "orders_billing" ? {column: "order_id"} : {}),
      kind: "code"
    },
    textColumn("customer", say.text("column.customer"), (row) => row.customer_name ?? row.customer_id),
    statusColumn(say),
    dateColumn("event_date", say.text("reconciliation.column.event_date"), say),
    amount("first_cents"),
    amount("second_cents"),
    amountColumn("difference_cents", say.text("reconciliation.column.difference_cents"), say),
    textColumn("cancelled", say.text("reconciliation.column.cancelled"), (row) =>
      row.is_cancelled ? say.text("reconciliation.cancelled") : ""
    ),
    {
      key: "source",
      label: say.text("reconciliation.column.source"),
      kind: "code",
      value: (row) => row.first_file_name ?? row.second_file_name,
      show: (row) => sourcesOf(row, say)
    }
  ];
  return html`<section class="card">
    <h3>${say.text("reconciliation.items", {count: rows.length})}</h3>
    <p class="subtitle">${say.text(`reconciliation.items.${comparison}`, {currency: say.currency})}</p>
    ${searchTable(rows, {
      say,
      name: comparison,
      columns,
      label: say.text("reconciliation.items", {count: rows.length}),
      placeholder: say.text("reconciliation.search"),
      searched: (row) =>
        [row.item_id, row.customer_id, row.customer_name, say.name("reconciliation.status", row.status)].join(
          " "
        ),
      sort: {key: "difference_cents", descending: false}
    })}
    <p class="notes">${asOf(about, say)}</p>
  </section>`;
}

/** Orders that accounting cancelled and nobody told the order tool. */
export function untoldTable(rows: UntoldCancellation[], {say, about}: Context): HTMLElement {
  if (rows.length === 0)
    return emptyCard(say.text("reconciliation.untold.none"), say.text("reconciliation.untold.definition"));
  const amount = (key: "booked_cents" | "credited_cents" | "ledger_cents") =>
    amountColumn(key, say.text(`reconciliation.untold.${key}`), say);
  const columns: Column<UntoldCancellation>[] = [
    {
      ...textColumn<UntoldCancellation>(
        "order_id",
        say.text("reconciliation.untold.order"),
        (row) => row.order_id
      ),
      kind: "code"
    },
    textColumn("customer", say.text("column.customer"), (row) => row.customer_name ?? row.customer_id),
    textColumn("status_label", say.text("reconciliation.untold.status"), (row) =>
      row.is_known_order ? row.status_label : say.text("reconciliation.untold.unknown")
    ),
    textColumn(
      "seller",
      say.text("reconciliation.untold.seller"),
      (row) => row.seller ?? say.text("seller.unknown")
    ),
    dateColumn("from_date", say.text("reconciliation.untold.from_date"), say),
    dateColumn("credit_date", say.text("reconciliation.untold.credit_date"), say),
    amount("booked_cents"),
    amount("credited_cents"),
    amount("ledger_cents"),
    {
      ...textColumn<UntoldCancellation>("source", say.text("reconciliation.column.source"), (row) =>
        placeOf(row.file_name, row.source_line, say)
      ),
      kind: "code"
    }
  ];
  const heading = say.text("reconciliation.untold.finding", {
    count: rows.length,
    credited: say.money(sum(rows, "credited_cents"))
  });
  return html`<section class="card">
    <h3>${heading}</h3>
    <p class="subtitle">${say.text("reconciliation.untold.subtitle", {currency: say.currency})}</p>
    ${searchTable(rows, {
      say,
      name: "untold",
      columns,
      label: heading,
      placeholder: say.text("reconciliation.search"),
      searched: (row) => [row.order_id, row.customer_id, row.customer_name, row.seller].join(" "),
      sort: {key: "credited_cents", descending: true}
    })}
    <p class="notes">${[say.text("reconciliation.untold.definition"), asOf(about, say)].join(" · ")}</p>
  </section>`;
}

function statusColumn<Row extends {status: string}>(say: Say): Column<Row> {
  return textColumn("status", say.text("reconciliation.column.status"), (row) =>
    say.name("reconciliation.status", row.status)
  );
}

/** The places of both sides, one a line. */
function sourcesOf(row: ReconciliationItem, say: Say): HTMLElement {
  const places = [
    placeOf(row.first_file_name, row.first_line, say),
    placeOf(row.second_file_name, row.second_line, say)
  ];
  return html`<span
    >${places.filter((place) => place !== "").map((place) => html`<span>${place}</span>`)}</span
  >`;
}

/** Where a row was read: file and line. */
export function placeOf(file: string | null, line: number | null, say: Say): string {
  return file === null || line === null ? "" : say.text("story.event.source", {file, line: String(line)});
}
