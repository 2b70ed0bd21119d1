import {mkdir, readdir, readFile, rm} from "node:fs/promises";
import {join} from "node:path";
import {
  BIGINT,
  BOOLEAN,
  DATE,
  DOUBLE,
  type DuckDBConnection,
  DuckDBDateValue,
  DuckDBTimestampTZValue,
  type DuckDBType,
  type DuckDBValue,
  INTEGER,
  TIMESTAMPTZ,
  VARCHAR
} from "@duckdb/node-api";
import {DataType, type Field, type Table, tableFromIPC} from "apache-arrow";
import {createTable, TableWriter} from "../append.ts";
import {RessacError} from "../errors.ts";
import {compare} from "../models.ts";
import {databaseOf, openDatabase, quoteName, quoteText} from "../warehouse.ts";
import type {AllowedResult, ResultColumns} from "./policy.ts";
import type {Pseudonyms} from "./pseudonyms.ts";

/** The schema of an audience's database that holds its results. */
export const RESULTS = "reports";

/** Published results as they lie in a build, read. */
export type PublishedResults = ReadonlyMap<string, Table>;

/** Reads all published results of a folder, by name. */
export async function readPublished(folder: string): Promise<PublishedResults> {
  const files = (await readdir(folder)).filter((name) => name.endsWith(".arrow")).sort(compare);
  const tables = files.map(async (file): Promise<[string, Table]> => [
    file.replace(/\.arrow$/, ""),
    tableFromIPC(await readFile(join(folder, file)))
  ]);
  return new Map(await Promise.all(tables));
}

/** Names of the results and of their columns, as the policy is checked against. */
export function columnsOf(published: PublishedResults): ResultColumns[] {
  return [...published].map(([name, {schema}]) => ({
    name,
    columns: schema.fields.map((field) => field.name)
  }));
}

/**
 * Makes the database of an audience, `<folder>/ressac.duckdb`: one table a result, with the rows and columns that it
 * may see, ids replaced by its pseudonyms. Published results are filtered in memory first, so that nothing else ever
 * touches the file. Rows keep their order, as `rowid` tells.
 * @throws RessacError (2) when a condition on rows is not one that DuckDB understands.
 */
export async function makeAudienceDatabase(
  folder: string,
  {
    published,
    allowed,
    pseudonyms
  }: {published: PublishedResults; allowed: readonly AllowedResult[]; pseudonyms: Pseudonyms}
): Promise<void> {
  const path = databaseOf(folder);
  await rm(folder, {recursive: true, force: true});
  await mkdir(folder, {recursive: true});
  const {connection, close} = await openDatabase();
  try {
    await connection.run(`attach ${quoteText(path)} as audience (storage_version 'latest')`);
    await connection.run(`create schema audience.${RESULTS}`);
    for (const result of allowed) {
      const table = published.get(result.name);
      if (table === undefined)
        throw new RessacError(`result ${result.name} is not in the build; use ressac run`);
      await fillStaging(connection, table, {result, pseudonyms});
      await copyAllowed(connection, result);
    }
    await connection.run("detach audience");
  } finally {
    close();
  }
}

const STAGING = "whole.result";

/** Loads a published result into memory: all its columns, and beside those that get pseudonyms these. */
async function fillStaging(
  connection: DuckDBConnection,
  table: Table,
  {result, pseudonyms}: {result: AllowedResult; pseudonyms: Pseudonyms}
): Promise<void> {
  await connection.run(`drop table if exists ${STAGING}`);
  const read = table.schema.fields.map((field, index) => ({
    name: field.name,
    ...readerOf(field),
    values: table.getChildAt(index)
  }));
  const hidden = result.columns
    .filter(({treatment}) => treatment === "pseudonym")
    .map(({name, kind}) => ({
      name: pseudonymName(name),
      type: {duckdb: VARCHAR},
      convert: (value: unknown): DuckDBValue => pseudonyms(kind, String(value)),
      values: table.getChild(name)
    }));
  const columns = [...read, ...hidden];
  await createTable(connection, STAGING, columns);
  const writer = await TableWriter.open(connection, STAGING, columns);
  for (let row = 0; row < table.numRows; row++) {
    writer.write(
      columns.map(({values, convert}) => {
        const value: unknown = values?.get(row);
        return value === null || value === undefined ? null : convert(value);
      })
    );
  }
  writer.close();
}

function pseudonymName(column: string): string {
  return `pseudonym of ${column}`;
}

async function copyAllowed(
  connection: DuckDBConnection,
  {name, rows, columns}: AllowedResult
): Promise<void> {
  const chosen = columns.map((column) =>
    column.treatment === "plain"
      ? quoteName(column.name)
      : `"${pseudonymName(column.name)}" as ${quoteName(column.name)}`
  );
  if (chosen.length === 0)
    throw new RessacError(`result ${name}: no column of it is allowed; take the audience out of it`);
  const condition = rows === undefined ? "" : `where ${rows}`;
  const sql = `create table audience.${RESULTS}.${quoteName(name)} as select ${chosen.join(", ")} from ${STAGING} ${condition} order by rowid`;
  await connection.run(sql).catch((error: unknown) => {
    throw new RessacError(`result ${name}, rows "${rows ?? ""}": ${(error as Error).message.split("\n")[0]}`);
  });
}

/** How the values of a published column are read back. */
function readerOf({name, type}: Field): {
  type: {duckdb: DuckDBType};
  convert: (value: unknown) => DuckDBValue;
} {
  const as = (duckdb: DuckDBType, convert: (value: unknown) => DuckDBValue) => ({type: {duckdb}, convert});
  const same = (value: unknown): DuckDBValue => value as DuckDBValue;
  if (DataType.isDictionary(type)) return as(VARCHAR, same);
  if (DataType.isInt(type)) return type.bitWidth === 64 ? as(BIGINT, same) : as(INTEGER, same);
  if (DataType.isFloat(type)) return as(DOUBLE, same);
  if (DataType.isBool(type)) return as(BOOLEAN, same);
  if (DataType.isDate(type)) return as(DATE, (value) => new DuckDBDateValue(Number(value) / 86_400_000));
  if (DataType.isTimestamp(type))
    return as(TIMESTAMPTZ, (value) => new DuckDBTimestampTZValue(BigInt(Math.round(Number(value) * 1000))));
  throw new RessacError(
    `column ${name} is ${String(type)}, which no published result has; publish it otherwise`
  );
}
