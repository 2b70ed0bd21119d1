import type {DuckDBConnection} from "@duckdb/node-api";
import {sqlTrim} from "../blanks.ts";
import type {Contract, ContractColumn} from "../contract.ts";
import type {Layout} from "./layout.ts";
import type {BulkPlan} from "./plan.ts";
import {quoteName, quoteText} from "../warehouse.ts";

/** A column of the contract that the file has. */
export interface BulkColumn extends ContractColumn {
  name: string;
  /** Place among the cells of a record, from 0. */
  position: number;
}

/** The columns of the contract that a file has, in the order of the contract. */
export function columnsPresent({columns}: Contract, {header}: Layout): BulkColumn[] {
  return Object.entries(columns).flatMap(([name, column]) => {
    const position = header.positions.get(name);
    return position === undefined ? [] : [{...column, name, position}];
  });
}

/** How the database reads a file; not on several threads where a quoted cell may hold a line break. */
type Reading = Pick<BulkPlan, "isInPlace" | "hasQuotes"> & {isParallel?: boolean};

/**
 * Writes one row for each line of a file, or of its parts, to Parquet: the typed columns, and `doubts`, a list of the cells
 * (`position` in the contract's order, `cell`) that are not provably good; null when all of them are.
 * A value is written only when the exact reader would read the same one.
 */
export async function writeRows(
  connection: DuckDBConnection,
  paths: readonly string[],
  target: string,
  {contract, layout, plan, hasEdges}: {contract: Contract; layout: Layout; plan: Reading; hasEdges: boolean}
): Promise<void> {
  const columns = columnsPresent(contract, layout);
  const skip = plan.isInPlace ? layout.data_line - 1 : 0;
  const values = columns.map(({type}, index) => `${type.sql(`t${index}`, contract.dialect)} as v${index}`);
  const trimmed = columns.map(({position}, index) => {
    const cell = `c${position}`;
    return `${hasEdges ? trimmedCell(cell) : cell} as t${index}`;
  });
  const doubts = columns.map(
    ({required, position}, index) =>
      `case when v${index} is null${required ? "" : ` and t${index} is not null`} then {position: ${index}::usmallint, cell: coalesce(c${position}, '')} end`
  );
  const isDoubted = columns.map(
    ({required}, index) => `(v${index} is null${required ? "" : ` and t${index} is not null`})`
  );
  const present = new Map(columns.map(({name}, index) => [name, index]));
  const typed = Object.entries(contract.columns).map(([name, {type}]) => {
    const value = present.has(name) ? `v${present.get(name)}` : `null::${type.duckdb.toString()}`;
    return `${value} as ${quoteName(name)}`;
  });
  await connection.run(`
    copy (
      select
        ${typed.join(",\n        ")},
        case when ${isDoubted.join(" or ")} then list_filter([${doubts.join(", ")}], lambda doubt: doubt is not null) end as doubts
      from (
        select *, ${values.join(",\n          ")}
        from (select *, ${trimmed.join(", ")} from ${readLines(paths, {layout, plan, skip})})
      )
    ) to ${quoteText(target)} (format parquet, ${PARQUET})`);
}

/**
 * Most columns have many values or few: a dictionary that grows without end costs more than it saves.
 * Groups of half the usual size keep two threads busy and memory low.
 */
const PARQUET = "parquet_version v2, row_group_size 61440, dictionary_size_limit 2000";

/** Files as rows of text, one a line: nothing is guessed, and no cell is read as anything else. */
function readLines(
  paths: readonly string[],
  {layout, plan, skip}: {layout: Layout; plan: Reading; skip: number}
): string {
  const columns = Array.from({length: layout.width}, (_, index) => `c${index}: 'varchar'`);
  const quote = plan.hasQuotes ? `'"'` : "''";
  const files = paths.map((path) => quoteText(escapeGlob(path))).join(", ");
  return `read_csv([${files}], columns = {${columns.join(", ")}}, delim = ${quoteText(layout.delimiter)}, quote = ${quote}, escape = ${quote}, header = false, skip = ${skip}, auto_detect = false, parallel = ${plan.isParallel ?? true})`;
}

/** A name is a name: `orders[1].csv` is not a pattern. */
function escapeGlob(path: string): string {
  return path.replace(/[*?[]/g, "[$&]");
}

/** The cell without the blanks around it; null when nothing is left. Looks at the cell's ends first, which is cheap. */
function trimmedCell(cell: string): string {
  return `nullif(${sqlTrim(cell)}, '')`;
}
