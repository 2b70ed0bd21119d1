import {existsSync, readFileSync} from "node:fs";
import {writeFile} from "node:fs/promises";
import {join} from "node:path";
import type {DuckDBConnection} from "@duckdb/node-api";
import type {Contract} from "../contract.ts";
import {typedColumns} from "./exact.ts";
import {quoteName, quoteText, readRows} from "../warehouse.ts";

/** What became of the records of a file; kept beside its rows. */
export interface CleanReport {
  /** Records below the header: loaded + quarantined + skipped. */
  records: number;
  loaded: number;
  quarantined: number;
  /** Blank, total and notice lines. */
  skipped: number;
  /** Sum of the control amount over the loaded records, in cents; null where the contract has none. */
  control_cents: bigint | null;
  /** Size of the file as delivered. */
  delivered_bytes: number;
  /** First line below the header. */
  data_line: number;
  /** Headers that the contract does not know, and columns of the contract that the file does not have. */
  unknown_columns: string[];
  missing_columns: string[];
  /** Of a workbook: the sheet that was read, and those that were not. */
  sheet: string | null;
  other_sheets: string[];
}

/** Files of a cleaned export. */
export const ROWS = "rows.parquet";
export const EXCEPTIONAL = "exceptional.parquet";
export const QUOTED = "quoted.parquet";
export const QUOTED_PLACES = "quoted-places.parquet";
export const LATE = "late.parquet";
export const QUARANTINE = "quarantine.parquet";
const REPORT = "report.json";

/** Counts the rows as they are stored, and sums their cents. */
export async function countRows(
  connection: DuckDBConnection,
  folder: string,
  contract: Contract
): Promise<Pick<CleanReport, "loaded" | "quarantined" | "control_cents">> {
  const cents = contract.control === undefined ? "null" : `coalesce(sum(${quoteName(contract.control)}), 0)`;
  const [{loaded = 0n, control_cents = null} = {}] = await readRows(
    connection,
    `select count(*) as loaded, (${cents})::bigint as control_cents from (${cleanedRows(folder, contract)})`
  );
  const [{quarantined = 0n} = {}] = await readRows(
    connection,
    `select count(distinct line) as quarantined from (${cleanedQuarantine(folder)})`
  );
  return {
    loaded: Number(loaded),
    quarantined: Number(quarantined),
    control_cents: control_cents as bigint | null
  };
}

/** SQL select of the typed rows of a cleaned export, with `source_line`, and what is computed from them. */
export function cleanedRows(folder: string, contract: Contract): string {
  const names = typedColumns(contract).map(({name}) => quoteName(name));
  const derived = Object.entries(contract.derived).map(
    ([name, {sql, type}]) => `(${sql})::${type.duckdb.toString()} as ${quoteName(name)}`
  );
  const late = `select ${[...names, "source_line"].join(", ")} from ${quoteText(join(folder, LATE))}`;
  const {data_line} = readReport(folder);
  const bulk = `select ${[...names, "source_line"].join(", ")} from (${bulkRows(folder, data_line)}) where doubts is null`;
  const all = existsSync(join(folder, ROWS)) ? `${bulk}\nunion all\n${late}` : late;
  return `select ${[...names, ...derived, "source_line"].join(", ")} from (${all})`;
}

/** SQL select of all rows that were read in bulk and may be used, with `source_line`, and `doubts` where there are some. */
export function bulkRows(folder: string, data_line: number): string {
  const file = (name: string): string => quoteText(join(folder, name));
  const rows = `select * exclude (file_row_number), ${data_line} + file_row_number as source_line
    from read_parquet(${file(ROWS)}, file_row_number = true)
    anti join ${file(EXCEPTIONAL)} using (file_row_number)`;
  if (!existsSync(join(folder, QUOTED))) return rows;
  return `${rows}
    union all
    select * exclude (file_row_number, last_line, byte_start, byte_end)
    from read_parquet(${file(QUOTED)}, file_row_number = true)
    join ${file(QUOTED_PLACES)} using (file_row_number)`;
}

/** SQL select of what was set aside of a cleaned export, in the order of the file. */
export function cleanedQuarantine(folder: string): string {
  return `select * from ${quoteText(join(folder, QUARANTINE))}`;
}

/** Writes the report beside the rows. */
export async function writeReport(folder: string, report: CleanReport): Promise<void> {
  const text = JSON.stringify(report, (_, value: unknown) =>
    typeof value === "bigint" ? String(value) : value
  );
  await writeFile(join(folder, REPORT), text);
}

/** What became of the records of a cleaned export. */
export function readReport(folder: string): CleanReport {
  const report = JSON.parse(readFileSync(join(folder, REPORT), "utf8")) as Written;
  return {...report, control_cents: report.control_cents === null ? null : BigInt(report.control_cents)};
}

/** A report as it is written: JSON has no integers of any size. */
type Written = Omit<CleanReport, "control_cents"> & {control_cents: string | null};
