import type {Measured} from "./series.ts";
import {spreadOf, type Spread} from "./measure.ts";

/** The measurements of every series, by title and by subject. */
export type Results = Record<string, Record<string, Measured>>;

/** What the project promises, what was measured, and whether that keeps the promise. */
export interface Goal {
  what: string;
  goal: string;
  measured: string;
  isReached: boolean;
}

const ENGLISH = "English dialect";
const FRENCH = "French dialect";
const MEGABYTE = 1e6;

/** Ratios pair by pair within one run, so that a slow moment of the machine weighs on both. */
export function ratioOf(
  measured: Measured | undefined,
  base: Measured | undefined,
  of: "seconds" | "peak"
): Spread {
  const ratios = (measured?.runs ?? []).map((run, index) => run[of] / (base?.runs[index]?.[of] ?? NaN));
  return spreadOf(ratios);
}

/** Rows of the file a second, by the median time. */
export function rowRate({truth, runs}: Measured): number {
  return truth.records / spreadOf(runs.map(({seconds}) => seconds)).median;
}

/** Judges each goal by the median of its runs, and the limit on memory by the highest peak. */
export function judgeGoals(results: Results): Goal[] {
  const english = results[ENGLISH] ?? {};
  const french = results[FRENCH] ?? {};
  const half = results["Half of all rows bad"] ?? {};
  const exact = Object.values(results["Exact reader"] ?? {});
  const peak = spreadOf((english.limited?.runs ?? []).map((run) => run.peak)).high / MEGABYTE;
  const rate = Math.min(...exact.map(rowRate));
  return [
    atMost("validated ingest, time", 1.4, ratioOf(english.validated, english.bare, "seconds")),
    atMost("validated ingest of French files, time", 2.2, ratioOf(french.validated, french.bare, "seconds")),
    atMost("validated ingest, peak memory", 1.1, ratioOf(english.validated, english.bare, "peak")),
    {
      what: "validated ingest with memory_limit 1 GB, peak memory",
      goal: "at most 1,100 MB",
      measured: `${count(peak)} MB`,
      isReached: peak <= 1100
    },
    atMost("half of all rows bad, time", 3, ratioOf(half.half, half.clean, "seconds"), "the clean file"),
    {
      what: "exact reader, the slower dialect",
      goal: "at least 60,000 rows a second",
      measured: `${count(rate)} rows a second`,
      isReached: rate >= 60_000
    }
  ];
}

function atMost(what: string, limit: number, {median}: Spread, base = "bare read_csv"): Goal {
  return {
    what,
    goal: `at most ${limit} × ${base}`,
    measured: `${median.toFixed(2)} ×`,
    isReached: median <= limit
  };
}

/** A whole number with commas between thousands. */
export function count(number: number): string {
  return Math.round(number).toLocaleString("en-US");
}
