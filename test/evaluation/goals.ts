// The tolerances of docs/methods.md §13, and whether the measures keep them.
import type {Profile} from "../../pipeline/sample/plans.ts";
import type {Measures, Pairs} from "./measures.ts";

export interface Goal {
  what: string;
  goal: string;
  measured: string;
  isReached: boolean;
}

export interface Spread {
  mean: number;
  low: number;
  high: number;
  /** Standard deviation over the seeds. */
  sd: number;
}

/** Mean, extremes and standard deviation; not a number where there is nothing. */
export function spreadOf(values: readonly number[]): Spread {
  const mean = values.reduce((total, value) => total + value, 0) / values.length;
  const squares = values.reduce((total, value) => total + (value - mean) ** 2, 0);
  return {
    mean,
    low: Math.min(...values),
    high: Math.max(...values),
    sd: Math.sqrt(squares / Math.max(1, values.length - 1))
  };
}

export const precision = ({found, right}: Pairs): number => right / found;
export const recall = ({there, right}: Pairs): number => right / there;
/** Harmonic mean of both, of one world. */
export const f1 = ({found, there, right}: Pairs): number => (2 * right) / (found + there);

/** The measures of one profile at one rebook rate. */
export function worldsOf(measured: readonly Measures[], profile: Profile, rebooked: number): Measures[] {
  return measured.filter(({world}) => world.profile === profile && world.rebooked === rebooked);
}

/** Judges every tolerance of the linkage and of the corrected loss; those at one rate are meant at 30 %. */
export function judgeGoals(measured: readonly Measures[]): Goal[] {
  const at = (profile: Profile): Measures[] => worldsOf(measured, profile, 0.3);
  const standard = at("standard");
  const of = (worlds: Measures[], value: (measures: Measures) => number): Spread =>
    spreadOf(worlds.map(value));
  const found = (worlds: Measures[]): Spread => of(worlds, ({pairs}) => precision(pairs));
  const seen = (worlds: Measures[]): Spread => of(worlds, ({pairs}) => recall(pairs));
  const f1Mean = of(standard, ({pairs}) => f1(pairs)).mean;
  const oracles = standard.flatMap(({oracle}) => (oracle === null ? [] : [f1(oracle)]));
  const rate = of(standard, (measures) => measures.rebook_rate - measures.true_rebook_rate);
  return [
    atLeast("standard: precision, mean", 0.94, found(standard).mean),
    atLeast("standard: precision, each seed", 0.92, found(standard).low),
    atLeast("standard: recall, mean", 0.85, seen(standard).mean),
    atLeast("standard: recall, each seed", 0.8, seen(standard).low),
    atLeast("standard: F1 above the naive rule", 0.1, f1Mean - of(standard, ({naive}) => f1(naive)).mean),
    atLeast("standard: F1 beside the best weights", -0.03, f1Mean - spreadOf(oracles).mean),
    atLeast("hard: precision, mean", 0.9, found(at("hard")).mean),
    atLeast("hard: recall, mean", 0.73, seen(at("hard")).mean),
    atLeast("no case data: recall, mean", 0.84, seen(at("no_case_data")).mean),
    atLeast("class A: precision", 0.97, of(standard, ({classes}) => precision(classes.A)).mean),
    atLeast("class B: precision", 0.85, of(standard, ({classes}) => precision(classes.B)).mean),
    ...within(
      "standard, 30 %: net loss of CA, raw",
      of(standard, (m) => m.raw_error),
      0.03,
      0.045
    ),
    ...within(
      "hard, 30 %: net loss of CA, raw",
      of(at("hard"), (m) => m.raw_error),
      0.055,
      0.075
    ),
    ...(["standard", "hard"] as const).flatMap((profile) =>
      [0.1, 0.3, 0.5].flatMap((rebooked) => {
        const errors = of(worldsOf(measured, profile, rebooked), (m) => m.corrected_error);
        const what = `${profile}, ${100 * rebooked} %: net loss of CA, corrected`;
        return profile === "hard" ? within(what, errors, 0.025, 0.045) : within(what, errors, 0.01, 0.03);
      })
    ),
    ...(["standard", "hard"] as const).flatMap((profile) => auditGoals(profile, at(profile))),
    atMost("standard: rebook rate, mean distance", 0.025, Math.abs(rate.mean))
  ];
}

function auditGoals(profile: Profile, worlds: Measures[]): Goal[] {
  const {mean, sd} = spreadOf(worlds.flatMap(({audit_error}) => (audit_error === null ? [] : [audit_error])));
  return [
    atMost(`${profile}, 30 %: audit of 300, mean error`, 0.01, Math.abs(mean)),
    atMost(`${profile}, 30 %: audit of 300, standard deviation`, 0.03, sd)
  ];
}

function within(what: string, {mean, low, high}: Spread, ofMean: number, ofEach: number): Goal[] {
  const worst = Math.abs(low) > Math.abs(high) ? low : high;
  return [
    {
      what: `${what}, mean`,
      goal: `±${percent(ofMean, false)}`,
      measured: percent(mean),
      isReached: Math.abs(mean) <= ofMean
    },
    {
      what: `${what}, worst seed`,
      goal: `±${percent(ofEach, false)}`,
      measured: percent(worst),
      isReached: Math.abs(worst) <= ofEach
    }
  ];
}

function atLeast(what: string, limit: number, value: number): Goal {
  return {what, goal: `at least ${share(limit)}`, measured: share(value), isReached: value >= limit};
}

function atMost(what: string, limit: number, value: number): Goal {
  return {
    what,
    goal: `at most ${percent(limit, false)}`,
    measured: percent(value, false),
    isReached: value <= limit
  };
}

/** A share with three decimals. */
export function share(value: number): string {
  return Number.isFinite(value) ? value.toFixed(3) : "–";
}

/** A relative error in percent, with its sign unless it has none. */
export function percent(value: number, isSigned = true): string {
  if (!Number.isFinite(value)) return "–";
  return `${isSigned && value >= 0 ? "+" : ""}${(100 * value).toFixed(1)} %`;
}
