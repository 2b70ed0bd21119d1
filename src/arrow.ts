import {
  type DuckDBConnection,
  DuckDBDateValue,
  DuckDBDecimalValue,
  type DuckDBType,
  DuckDBTypeId,
  type DuckDBValue
} from "@duckdb/node-api";
import {
  Bool,
  type Data,
  DateDay,
  type DataType,
  Dictionary,
  Float64,
  Int32,
  Int64,
  makeBuilder,
  RecordBatch,
  Schema,
  Field,
  Struct,
  Table,
  tableToIPC,
  TimestampMicrosecond,
  Utf8,
  makeData
} from "apache-arrow";
import type {Definitions} from "./definitions.ts";
import {RessacError} from "./errors.ts";

/** The bytes of a query's result, and how many rows it has. */
export interface ArrowResult {
  bytes: Uint8Array;
  rows: number;
}

/**
 * Runs a select and gives its result as an Arrow IPC file. Types are explicit, so that an empty or all-null
 * column keeps its own: BIGINT is Int64, DATE is Date32, TIMESTAMPTZ is Timestamp(µs, UTC), VARCHAR is a
 * dictionary of UTF-8. Definitions become metadata of the schema and of its fields. Same rows, same bytes.
 * @throws RessacError (2) when a column has a type that pages cannot read.
 */
export async function readArrow(
  connection: DuckDBConnection,
  sql: string,
  definitions?: Definitions
): Promise<ArrowResult> {
  const result = await connection.stream(sql);
  const columns = result.columnNames().map((name, index) => columnOf(name, result.columnType(index), index));
  let rows = 0;
  for (
    let chunk = await result.fetchChunk();
    chunk !== null && chunk.rowCount > 0;
    chunk = await result.fetchChunk()
  ) {
    for (const [index, column] of columns.entries()) {
      chunk.visitColumnValues(index, (value) =>
        column.builder.append(value === null ? null : column.convert(value))
      );
    }
    rows += chunk.rowCount;
  }
  return {bytes: tableToIPC(tableOf(columns, rows, definitions), "file"), rows};
}

interface Column {
  name: string;
  type: DataType;
  builder: ReturnType<typeof makeBuilder>;
  convert: (value: DuckDBValue) => unknown;
}

function columnOf(name: string, duckdb: DuckDBType, index: number): Column {
  const {type, convert} = arrowType(name, duckdb, index);
  return {name, type, convert, builder: makeBuilder({type, nullValues: [null]})};
}

function tableOf(columns: readonly Column[], length: number, definitions?: Definitions): Table {
  const fields = columns.map(
    ({name, type}) => new Field(name, type, true, new Map(definitions?.columns.get(name) ?? []))
  );
  const schema = new Schema(fields, new Map(definitions?.table ?? []));
  const children: Data[] = columns.map(({builder}) => builder.finish().flush() as Data);
  return new Table(
    schema,
    new RecordBatch(schema, makeData({type: new Struct(schema.fields), length, children}))
  );
}

const same = (value: DuckDBValue): unknown => value;

function arrowType(name: string, duckdb: DuckDBType, index: number): Pick<Column, "type" | "convert"> {
  switch (duckdb.typeId) {
    case DuckDBTypeId.BIGINT:
      return {type: new Int64(), convert: same};
    case DuckDBTypeId.HUGEINT:
      // Sums of BIGINT are HUGEINT in DuckDB; a model casts them where it states what they are.
      throw new RessacError(`column ${name} is a HUGEINT; cast the sum to bigint in the report`);
    case DuckDBTypeId.INTEGER:
      return {type: new Int32(), convert: same};
    case DuckDBTypeId.DOUBLE:
      return {type: new Float64(), convert: same};
    case DuckDBTypeId.DECIMAL:
      return {type: new Float64(), convert: (value) => (value as DuckDBDecimalValue).toDouble()};
    case DuckDBTypeId.BOOLEAN:
      return {type: new Bool(), convert: same};
    case DuckDBTypeId.DATE:
      return {
        type: new DateDay(),
        convert: (value) => new Date((value as DuckDBDateValue).days * 86_400_000)
      };
    case DuckDBTypeId.TIMESTAMP_TZ:
      return {
        type: new TimestampMicrosecond("UTC"),
        convert: (value) => Number((value as {micros: bigint}).micros) / 1000
      };
    case DuckDBTypeId.VARCHAR:
      // Without an id of our own, the bytes would depend on how many dictionaries the process has made before.
      return {type: new Dictionary(new Utf8(), new Int32(), index), convert: same};
    default:
      throw new RessacError(
        `column ${name} is ${duckdb.toString()}, which pages cannot read; cast it in the report`
      );
  }
}
