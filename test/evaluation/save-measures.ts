// What the models of save rates make of cases whose truth is known.
import {type Bench, openBench} from "./bench.ts";
import {type Goal, percent, share, spreadOf} from "./goals.ts";
import {
  competingCases,
  loadCases,
  reversedCases,
  sellersOfRuns,
  type ToldCase,
  TRUE_SHARE
} from "./save-worlds.ts";

const TARGETS = ["marts.save_rates", "marts.seller_outcomes", "marts.channel_differences"];

export interface SaveMeasures {
  runs: number;
  cases: number;
  /** Mean distance from the truth, and root of the mean square, of each way to rate. */
  errors: Record<"mature" | "incidence" | "closed", {bias: number; rmse: number}>;
  /** Share of runs whose interval holds the truth. */
  coverage: Record<"wilson" | "incidence", number>;
  nullFlags: Flags;
  plantedPower: Flags;
  /** Share of the unplanted that are flagged beside the planted. */
  plantedFalse: Flags;
  /** Seeds in which the crude order is the wrong way round, and in which the adjusted order is right. */
  reversal: {seeds: number; crudeWrong: number; adjustedRight: number};
}

/** Shares of sellers beyond limits: those of chance alone, and as they are shown. */
export interface Flags {
  alert: number;
  alarm: number;
  shownAlert: number;
  shownAlarm: number;
}

export interface SaveOptions {
  runs: number;
  cases: number;
  seeds: number;
}

/** Opens a bench for save rates. */
export function openSaveBench(threads = 1): Promise<Bench> {
  return openBench(threads, TARGETS);
}

/** Measures everything; the same options give the same measures. */
export async function measureSaves(bench: Bench, {runs, cases, seeds}: SaveOptions): Promise<SaveMeasures> {
  const rates = await measureRates(bench, competingCases(runs, cases, 1));
  await rebuildWith(bench, sellersOfRuns(runs, {sellers: 30, planted: 0, seed: 2}));
  const nullFlags = await measureFlags(bench, "true");
  await rebuildWith(bench, sellersOfRuns(runs, {sellers: 30, planted: 3, seed: 3}));
  const plantedPower = await measureFlags(bench, IS_PLANTED);
  const plantedFalse = await measureFlags(bench, `not ${IS_PLANTED}`);
  const reversal = {seeds, crudeWrong: 0, adjustedRight: 0};
  for (let seed = 1; seed <= seeds; seed++) {
    const [crude, adjusted] = await measureReversal(bench, seed);
    reversal.crudeWrong += crude < 0 ? 1 : 0;
    reversal.adjustedRight += adjusted > 0 ? 1 : 0;
  }
  return {
    runs,
    cases,
    ...rates,
    nullFlags,
    plantedPower,
    plantedFalse,
    reversal
  };
}

async function rebuildWith(bench: Bench, cases: readonly ToldCase[]): Promise<void> {
  await loadCases(bench.connection, cases);
  await bench.build("marts.case_outcomes");
}

async function measureRates(
  bench: Bench,
  cases: readonly ToldCase[]
): Promise<Pick<SaveMeasures, "errors" | "coverage">> {
  await rebuildWith(bench, cases);
  const rows = await bench.rows(`
    select kept_rate as mature, kept_share as incidence, closed_rate as closed,
      (${TRUE_SHARE} between kept_low and kept_high)::integer as wilson_holds,
      (${TRUE_SHARE} between kept_share_low and kept_share_high)::integer as incidence_holds
    from marts.save_rates
    where period = 'all' and cut = 'all' and channel <> 'all'
    order by channel`);
  const of = (name: string): number[] => rows.map((row) => Number(row[name]));
  const error = (name: string): {bias: number; rmse: number} => {
    const errors = of(name).map((value) => value - TRUE_SHARE);
    return {bias: spreadOf(errors).mean, rmse: Math.sqrt(spreadOf(errors.map((value) => value ** 2)).mean)};
  };
  return {
    errors: {mature: error("mature"), incidence: error("incidence"), closed: error("closed")},
    coverage: {
      wilson: spreadOf(of("wilson_holds")).mean,
      incidence: spreadOf(of("incidence_holds")).mean
    }
  };
}

/** The last three sellers of a run, who keep more where any are planted. */
const IS_PLANTED = "seller_id in ('S27', 'S28', 'S29')";

async function measureFlags(bench: Bench, condition: string): Promise<Flags> {
  const [row = {}] = await bench.rows(`
    select
      avg((kept_rate < alert_low or kept_rate > alert_high)::integer) as alert,
      avg((kept_rate < alarm_low or kept_rate > alarm_high)::integer) as alarm,
      avg((signal <> 'within')::integer) as shown_alert,
      avg((signal like 'alarm%')::integer) as shown_alarm
    from marts.seller_outcomes where period = 'all' and ${condition}`);
  return {
    alert: Number(row.alert),
    alarm: Number(row.alarm),
    shownAlert: Number(row.shown_alert),
    shownAlarm: Number(row.shown_alarm)
  };
}

async function measureReversal(bench: Bench, seed: number): Promise<[number, number]> {
  await rebuildWith(bench, reversedCases(1000, seed));
  const [row = {}] = await bench.rows(
    "select difference, adjusted_difference from marts.channel_differences where period = 'all'"
  );
  return [Number(row.difference), Number(row.adjusted_difference)];
}

/** The tolerances of docs/methods.md §6, and whether the measures keep them. */
export function judgeSaves({errors, coverage, nullFlags, plantedPower, reversal}: SaveMeasures): Goal[] {
  const small = ({bias}: {bias: number}, what: string): Goal => ({
    what,
    goal: "±0.5 points",
    measured: points(bias),
    isReached: Math.abs(bias) <= 0.005
  });
  const atMost = (what: string, limit: number, value: number): Goal => ({
    what,
    goal: `at most ${percent(limit, false)}`,
    measured: `${(100 * value).toFixed(2)} %`,
    isReached: value <= limit
  });
  return [
    small(errors.mature, "mature cases: mean error"),
    small(errors.incidence, "as days pass: mean error"),
    {
      what: "closed cases only: mean error (must be seen)",
      goal: "at least +2 points",
      measured: points(errors.closed.bias),
      isReached: errors.closed.bias >= 0.02
    },
    {
      what: "mature cases: intervals that hold the truth",
      goal: ".93 to .98",
      measured: share(coverage.wilson),
      isReached: coverage.wilson >= 0.93 && coverage.wilson <= 0.98
    },
    atMost("30 equal sellers: beyond 95 % limits", 0.06, nullFlags.alert),
    atMost("30 equal sellers: beyond 99.8 % limits", 0.005, nullFlags.alarm),
    {
      what: "3 planted sellers: beyond 99.8 % limits",
      goal: "at least .350",
      measured: share(plantedPower.alarm),
      isReached: plantedPower.alarm >= 0.35
    },
    {
      what: "same cases for all: planted order found where the crude order is wrong",
      goal: "every seed",
      measured: `${reversal.adjustedRight} of ${reversal.seeds}, crude wrong in ${reversal.crudeWrong}`,
      isReached: reversal.adjustedRight === reversal.seeds && reversal.crudeWrong === reversal.seeds
    }
  ];
}

/** A difference of rates in points. */
export function points(value: number): string {
  return `${value >= 0 ? "+" : ""}${(100 * value).toFixed(2)}`;
}
