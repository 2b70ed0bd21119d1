import type {Cube} from "./cube.js";
import type {Filters} from "./filters.js";
import type {About} from "./results.js";
import {wilson} from "./wilson.js";

/** A cell of `duty_cells`. */
export interface DutyCell {
  rule: string;
  /** What is not delivered; none where nothing is missing. */
  missing_field: string;
  /** Month of what made it due. */
  month: Date;
  brand: string;
  channel: string;
  family: string;
  motive: string;
  value_band: string;
  met: number;
  early_breaches: number;
  late: number;
  missing: number;
  pending: number;
  not_computable: number;
  days_late: number;
  days_early: number;
  early_stake_cents: number;
  late_stake_cents: number;
}

/** How the duties of a rule were met; counts are null when too few are judged. */
export interface DutyRate {
  rule: string;
  met: number | null;
  early_breaches: number | null;
  late: number | null;
  missing: number | null;
  judged: number | null;
  met_rate: number | null;
  met_low: number | null;
  met_high: number | null;
  /** Rate in the period compared with; null where nothing is, or too few were judged. */
  before_rate: number | null;
  pending: number;
  not_computable: number;
  missing_fields: string | null;
  days_late: number | null;
  days_early: number | null;
  early_stake_cents: number | null;
  late_stake_cents: number | null;
  is_fragile: boolean;
  is_hidden: boolean;
}

type Sums = Pick<DutyCell, "rule" | "met" | "early_breaches" | "late" | "missing">;

/** Rules about letters of customers who leave. */
const LETTER_RULES = ["D1", "D2", "D3"];

export const isLetter = ({rule}: {rule: string}): boolean => LETTER_RULES.includes(rule);

const judgedOf = (sums: Sums): number => sums.met + sums.early_breaches + sums.late + sums.missing;

const collator = new Intl.Collator("en", {numeric: true});

/** Rules by their number: D2 before D10. */
export const compareRules = (one: string, other: string): number => collator.compare(one, other);

/** How the duties of each rule were met over what is filtered, in the order of the rules. */
export function dutyRates(
  cube: Cube<DutyCell>,
  {filters, before, about}: {filters: Filters; before: Filters | null; about: About}
): DutyRate[] {
  const {hidden_below, fragile_below} = about;
  const fields = cube.where(filters).by("rule", "missing_field");
  const ratesBefore = new Map(
    (before === null ? [] : cube.where(before).by("rule"))
      .filter((sums) => judgedOf(sums) >= hidden_below)
      .map((sums) => [sums.rule, sums.met / judgedOf(sums)])
  );
  return cube
    .where(filters)
    .by("rule")
    .sort((a, b) => compareRules(a.rule, b.rule))
    .map((sums) => {
      const judged = judgedOf(sums);
      const isHidden = judged < hidden_below;
      const told = <T>(value: T): T | null => (isHidden ? null : value);
      const bounds = wilson(sums.met, judged);
      const missing = fields.filter((row) => row.rule === sums.rule && row.missing_field !== "none");
      return {
        ...{rule: sums.rule, pending: sums.pending, not_computable: sums.not_computable},
        ...{met: told(sums.met), early_breaches: told(sums.early_breaches)},
        ...{late: told(sums.late), missing: told(sums.missing), judged: told(judged)},
        met_rate: told(judged === 0 ? null : sums.met / judged),
        met_low: told(bounds?.[0] ?? null),
        met_high: told(bounds?.[1] ?? null),
        before_rate: told(ratesBefore.get(sums.rule) ?? null),
        missing_fields: missing.map(({missing_field}) => missing_field).join(", ") || null,
        ...{days_late: told(sums.days_late), days_early: told(sums.days_early)},
        early_stake_cents: told(sums.early_stake_cents),
        late_stake_cents: told(sums.late_stake_cents),
        is_fragile: !isHidden && judged < fragile_below,
        is_hidden: isHidden
      };
    });
}

/** Letters that were closed before their time, and the days that were given away with them. */
export function earlyLetters(
  cube: Cube<DutyCell>,
  filters: Filters
): Pick<DutyCell, "early_breaches" | "days_early"> {
  return cube.where(filters, {rule: LETTER_RULES}).total();
}
