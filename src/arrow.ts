import {type DuckDBConnection, DuckDBEnumType, type DuckDBType, DuckDBTypeId} from "@duckdb/node-api";
import {
  Bool,
  type Data,
  DateDay,
  type DataType,
  Dictionary,
  Field,
  Float64,
  Int32,
  Int64,
  makeData,
  RecordBatch,
  Schema,
  Struct,
  Table,
  tableToIPC,
  TimestampMicrosecond,
  Utf8,
  vectorFromArray
} from "apache-arrow";
import {type ColumnValues, ValueCollector, type Width} from "./column-values.ts";
import type {Definitions} from "./definitions.ts";
import {RessacError} from "./errors.ts";
import {quoteName} from "./warehouse.ts";

/** The bytes of a query's result, and how many rows it has. */
export interface ArrowResult {
  bytes: Uint8Array;
  rows: number;
}

/**
 * Gives a table as an Arrow IPC file of one record batch, in its order. Types are explicit, so that an empty or
 * all-null column keeps its own: BIGINT is Int64, DATE is Date32, TIMESTAMPTZ is Timestamp(µs, UTC), VARCHAR is a
 * dictionary of UTF-8, sorted. Definitions become metadata of the schema and of its fields. Same rows, same bytes.
 * `from` may be a select too; it is then run once for each column of texts, and once more.
 * @throws RessacError (2) when a column has a type that pages cannot read.
 */
export async function readArrow(
  connection: DuckDBConnection,
  from: string,
  definitions?: Definitions
): Promise<ArrowResult> {
  const columns = await readColumns(connection, from);
  const texts = columns.filter(({isText}) => isText);
  for (const {name, dictionary} of texts) {
    const column = quoteName(name);
    await connection.run(
      `create or replace temp type ${dictionary} as enum (select distinct ${column} from (${from}) where ${column} is not null order by all)`
    );
  }
  const {values, types} = await readValues(connection, columns, from);
  for (const {dictionary} of texts) await connection.run(`drop type ${dictionary}`);
  const rows = values[0]?.rows ?? 0;
  const children = columns.map(({index, isText, type}, place) => {
    const read = values[place] as ReadValues;
    return isText ? dictionaryData(types[place] as DuckDBEnumType, index, read) : plainData(type, read);
  });
  return {bytes: tableToIPC(tableOf(columns, {children, rows, definitions}), "file"), rows};
}

interface Column {
  name: string;
  index: number;
  type: DataType;
  isText: boolean;
  /** Name of the database's type that holds the values of a text. */
  dictionary: string;
}

async function readColumns(connection: DuckDBConnection, from: string): Promise<Column[]> {
  const shape = await connection.run(`from (${from}) limit 0`);
  return shape.columnNames().map((name, index) => {
    const type = arrowType(name, shape.columnType(index), index);
    return {name, index, type, isText: type instanceof Dictionary, dictionary: `published_text_${index}`};
  });
}

interface ReadValues extends ColumnValues {
  rows: number;
}

/** The values of all columns; texts as their places in their dictionaries, decimals as doubles. */
async function readValues(
  connection: DuckDBConnection,
  columns: readonly Column[],
  from: string
): Promise<{values: ReadValues[]; types: DuckDBType[]}> {
  const selected = columns.map(({name, isText, dictionary, type}) => {
    const cast = isText ? `::${dictionary}` : type instanceof Float64 ? "::double" : "";
    return `${quoteName(name)}${cast}`;
  });
  const result = await connection.stream(`select ${selected.join(", ")} from (${from})`);
  const types = columns.map((_, place) => result.columnType(place));
  const collectors = types.map((type, place) => new ValueCollector(place, widthOf(type)));
  let rows = 0;
  for (
    let chunk = await result.fetchChunk();
    chunk !== null && chunk.rowCount > 0;
    chunk = await result.fetchChunk()
  ) {
    for (const collector of collectors) collector.add(chunk);
    rows += chunk.rowCount;
  }
  return {values: collectors.map((collector) => ({...collector.finish(), rows})), types};
}

