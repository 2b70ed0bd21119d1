import {readdir} from "node:fs/promises";
import {basename, join} from "node:path";
import type {DuckDBConnection} from "@duckdb/node-api";
import {appendRows, createTable} from "./append.ts";
import {CellProblem, type CellType, day, double, integer, text, wholeNumber, yesNo} from "./cells.ts";
import {dataError, RessacError} from "./errors.ts";
import {readExport} from "./ingest/exports.ts";
import {memorySource} from "./ingest/bytes.ts";
import {MACHINE} from "./dialect.ts";
import {textStart} from "./ingest/encoding.ts";
import {compare} from "./models.ts";
import {QUOTE_PROBLEMS, readRecords} from "./ingest/records.ts";

/** Types that the header of a lookup can name behind a colon: `weight:bigint`. */
const TYPES: Record<string, () => CellType> = {
  varchar: text,
  integer,
  bigint: wholeNumber,
  double,
  date: day,
  boolean: yesNo
};

const SOURCE_LINE = {name: "source_line", type: integer()};

const DIALECT = {...MACHINE, delimiter: ";"} as const;

/** A table that people edit, with the version of it: the sha256 of its file. */
export interface Lookup {
  /** `lookups.<name>` */
  table: string;
  sha256: string;
}

/**
 * Loads the tables that people edit (`<folder>/<name>.csv`, UTF-8, `;`) as `lookups.<name>`, and their versions as
 * `meta.parameters`. A header cell is a column's name, with its type behind a colon when it is not text; an empty
 * cell is null. `source_line` is the line of the file, so that a rule that is refused can be found.
 * @throws RessacError (1) at the first cell that cannot be read: a rule is never half applied; (2) when there is no
 * such folder.
 */
export async function loadLookups(connection: DuckDBConnection, folder: string): Promise<Lookup[]> {
  const names = await readdir(folder).catch(() => {
    throw new RessacError(`${folder}: no such folder; correct lookups in the settings`);
  });
  const files = names.filter((name) => name.endsWith(".csv")).sort(compare);
  const lookups: Lookup[] = [];
  for (const file of files) lookups.push(await loadLookup(connection, join(folder, file)));
  await createTable(connection, "meta.parameters", VERSIONS);
  await appendRows(
    connection,
    "meta.parameters",
    VERSIONS,
    lookups.map(({table, sha256}) => [table, sha256])
  );
  return lookups;
}

const VERSIONS = ["name", "sha256"].map((name) => ({name, type: text()}));

async function loadLookup(connection: DuckDBConnection, path: string): Promise<Lookup> {
  const table = `lookups.${basename(path, ".csv")}`;
  const {bytes, sha256} = await readExport(path);
  const source = memorySource(bytes, textStart(bytes));
  const [header, ...records] = [...readRecords(source, {...DIALECT, feed: 10}, {encoding: "utf-8", line: 1})];
  const columns = (header?.cells ?? []).map((cell) => readHeaderCell(path, cell));
  const rows = records
    .filter(({raw}) => raw.trim() !== "")
    .map(({cells, line, problem}) => {
      if (cells === undefined || cells.length !== columns.length) {
        const reason =
          problem === undefined
            ? `${cells?.length} cells where the header has ${columns.length}`
            : QUOTE_PROBLEMS[problem];
        throw dataError(`${path}:${line}: ${reason}`);
      }
      const values = columns.map(({name, type}, index) => {
        const value = cells[index]?.trim() ?? "";
        const read = value === "" ? null : type.parse(value, DIALECT);
        if (!CellProblem.is(read)) return read;
        throw dataError(`${path}:${line}: column ${name}, value "${value}": ${read.message}`);
      });
      return [...values, line];
    });
  const kept = [...columns, SOURCE_LINE];
  await createTable(connection, table, kept);
  await appendRows(connection, table, kept, rows);
  return {table, sha256};
}

function readHeaderCell(path: string, cell: string): {name: string; type: CellType} {
  const [name = "", type = "varchar"] = cell.trim().replace("\ufeff", "").split(":");
  const make = TYPES[type];
  if (make !== undefined && /^[a-z_]+$/.test(name)) return {name, type: make()};
  throw new RessacError(
    `${path}:1: column "${cell}" is not a name in lower case with one of the types ${Object.keys(TYPES).join(", ")}`
  );
}
