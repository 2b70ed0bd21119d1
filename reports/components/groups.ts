import {html} from "htl";
import {readParameter, writeParameter} from "./address.js";
import {amountColumn, dateColumn} from "./columns.js";
import {describeParameter} from "./in-force.js";
import {asOf, emptyCard, type Context} from "./frame.js";
import {linkTo} from "./links.js";
import {colorOf} from "./palette.js";
import type {LinkClass, RebookingGroup} from "./results.js";
import type {Say} from "./say.js";
import {addressOf} from "./story.js";
import {subjectAddress} from "./subjects.js";
import {searchTable, type Column} from "./table.js";

const CLASSES: LinkClass[] = ["E", "A", "B", "C"];

/** Every rebooking, to be searched, sorted, filtered by class and opened. */
export function groupsTable(rows: RebookingGroup[], {say, about}: Context): HTMLElement {
  if (rows.length === 0) return emptyCard(say.text("groups.empty"), say.text("rebookings.empty.detail"));
  const chips = classChips(rows, say, (classes) =>
    table.keep(classes.size === 0 ? null : (row) => classes.has(row.class))
  );
  const table = searchTable(rows, {
    say,
    name: "rebookings",
    columns: groupColumns(rows, say),
    label: say.text("groups.table"),
    placeholder: say.text("groups.search"),
    searched: searchedText,
    sort: {key: "loss_ca_cents", descending: true},
    aside: chips.element
  });
  chips.apply();
  return html`<section class="card">
    <h3>${say.text("groups.finding")}</h3>
    <p class="subtitle">${say.text("groups.subtitle", {currency: say.currency})}</p>
    ${table}
    <p class="notes">${[say.text("groups.note"), asOf(about, say)].join(" · ")}</p>
  </section>`;
}

function searchedText(row: RebookingGroup): string {
  const {
    customer_name,
    customer_id,
    cancelled_orders,
    rebooked_orders,
    original_seller,
    rebooking_seller,
    brand
  } = row;
  return [
    customer_name,
    customer_id,
    cancelled_orders,
    rebooked_orders,
    original_seller,
    rebooking_seller,
    brand
  ].join(" ");
}

/** One button a class with its number; the address holds what is chosen. */
function classChips(rows: RebookingGroup[], say: Say, onchange: (classes: Set<string>) => void) {
  const chosen = new Set(
    (readParameter("class") ?? "").split("").filter((code) => CLASSES.includes(code as LinkClass))
  );
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(row.class, (counts.get(row.class) ?? 0) + 1);
  const buttons = CLASSES.filter((code) => counts.has(code)).map((code) => {
    const button = html`<button type="button" class="chip" title=${say.name("class", `${code}.meaning`)}>
      <b class=${`class-${code}`}>${code}</b> ${say.name("class", code)}
      <small>${say.number(counts.get(code) ?? 0)}</small>
    </button>`;
    const press = () => button.setAttribute("aria-pressed", String(chosen.has(code)));
    button.addEventListener("click", () => {
      if (!chosen.delete(code)) chosen.add(code);
      press();
      writeParameter("class", chosen.size === 0 ? null : [...chosen].sort().join(""));
      onchange(chosen);
    });
    press();
    return button;
  });
  describeParameter("class", () => {
    const names = [...chosen].sort().map((code) => say.name("class", code));
    return names.length === 0 ? null : `${say.text("groups.column.class")} ${say.list(names)}`;
  });
  const element = html`<div class="chips" role="group" aria-label=${say.text("groups.filter")}>
    ${buttons}
  </div>`;
  return {element, apply: () => onchange(chosen)};
}

/** The columns; parc and sellers only where there are any. */
function groupColumns(rows: RebookingGroup[], say: Say): Column<RebookingGroup>[] {
  const hasParc = rows.some((row) => row.old_parc_cents !== 0 || row.new_parc_cents !== 0);
  const hasSellers = rows.some((row) => row.original_seller !== null || row.rebooking_seller !== null);
  const amount = (key: keyof RebookingGroup & `${string}_cents`) =>
    amountColumn(key, say.text(`groups.column.${key}`), say);
  const seller = (side: "original" | "rebooking"): Column<RebookingGroup> => ({
    key: `${side}_seller`,
    label: say.text(`groups.column.${side}_seller`),
    value: (row) => row[`${side}_seller`],
    show: (row) => sellerOf(row[`${side}_seller`], row[`${side}_channel`], say)
  });
  return [
    {
      key: "customer",
      column: "customer_name",
      label: say.text("column.customer"),
      value: (row) => row.customer_name ?? row.customer_id,
      show: customerLink
    },
    dateColumn("cancel_date", say.text("groups.column.cancel_date"), say),
    amount("old_cents"),
    amount("new_cents"),
    amount("loss_ca_cents"),
    ...(hasParc ? [amount("loss_parc_cents")] : []),
    {
      key: "orders",
      column: "cancelled_orders",
      label: say.text("groups.column.orders"),
      kind: "code",
      value: (row) => row.cancelled_orders,
      show: ordersOf
    },
    ...(hasSellers ? [seller("original"), seller("rebooking")] : []),
    {
      key: "class",
      label: say.text("groups.column.class"),
      value: (row) => CLASSES.indexOf(row.class),
      show: (row) => classBadge(row.class, say)
    }
  ];
}

/** The way into the story: a link, so that it can be kept, sent and reached with the keyboard. */
function customerLink({group_id, customer_name, customer_id}: RebookingGroup): HTMLElement {
  return html`<a href=${linkTo(addressOf(group_id))}>${customer_name ?? customer_id}</a>`;
}

function orderLink(id: string): HTMLElement {
  return html`<a href=${linkTo(subjectAddress({kind: "order", id}))}>${id}</a>`;
}

/** The cancelled orders and, below, those that replace them; one a line. */
function ordersOf({cancelled_orders, rebooked_orders}: RebookingGroup): HTMLElement {
  return html`<span>
    ${cancelled_orders.split(" + ").map((order) => html`<span>${orderLink(order)}</span>`)}
    ${rebooked_orders.split(" + ").map((order) => html`<span class="new">${orderLink(order)}</span>`)}
  </span>`;
}

/** A seller, behind a dot in the colour of their channel. */
function sellerOf(name: string | null, channel: string | null, say: Say): HTMLElement {
  const label = say.name("channel", channel);
  return html`<span title=${label}
    ><i class="mark circle" style=${{color: colorOf(channel)}} role="img" aria-label=${label}></i> ${
      name ?? say.text("seller.unknown")
    }</span
  >`;
}

function classBadge(code: LinkClass, say: Say): HTMLElement {
  return html`<b class=${`badge class-${code}`} title=${say.name("class", `${code}.meaning`)}>${code}</b>`;
}
