import {slopeOf} from "./slope.ts";
import type {BareCost} from "./scale-bare.ts";
import type {StepCost} from "./scale-run.ts";
import type {ScriptCost} from "./scale-script.ts";
import type {Cost} from "./stopwatch.ts";

/** What a step or a table cost at one size. */
export interface Point extends Cost {
  /** Records of the exports of orders. */
  lines: number;
  bytes: number | null;
  rows: number | null;
}

/** What a step or a table cost at each size, and how that grows. */
export interface Growth {
  step: string;
  points: Point[];
  /** Of the processor's time, over the sizes from which the fixed costs no longer rule; null with fewer than two. */
  slope: number | null;
  /** The same of the time that passed, and of the processor's time over all sizes. */
  slope_seconds: number | null;
  slope_all: number | null;
}

/** What is known of one size beside its steps. */
export interface SizeFacts {
  lines: number;
  date: string;
  /** How often it was measured: costs are the medians. */
  runs: number;
  /** Records of all exports, and their bytes. */
  records: number;
  export_bytes: number;
  bare: BareCost;
  script: Omit<ScriptCost, "signed" | "cancelled">;
}

/** The first run of many exports of orders, and a second one for which there is one more. */
export interface MonthlyCost {
  lines: number;
  date: string;
  order_files: number;
  first: Cost;
  second: Cost;
  /** The steps of the second run, to see where its time goes. */
  second_steps: StepCost[];
}

/** All that was measured, as it is kept for other programs. */
export interface ScaleResults {
  machine: string;
  version: string;
  date: string;
  steps: Growth[];
  tables: Growth[];
  sizes: SizeFacts[];
  monthly: MonthlyCost[];
}

/** One size as it was measured. */
export interface SizeResult {
  facts: SizeFacts;
  steps: StepCost[];
  tables: StepCost[];
}

/** Smaller sizes cost mostly what any run costs. */
export const LEAST_LINES = 100_000;

/** Puts a size among the results, in place of the one of as many lines. */
export function withSize(results: ScaleResults, {facts, steps, tables}: SizeResult): ScaleResults {
  const {lines} = facts;
  const others = results.sizes.filter((size) => size.lines !== lines);
  return {
    ...results,
    steps: withPoints(results.steps, steps, lines),
    tables: withPoints(results.tables, tables, lines),
    sizes: [...others, facts].sort((a, b) => a.lines - b.lines)
  };
}

/** Puts a second run among the results, in place of the one of as many lines. */
export function withMonthly(results: ScaleResults, cost: MonthlyCost): ScaleResults {
  const others = results.monthly.filter(({lines}) => lines !== cost.lines);
  return {...results, monthly: [...others, cost].sort((a, b) => a.lines - b.lines)};
}

function withPoints(growths: readonly Growth[], costs: readonly StepCost[], lines: number): Growth[] {
  const names = [...new Set([...growths.map(({step}) => step), ...costs.map(({name}) => name)])];
  return names.map((name) => {
    const before = growths.find(({step}) => step === name)?.points ?? [];
    const points = before.filter((point) => point.lines !== lines);
    const found = costs.find((each) => each.name === name);
    if (found !== undefined) {
      const {seconds, cpu_seconds, peak_bytes, bytes, rows} = found;
      points.push({lines, seconds, cpu_seconds, peak_bytes, bytes, rows});
    }
    return growthOf(
      name,
      points.sort((a, b) => a.lines - b.lines)
    );
  });
}

function growthOf(step: string, points: Point[]): Growth {
  const large = points.filter(({lines}) => lines >= LEAST_LINES);
  const slope = (some: readonly Point[], of: (point: Point) => number): number | null =>
    slopeOf(some.map((point) => ({lines: point.lines, cost: of(point)})));
  return {
    step,
    points,
    slope: slope(large, ({cpu_seconds}) => cpu_seconds),
    slope_seconds: slope(large, ({seconds}) => seconds),
    slope_all: slope(points, ({cpu_seconds}) => cpu_seconds)
  };
}
