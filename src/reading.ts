import type {DuckDBValue} from "@duckdb/node-api";
import {type Contract, type Row, rowSchema} from "./contract.ts";
import {decideEncoding} from "./encoding.ts";
import {type Header, matchHeader} from "./header.ts";
import {showableCell, showableRecord} from "./keyed-hash.ts";
import {type FileRecord, readRecords} from "./records.ts";

/** What is wrong with one cell, or with a record's shape (then `column_name` is null). */
export interface Problem {
  line: number;
  last_line: number;
  byte_start: number;
  byte_end: number;
  column_name: string | null;
  raw_value: string;
  reason_code: string;
  message: string;
}

/** What became of one record: every record of a file is exactly one of the three. */
export type Outcome =
  | {kind: "loaded"; line: number; row: Row}
  | {kind: "quarantined"; problems: Problem[]}
  | {kind: "skipped"; line: number};

/** A file that can be read: its header and its records, one after the other. */
export interface ReadableFile {
  header: Header;
  outcomes: Iterable<Outcome>;
}

/**
 * Reads the bytes of an export by its contract, record by record.
 * Returns sentences instead when the file as a whole cannot be read: wrong encoding, no header, a column missing.
 */
export function readFileBytes(bytes: Buffer, contract: Contract): ReadableFile | string[] {
  const encoding = decideEncoding(bytes, contract.dialect.encodings);
  if (typeof encoding === "string") return [encoding];
  const records = readRecords(bytes, contract.dialect, encoding.encoding);
  const first = firstRecord(records);
  if (first === undefined) return ["the file is empty; export it again"];
  const header = matchHeader(first.cells ?? [], contract);
  if (Array.isArray(header)) return header;
  return {header, outcomes: readOutcomes(records, contract, {header, width: first.cells?.length ?? 0})};
}

function firstRecord(records: Generator<FileRecord>): FileRecord | undefined {
  for (let next = records.next(); next.done !== true; next = records.next()) {
    if (!isBlank(next.value)) return next.value;
  }
  return undefined;
}

function* readOutcomes(
  records: Generator<FileRecord>,
  contract: Contract,
  {header, width}: {header: Header; width: number}
): Generator<Outcome> {
  const names = [...header.positions.keys()];
  const schema = rowSchema(contract, names);
  const derived = Object.entries(contract.derived);
  for (const record of records) {
    const {cells} = record;
    if (isBlank(record) || isFooter(record, contract)) {
      yield {kind: "skipped", line: record.line};
    } else if (cells === undefined || cells.length !== width) {
      yield {kind: "quarantined", problems: [shapeProblem(record, width, contract)]};
    } else {
      const texts = Object.fromEntries(
        names.map((name) => [name, cells[header.positions.get(name) ?? -1] ?? ""])
      );
      const parsed = schema.safeParse(texts);
      if (parsed.success) {
        const row = parsed.data;
        for (const [name, {from}] of derived) row[name] = from(row);
        yield {kind: "loaded", line: record.line, row};
      } else {
        yield {
          kind: "quarantined",
          problems: parsed.error.issues.map((issue) => cellProblem(record, texts, issue, contract))
        };
      }
    }
  }
}

function isBlank({raw}: FileRecord): boolean {
  return raw.trim() === "";
}

/** A total or notice line: one filled cell, in a form that the contract names. */
function isFooter({cells}: FileRecord, {footer}: Contract): boolean {
  if (footer.length === 0 || cells === undefined) return false;
  const filled = cells.filter((cell) => cell.trim() !== "");
  return filled.length === 1 && footer.some((form) => form.test(filled[0]?.trim() ?? ""));
}

function shapeProblem(record: FileRecord, width: number, {columns}: Contract): Problem {
  const {reason, message} = record.problem ?? {
    reason: "wrong_cell_count",
    message: `${record.cells?.length ?? 0} cells where the header has ${width}; a delimiter is missing, too many, or unquoted`
  };
  const raw_value = showableRecord(record.raw, columns);
  return {...placeOf(record), column_name: null, raw_value, reason_code: reason, message};
}

function cellProblem(
  record: FileRecord,
  texts: Record<string, string>,
  issue: {path: PropertyKey[]; message: string; params?: Record<string, DuckDBValue>},
  {columns}: Contract
): Problem {
  const column = String(issue.path[0]);
  return {
    ...placeOf(record),
    column_name: column,
    raw_value: showableCell(texts[column] ?? "", columns[column]?.type),
    reason_code: String(issue.params?.reason ?? "bad_value"),
    message: issue.message
  };
}

function placeOf({
  line,
  last_line,
  byte_start,
  byte_end
}: FileRecord): Pick<Problem, "line" | "last_line" | "byte_start" | "byte_end"> {
  return {line, last_line, byte_start, byte_end};
}
