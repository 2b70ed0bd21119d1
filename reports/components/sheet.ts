import {html} from "htl";
import {amountColumn, dateColumn, textColumn} from "./columns.js";
import {asOf, emptyCard, type Context} from "./frame.js";
import {linkTo} from "./links.js";
import {bounds} from "./rebookings.js";
import type {SheetRow} from "./attribution-results.js";
import {addressOf} from "./story.js";
import {searchTable} from "./table.js";

/** The orders of a seller that were drawn down: by whom, why, how much of it could have been avoided. */
export function sellerSheet(rows: SheetRow[], {say, about}: Context): HTMLElement {
  if (rows.length === 0) return emptyCard(say.text("sheet.empty"), say.text("sellers.note"));
  const label = (key: string) => say.text(`sheet.column.${key}`);
  return html`<section class="card">
    <h3>${say.text("sheet.finding", {count: rows.length})}</h3>
    <p class="subtitle">${say.text("sheet.subtitle", {currency: say.currency})}</p>
    ${searchTable(rows, {
      say,
      name: "sheet",
      label: say.text("sheet.table"),
      placeholder: say.text("sheet.search"),
      searched: (row) =>
        [row.seller, row.rebooking_seller, row.cancelled_order_id, row.rebooked_order_id].join(" "),
      sort: {key: "seller", descending: false},
      columns: [
        textColumn("seller", label("seller"), (row: SheetRow) => row.seller),
        {
          key: "order",
          column: "cancelled_order_id",
          label: label("order"),
          kind: "code",
          value: (row) => row.cancelled_order_id,
          show: (row) =>
            html`<a href=${linkTo(`./cancel-and-rebook${addressOf(row.group_id)}`)}
              >${row.cancelled_order_id}</a
            >`
        },
        dateColumn("cancel_date", label("cancel_date"), say),
        amountColumn("company_cents", label("company_cents"), say),
        {
          key: "mo_gap_low_cents",
          label: label("avoidable"),
          kind: "right",
          value: (row) => row.mo_gap_low_cents,
          show: ({mo_gap_low_cents: low, mo_gap_high_cents: high}) =>
            low === null || high === null ? say.amount(null) : bounds([low, high], say.amount, say)
        },
        textColumn("rebooking_seller", label("rebooking_seller"), (row: SheetRow) =>
          [
            row.rebooking_seller ?? say.text("seller.unknown"),
            say.name("channel", row.rebooking_channel)
          ].join(" · ")
        ),
        textColumn(
          "motive",
          label("motive"),
          (row: SheetRow) => row.cancel_reason ?? say.name("motive", row.motive)
        ),
        textColumn("class", label("class"), (row: SheetRow) => row.class)
      ]
    })}
    <p class="notes">${[say.text("sheet.note"), asOf(about, say)].join(" · ")}</p>
  </section>`;
}
