import {join} from "node:path";
import {type DuckDBConnection, DuckDBListValue, type DuckDBValue, LIST, VARCHAR} from "@duckdb/node-api";
import {sqlError} from "./build.ts";
import {SHIPPED} from "./config.ts";
import {type FileRecords, formsOf} from "./forgotten.ts";
import {readModel} from "./models.ts";
import {quoteName, quoteText, readRows} from "./warehouse.ts";

/** Every id under which exports name a customer, with the customer that it stands for. */
export async function customersIn(connection: DuckDBConnection): Promise<Map<string, string>> {
  const rows = await ask(connection, "customers");
  return new Map(rows.map(({delivered_id, customer_id}) => [String(delivered_id), String(customer_id)]));
}

/**
 * The records of exports about somebody, by all of the ids that exports have of them: those that became rows of an
 * entity, those in a cell of which one of these ids or an id of an order or case of theirs stands, and those that were
 * set aside and have one of them in their text.
 */
export async function recordsOf(
  connection: DuckDBConnection,
  ids: readonly string[]
): Promise<FileRecords[]> {
  await name(connection, ids);
  const subjects = (await subjectsOf(connection, ids)).filter(({length}) => length >= SHORTEST_ID);
  const rows = [
    ...(await ask(connection, "records")),
    ...(await cellsWith(connection, ids, subjects)),
    ...(await setAsideAbout(connection, [...ids, ...subjects]))
  ];
  const files = new Map<string, Set<number>>();
  for (const {source_file_id, source_line} of rows) {
    const file_id = String(source_file_id);
    files.set(file_id, (files.get(file_id) ?? new Set()).add(Number(source_line)));
  }
  return [...files].map(([file_id, lines]) => ({file_id, lines: [...lines].sort((a, b) => a - b)}));
}

/** The ids of somebody's orders and cases, and of whatever else of theirs has an id of its own. */
export async function subjectsOf(connection: DuckDBConnection, ids: readonly string[]): Promise<string[]> {
  await name(connection, ids);
  return (await ask(connection, "subjects")).map(({subject_id}) => String(subject_id));
}

/** A shorter id can be anything: a year, a postcode, the number of a seller. */
const SHORTEST_ID = 6;

/** Records of delivered exports in a cell of which an id stands; an id that a system numbers, in exports of that system. */
async function cellsWith(
  connection: DuckDBConnection,
  ids: readonly string[],
  subjects: readonly string[]
): Promise<Record<string, DuckDBValue>[]> {
  const columns = await readRows(
    connection,
    `select table_name as source, list(column_name order by column_name) as columns
    from information_schema.columns
    where table_schema = 'sources' and data_type = 'VARCHAR' and column_name <> 'source_file_id'
    group by table_name
    order by table_name`
  );
  const found: Record<string, DuckDBValue>[] = [];
  for (const {source, columns: names} of columns) {
    const written = ids.flatMap((id) => writtenIn(String(source), id));
    const list = [...written, ...subjects].map(quoteText).join(", ");
    if (list === "" || !(names instanceof DuckDBListValue)) continue;
    const isThere = names.items.map((column) => `${quoteName(String(column))} in (${list})`).join(" or ");
    const rows = `select source_file_id, source_line from sources.${quoteName(String(source))} where ${isThere}`;
    found.push(...(await readRows(connection, rows)));
  }
  return found;
}

/** How the exports of a system write an id. */
function writtenIn(source: string, id: string): string[] {
  const system = id.slice(0, Math.max(0, id.indexOf(":")));
  return formsOf(id).filter(
    (form) => form.length >= SHORTEST_ID && (system === "" || form === id || source.startsWith(system))
  );
}

/** Tells the queries who is meant. */
async function name(connection: DuckDBConnection, ids: readonly string[]): Promise<void> {
  const list = await connection.prepare("set variable forgotten = $1");
  list.bindList(1, [...ids], LIST(VARCHAR));
  await list.run();
}

/** What an id in a text ends at: delimiters, quotes, blanks. */
const BETWEEN_WORDS = /[\s;,|"'()<>@]+/;

/** Records that were set aside and have one of some ids in them. */
async function setAsideAbout(
  connection: DuckDBConnection,
  ids: readonly string[]
): Promise<Record<string, DuckDBValue>[]> {
  const forms = new Set(ids.flatMap(formsOf));
  const rows = await readRows(
    connection,
    "select file_id as source_file_id, line as source_line, raw_value from meta.quarantine where raw_value is not null"
  );
  return rows.filter(({raw_value}) =>
    String(raw_value)
      .split(BETWEEN_WORDS)
      .some((word) => forms.has(word))
  );
}

async function ask(connection: DuckDBConnection, name: string): Promise<Record<string, DuckDBValue>[]> {
  const path = join(SHIPPED.pipeline, "forget", `${name}.sql`);
  const {sql} = await readModel(connection, {path, name: `forget.${name}`, kind: "explanation"});
  return readRows(connection, sql).catch((error: unknown) => {
    throw sqlError(path, sql, error);
  });
}
