import {
  type DuckDBAppender,
  type DuckDBConnection,
  DuckDBDataChunk,
  type DuckDBType,
  type DuckDBValue
} from "@duckdb/node-api";
import type {CellType} from "./cells.ts";
import {quoteName, quoteText} from "./warehouse.ts";

/** A column of a table that the engine fills. */
export interface TableColumn {
  name: string;
  type: Pick<CellType, "duckdb">;
}

/** DuckDB's vectors hold this many values. */
const CHUNK_ROWS = 2048;

/** Creates a table `schema.table`, and its schema when it is not there. */
export async function createTable(
  connection: DuckDBConnection,
  table: string,
  columns: readonly TableColumn[]
): Promise<void> {
  const [schema = ""] = table.split(".");
  await connection.run(`create schema if not exists ${quoteName(schema)}`);
  await connection.run(`create table ${quoteName(table)} (${columnList(columns)})`);
}

/** Creates a temporary table, in place of one of the same name; its full name is `temp.main.<name>`. */
export async function createTempTable(
  connection: DuckDBConnection,
  name: string,
  columns: readonly TableColumn[]
): Promise<void> {
  await connection.run(`create or replace temp table ${quoteName(name)} (${columnList(columns)})`);
}

function columnList(columns: readonly TableColumn[]): string {
  return columns.map(({name, type}) => `${quoteName(name)} ${type.duckdb.toString()}`).join(", ");
}

/** Takes rows one by one and hands them to DuckDB a vector at a time. */
export class TableWriter {
  private rows: DuckDBValue[][] = [];

  private constructor(
    private readonly appender: DuckDBAppender,
    private readonly types: readonly DuckDBType[]
  ) {}

  /** Opens a table `schema.table`, or `database.schema.table`. */
  static async open(
    connection: DuckDBConnection,
    table: string,
    columns: readonly TableColumn[]
  ): Promise<TableWriter> {
    const [name = "", schema, database] = table.split(".").reverse();
    return new TableWriter(
      await connection.createAppender(name, schema, database),
      columns.map(({type}) => type.duckdb)
    );
  }

  write(row: DuckDBValue[]): void {
    this.rows.push(row);
    if (this.rows.length === CHUNK_ROWS) this.flush();
  }

  close(): void {
    this.flush();
    this.appender.closeSync();
  }

  private flush(): void {
    if (this.rows.length === 0) return;
    const chunk = DuckDBDataChunk.create(this.types, this.rows.length);
    chunk.setRows(this.rows);
    this.appender.appendDataChunk(chunk);
    this.rows = [];
  }
}

/** Appends rows to a table, values in the order of its columns. */
export async function appendRows(
  connection: DuckDBConnection,
  table: string,
  columns: readonly TableColumn[],
  rows: Iterable<DuckDBValue[]>
): Promise<void> {
  const writer = await TableWriter.open(connection, table, columns);
  for (const row of rows) writer.write(row);
  writer.close();
}

/** Writes rows to a Parquet file. */
export async function writeParquet(
  connection: DuckDBConnection,
  path: string,
  columns: readonly TableColumn[],
  rows: Iterable<DuckDBValue[]>
): Promise<void> {
  await createTempTable(connection, "written", columns);
  await appendRows(connection, "temp.main.written", columns, rows);
  await connection.run(`copy temp.main.written to ${quoteText(path)} (format parquet)`);
  await connection.run("drop table temp.main.written");
}
