import {BIGINT, type DuckDBConnection} from "@duckdb/node-api";
import {createTempTable, TableWriter} from "../append.ts";
import {columnsPresent} from "./bulk.ts";
import type {Contract} from "../contract.ts";
import {judgeDoubts} from "./judge.ts";
import {locateLines} from "./locate.ts";
import type {Mark} from "./marks.ts";
import type {ReadableFile} from "./reading.ts";
import {quoteName, quoteText} from "../warehouse.ts";

interface Doubtful {
  /** SQL select of the rows read in bulk, with `source_line` and `doubts`. */
  rows: string;
  /** Those among them that may take several lines. */
  quoted: readonly Mark[];
  contract: Contract;
  file: ReadableFile;
  /** The file itself. */
  path: string;
}

/**
 * Settles the rows of a bulk reading that have cells in doubt: into the temporary table `late` when all of their cells
 * turn out to be good, into `set_aside` cell by cell when one does not.
 */
export async function clearDoubts(connection: DuckDBConnection, doubtful: Doubtful): Promise<void> {
  const {contract, file, rows} = doubtful;
  const columns = columnsPresent(contract, file.layout);
  await connection.run(`
    create or replace temp table doubts as
    select source_line, unnest(doubts, recursive := true)
    from (${rows})
    where doubts is not null`);
  await judgeDoubts(connection, columns, contract.dialect);
  await connection.run(`
    create or replace temp table settled as
    select source_line, position, cell, value, reason_code, message
    from doubts
    join verdicts using (position, cell)`);
  await placeBadRows(connection, doubtful);
  await setAside(connection, doubtful);
  await keepCleared(connection, doubtful);
  for (const table of ["doubts", "verdicts", "settled", "places"])
    await connection.run(`drop table temp.main.${table}`);
}

const PLACE = ["source_line", "last_line", "byte_start", "byte_end"].map((name) => ({
  name,
  type: {duckdb: BIGINT}
}));

/** Finds the bytes of the rows that have a bad cell, into the temporary table `places`. */
async function placeBadRows(connection: DuckDBConnection, {path, file, quoted}: Doubtful): Promise<void> {
  const {layout, scan} = file;
  await createTempTable(connection, "places", PLACE);
  const writer = await TableWriter.open(connection, "temp.main.places", PLACE);
  const bad = await connection.runAndReadAll(
    "select distinct source_line from settled where reason_code is not null order by source_line"
  );
  const known = new Map(quoted.map((mark) => [mark.line, mark]));
  const lines = (bad.getColumns()[0] ?? []).map(Number);
  for (const line of lines) {
    const mark = known.get(line);
    if (mark !== undefined) writer.write([line, line + mark.lines - 1, mark.start, mark.end].map(BigInt));
  }
  const others = lines.filter((line) => !known.has(line));
  for (const {line, start, end} of locateLines(path, layout, scan.index, others)) {
    writer.write([line, line, start, end].map(BigInt));
  }
  writer.close();
}

async function setAside(connection: DuckDBConnection, {contract, file}: Doubtful): Promise<void> {
  const names = columnsPresent(contract, file.layout).map(({name}) => quoteText(name));
  const order = Object.keys(contract.columns).map(quoteText);
  await connection.run(`
    insert into temp.main.set_aside by name
    select
      source_line as line,
      last_line,
      byte_start,
      byte_end,
      [${names.join(", ")}][position + 1] as column_name,
      cell as raw_value,
      reason_code,
      message,
      list_position([${order.join(", ")}], column_name) - 1 as position
    from settled
    join places using (source_line)
    where reason_code is not null`);
}

async function keepCleared(connection: DuckDBConnection, {contract, file, rows}: Doubtful): Promise<void> {
  const present = columnsPresent(contract, file.layout);
  const cleared = await connection.runAndReadAll(
    "select distinct position from settled where reason_code is null"
  );
  const positions = new Set((cleared.getColumns()[0] ?? []).map(Number));
  if (positions.size === 0) return;
  const typed = present.map(({name, type}, position) => {
    const column = `rows.${quoteName(name)}`;
    if (!positions.has(position)) return column;
    return `coalesce(${column}, cells[${position}::smallint]::${type.duckdb.toString()}) as ${quoteName(name)}`;
  });
  await connection.run(`
    insert into temp.main.late by name
    with cleared as (
      select source_line, map_from_entries(list((position, value))) as cells
      from settled
      group by source_line
      having count(reason_code) = 0
    )
    select ${typed.join(", ")}, source_line
    from (${rows}) as rows
    join cleared using (source_line)`);
}
