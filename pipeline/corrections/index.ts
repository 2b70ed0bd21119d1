// A person contests a line: a pair is a rebooking after all, or is none. The next run goes by it.
import {appendFile, readFile} from "node:fs/promises";
import {join} from "node:path";
import type {DuckDBConnection} from "@duckdb/node-api";
import {dataError, RessacError} from "../../src/errors.ts";
import {quoteText, readRows} from "../../src/warehouse.ts";

/** The table that corrections are kept in. */
const LOOKUP = "rebooking_corrections.csv";
const ACTIONS = ["link", "unlink"];

/** What is contested: a cancelled unit (`<order>@<day>`) and a new order, why, and by whom. */
export interface Correction {
  action: string;
  cancellation: string;
  order: string;
  reason: string;
  author: string;
  /** Day of the correction (`yyyy-mm-dd`). */
  date: string;
}

/**
 * Adds a line to the corrections, after looking up in the published build what it names.
 * @returns the file, and the line that was added.
 * @throws RessacError (1) when the build has no such unit, order or link, or when they cannot be a pair; (2) when the
 * correction is incomplete or the pair has a line already. Nothing is written then.
 */
export async function addCorrection(
  connection: DuckDBConnection,
  {correction, lookups}: {correction: Correction; lookups: string}
): Promise<{kept: string; line: string}> {
  requireWords(correction);
  const {action, cancellation, order, reason, author, date} = correction;
  const [cancelled, day] = await requirePair(connection, correction);
  const kept = join(lookups, LOOKUP);
  const text = await readFile(kept, "utf8");
  const pair = `${cancelled};${day};${order};`;
  const earlier = text.split(/\r?\n/).findIndex((row) => row.includes(`;${pair}`));
  if (earlier >= 0)
    throw new RessacError(
      `${kept}:${earlier + 1}: ${cancellation} and ${order} are corrected already; change that line`
    );
  const line = [action, cancelled, day, order, reason.trim(), author.trim(), date].join(";");
  await appendFile(kept, `${text === "" || text.endsWith("\n") ? "" : "\n"}${line}\n`);
  return {kept, line};
}

function requireWords({action, reason, author}: Correction): void {
  if (!ACTIONS.includes(action)) throw new RessacError(`action "${action}" is unknown; write link or unlink`);
  for (const [name, words] of Object.entries({reason, author})) {
    if (words.trim() === "") throw new RessacError(`no ${name} is given; say it in a few words`);
    // The file has no quotes, and a spreadsheet takes a text that begins like a formula for one.
    if (/[;"\r\n]|^\s*[=+@-]/.test(words))
      throw new RessacError(
        `${name} "${words}" has a ";", a quote or a line break, or begins like a formula; write it without`
      );
  }
}

/** The order and the day of the unit. */
async function requirePair(
  connection: DuckDBConnection,
  {action, cancellation, order}: Correction
): Promise<[order: string, day: string]> {
  const [unit] = await readRows(
    connection,
    `select order_id, cancel_date::varchar as cancel_date, customer_id, signed_date::varchar as signed_date
    from marts.cancelled_units where cancellation_id = ${quoteText(cancellation)}`
  );
  if (unit === undefined) throw dataError(await unknownUnit(connection, cancellation));
  const [signed] = await readRows(
    connection,
    `select
      orders.customer_id,
      orders.signed_date::varchar as signed_date,
      links.rebooked_order_id is not null as is_linked
    from marts.booked_orders as orders
    left join marts.rebookings as links on links.rebooked_order_id = orders.order_id
      and links.cancellation_id = ${quoteText(cancellation)}
    where orders.order_id = ${quoteText(order)}`
  );
  if (signed === undefined)
    throw dataError(
      `the published build has no order ${order}; ressac explain ${cancellation} lists those of the customer`
    );
  if (signed.customer_id !== unit.customer_id)
    throw dataError(
      `${order} is of customer ${String(signed.customer_id)}, ${cancellation} of ${String(unit.customer_id)}; tell first that they are one (customer_crosswalk.csv)`
    );
  if (String(signed.signed_date) < String(unit.signed_date) || order === unit.order_id)
    throw dataError(`${order} was not signed after ${String(unit.order_id)}; a rebooking is a later order`);
  if (signed.is_linked === (action === "link"))
    throw dataError(
      `${cancellation} and ${order} are ${action === "link" ? "linked" : "not linked"} already; there is nothing to correct`
    );
  return [String(unit.order_id), String(unit.cancel_date)];
}

async function unknownUnit(connection: DuckDBConnection, cancellation: string): Promise<string> {
  const [order = ""] = cancellation.split("@");
  const rows = await readRows(
    connection,
    `select cancellation_id from marts.cancelled_units where order_id = ${quoteText(order)} order by cancellation_id`
  );
  const known = rows.map(({cancellation_id}) => String(cancellation_id)).join(", ");
  const way = known === "" ? `order ${order} has none` : `order ${order} has ${known}`;
  return `the published build has no cancelled unit ${cancellation}; ${way}`;
}
