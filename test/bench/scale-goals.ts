import type {Goal} from "./goals.ts";
import type {Growth, Point, ScaleResults} from "./scale-results.ts";

/** What the whole job has to keep to. */
export const SCALE_GOALS = {slope: 1.1, bare: 3, second: 0.2};

/** Below it, the time of a table is mostly that of the machine. */
export const NOISE_SECONDS = 0.05;

/** A goal that may not have been measured yet. */
export type ScaleGoal = Omit<Goal, "isReached"> & {isReached: boolean | null};

/** Judges the slopes of all steps and tables, the ratio at the largest size, and the second run. */
export function judgeScale(results: ScaleResults): ScaleGoal[] {
  return [
    slopeGoal("cost of each step against size", results.steps),
    slopeGoal("cost of each table, check and result against size", counted(results.tables)),
    ratioGoal(results),
    secondGoal(results)
  ];
}

/** Tables that take long enough at the largest size to say something. */
export function counted(tables: readonly Growth[]): Growth[] {
  return tables.filter(({points}) => (points.at(-1)?.cpu_seconds ?? 0) >= NOISE_SECONDS);
}

function slopeGoal(what: string, growths: readonly Growth[]): ScaleGoal {
  const known = growths.flatMap(({step, slope}) => (slope === null ? [] : [{step, slope}]));
  const over = known.filter(({slope}) => slope > SCALE_GOALS.slope).sort((a, b) => b.slope - a.slope);
  const [worst] = [...known].sort((a, b) => b.slope - a.slope);
  return {
    what,
    goal: `slopes of at most ${SCALE_GOALS.slope}`,
    measured:
      worst === undefined
        ? ""
        : `highest ${worst.slope.toFixed(2)} (${worst.step}); ${over.length} of ${known.length} over`,
    isReached: worst === undefined ? null : over.length === 0
  };
}

function ratioGoal({sizes, steps}: ScaleResults): ScaleGoal {
  const last = sizes.at(-1);
  const whole = steps.find(({step}) => step === "end to end");
  const point = whole?.points.find(({lines}) => lines === last?.lines);
  const what = "run and site, beside reading all exports bare and the linkage alone";
  const goal = `at most ${SCALE_GOALS.bare} ×, wall`;
  if (last === undefined || point === undefined) return {what, goal, measured: "", isReached: null};
  const {read, linkage} = last.bare;
  const ratio = (of: (cost: Pick<Point, "seconds" | "cpu_seconds">) => number): number =>
    of(point) / (of(read) + of(linkage));
  const wall = ratio(({seconds}) => seconds);
  const cpu = ratio(({cpu_seconds}) => cpu_seconds);
  return {
    what,
    goal,
    measured: `${wall.toFixed(2)} × (CPU ${cpu.toFixed(2)} ×) at ${last.lines.toLocaleString("en-US")} lines`,
    isReached: wall <= SCALE_GOALS.bare
  };
}

function secondGoal({monthly}: ScaleResults): ScaleGoal {
  const last = monthly.at(-1);
  const what = "a second run with one new export of orders";
  const goal = `at most ${SCALE_GOALS.second} × the first, CPU`;
  if (last === undefined) return {what, goal, measured: "", isReached: null};
  const ratio = last.second.cpu_seconds / last.first.cpu_seconds;
  return {
    what,
    goal,
    measured: `${ratio.toFixed(2)} × with one of ${last.order_files} new`,
    isReached: ratio <= SCALE_GOALS.second
  };
}
