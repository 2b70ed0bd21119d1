// Actions whose effect is known: series with a jump and a bend, and units by month of which some are exposed.
import {
  DuckDBDateValue,
  BIGINT,
  DATE,
  DOUBLE,
  VARCHAR,
  type DuckDBType,
  type DuckDBValue
} from "@duckdb/node-api";
import {Random} from "../../pipeline/sample/random.ts";
import {appendRows, createTempTable} from "../../src/append.ts";
import type {Bench} from "./bench.ts";

/** Effect planted in a series: at its first month after, and by month from then on. */
export const JUMP = -8;
export const BEND = -0.5;

export interface SeriesWorld {
  runs: number;
  points: number;
  /** How much of the error of a month goes on into the next. */
  correlation: number;
  seed: number;
}

/** A world of units by month: how many customers a unit has, how its rates move, and what is exposed from when. */
export interface UnitWorld {
  runs: number;
  /** Months from which units are exposed, one a unit; null for those that never are. */
  starts: readonly (number | null)[];
  customers: number;
  /** Share of the rate that the action prevents. */
  prevented: number;
  /** Standard deviation of what is common to a unit in a month, and of what a unit drifts by over the months. */
  shock: number;
  drift: number;
  /** Whether the action begins in the month after the highest one of the exposed. */
  afterPeak: boolean;
  seed: number;
}

/** Events a customer-month before anything is tried. */
export const RATE = 0.015;
export const MONTHS = 30;
/** Months before the start of a trial that begins at one moment. */
export const START = 18;
const FIRST_YEAR = 2024;

const dayOf = (index: number): DuckDBDateValue =>
  DuckDBDateValue.fromParts({year: FIRST_YEAR + Math.floor(index / 12), month: 1 + (index % 12), day: 1});

async function fill(bench: Bench, table: string, columns: Record<string, DuckDBType>, rows: DuckDBValue[][]) {
  const typed = Object.entries(columns).map(([name, duckdb]) => ({name, type: {duckdb}}));
  await createTempTable(bench.connection, "told", typed);
  await appendRows(bench.connection, "temp.main.told", typed, rows);
  await bench.run(`delete from ${table}`);
  await bench.run(`insert into ${table} by name from temp.main.told`);
}

/** Puts series into the table of interrupted series: 50 and .2 a month, the effect, and errors of 3. */
export async function tellSeries(
  bench: Bench,
  {runs, points, correlation, seed}: SeriesWorld
): Promise<void> {
  const before = points / 2;
  const rows: DuckDBValue[][] = [];
  for (let run = 0; run < runs; run++) {
    const random = new Random(seed, run);
    let error = 3 * random.normal();
    for (let place = 0; place < points; place++) {
      const after = place - before;
      const effect = after < 0 ? 0 : JUMP + BEND * after;
      const rate = 50 + 0.2 * place + effect + error;
      const id = `S${String(run).padStart(4, "0")}`;
      rows.push([
        id,
        dayOf(before),
        dayOf(place),
        BigInt(after),
        1000n,
        BigInt(Math.max(1, Math.round(rate))),
        rate
      ]);
      error = correlation * error + 3 * Math.sqrt(1 - correlation ** 2) * random.normal();
    }
  }
  const columns = {
    ...{series_id: VARCHAR, first_month: DATE, month: DATE, months_after: BIGINT},
    ...{customers: BIGINT, events: BIGINT, rate: DOUBLE}
  };
  await fill(bench, "marts.interrupted_series", columns, rows);
}

/** Puts trials into the tables of units and of their months. */
export async function tellUnits(bench: Bench, world: UnitWorld): Promise<void> {
  const units: DuckDBValue[][] = [];
  const months: DuckDBValue[][] = [];
  for (let run = 0; run < world.runs; run++) {
    const random = new Random(world.seed, run);
    const trial = `T${String(run).padStart(4, "0")}`;
    const rates = world.starts.map(() => unitRates(random, world));
    for (const [place, start] of world.starts.entries()) {
      const told = rates[place] ?? [];
      const events = told.map((rate) => poisson(random, world.customers * rate));
      const began = start === null ? null : world.afterPeak ? peakOf(events) + 1 : start;
      const unit = `U${String(place).padStart(2, "0")}`;
      if (began !== null)
        units.push([trial, trial, "team", unit, "price", ...Array<DuckDBValue>(3).fill(dayOf(began))]);
      for (const [month, count] of events.entries()) {
        const kept = began !== null && month >= began ? thinned(random, count, world.prevented) : count;
        months.push([trial, "motive", unit, dayOf(month), BigInt(world.customers), BigInt(kept)]);
      }
    }
  }
  await fill(
    bench,
    "marts.reporting_months",
    {month: DATE},
    Array.from({length: MONTHS}, (_, index) => [dayOf(index)])
  );
  const date = {start_date: DATE, start_month: DATE, first_month: DATE};
  const named = {trial_id: VARCHAR, action: VARCHAR, unit: VARCHAR, unit_value: VARCHAR, motive: VARCHAR};
  await fill(bench, "marts.action_units", {...named, ...date}, units);
  const counts = {customers: BIGINT, events: BIGINT};
  await fill(
    bench,
    "marts.action_months",
    {trial_id: VARCHAR, outcome: VARCHAR, unit_value: VARCHAR, month: DATE, ...counts},
    months
  );
}

/** Rates of a unit by month: a drift over all months, and what is common to its customers in each. */
function unitRates(random: Random, {shock, drift}: UnitWorld): number[] {
  const slope = drift * random.normal();
  return Array.from({length: MONTHS}, (_, month) => {
    const common = 1 + slope * (month / MONTHS - 0.5) + shock * random.normal();
    return RATE * Math.max(0, common);
  });
}

/** The highest month among those at which a trial may begin. */
function peakOf(events: readonly number[]): number {
  const among = events.slice(START - 6, START);
  return START - 6 + among.indexOf(Math.max(...among));
}

function thinned(random: Random, count: number, prevented: number): number {
  let kept = 0;
  for (let event = 0; event < count; event++) if (!random.chance(prevented)) kept++;
  return kept;
}

/** A count of events by chance (Knuth). */
function poisson(random: Random, mean: number): number {
  const limit = Math.exp(-mean);
  let [count, product] = [0, random.next()];
  while (product > limit) {
    count++;
    product *= random.next();
  }
  return count;
}
