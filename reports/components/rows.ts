import {DataType, tableFromIPC, type Field, type Table, type Vector} from "apache-arrow";
import {holdMeanings} from "./meanings.js";

/**
 * Rows of a published `.arrow` file: whole numbers as numbers, dates and instants as `Date`, the rest as it is. Each
 * row knows what its columns mean, through its prototype; columns that this build does not have are null.
 * Pages hand over `FileAttachment(…).arrayBuffer()`: without the method, Framework would fetch its own Arrow.
 * @throws when a whole number is too large to be exact.
 */
export async function readRows<Row>(bytes: Promise<ArrayBuffer> | Uint8Array): Promise<Row[]> {
  const table = tableFromIPC(await bytes);
  const kind = holdMeaningsOf(table);
  const rows = Array.from({length: table.numRows}, () => Object.create(kind) as Record<string, unknown>);
  table.schema.fields.forEach((field, index) => {
    const column = table.getChildAt(index);
    if (column !== null) fillColumn(rows, field, column);
  });
  for (const name of leftOutOf(table)) for (const row of rows) row[name] = null;
  return rows as Row[];
}

/** Remembers what the columns of a result mean; gives a prototype for its rows. */
export function holdMeaningsOf({schema}: Table): object {
  const columns = new Map(
    schema.fields
      .filter(({metadata}) => metadata.has("meaning"))
      .map(({name, metadata}) => [
        name,
        {
          meaning: metadata.get("meaning") ?? "",
          numerator: metadata.get("numerator"),
          denominator: metadata.get("denominator")
        }
      ])
  );
  return holdMeanings({
    table: schema.metadata.get("name") ?? "",
    meaning: schema.metadata.get("meaning") ?? "",
    reads: schema.metadata.get("reads") ?? "",
    columns,
    leftOut: new Set(leftOutOf({schema}))
  });
}

function leftOutOf({schema}: Pick<Table, "schema">): string[] {
  const names = schema.metadata.get("left_out");
  return names === undefined ? [] : names.split(", ");
}

function fillColumn(rows: Record<string, unknown>[], field: Field, column: Vector): void {
  const convert = converterOf(field);
  let index = 0;
  for (const value of column) {
    const row = rows[index++];
    if (row !== undefined) row[field.name] = value === null ? null : convert(value);
  }
}

function converterOf(field: Field): (value: unknown) => unknown {
  if (DataType.isDate(field.type) || DataType.isTimestamp(field.type))
    return (value) => new Date(Number(value));
  return (value) => (typeof value === "bigint" ? exactNumber(value, field.name) : value);
}

function exactNumber(value: bigint, name: string): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw new Error(`${name}: ${value} is too large to be shown exactly`);
  return number;
}
