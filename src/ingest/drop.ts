import {rename, rm} from "node:fs/promises";
import {join} from "node:path";
import {BIGINT, type DuckDBConnection} from "@duckdb/node-api";
import {appendRows, createTempTable} from "../append.ts";
import type {Contract} from "../contract.ts";
import {quoteName, quoteText} from "../warehouse.ts";
import {
  cleanedQuarantine,
  cleanedRows,
  type CleanReport,
  countRows,
  EXCEPTIONAL,
  LATE,
  QUARANTINE,
  QUOTED,
  QUOTED_PLACES,
  readReport,
  ROWS,
  writeReport
} from "./cleaned.ts";
import {typedColumns} from "./exact.ts";

const LINE = {name: "line", type: {duckdb: BIGINT}};

/**
 * Takes records out of a cleaned export by their lines: they count as skipped, and nothing of them stays in its files.
 */
export async function dropRecords(
  connection: DuckDBConnection,
  {folder, contract, lines}: {folder: string; contract: Contract; lines: readonly number[]}
): Promise<CleanReport> {
  await createTempTable(connection, "dropped", [LINE]);
  await appendRows(
    connection,
    "temp.main.dropped",
    [LINE],
    lines.map((line) => [BigInt(line)])
  );
  const names = typedColumns(contract).map(({name}) => quoteName(name));
  const rows = `select ${[...names, "source_line"].join(", ")} from (${cleanedRows(folder, contract)})
    anti join temp.main.dropped on dropped.line = source_line order by source_line`;
  const problems = `from (${cleanedQuarantine(folder)}) as problems
    anti join temp.main.dropped on dropped.line = problems.line`;
  await replace(connection, {select: rows, path: join(folder, LATE)});
  await replace(connection, {select: problems, path: join(folder, QUARANTINE)});
  for (const name of [ROWS, EXCEPTIONAL, QUOTED, QUOTED_PLACES]) await rm(join(folder, name), {force: true});
  await connection.run("drop table temp.main.dropped");
  return tellAgain(connection, folder, contract);
}

/** Writes a select beside the file that it reads, and puts it in its place. */
async function replace(
  connection: DuckDBConnection,
  {select, path}: {select: string; path: string}
): Promise<void> {
  const written = `${path}.kept`;
  await connection.run(`copy (${select}) to ${quoteText(written)} (format parquet)`);
  await rename(written, path);
}

/** Counts what is left; what is not there any more was skipped. */
async function tellAgain(
  connection: DuckDBConnection,
  folder: string,
  contract: Contract
): Promise<CleanReport> {
  const before = readReport(folder);
  const left = await countRows(connection, folder, contract);
  const skipped = before.records - left.loaded - left.quarantined;
  const report = {...before, ...left, skipped};
  await writeReport(folder, report);
  return report;
}
