import type {DuckDBType, DuckDBValue} from "@duckdb/node-api";
import type {Dialect} from "../dialect.ts";

/** Why a cell was refused, in a form that can be counted (`code`) and read (`message`, with the way out). */
export class CellProblem {
  constructor(
    readonly code: string,
    readonly message: string
  ) {}

  /** Not `instanceof`: a contract outside an ES module package has this class from another loader. */
  static is(value: unknown): value is CellProblem {
    return typeof value === "object" && value?.constructor.name === CellProblem.name;
  }
}

/** How the text of a cell becomes a value; a text that is not exactly in the form is refused, never guessed. */
export interface CellType {
  /** Says the type and all its options: two types of one name read every text alike. */
  readonly name: string;
  readonly duckdb: DuckDBType;
  /** Reads a trimmed, non-empty text. This is the reference: `sql` may only ever agree with it. */
  parse(text: string, dialect: Dialect): DuckDBValue | CellProblem;
  /**
   * An SQL expression of type `duckdb` for `cell`, the SQL expression of a trimmed, non-empty text. It gives the
   * value that `parse` gives, or null when it cannot be sure (then the text is left to `parse`); it never throws,
   * and does not depend on the session's time zone.
   */
  sql(cell: string, dialect: Dialect): string;
  /**
   * Of a cell whose text must not be written down anywhere: what is shown of it when it is refused. An export with such
   * a column is read by `parse` only, in memory.
   */
  mask?(text: string): string;
}
