import type {DuckDBConnection} from "@duckdb/node-api";
import {Temporal} from "temporal-polyfill";
import type {Config} from "./config.ts";
import {customersIn, recordsOf} from "./customer-records.ts";
import {RessacError} from "./errors.ts";
import {
  type FileRecords,
  type Forgotten,
  forgottenLines,
  hashOfId,
  keepForgotten,
  readForgotten
} from "./forgotten.ts";
import type {Progress} from "./progress.ts";

/** Somebody forgotten whom a newer export names again: the keyed hash, and the records to leave out. */
export interface Returned {
  customer: string;
  ids: string[];
  records: FileRecords[];
}

/** Who of those forgotten is in a build after all, because an export that came later names them. */
export async function findReturned(
  connection: DuckDBConnection,
  forgotten: readonly Forgotten[]
): Promise<Returned[]> {
  if (forgotten.length === 0) return [];
  const customerOf = new Map(forgotten.flatMap(({customer, ids}) => ids.map((id) => [id, customer])));
  const found = new Map<string, Set<string>>();
  const there = await customersIn(connection);
  for (const [id, canonical] of there) {
    const customer = customerOf.get(hashOfId(id)) ?? customerOf.get(hashOfId(canonical));
    if (customer === undefined) continue;
    found.set(customer, (found.get(customer) ?? new Set()).add(id).add(canonical));
  }
  const returned = [...found].map(async ([customer, ids]) => ({
    customer,
    ids: [...ids].map(hashOfId),
    records: await recordsOf(connection, [...ids])
  }));
  // Of an entry of a ledger that is shared with others, nothing can be left out.
  return (await Promise.all(returned)).filter(({records}) => records.length > 0);
}

/**
 * Notes who came back and what is left out for it, so that the run that follows goes without.
 * @throws RessacError (3) when all of it was to be left out already: the run that follows would be no other.
 */
export async function keepReturned(
  {forgotten, timeZone}: Config,
  returned: readonly Returned[],
  progress: Progress
): Promise<void> {
  const known = forgottenLines(await readForgotten(forgotten));
  const isNew = ({file_id, lines}: FileRecords): boolean =>
    lines.some((line) => known.get(file_id)?.includes(line) !== true);
  if (!returned.some(({records}) => records.some(isNew))) {
    const files = returned.flatMap(({records}) => records.map(({file_id}) => file_id)).join(", ");
    throw new RessacError(
      `records to be left out were read all the same (content ${files}); please report it`,
      3
    );
  }
  const day = Temporal.Now.plainDateISO(timeZone).toString();
  for (const {customer, ids, records} of returned) {
    await keepForgotten(forgotten, {customer, day, by: "", reason: "", ids, records});
  }
  const count = returned.length === 1 ? "a customer" : `${returned.length} customers`;
  progress.note(`${count} to be forgotten came back with a newer export: left out, and the run begins again`);
}
