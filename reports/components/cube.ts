import {DataType, tableFromIPC, type Field, type Vector} from "apache-arrow";
import {DIMENSIONS, type Filters} from "./filters.js";
import {holdMeaningsOf} from "./rows.js";
import {addLongRuns, addShortRuns, MOST_RUNS, runsOf} from "./sums.js";

/**
 * A published cube: one row a cell, dimensions (texts, and `month`) and measures that may be added up (whole numbers).
 *
 * ```js
 * const cube = await readCube(FileAttachment("data/case_cells.arrow").arrayBuffer());
 * const rows = cube.where(filters).by("channel"); // [{channel: "field", cases: 12, kept_ca_cents: 812300, …}, …]
 * const {cases} = cube.where(filters).total();
 * ```
 *
 * Sums are exact to the cent: 64-bit amounts are added in halves of 32 bits, without a BigInt a row.
 */
export interface Cube<Row> {
  /** Names of the dimensions, `month` included. */
  dimensions: readonly string[];
  /** Whether it holds nothing at all: what it is made of was not delivered. */
  isEmpty: boolean;
  /** Cells that pass the filters the cube has a dimension for, and those of its own; see `notesOf` for the others. */
  where(filters: Filters | null, own?: Own<Row>): Cells<Row>;
}

/** Filters on dimensions that only this cube has, such as a way of counting. */
export type Own<Row> = {[Key in DimensionOf<Row>]?: Row[Key] | Row[Key][]};

type DimensionOf<Row> = {[Key in keyof Row]: Row[Key] extends string | Date ? Key : never}[keyof Row];
type MeasureOf<Row> = Exclude<keyof Row, DimensionOf<Row>>;

/** Cells that were chosen; nothing is added up before it is asked for. */
export interface Cells<Row> {
  /** Sums of all measures for each value, or values, that occur: in the order of the values. */
  by<Key extends DimensionOf<Row>>(...keys: Key[]): Pick<Row, Key | MeasureOf<Row>>[];
  /** Sums of all measures: 0 where there is no cell, null where nobody tells the measure. */
  total(): Pick<Row, MeasureOf<Row>>;
}

/** Cells up to which sums of 32-bit halves stay below 2^53, where doubles are exact. */
export const MOST_CELLS = 2 ** 21;
/** Combinations of values that a grouping may have. */
const MOST_GROUPS = 2 ** 22;
/** Cells that are added up before the next measure is turned to. */
const BLOCK = 2 ** 15;
const HALF = 2 ** 32;
const DAY = 86_400_000;

type Value = string | Date;

interface Dimension {
  name: string;
  values: Value[];
  /** Place in `values`, a cell. */
  codes: Int32Array;
}

interface Measure {
  name: string;
  /** One 32-bit word a cell, or two: the low and the high half. */
  words: Int32Array;
  isLong: boolean;
  /** False where the column is empty: nobody tells it. */
  isTold: boolean;
}

interface Columns {
  size: number;
  dimensions: Map<string, Dimension>;
  measures: Measure[];
}

/**
 * Reads a cube from a published `.arrow` file.
 * @throws when it has too many cells to be summed exactly, a column that cannot be added up, or cells without a value.
 */
export async function readCube<Row>(bytes: Promise<ArrayBuffer> | Uint8Array): Promise<Cube<Row>> {
  const table = tableFromIPC(await bytes);
  if (table.numRows > MOST_CELLS)
    throw new Error(`${table.numRows} cells cannot be summed exactly; publish at most ${MOST_CELLS}`);
  // Sums are told by the words of the columns that they are sums of.
  holdMeaningsOf(table);
  const columns: Columns = {size: table.numRows, dimensions: new Map(), measures: []};
  table.schema.fields.forEach((field, index) => addColumn(columns, field, table.getChildAt(index) as Vector));
  return {
    dimensions: [...columns.dimensions.keys()],
    isEmpty: columns.size === 0,
    where: (filters, own = {}) => cellsOf<Row>(columns, choose(columns, testsOf(filters, own)))
  };
}

