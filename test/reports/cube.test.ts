import {
  DateDay,
  Dictionary,
  Float64,
  Int32,
  Int64,
  Table,
  tableToIPC,
  Utf8,
  vectorFromArray,
  type DataType
} from "apache-arrow";
import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {readCube} from "../../reports/components/cube.ts";
import {byDimension, type Filters} from "../../reports/components/filters.ts";
import {readArrow} from "../../src/arrow.ts";
import {openDatabase} from "../../src/warehouse.ts";

interface Cell {
  month: Date;
  brand: string;
  channel: string;
  cases: number;
  lost_cents: number;
}

interface Given extends Omit<Cell, "lost_cents"> {
  lost_cents: bigint;
}

const month = (index: number): Date => new Date(Date.UTC(2025, index));
const text = (): DataType => new Dictionary(new Utf8(), new Int32());

function bytesOf(rows: Given[]): Uint8Array {
  const column = (key: keyof Given, type: DataType) =>
    vectorFromArray(
      rows.map((row) => row[key]),
      type
    );
  const table = new Table({
    month: column("month", new DateDay()),
    brand: column("brand", text()),
    channel: column("channel", text()),
    cases: column("cases", new Int32()),
    lost_cents: column("lost_cents", new Int64())
  });
  return tableToIPC(table, "file");
}

const everything: Filters = {from: null, to: null, compare: null, ...byDimension(() => [])};

/** Sums as one would make them by hand, in whole numbers of any size. */
function addUp(rows: Given[], keys: ("month" | "brand" | "channel")[]) {
  const sums = new Map<string, {cases: bigint; lost_cents: bigint}>();
  for (const row of rows) {
    const key = JSON.stringify(keys.map((name) => row[name]));
    const sum = sums.get(key) ?? {cases: 0n, lost_cents: 0n};
    sums.set(key, {cases: sum.cases + BigInt(row.cases), lost_cents: sum.lost_cents + row.lost_cents});
  }
  return sums;
}

const cell = (lost_cents: fc.Arbitrary<bigint>) =>
  fc.record({
    month: fc.integer({min: 0, max: 17}).map(month),
    brand: fc.constantFrom("Solène", "Marly", "unknown"),
    channel: fc.constantFrom("field", "telesales", "retention", "dvr"),
    cases: fc.integer({min: -(2 ** 31), max: 2 ** 31 - 1}),
    lost_cents
  });

/** Amounts that all fit in 32 bits, or hardly do not, or are far beyond; still exact when all are added up. */
const cells = fc
  .constantFrom(2n ** 31n - 1n, 2n ** 31n + 1n, 2n ** 44n)
  .chain((most) => fc.array(cell(fc.bigInt({min: -most, max: most})), {maxLength: 60}));

const filters = fc.record({
  period: fc.option(fc.tuple(fc.integer({min: 0, max: 17}), fc.integer({min: 0, max: 17}))),
  brand: fc.subarray(["Solène", "Marly", "unknown", "nobody"]),
  channel: fc.subarray(["field", "telesales", "retention", "dvr"])
});

