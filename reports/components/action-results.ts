/** Rows of the published results on preventive actions; rates are for 100 customers and a year. */

export type ActionOutcome = "motive" | "churn";

/** Grain: trial_id, outcome. */
export interface ActionVerdict {
  trial_id: string;
  outcome: ActionOutcome;
  action: string;
  unit: string;
  motive: string;
  start_date: Date;
  end_date: Date | null;
  declared_units: number;
  exposed_units: number;
  compared_units: number;
  declared_starts: number;
  exposed_customers: number | null;
  compared_customers: number | null;
  baseline_rate: number | null;
  /** Null where not even the end of all cases would be seen. */
  detectable_fall: number | null;
  planned_months: number | null;
  per_arm: number | null;
  design_effect: number | null;
  before_factor: number | null;
  plausible_share: number | null;
  is_measurable: boolean | null;
  ends_at_peak: boolean;
  slope: number | null;
  slope_low: number | null;
  slope_high: number | null;
  placebos: number;
  failed_placebos: number;
  is_doubtful: boolean;
  analysis: "effect" | "without_last" | null;
  effect: number | null;
  low: number | null;
  high: number | null;
  verdict: "fell" | "rose" | "no_difference" | "not_measurable" | "too_early" | "alone" | "unknown_units";
  is_hidden: boolean;
}

/** Grain: trial_id, outcome, analysis. */
export interface ActionEffect {
  trial_id: string;
  outcome: ActionOutcome;
  /** effect, without_last, or placebo_1 and so on, the last dates first. */
  analysis: string;
  before_months: number;
  after_months: number;
  exposed_before_customers: number;
  exposed_before_events: number;
  exposed_after_customers: number;
  exposed_after_events: number;
  compared_before_customers: number;
  compared_before_events: number;
  compared_after_customers: number;
  compared_after_events: number;
  effect: number;
  spread: "chance" | "units" | "months";
  low: number;
  high: number;
}

/** Grain: trial_id, outcome, month. */
export interface ActionMonth {
  trial_id: string;
  outcome: ActionOutcome;
  month: Date;
  start_month: Date;
  exposed_customers: number;
  exposed_events: number;
  exposed_rate: number | null;
  compared_customers: number;
  compared_events: number;
  compared_rate: number | null;
  is_baseline: boolean;
  fitted_rate: number | null;
  counterfactual_rate: number | null;
  counterfactual_low: number | null;
  counterfactual_high: number | null;
}

/** Grain: series_id. Without figures where the data has too few months. */
export interface InterruptedSeries {
  series_id: string;
  trial_id: string | null;
  policy: string | null;
  outcome: ActionOutcome;
  first_month: Date;
  points: number | null;
  before_points: number | null;
  effect: number | null;
  low: number | null;
  high: number | null;
  jump: number | null;
  jump_low: number | null;
  jump_high: number | null;
  ratio: number | null;
  ratio_low: number | null;
  ratio_high: number | null;
  durbin_watson: number | null;
  has_season: boolean | null;
}

/** Grain: unit, unit_value, motive; churn for customers lost. */
export interface ActionVolume {
  unit: "team" | "brand";
  unit_value: string;
  motive: string;
  customers: number;
  customer_months: number;
  events: number;
  other_events: number;
}

/** One row. */
export interface ActionRules {
  planned_months: number;
  before_months: number;
  plausible_share: number;
  icc: number;
  level: number;
  power: number;
  level_score: number;
  power_score: number;
}