function addColumn({size, dimensions, measures}: Columns, {name, type}: Field, column: Vector): void {
  if (column.data.length > 1) throw new Error(`${name} comes in several batches; publish it in one`);
  if (DataType.isInt(type)) {
    if (column.nullCount > 0 && column.nullCount < size)
      throw new Error(
        `${name} is empty in ${column.nullCount} cells of ${size}; publish 0, or nothing at all`
      );
    const values = (size === 0 ? new Int32Array(0) : column.toArray()) as Int32Array | BigInt64Array;
    const isTold = size === 0 || column.nullCount === 0;
    measures.push({name, isTold, ...wordsOf(values, type.bitWidth === 64 ? 2 * size : size, size)});
    return;
  }
  if (column.nullCount > 0) throw new Error(`${name} is empty in some cells; name what is not known`);
  if (DataType.isDate(type)) dimensions.set(name, datesOf(name, column));
  else if (DataType.isDictionary(type)) dimensions.set(name, textsOf(name, column));
  else throw new Error(`${name} is ${String(type)}, which is neither a dimension nor can it be added up`);
}

/** Amounts of one cell mostly fit in one word, which halves the work of every sum. */
function wordsOf(
  {buffer, byteOffset}: Int32Array | BigInt64Array,
  length: number,
  size: number
): Pick<Measure, "words" | "isLong"> {
  const words = new Int32Array(buffer, byteOffset, length);
  if (length === size) return {words, isLong: false};
  const lows = new Int32Array(size);
  for (let cell = 0; cell < size; cell++) {
    const low = words[2 * cell] as number;
    // The high half of a number that fits repeats its sign.
    if (words[2 * cell + 1] !== low >> 31) return {words, isLong: true};
    lows[cell] = low;
  }
  return {words: lows, isLong: false};
}

function textsOf(name: string, column: Vector): Dimension {
  const data = column.data[0];
  const values = [...((data?.dictionary ?? []) as Iterable<string>)];
  return {name, values, codes: Int32Array.from((data?.values ?? []) as Int32Array)};
}

function datesOf(name: string, column: Vector): Dimension {
  const days = (column.data[0]?.values ?? new Int32Array(0)) as Int32Array;
  const places = new Map<number, number>();
  const codes = new Int32Array(days.length);
  days.forEach((day, index) => {
    let place = places.get(day);
    if (place === undefined) places.set(day, (place = places.size));
    codes[index] = place;
  });
  return {name, values: [...places.keys()].map((day) => new Date(day * DAY)), codes};
}

type Tests = Map<string, (value: Value) => boolean>;

/** What a value has to be, a dimension; nothing is asked of those that are not filtered. */
function testsOf(filters: Filters | null, own: Record<string, unknown>): Tests {
  const tests: Tests = new Map();
  const {from, to} = filters ?? {from: null, to: null};
  if (from !== null && to !== null) tests.set("month", (month) => month >= from && month <= to);
  for (const name of DIMENSIONS) {
    const chosen = new Set<Value>(filters?.[name] ?? []);
    if (chosen.size > 0) tests.set(name, (value) => chosen.has(value));
  }
  for (const [name, asked] of Object.entries(own)) {
    const chosen = new Set([asked].flat().map(keyOf));
    tests.set(name, (value) => chosen.has(keyOf(value)));
  }
  return tests;
}

/** Places of the cells that pass every test. */
function choose({size, dimensions}: Columns, tests: Tests): Int32Array {
  const chosen = new Int32Array(size);
  for (let cell = 0; cell < size; cell++) chosen[cell] = cell;
  let count = size;
  for (const [name, test] of tests) {
    const dimension = dimensions.get(name);
    if (dimension === undefined) continue;
    const passes = Uint8Array.from(dimension.values, (value) => (test(value) ? 1 : 0));
    const {codes} = dimension;
    let kept = 0;
    for (let place = 0; place < count; place++) {
      const cell = chosen[place] as number;
      chosen[kept] = cell;
      kept += passes[codes[cell] as number] as number;
    }
    count = kept;
  }
  return chosen.subarray(0, count);
}

function cellsOf<Row>(columns: Columns, chosen: Int32Array): Cells<Row> {
  return {
    by: (...keys) => group(columns, chosen, keys.map(String)) as never,
    total: () => (group(columns, chosen, [])[0] ?? nothing(columns)) as never
  };
}

/** Sums over no cell at all. */
function nothing({measures}: Columns): Record<string, number | null> {
  return Object.fromEntries(measures.map(({name, isTold}) => [name, isTold ? 0 : null]));
}