describe("a cube", () => {
  it("adds up whatever is chosen, by whatever it is grouped, to the cent", async () => {
    await fc.assert(
      fc.asyncProperty(
        cells,
        filters,
        fc.subarray(["month", "brand", "channel"] as const),
        async (rows, {period, brand, channel}, keys) => {
          const [from, to] = period === null ? [null, null] : [...period].sort((a, b) => a - b).map(month);
          const cube = await readCube<Cell>(bytesOf(rows));
          const chosen = rows.filter(
            (row) =>
              (from == null || to == null || (row.month >= from && row.month <= to)) &&
              (brand.length === 0 || brand.includes(row.brand)) &&
              (channel.length === 0 || channel.includes(row.channel))
          );
          const asked = {...everything, from: from ?? null, to: to ?? null, brand, channel};
          const found = cube.where(asked).by(...keys);
          const sums = addUp(chosen, [...keys]);
          expect(found).toHaveLength(sums.size);
          for (const row of found) {
            const sum = sums.get(JSON.stringify(keys.map((name) => (row as Cell)[name])));
            expect({cases: BigInt(row.cases), lost_cents: BigInt(row.lost_cents)}).toEqual(sum);
          }
          expect(BigInt(cube.where(asked).total().lost_cents)).toBe(
            chosen.reduce((total, {lost_cents}) => total + lost_cents, 0n)
          );
        }
      ),
      {numRuns: 100}
    );
  });

  it("reads what the pipeline writes: days, names, counts, amounts, and what nobody tells", async () => {
    const {connection, close} = await openDatabase();
    const {bytes} = await readArrow(
      connection,
      `select * from (values
         (date '2026-01-01', 'Marly', 2::integer, -5::bigint, null::bigint),
         (date '2026-02-01', 'Solène', 3, 9007199254740000, null),
         (date '2026-02-01', 'Marly', 4, 7, null)) as cells (month, brand, cases, lost_cents, leak_cents)`
    );
    close();
    const cube = await readCube<Omit<Cell, "channel"> & {leak_cents: number | null}>(bytes);
    expect(cube.dimensions).toEqual(["month", "brand"]);
    expect(cube.where(null).by("brand")).toEqual([
      {brand: "Marly", cases: 6, lost_cents: 2, leak_cents: null},
      {brand: "Solène", cases: 3, lost_cents: 9007199254740000, leak_cents: null}
    ]);
    expect(cube.where(null, {month: month(12)}).total()).toMatchObject({cases: 2, lost_cents: -5});
    expect(cube.where({...everything, motive: ["price"]}).total().cases).toBe(9);
  });

  it.each([
    ["a few", 3],
    ["thousands", 150]
  ])("adds up many cells in %s groups", async (_, brands) => {
    const rows = Array.from({length: 70_000}, (_, index) => ({
      month: month((index * 7) % 18),
      brand: `brand ${(index * 31) % brands}`,
      channel: "field",
      cases: index % 9,
      lost_cents: BigInt(index % 5 === 0 ? -index : index) * (index % 2 === 0 ? 1n : 2n ** 20n)
    }));
    const cube = await readCube<Cell>(bytesOf(rows));
    const sums = addUp(rows, ["month", "brand"]);
    const found = cube.where(null).by("month", "brand");
    expect(found).toHaveLength(sums.size);
    for (const {month: at, brand, cases, lost_cents} of found) {
      const sum = sums.get(JSON.stringify([at, brand]));
      expect({cases: BigInt(cases), lost_cents: BigInt(lost_cents)}).toEqual(sum);
    }
  });

  it("is in the order of its values, and 0 where there is nothing", async () => {
    const one = {month: month(1), brand: "b", channel: "x", cases: 1, lost_cents: 1n};
    const cube = await readCube<Cell>(bytesOf([one, {...one, month: month(0)}, {...one, brand: "a"}]));
    const rows = cube.where(null).by("month", "brand");
    expect(rows.map(({month: at, brand}) => `${at.getUTCMonth()}${brand}`)).toEqual(["0b", "1a", "1b"]);
    expect(cube.where({...everything, brand: ["none"]}).total()).toEqual({cases: 0, lost_cents: 0});
    const empty = await readCube<Cell>(bytesOf([]));
    expect(empty.where(everything).by("brand")).toEqual([]);
    expect(empty.where(everything).total()).toEqual({cases: 0, lost_cents: 0});
  });

  it("refuses what it cannot add up exactly", async () => {
    const one = {month: month(1), brand: "b", channel: "x", cases: 1, lost_cents: 2n ** 53n - 1n};
    const cube = await readCube<Cell>(bytesOf([one, one]));
    expect(() => cube.where(null).total()).toThrow("lost_cents: 18014398509481982 is too large");
    const rates = tableToIPC(new Table({rate: vectorFromArray([0.5], new Float64())}), "file");
    await expect(readCube(rates)).rejects.toThrow("rate is Float64, which is neither a dimension nor");
    const holes = new Table({cases: vectorFromArray([1, null], new Int32())});
    await expect(readCube(tableToIPC(holes, "file"))).rejects.toThrow("cases is empty in 1 cells of 2");
    const nameless = new Table({brand: vectorFromArray(["a", null], text())});
    await expect(readCube(tableToIPC(nameless, "file"))).rejects.toThrow("brand is empty in some cells");
    expect(() => cube.where(null).by("motive" as never)).toThrow(
      "no dimension motive; there are month, brand, channel"
    );
  });
});
