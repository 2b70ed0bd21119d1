import type {DuckDBValue} from "@duckdb/node-api";
import {z} from "zod";
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

/** A column computed from the typed cells of its row, such as quantity × price. */
const Derived = z.object({
  type: CellTypeSchema,
  from: z.custom<(row: Row) => DuckDBValue>((value) => typeof value === "function"),
  meaning: z.string().min(1)
});

const Contract = z.object({
  /** Table that the rows go to: `sources.<name>`. */
  name: z.string().regex(/^[a-z][a-z0-9_]*$/, "use lower case letters, digits and underscores"),
  /** The system and what its export holds, in one sentence. */
  title: z.string().min(1),
  /** File names of this export; `*` stands for anything, `?` for one character. */
  files: z.array(z.string().min(1)).min(1),
  /** Raised whenever the contract reads a file differently than before. */
  version: z.int().positive().default(1),
  dialect: Dialect,
  columns: z.record(z.string(), Column),
  /** Of an export of JSON records: where the cells of each column stand in a record (`user.name`, `files[].id`). */
  json: z.record(z.string(), z.string().min(1)).optional(),
  /** Of a mailbox: which part of a message each column is (`messageId`, `date`, `subject`, `text`). */
  mail: z.record(z.string(), z.string().min(1)).optional(),
  /** Of an archive that is one export: the paths in it that hold records; the others are passed by. */
  members: z.instanceof(RegExp).optional(),
  derived: z.record(z.string(), Derived).default({}),
  /** The amount column that is summed, in cents, from the file to the published page. */
  control: z.string().optional(),
  /** One-cell records below the data, such as a total or a copyright line: skipped, and counted. */
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
  return Contract.superRefine(({columns, derived, control, json, mail}, context) => {
    for (const name of Object.keys({...json, ...mail}).filter((path) => !(path in columns))) {
      context.addIssue({
        code: "custom",
        path: [json ? "json" : "mail"],
        message: `no column is called ${name}`
      });
    }
    if (control !== undefined && !(control in columns) && !(control in derived)) {
      context.addIssue({code: "custom", path: ["control"], message: `no column is called ${control}`});
    }
  }).parse(contract);
}

/** The schema of one record: texts by column name in, typed cells out, one issue for each cell refused. */
export function rowSchema({columns, dialect}: Contract, present: readonly string[]): z.ZodType<Row> {
  return z.object(
    Object.fromEntries(
      Object.entries(columns)
        .filter(([name]) => present.includes(name))
        .map(([name, column]) => [name, cellSchema(column, dialect)])
    )
  );
}

function cellSchema(column: ContractColumn, dialect: Dialect): z.ZodType<DuckDBValue, string> {
  return z.string().transform((raw, context): DuckDBValue => {
    const text = trimCell(raw);
    const value = text === "" ? emptyCell(column) : readCell(text, column, dialect);
    if (!CellProblem.is(value)) return value;
    context.issues.push({
      code: "custom",
      input: raw,
      message: value.message,
      params: {reason: value.code}
    });
    return z.NEVER;
  });
}

function emptyCell({required}: ContractColumn): null | CellProblem {
  return required ? new CellProblem("missing_value", "a value is required here") : null;
}

function readCell(text: string, {type}: ContractColumn, dialect: Dialect): DuckDBValue | CellProblem {
  return text.includes("\ufffd")
    ? new CellProblem("bad_bytes", "bytes that belong to no character of the file's encoding")
    : type.parse(text, dialect);
}

/** Blanks around a cell are never meant, whatever kind of blank they are. */
function trimCell(raw: string): string {
  return raw.replace(/^[\s\u00a0\u202f]+|[\s\u00a0\u202f]+$/gu, "");
}
