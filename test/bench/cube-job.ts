import {readArrow} from "../../src/arrow.ts";
import {openDatabase} from "../../src/warehouse.ts";
import {readCube} from "../../reports/components/cube.ts";
import {byDimension, type Filters} from "../../reports/components/filters.ts";
import {type Spread, spreadOf} from "./measure.ts";

/** A cell as pages have it for cases: six dimensions, ten counts, five amounts. */
interface BenchCell {
  month: Date;
  brand: string;
  channel: string;
  family: string;
  motive: string;
  value_band: string;
  cases: number;
  at_risk_ca_cents: number;
}

export interface CubePlan {
  cells: number;
  runs: number;
}

/** Milliseconds of a question that a page asks of the cube, and the sum it is answered with. */
export interface CubeTime {
  what: string;
  milliseconds: Spread;
  /** Milliseconds that the processor worked. */
  cpu: Spread;
  rows: number;
}

export interface CubeResult {
  bytes: number;
  reading: Spread;
  times: CubeTime[];
}

const COUNTS = 10;
const AMOUNTS = 5;

/**
 * Makes a cube in SQL from hashes, reads it as a page does and asks what pages ask; every answer is held against the
 * same sum in the database. @throws Error when one differs.
 */
export async function measureCube({cells, runs}: CubePlan): Promise<CubeResult> {
  const {connection, close} = await openDatabase();
  await connection.run(`create table cells as ${cellsSql(cells)}`);
  const {bytes} = await readArrow(connection, "from cells");
  const readings = await timed(Math.min(runs, 5), () => readCube<BenchCell>(bytes));
  const cube = readings.result;
  const everything: Filters = {from: null, to: null, compare: null, ...byDimension(() => [])};
  const year = {from: new Date(Date.UTC(2024, 0)), to: new Date(Date.UTC(2024, 11))};
  const cut = {...everything, ...year, brand: ["brand 1"], motive: ["motive 3", "motive 7"]};
  const asked = [
    ["total of all cells", "true", () => [cube.where(everything).total()]],
    ["all cells by channel", "true", () => cube.where(everything).by("channel")],
    ["all cells by month and motive", "true", () => cube.where(everything).by("month", "motive")],
    [
      "one year by channel",
      "month between '2024-01-01' and '2024-12-01'",
      () => cube.where({...everything, ...year}).by("channel")
    ],
    [
      "one year, one brand, two motives, by channel and family",
      "month between '2024-01-01' and '2024-12-01' and brand = 'brand 1' and motive in ('motive 3', 'motive 7')",
      () => cube.where(cut).by("channel", "family")
    ]
  ] as [string, string, () => BenchCell[]][];
  const times: CubeTime[] = [];
  for (const [what, where, ask] of asked) {
    const {milliseconds, cpu, result} = await timed(runs, ask);
    const reader = await connection.runAndReadAll(
      `select sum(at_risk_ca_cents)::bigint from cells where ${where}`
    );
    const told = result.reduce((sum, row) => sum + BigInt(row.at_risk_ca_cents), 0n);
    if (told !== reader.getRows()[0]?.[0])
      throw new Error(`${what}: ${told} in the cube, ${String(reader.getRows()[0]?.[0])} in the database`);
    times.push({what, milliseconds, cpu, rows: result.length});
  }
  close();
  return {bytes: bytes.length, reading: readings.milliseconds, times};
}

function cellsSql(cells: number): string {
  const pick = (name: string, size: number, salt: number): string =>
    `'${name} ' || (hash(i + ${salt * 1e8}) % ${size})::varchar as ${name}`;
  const counts = Array.from(
    {length: COUNTS},
    (_, n) => `(hash(i + ${n + 20}00000000) % 9)::integer as ${n === 0 ? "cases" : `cases_${n}`}`
  );
  const amounts = Array.from(
    {length: AMOUNTS},
    (_, n) =>
      `(hash(i + ${n + 40}00000000) % 900000000)::bigint as ${n === 0 ? "at_risk_ca_cents" : `amount_${n}_cents`}`
  );
  return `select (date '2023-01-01' + to_months((hash(i) % 36)::integer))::date as month,
    ${[pick("brand", 4, 1), pick("channel", 7, 2), pick("family", 9, 3), pick("motive", 14, 4), pick("value_band", 4, 5), ...counts, ...amounts].join(", ")}
    from range(${cells}) as cells (i) order by i`;
}

/** Runs it some times after a few that do not count, and gives the last result. */
async function timed<T>(
  runs: number,
  work: () => T | Promise<T>
): Promise<{milliseconds: Spread; cpu: Spread; result: T}> {
  let result = await work();
  for (let warm = 0; warm < 3; warm++) result = await work();
  const [spans, worked]: number[][] = [[], []];
  for (let run = 0; run < runs; run++) {
    const [start, usage] = [performance.now(), process.cpuUsage()];
    result = await work();
    spans?.push(performance.now() - start);
    const {user, system} = process.cpuUsage(usage);
    worked?.push((user + system) / 1000);
  }
  return {milliseconds: spreadOf(spans ?? []), cpu: spreadOf(worked ?? []), result};
}