/** Bytes of a value in the memory of the database. */
function widthOf(type: DuckDBType): Width {
  switch (type instanceof DuckDBEnumType ? type.internalTypeId : type.typeId) {
    case DuckDBTypeId.BOOLEAN:
    case DuckDBTypeId.UTINYINT:
      return 1;
    case DuckDBTypeId.USMALLINT:
      return 2;
    case DuckDBTypeId.INTEGER:
    case DuckDBTypeId.UINTEGER:
    case DuckDBTypeId.DATE:
      return 4;
    default:
      return 8;
  }
}

function plainData(type: DataType, {bytes, validity, nulls, rows}: ReadValues): Data {
  const shared = {length: rows, nullCount: nulls, nullBitmap: validity};
  const {buffer} = bytes;
  if (type instanceof Bool) return makeData({type, ...shared, data: bitsOf(bytes)});
  if (type instanceof Float64) return makeData({type, ...shared, data: new Float64Array(buffer)});
  if (type instanceof DateDay) return makeData({type, ...shared, data: new Int32Array(buffer)});
  if (type instanceof Int64) return makeData({type, ...shared, data: new BigInt64Array(buffer)});
  if (type instanceof TimestampMicrosecond)
    return makeData({type, ...shared, data: new BigInt64Array(buffer)});
  return makeData({type: new Int32(), ...shared, data: new Int32Array(buffer)});
}

function bitsOf(booleans: Uint8Array): Uint8Array {
  const bits = new Uint8Array(Math.ceil(booleans.length / 8));
  booleans.forEach((value, row) => {
    if (value !== 0) bits[row >> 3] = (bits[row >> 3] ?? 0) | (1 << (row & 7));
  });
  return bits;
}

function dictionaryData(type: DuckDBEnumType, id: number, {bytes, validity, nulls, rows}: ReadValues): Data {
  const width = widthOf(type);
  const places =
    width === 1 ? bytes : width === 2 ? new Uint16Array(bytes.buffer) : new Int32Array(bytes.buffer);
  return makeData({
    type: dictionaryType(id),
    length: rows,
    nullCount: nulls,
    nullBitmap: validity,
    data: new Int32Array(places),
    dictionary: vectorFromArray(type.values, new Utf8())
  });
}

/** Without an id of our own, the bytes would depend on how many dictionaries the process has made before. */
function dictionaryType(id: number): Dictionary<Utf8, Int32> {
  return new Dictionary(new Utf8(), new Int32(), id);
}

function tableOf(
  columns: readonly Column[],
  {children, rows, definitions}: {children: Data[]; rows: number; definitions: Definitions | undefined}
): Table {
  const fields = columns.map(
    ({name, type}) => new Field(name, type, true, new Map(definitions?.columns.get(name) ?? []))
  );
  const schema = new Schema(fields, new Map(definitions?.table ?? []));
  const data = makeData({type: new Struct(schema.fields), length: rows, children});
  return new Table(schema, new RecordBatch(schema, data));
}

function arrowType(name: string, duckdb: DuckDBType, index: number): DataType {
  switch (duckdb.typeId) {
    case DuckDBTypeId.BIGINT:
      return new Int64();
    case DuckDBTypeId.HUGEINT:
      // Sums of BIGINT are HUGEINT in DuckDB; a model casts them where it states what they are.
      throw new RessacError(`column ${name} is a HUGEINT; cast the sum to bigint in the report`);
    case DuckDBTypeId.INTEGER:
      return new Int32();
    case DuckDBTypeId.DOUBLE:
    case DuckDBTypeId.DECIMAL:
      return new Float64();
    case DuckDBTypeId.BOOLEAN:
      return new Bool();
    case DuckDBTypeId.DATE:
      return new DateDay();
    case DuckDBTypeId.TIMESTAMP_TZ:
      return new TimestampMicrosecond("UTC");
    case DuckDBTypeId.VARCHAR:
      return dictionaryType(index);
    default:
      throw new RessacError(
        `column ${name} is ${duckdb.toString()}, which pages cannot read; cast it in the report`
      );
  }
}
