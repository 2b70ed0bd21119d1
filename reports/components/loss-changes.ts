import type {CaseCell} from "./case-rates.js";
import type {Cube} from "./cube.js";
import type {Filters} from "./filters.js";
import type {LossChange} from "./motive-results.js";

type Cut = LossChange["cut"];

/** Mature cases of a segment in one period, those lost in time, and what was at risk in these. */
interface Side {
  cases: number;
  lost: number;
  cents: number;
}

interface Segment {
  segment: string;
  before: Side;
  after: Side;
}

const NONE: Side = {cases: 0, lost: 0, cents: 0};
const CUTS: Cut[] = ["motive", "channel", "brand", "family"];

/**
 * Why the share of mature cases lost changed between two periods, by what cases are cut by: docs/methods.md (Kitagawa
 * 1955, Das Gupta 1978), as marts.loss_changes. Segments of too few cases in a period are added up as `few`, with the
 * next one while they are too few together.
 */
export function lossChanges(
  cube: Cube<CaseCell>,
  {filters, before, below}: {filters: Filters; before: Filters | null; below: number}
): LossChange[] {
  if (before === null) return [];
  return CUTS.flatMap((cut) => {
    const segments = segmentsOf(sidesOf(cube, cut, before), sidesOf(cube, cut, filters));
    const changes = partsOf(segments);
    return gather(changes, below).map((row) => ({
      ...row,
      cut,
      comparison: filters.compare ?? "previous",
      before_first_month: before.from ?? new Date(0),
      before_last_month: before.to ?? new Date(0),
      after_first_month: filters.from ?? new Date(0),
      after_last_month: filters.to ?? new Date(0)
    }));
  });
}

function sidesOf(cube: Cube<CaseCell>, cut: Cut, filters: Filters): Map<string, Side> {
  const rows = cube.where(filters).by(cut);
  return new Map(
    rows
      .filter(({mature_cases}) => mature_cases > 0)
      .map((row) => [
        row[cut],
        {cases: row.mature_cases, lost: row.lost_cases + row.ghost_cases, cents: row.gone_ca_cents}
      ])
  );
}

function segmentsOf(before: Map<string, Side>, after: Map<string, Side>): Segment[] {
  return [...new Set([...before.keys(), ...after.keys()])]
    .sort()
    .map((segment) => ({segment, before: before.get(segment) ?? NONE, after: after.get(segment) ?? NONE}));
}

type Change = Omit<LossChange, "comparison" | "cut" | `${"before" | "after"}_${"first" | "last"}_month`>;

/** The parts of the change that each segment makes; nothing where a period has no case at all. */
export function partsOf(segments: Segment[]): Change[] {
  const total = (side: "before" | "after"): number => segments.reduce((sum, row) => sum + row[side].cases, 0);
  const [all, now] = [total("before"), total("after")];
  if (all === 0 || now === 0) return [];
  return segments.map(({segment, before, after}) => {
    const shares: Pair = [before.cases / all, after.cases / now];
    // What one period lacks is given the level of the other: nothing of it changed but the mix, or the rate.
    const rates = levels(before.lost, before.cases, after.lost, after.cases);
    const values = levels(before.cents, before.lost, after.cents, after.lost);
    return {
      segment,
      ...{cases_before: before.cases, cases_after: after.cases},
      ...{lost_before: before.lost, lost_after: after.lost},
      ...{lost_before_cents: before.cents, lost_after_cents: after.cents},
      mix: ((shares[1] - shares[0]) * (rates[0] + rates[1])) / 2,
      rate: ((shares[0] + shares[1]) / 2) * (rates[1] - rates[0]),
      mix_amount: part(shares, rates, values),
      rate_amount: part(rates, shares, values),
      value_amount: part(values, shares, rates)
    };
  });
}

type Pair = [before: number, after: number];

function levels(part: number, whole: number, otherPart: number, otherWhole: number): Pair {
  const [before, after] = [
    whole === 0 ? null : part / whole,
    otherWhole === 0 ? null : otherPart / otherWhole
  ];
  return [before ?? after ?? 0, after ?? before ?? 0];
}

/** What the change of the first of three factors makes of the change of their product. */
function part([before, after]: Pair, [b0, b1]: Pair, [c0, c1]: Pair): number {
  return (after - before) * ((b0 * c0 + b1 * c1) / 3 + (b0 * c1 + b1 * c0) / 6);
}

/** Adds up segments of few cases; the next one goes with them while they are too few together. */
function gather(changes: Change[], below: number): Change[] {
  const least = (row: Change): number => Math.min(row.cases_before, row.cases_after);
  const sorted = [...changes].sort((a, b) => least(a) - least(b) || (a.segment < b.segment ? -1 : 1));
  let together = 0;
  const few: Change[] = [];
  const told: Change[] = [];
  for (const row of sorted) {
    const isFew = least(row) < below || (few.length > 0 && together < below);
    (isFew ? few : told).push(row);
    together += least(row);
  }
  const [first, ...others] = few;
  return first === undefined ? told : [...told, others.reduce(addUp, {...first, segment: "few"})];
}

function addUp(sum: Change, row: Change): Change {
  const keys = Object.keys(sum).filter((key) => key !== "segment") as Exclude<keyof Change, "segment">[];
  return {...sum, ...Object.fromEntries(keys.map((key) => [key, sum[key] + row[key]]))};
}
