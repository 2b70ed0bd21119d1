// What the models of actions make of effects that are known.
import {BEND, JUMP, MONTHS, RATE, START, tellSeries, tellUnits, type UnitWorld} from "./action-worlds.ts";
import {type Bench, openBench} from "./bench.ts";
import {type Goal, percent, share, spreadOf} from "./goals.ts";

const TARGETS = ["marts.series_terms", "marts.action_verdicts"];

/** How an interrupted series does at one length and correlation. */
export interface SeriesMeasures {
  points: number;
  correlation: number;
  jumpBias: number;
  bendBias: number;
  /** Share of intervals that hold the planted jump: of independent errors, and as published. */
  olsCoverage: number;
  coverage: number;
}

/** How a difference in differences does in one world. */
export interface EffectMeasures {
  world: string;
  /** Mean error beside the rate before, as the page tells it and with the last month before. */
  bias: number;
  naiveBias: number;
  coverage: number;
  chanceCoverage: number;
  /** Share of placebo dates that show an effect. */
  placebos: number;
}

export interface ActionMeasures {
  runs: number;
  unitRuns: number;
  series: SeriesMeasures[];
  effects: EffectMeasures[];
}

const SERIES = [
  {points: 24, correlation: 0},
  {points: 24, correlation: 0.3},
  {points: 52, correlation: 0.6}
];

const ONE = {starts: [START, null], customers: 1000, prevented: 0.4, shock: 0, drift: 0, afterPeak: false};
const STEPS = [14, 14, 16, 16, 18, 18, 20, 20, ...Array<null>(8).fill(null)];
export const WORLDS: Record<string, Omit<UnitWorld, "runs" | "seed">> = {
  "one unit beside one": ONE,
  "one unit beside one, no effect": {...ONE, prevented: 0},
  "one unit beside one, months shaken": {...ONE, shock: 0.4},
  "one unit beside one, begun after a peak, no effect": {...ONE, prevented: 0, afterPeak: true},
  "16 units in steps, each drifting": {...ONE, starts: STEPS, customers: 400, drift: 0.5}
};

/** Opens a bench for actions. */
export function openActionBench(threads = 1): Promise<Bench> {
  return openBench(threads, TARGETS);
}

/** Measures everything; the same options give the same measures. */
export async function measureActions(
  bench: Bench,
  {runs, unitRuns}: {runs: number; unitRuns: number}
): Promise<ActionMeasures> {
  const series = [];
  for (const [place, world] of SERIES.entries()) {
    await tellSeries(bench, {runs, ...world, seed: 10 + place});
    await bench.build("marts.interrupted_series");
    series.push({...world, ...(await readSeries(bench))});
  }
  const effects = [];
  for (const [place, [name, world]] of Object.entries(WORLDS).entries()) {
    await tellUnits(bench, {...world, runs: unitRuns, seed: 20 + place});
    await bench.build("marts.action_months");
    effects.push({world: name, ...(await readEffects(bench, world))});
  }
  return {runs, unitRuns, series, effects};
}

async function readSeries(bench: Bench): Promise<Omit<SeriesMeasures, "points" | "correlation">> {
  const [row = {}] = await bench.rows(`
    with holds as (
      select
        term, coefficient, high - coefficient as width, se, ols_se,
        if(term = 'jump', ${JUMP}, ${BEND}) as truth
      from marts.series_terms where term in ('jump', 'bend')
    )
    select
      avg(coefficient - truth) filter (where term = 'jump') as jump,
      avg(coefficient - truth) filter (where term = 'bend') as bend,
      avg((abs(coefficient - truth) <= width)::integer) filter (where term = 'jump') as coverage,
      avg((abs(coefficient - truth) <= width / se * ols_se)::integer) filter (where term = 'jump') as ols
    from holds`);
  return {
    jumpBias: Number(row.jump),
    bendBias: Number(row.bend),
    coverage: Number(row.coverage),
    olsCoverage: Number(row.ols)
  };
}

async function readEffects(
  bench: Bench,
  {prevented}: {prevented: number}
): Promise<Omit<EffectMeasures, "world">> {
  const truth = -prevented * RATE;
  const [row = {}] = await bench.rows(`
    select
      avg(verdicts.effect) - ${truth} as bias,
      avg((${truth} between verdicts.low and verdicts.high)::integer) as coverage,
      avg((abs(whole.effect - ${truth}) <= parameter('wilson.z') * whole.chance_se)::integer) as chance,
      avg(whole.effect) - ${truth} as naive
    from marts.action_verdicts as verdicts
    join marts.action_differences as whole on whole.trial_id = verdicts.trial_id
      and whole.outcome = verdicts.outcome and whole.analysis = 'effect'
    where verdicts.outcome = 'motive'`);
  const [placebos = {}] = await bench.rows(
    "select avg((low > 0 or high < 0)::integer) as share from marts.action_differences where analysis like 'placebo%'"
  );
  return {
    bias: Number(row.bias) / RATE,
    naiveBias: Number(row.naive) / RATE,
    coverage: Number(row.coverage),
    chanceCoverage: Number(row.chance),
    placebos: Number(placebos.share)
  };
}

/** The tolerances of docs/methods.md §12, and whether the measures keep them. */
export function judgeActions({series, effects, unitRuns}: ActionMeasures): Goal[] {
  const bias = Math.max(...series.map(({jumpBias}) => Math.abs(jumpBias)));
  const bend = Math.max(...series.map(({bendBias}) => Math.abs(bendBias)));
  const coverage = Math.min(
    ...series.filter(({correlation}) => correlation <= 0.3).map((row) => row.coverage)
  );
  // What chance alone takes off a share of 95 % over so many runs.
  const least = 0.95 - 3 * Math.sqrt((0.95 * 0.05) / unitRuns);
  const among = effects.filter(({world}) => !world.includes("peak"));
  const held = Math.min(...among.map((row) => row.coverage));
  const error = spreadOf(among.map(({bias: value}) => Math.abs(value))).high;
  const peak = effects.find(({world}) => world.includes("peak"));
  const fooled = Math.max(...among.map(({placebos}) => placebos));
  return [
    goal("series: mean error of the jump, largest", "at most .3", Math.abs(bias).toFixed(3), bias <= 0.3),
    goal("series: mean error of the bend, largest", "at most .3", bend.toFixed(3), bend <= 0.3),
    goal(
      "series: intervals that hold the jump, correlation up to .3",
      "at least .840",
      share(coverage),
      coverage >= 0.84
    ),
    goal(
      "differences: mean error beside the rate, largest",
      "at most 5.0 %",
      percent(error, false),
      error <= 0.05
    ),
    goal(
      "differences: intervals that hold the truth, least",
      `at least ${share(least)}`,
      share(held),
      held >= least
    ),
    goal(
      "differences: placebo dates that show an effect, most",
      "at most 7.0 %",
      percent(fooled, false),
      fooled <= 0.07
    ),
    goal(
      "begun after a peak: mean error with the last month before (must be seen)",
      "at most -2.0 %",
      percent(peak?.naiveBias ?? NaN),
      (peak?.naiveBias ?? 0) <= -0.02
    ),
    goal(
      "begun after a peak: mean error as the page tells it",
      "±2.0 %",
      percent(peak?.bias ?? NaN),
      Math.abs(peak?.bias ?? 1) <= 0.02
    )
  ];
}

function goal(what: string, wanted: string, measured: string, isReached: boolean): Goal {
  return {what, goal: wanted, measured, isReached};
}

export const WORLD_SIZE = `${MONTHS} months, ${1000 * RATE} events a month for 1 000 customers`;