function group(columns: Columns, chosen: Int32Array, keys: string[]): Record<string, unknown>[] {
  const dimensions = keys.map((key) => {
    const dimension = columns.dimensions.get(key);
    if (dimension === undefined)
      throw new Error(`no dimension ${key}; there are ${[...columns.dimensions.keys()].join(", ")}`);
    return dimension;
  });
  const {groups, firsts} = number(chosen, dimensions);
  const rows = firsts.map((cell) =>
    Object.fromEntries(dimensions.map(({name, codes, values}) => [name, values[codes[cell] as number]]))
  ) as Record<string, Value | number | null>[];
  const sums = columns.measures.map(() => new Float64Array(2 * rows.length));
  // Block by block, so that the cells of a block are still at hand when the next measure is added up.
  for (let start = 0; start < chosen.length; start += BLOCK) {
    const [cells, to] = [chosen.subarray(start, start + BLOCK), groups.subarray(start, start + BLOCK)];
    const runs = rows.length > MOST_RUNS ? null : runsOf(cells, to, rows.length);
    columns.measures.forEach((measure, index) => {
      const {words, isLong, isTold} = measure;
      if (!isTold) return;
      if (runs === null) add(measure, cells, to, sums[index] as Float64Array);
      else (isLong ? addLongRuns : addShortRuns)(words, runs, sums[index] as Float64Array);
    });
  }
  columns.measures.forEach(({name, isTold}, index) => {
    const [lows, highs] = halvesOf(sums[index] as Float64Array);
    rows.forEach((row, place) => {
      row[name] = isTold ? exact((highs[place] as number) * HALF + (lows[place] as number), name) : null;
    });
  });
  return rows.sort((a, b) => compare(a, b, keys));
}

/** Numbers the groups as they are met: the group of each chosen cell, and the first cell of each group. */
function number(chosen: Int32Array, dimensions: Dimension[]): {groups: Int32Array; firsts: number[]} {
  const combinations = dimensions.reduce((product, {values}) => product * Math.max(1, values.length), 1);
  if (combinations > MOST_GROUPS)
    throw new Error(
      `${combinations} combinations of ${dimensions.map(({name}) => name).join(", ")} are too many to group by`
    );
  const groups = new Int32Array(chosen.length);
  for (const {values, codes} of dimensions) {
    const {length} = values;
    for (let place = 0; place < groups.length; place++)
      groups[place] = (groups[place] as number) * length + (codes[chosen[place] as number] as number);
  }
  const numbers = new Int32Array(combinations).fill(-1);
  const firsts: number[] = [];
  for (let place = 0; place < groups.length; place++) {
    const combination = groups[place] as number;
    if (numbers[combination] === -1) numbers[combination] = firsts.push(chosen[place] as number) - 1;
    groups[place] = numbers[combination] as number;
  }
  return {groups, firsts};
}

/** Adds the cells of a block to the sums of their groups: low halves first, then high halves. */
function add({words, isLong}: Measure, cells: Int32Array, groups: Int32Array, sums: Float64Array): void {
  if (isLong) addLong(words, cells, groups, sums);
  else addShort(words, cells, groups, sums);
}

function addShort(words: Int32Array, cells: Int32Array, groups: Int32Array, sums: Float64Array): void {
  for (let place = 0; place < cells.length; place++) {
    const to = groups[place] as number;
    sums[to] = (sums[to] as number) + (words[cells[place] as number] as number);
  }
}

function addLong(words: Int32Array, cells: Int32Array, groups: Int32Array, sums: Float64Array): void {
  const highs = sums.length / 2;
  for (let place = 0; place < cells.length; place++) {
    const to = groups[place] as number;
    const word = 2 * (cells[place] as number);
    sums[to] = (sums[to] as number) + ((words[word] as number) >>> 0);
    sums[to + highs] = (sums[to + highs] as number) + (words[word + 1] as number);
  }
}

function halvesOf(sums: Float64Array): [Float64Array, Float64Array] {
  const size = sums.length / 2;
  return [sums.subarray(0, size), sums.subarray(size)];
}

/** A sum that left the range of exact doubles is refused, not rounded. */
function exact(value: number, name: string): number {
  if (!Number.isSafeInteger(value)) throw new Error(`${name}: ${value} is too large to be shown exactly`);
  return value;
}

const keyOf = (value: unknown): unknown => (value instanceof Date ? value.getTime() : value);

function compare(a: Record<string, unknown>, b: Record<string, unknown>, keys: string[]): number {
  for (const key of keys) {
    const [first, second] = [keyOf(a[key]), keyOf(b[key])] as [string, string];
    if (first !== second) return first < second ? -1 : 1;
  }
  return 0;
}
