import type {DuckDBValue} from "@duckdb/node-api";
import {z} from "zod";
import {trimBlanks} from "./blanks.ts";
import {type CellType, CellProblem} from "./cells.ts";
import {Dialect} from "./dialect.ts";

const CellTypeSchema = z.custom<CellType>((value) => typeof (value as CellType | null)?.parse === "function");

const Column = z.object({
  type: CellTypeSchema,
  /** Accepted headers, the system's own label first; matched without case, accents and surrounding blanks. */
  headers: z.array(z.string().min(1)).min(1),
  /** A required column must be in every file, and no cell of it may be empty. */
  required: z.boolean().default(false),
  /** What the column means, in one line. */
  meaning: z.string().min(1)
});

/** A column computed from the typed columns of its row, such as quantity × price. */
const Derived = z.object({
  type: CellTypeSchema,
  /** SQL expression over the columns of the contract. */
  sql: z.string().min(1),
  meaning: z.string().min(1)
});

const Contract = z.object({
  /** Table that the rows go to: `sources.<name>`. */
  name: z.string().regex(/^[a-z][a-z0-9_]*$/, "use lower case letters, digits and underscores"),
  /** The system and what its export holds, in one sentence. */
  title: z.string().min(1),
  /** File names of this export; `*` stands for anything, `?` for one character. */
  files: z.array(z.string().min(1)).min(1),
  /** The sheet to read when the export is a workbook; by default its first one. */
  sheet: z.string().optional(),
  /** Raised whenever the contract reads a file differently than before. */
  version: z.int().positive().default(1),
  dialect: Dialect,
  columns: z.record(z.string(), Column),
  /**
   * Of an export of JSON records: where the cells of each column stand in a record (`user.name`, `files[].id`);
   * `$folder` is the folder in which its file stands in the archive.
   */
  json: z.record(z.string(), z.string().min(1)).optional(),
  /** Of a mailbox: which part of a message each column is (`messageId`, `date`, `subject`, `text`). */
  mail: z.record(z.string(), z.string().min(1)).optional(),
  /** Of an archive or folder that is one export: the paths in it that hold records; the others are passed by. */
  members: z.instanceof(RegExp).optional(),
  derived: z.record(z.string(), Derived).default({}),
  /** The amount column that is summed, in cents, from the file to the published page. */
  control: z.string().optional(),
  /**
   * Lines below the data, such as a total or a copyright: their first filled cell is in one of these forms, and the
   * others are numbers. Skipped, and counted.
   */
  footer: z.array(z.instanceof(RegExp)).default([]),
  /** Finds the day on which a file was extracted, in its name: named groups `y`, `m` and, if known, `d`. */
  extracted: z.instanceof(RegExp).optional()
});

/** What a source's export looks like and how it is read; made with `defineSource`. */
export type Contract = z.infer<typeof Contract>;
export type ContractColumn = z.infer<typeof Column>;

/** The typed cells of a record, by column name. */
export type Row = Record<string, DuckDBValue>;

/**
 * Declares the contract of an export.
 * @throws ZodError when the declaration itself is wrong: a name, a column without header, an unknown control.
 */
export function defineSource(contract: z.input<typeof Contract>): Contract {
  return Contract.superRefine((declared, context) => {
    const {columns, derived, control, json, mail, members} = declared;
    const refuse = (field: string, message: string): void =>
      context.addIssue({code: "custom", path: [field], message});
    for (const field of ["json", "mail"] as const) {
      const names = Object.keys(declared[field] ?? {}).filter((name) => !(name in columns));
      for (const name of names) refuse(field, `no column is called ${name}`);
    }
    if (json !== undefined && mail !== undefined)
      refuse("mail", "an export is of JSON records or of messages");
    if (members !== undefined && json === undefined && mail === undefined) {
      refuse("members", "only JSON records and messages are read out of several files");
    }
    if (control !== undefined && !(control in columns) && !(control in derived)) {
      refuse("control", `no column is called ${control}`);
    }
  }).parse(contract);
}

/**
 * The schema of one record: the texts of its cells in, typed cells by column name out, one issue for each cell
 * refused. One step for the whole record: a schema a cell takes twice the time.
 */
export function rowSchema(
  {columns, dialect}: Contract,
  positions: ReadonlyMap<string, number>
): z.ZodType<Row, string[]> {
  const present = Object.entries(columns).flatMap(([name, column]) => {
    const position = positions.get(name);
    return position === undefined ? [] : [{name, column, position}];
  });
  return z.custom<string[]>().transform((cells, context) => {
    const row: Row = {};
    for (const {name, column, position} of present) {
      const raw = cells[position] ?? "";
      const value = readCell(raw, column, dialect);
      if (CellProblem.is(value)) context.issues.push(cellIssue(name, raw, value));
      else row[name] = value;
    }
    return row;
  });
}

/** What is wrong with a cell, in the form of the schema's issues. */
export interface CellIssue {
  path: PropertyKey[];
  message: string;
  params?: {raw?: string; reason?: string};
}

function cellIssue(name: string, raw: string, {code, message}: CellProblem): CellIssue & z.core.$ZodRawIssue {
  return {code: "custom", input: raw, path: [name], message, params: {raw, reason: code}};
}

/** Reads the text of a cell, with whatever blanks stand around it; an empty one is null. */
export function readCell(
  raw: string,
  {type, required}: Pick<ContractColumn, "type" | "required">,
  dialect: Dialect
): DuckDBValue | CellProblem {
  const text = trimBlanks(raw);
  if (text === "") return required ? new CellProblem("missing_value", "a value is required here") : null;
  return text.includes("\ufffd") || text.includes("\0")
    ? new CellProblem("bad_bytes", "bytes that belong to no character of the file's encoding")
    : type.parse(text, dialect);
}
