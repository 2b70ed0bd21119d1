import {html} from "htl";
import {countColumn, dateColumn, textColumn} from "./columns.js";
import type {ContactBreach, ContactFollowUp} from "./contact-results.js";
import type {ContactCut} from "./contacts.js";
import {emptyAdvice} from "./filter-words.js";
import {passes} from "./filters.js";
import {asOf, emptyCard} from "./frame.js";
import {placeOf} from "./reconciliation.js";
import type {Say} from "./say.js";
import {searchTable, type Column} from "./table.js";

/** Every broken target of the last year, to be searched and sorted, down to the line of the file. */
export function breachTable(all: ContactBreach[], {say, about, filters}: ContactCut): HTMLElement {
  const rows = all.filter((row) => passes(placed(row), filters));
  if (all.length === 0)
    return emptyCard(say.text("contacts.breaches.empty"), say.text("contacts.breaches.empty.detail"));
  if (rows.length === 0) return emptyCard(say.text("filters.empty"), emptyAdvice(filters, say));
  const open = rows.filter(({status}) => status === "missing").length;
  return html`<section class="card">
    <h3>${say.text("contacts.breaches.finding", {count: rows.length, open: say.number(open)})}</h3>
    <p class="subtitle">${say.text("contacts.breaches.subtitle")}</p>
    ${searchTable(rows, {
      say,
      columns: breachColumns(say),
      label: say.text("contacts.breaches.subtitle"),
      placeholder: say.text("contacts.search"),
      searched: (row) => [row.customer_name, row.customer_id, row.motive, row.episode_id].join(" "),
      sort: {key: "breached_date", descending: true}
    })}
    <p class="notes">${[say.text("contacts.breaches.note"), asOf(about, say)].join(" · ")}</p>
  </section>`;
}

/** What a row is filtered by: its motive is one of contacts, not one of cases. */
function placed({month, brand}: {month: Date; brand: string}): {month: Date; brand: string} {
  return {month, brand};
}

function breachColumns(say: Say): Column<ContactBreach>[] {
  const label = (key: string) => say.text(`contacts.column.${key}`);
  return [
    textColumn(
      "customer",
      say.text("column.customer"),
      (row: ContactBreach) => row.customer_name ?? row.customer_id
    ),
    textColumn("motive", label("motive"), (row: ContactBreach) => say.name("contact_motive", row.motive)),
    textColumn("target", label("target"), (row: ContactBreach) => say.name("contact_target", row.target)),
    countColumn("used", label("used"), say),
    countColumn("allowed", label("allowed"), say),
    textColumn("status", label("status"), (row: ContactBreach) => say.name("contact_status", row.status)),
    dateColumn("first_contact_date", label("first_contact_date"), say),
    dateColumn("breached_date", label("breached_date"), say),
    textColumn("place", label("place"), (row: ContactBreach) => placeOf(row.file_name, row.source_line, say))
  ];
}

/** Calls and messages back of the last year, folded: they are part of the treatment and no contact of the customer. */
export function followUpTable(all: ContactFollowUp[], {say, filters}: ContactCut): HTMLElement | "" {
  const rows = all.filter((row) => passes(placed(row), filters));
  if (rows.length === 0) return "";
  const label = (key: string) => say.text(`contacts.column.${key}`);
  return html`<details class="files-read">
    <summary>${say.text("contacts.follow_ups", {count: rows.length})}</summary>
    ${searchTable(rows, {
      say,
      columns: [
        textColumn(
          "customer",
          say.text("column.customer"),
          (row: ContactFollowUp) => row.customer_name ?? row.customer_id
        ),
        dateColumn("contact_date", label("contact_date"), say),
        textColumn("motive", label("follow_up"), (row: ContactFollowUp) => row.motive),
        textColumn("episode_motive", label("motive"), (row: ContactFollowUp) =>
          say.name("contact_motive", row.episode_motive)
        ),
        countColumn("days", label("days"), say),
        textColumn("place", label("place"), (row: ContactFollowUp) =>
          placeOf(row.file_name, row.source_line, say)
        )
      ],
      label: say.text("contacts.follow_ups", {count: rows.length}),
      placeholder: say.text("contacts.search"),
      searched: (row) => [row.customer_name, row.customer_id, row.motive, row.contact_id].join(" "),
      sort: {key: "contact_date", descending: true}
    })}
  </details>`;
}
