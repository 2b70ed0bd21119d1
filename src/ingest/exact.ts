import {BIGINT, type DuckDBConnection, SMALLINT, VARCHAR} from "@duckdb/node-api";
import {createTempTable, type TableColumn, TableWriter} from "../append.ts";
import type {Contract} from "../contract.ts";
import type {Outcome} from "./reading.ts";

const column = (name: string, duckdb: TableColumn["type"]["duckdb"]): TableColumn => ({name, type: {duckdb}});

/** What is known of each cell, or record, that was set aside. */
export const QUARANTINE: TableColumn[] = [
  ...["line", "last_line", "byte_start", "byte_end"].map((name) => column(name, BIGINT)),
  ...["column_name", "raw_value", "reason_code", "message"].map((name) => column(name, VARCHAR))
];

/** Where a row stands in its file. */
const LINE = column("source_line", BIGINT);

/** The columns that a contract reads, typed. */
export function typedColumns({columns}: Pick<Contract, "columns">): TableColumn[] {
  return Object.entries(columns).map(([name, {type}]) => ({name, type}));
}

/**
 * Takes the outcomes of records that are read exactly: good rows into the temporary table `late`, problems into
 * `set_aside` (with `position`, the order of the columns in the contract).
 */
export class ExactTables {
  loaded = 0;
  quarantined = 0;
  skipped = 0;

  private constructor(
    private readonly names: readonly string[],
    private readonly late: TableWriter,
    private readonly setAside: TableWriter
  ) {}

  static async create(connection: DuckDBConnection, contract: Contract): Promise<ExactTables> {
    const typed = [...typedColumns(contract), LINE];
    const problems = [...QUARANTINE, column("position", SMALLINT)];
    await createTempTable(connection, "late", typed);
    await createTempTable(connection, "set_aside", problems);
    return new ExactTables(
      Object.keys(contract.columns),
      await TableWriter.open(connection, "temp.main.late", typed),
      await TableWriter.open(connection, "temp.main.set_aside", problems)
    );
  }

  take(outcome: Outcome): void {
    this[outcome.kind]++;
    if (outcome.kind === "loaded") {
      const {row, line} = outcome;
      this.late.write([...this.names.map((name) => row[name] ?? null), BigInt(line)]);
    } else if (outcome.kind === "quarantined") {
      for (const problem of outcome.problems) {
        const {line, last_line, byte_start, byte_end, column_name, raw_value, reason_code, message} = problem;
        this.setAside.write([
          ...[line, last_line, byte_start, byte_end].map(BigInt),
          column_name,
          raw_value,
          reason_code,
          message,
          column_name === null ? -1 : this.names.indexOf(column_name)
        ]);
      }
    }
  }

  close(): void {
    this.late.close();
    this.setAside.close();
  }
}
