import {type DuckDBConnection, SMALLINT, VARCHAR} from "@duckdb/node-api";
import {createTempTable, type TableColumn, TableWriter} from "../append.ts";
import type {BulkColumn} from "./bulk.ts";
import {CellProblem} from "../cells.ts";
import {readCell} from "../contract.ts";
import type {Dialect} from "../dialect.ts";

const VERDICTS: TableColumn[] = [
  {name: "position", type: {duckdb: SMALLINT}},
  ...["cell", "value", "reason_code", "message"].map((name) => ({name, type: {duckdb: VARCHAR}}))
];

/**
 * Judges each different cell of the temporary table `doubts` (row, position, cell) with the exact parser, into the
 * temporary table `verdicts` (position, cell, value, reason_code, message): a value in words that the database casts
 * back, or the reason why there is none.
 */
export async function judgeDoubts(
  connection: DuckDBConnection,
  columns: readonly BulkColumn[],
  dialect: Dialect
): Promise<void> {
  await createTempTable(connection, "verdicts", VERDICTS);
  const writer = await TableWriter.open(connection, "temp.main.verdicts", VERDICTS);
  const cells = await connection.stream("select distinct position, cell from doubts");
  for (
    let chunk = await cells.fetchChunk();
    chunk !== null && chunk.rowCount > 0;
    chunk = await cells.fetchChunk()
  ) {
    const [positions = [], texts = []] = chunk.getColumns();
    for (const [index, position] of positions.entries()) {
      const column = columns[Number(position)];
      const cell = String(texts[index]);
      if (column === undefined) throw new Error(`no column ${String(position)}`);
      const value = readCell(cell, column, dialect);
      if (CellProblem.is(value)) writer.write([Number(position), cell, null, value.code, value.message]);
      else writer.write([Number(position), cell, value === null ? null : String(value), null, null]);
    }
  }
  writer.close();
}
