import {Dictionary, DateDay, Int32, Int64, Table, tableToIPC, Utf8, vectorFromArray} from "apache-arrow";
import {describe, expect, it} from "vitest";
import {readCube} from "../../reports/components/cube.ts";
import {byDimension, type Filters} from "../../reports/components/filters.ts";
import {
  type CancellationCell,
  cancellationMonths,
  inPeriod,
  type MovementCell,
  movementCuts,
  movementMonths
} from "../../reports/components/months.ts";

const month = (index: number): Date => new Date(Date.UTC(2026, index));
const texts = (values: string[]) => vectorFromArray(values, new Dictionary(new Utf8(), new Int32()));
const everything: Filters = {from: null, to: null, compare: null, ...byDimension(() => [])};
const march: Filters = {...everything, from: month(2), to: month(2), brand: ["A"]};

function movements() {
  const rows = [
    {at: 0, brand: "A", kind: "new", cents: 5},
    {at: 0, brand: "B", kind: "new", cents: 70},
    {at: 2, brand: "A", kind: "churn", cents: -3},
    {at: 2, brand: "A", kind: "churn", cents: -4}
  ];
  const table = new Table({
    month: vectorFromArray(
      rows.map(({at}) => month(at)),
      new DateDay()
    ),
    view: texts(rows.map(() => "net")),
    ledger: texts(rows.map(() => "parc")),
    kind: texts(rows.map(({kind}) => kind)),
    brand: texts(rows.map(({brand}) => brand)),
    ca_cents: vectorFromArray(
      rows.map(({cents}) => BigInt(cents)),
      new Int64()
    )
  });
  return readCube<MovementCell>(tableToIPC(table, "file"));
}

function cancellations() {
  const rows = [
    {at: 0, brand: "A", count: 5, mature: 5},
    {at: 1, brand: "B", count: 7, mature: 6},
    {at: 2, brand: "A", count: 2, mature: 2},
    {at: 2, brand: "B", count: 1, mature: 0}
  ];
  const table = new Table({
    month: vectorFromArray(
      rows.map(({at}) => month(at)),
      new DateDay()
    ),
    brand: texts(rows.map(({brand}) => brand)),
    cancellations: vectorFromArray(
      rows.map(({count}) => count),
      new Int32()
    ),
    mature_cancellations: vectorFromArray(
      rows.map(({mature}) => mature),
      new Int32()
    )
  });
  return readCube<CancellationCell>(tableToIPC(table, "file"));
}

describe("movements", () => {
  it("are shown by month for all months, whatever the period, of the brands that are filtered", async () => {
    const cube = await movements();
    const told = movementMonths(cube, march).map((row) => [row.month, row.kind, row.ca_cents]);
    expect(told).toEqual([
      [month(0), "new", 5],
      [month(2), "churn", -7]
    ]);
    expect(Object.keys(movementMonths(cube, march)[0] ?? {})).toEqual([
      "month",
      "view",
      "ledger",
      "kind",
      "ca_cents"
    ]);
  });

  it("are cut by brand where brands are set side by side", async () => {
    const told = movementCuts(await movements(), everything).map(({month: at, brand}) => [at, brand]);
    expect(told).toEqual([
      [month(0), "A"],
      [month(0), "B"],
      [month(2), "A"]
    ]);
  });
});

describe("cancellations", () => {
  it("have every month, nothing in those without any, settled when all of a month is", async () => {
    const told = cancellationMonths(await cancellations(), march);
    expect(told).toEqual([
      {month: month(0), cancellations: 5, mature_cancellations: 5, is_mature: true},
      {month: month(1), cancellations: 0, mature_cancellations: 0, is_mature: false},
      {month: month(2), cancellations: 2, mature_cancellations: 2, is_mature: false}
    ]);
  });
});

describe("a period", () => {
  it("has the rows of its months, the first and the last included", () => {
    const rows = [0, 1, 2, 3].map((index) => ({month: month(index)}));
    expect(inPeriod(rows, {...everything, from: month(1), to: month(2)})).toEqual([rows[1], rows[2]]);
    expect(inPeriod(rows, everything)).toEqual(rows);
  });
});
