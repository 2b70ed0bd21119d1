import type {
  ActionEffect,
  ActionMonth,
  ActionOutcome,
  ActionRules,
  ActionVerdict,
  ActionVolume,
  InterruptedSeries
} from "../../reports/components/action-results.ts";

/** The published results on preventive actions. */
export interface ActionFixture {
  actions: ActionVerdict[];
  action_effects: ActionEffect[];
  action_months: ActionMonth[];
  interrupted_series: InterruptedSeries[];
  action_volumes: ActionVolume[];
  action_rules: ActionRules[];
}

/** The rules as they ship. */
export const RULES: ActionRules = {
  ...{planned_months: 12, before_months: 12, plausible_share: 0.5, icc: 0.05, level: 0.05, power: 0.8},
  ...{level_score: 1.959963984540054, power_score: 0.8416212335729143}
};

const OUTCOMES: ActionOutcome[] = ["motive", "churn"];
const START = new Date(Date.UTC(2025, 8, 1));
const MONTHS = 20;

/** An action seen to work, and those of which a volume says nothing; no action where nobody delivers cases. */
export function makeActions(hasCases: boolean): ActionFixture {
  const names = hasCases ? ["Échéancier", "Appel", "Relecture", "Rendez-vous", "Bilan", "Visite"] : [];
  return {
    actions: names.flatMap((action, place) =>
      OUTCOMES.map((outcome) => makeVerdict({action, place, outcome}))
    ),
    action_effects: names
      .slice(0, 3)
      .flatMap((action) => OUTCOMES.flatMap((outcome) => makeEffects(action, outcome))),
    action_months: names
      .slice(0, 3)
      .flatMap((action) => OUTCOMES.flatMap((outcome) => makeMonths(action, outcome))),
    interrupted_series: [
      ...names.slice(0, 3).flatMap((action) => OUTCOMES.map((outcome) => makeSeries(action, outcome))),
      ...["2020-01-01", "2020-08-01"].map(makePolicy)
    ],
    action_volumes: hasCases
      ? ["Solène", "Marly"].flatMap((brand) =>
          ["price", "bug", "churn"].map((motive) => makeVolume(brand, motive))
        )
      : [],
    action_rules: [RULES]
  };
}

const idOf = (action: string): string => `${action} / brand`;

/** The verdict on a trial; the first is seen to work, the last has too few customers. */
export function makeVerdict({
  action,
  place,
  outcome,
  ...more
}: {action: string; place: number; outcome: ActionOutcome} & Partial<ActionVerdict>): ActionVerdict {
  const isSeen = place === 0 && outcome === "motive";
  const isHidden = place === 5;
  return {
    ...{trial_id: idOf(action), outcome, action, unit: place % 2 === 0 ? "brand" : "team", motive: "price"},
    ...{
      start_date: START,
      end_date: null,
      declared_units: 1,
      exposed_units: 1,
      compared_units: place === 4 ? 0 : 2
    },
    ...{
      declared_starts: place === 1 ? 2 : 1,
      exposed_customers: isHidden ? null : 1465,
      compared_customers: 894
    },
    ...{
      baseline_rate: 9.7,
      detectable_fall: isHidden ? null : 4.6,
      planned_months: 12,
      per_arm: isHidden ? null : 13_000
    },
    ...{
      design_effect: 1,
      before_factor: 2,
      plausible_share: 0.5,
      is_measurable: isSeen,
      ends_at_peak: place === 2
    },
    ...{slope: 0.1, slope_low: -0.2, slope_high: 0.4, placebos: 3, failed_placebos: place === 2 ? 1 : 0},
    ...{is_doubtful: place === 2, analysis: place === 2 ? "without_last" : place < 3 ? "effect" : null},
    effect: place > 2 ? null : isSeen ? -7.4 : 0.5,
    low: place > 2 ? null : isSeen ? -11.1 : -3,
    high: place > 2 ? null : isSeen ? -3.7 : 4,
    verdict: isSeen ? "fell" : place === 3 ? "too_early" : place === 4 ? "alone" : "not_measurable",
    is_hidden: isHidden,
    ...more
  };
}

function makeEffects(action: string, outcome: ActionOutcome): ActionEffect[] {
  return ["effect", "placebo_1", "placebo_2", "placebo_3", "without_last"].map((analysis) => {
    const effect = analysis.startsWith("placebo") || action !== "Échéancier" ? 0.4 : -7.4;
    return {
      ...{trial_id: idOf(action), outcome, analysis, before_months: 12, after_months: 10},
      ...{exposed_before_customers: 17_000, exposed_before_events: 160, exposed_after_customers: 14_000},
      ...{exposed_after_events: 60, compared_before_customers: 10_000, compared_before_events: 70},
      ...{compared_after_customers: 9000, compared_after_events: 70},
      ...{effect, spread: "months" as const, low: effect - 3.7, high: effect + 3.7}
    };
  });
}

function makeMonths(action: string, outcome: ActionOutcome): ActionMonth[] {
  return Array.from({length: MONTHS}, (_, index) => {
    const month = new Date(Date.UTC(2024, 8 + index, 1));
    const isAfter = month >= START;
    const rate = 11 - (isAfter ? 6 : 0) + (index % 3);
    return {
      ...{trial_id: idOf(action), outcome, month, start_month: START, is_baseline: !isAfter},
      ...{exposed_customers: 1400, exposed_events: 12, exposed_rate: rate},
      ...{compared_customers: 900, compared_events: 6, compared_rate: index === 0 ? null : 8 - (index % 2)},
      ...{fitted_rate: rate - 0.3, counterfactual_rate: 11, counterfactual_low: 8, counterfactual_high: 14}
    };
  });
}

const NO_FIT = {
  ...{points: null, before_points: null, effect: null, low: null, high: null, jump: null, jump_low: null},
  ...{jump_high: null, ratio: null, ratio_low: null, ratio_high: null, durbin_watson: null, has_season: null}
};

function makeSeries(action: string, outcome: ActionOutcome): InterruptedSeries {
  return {
    ...{
      series_id: `${idOf(action)} / ${outcome}`,
      trial_id: idOf(action),
      policy: null,
      outcome,
      first_month: START
    },
    ...{
      points: 30,
      before_points: 20,
      effect: -5.1,
      low: -10.7,
      high: 0.4,
      jump: -6,
      jump_low: -12,
      jump_high: 0.5
    },
    ...{ratio: 0.5, ratio_low: 0.3, ratio_high: 0.9, durbin_watson: 1.6, has_season: true}
  };
}

function makePolicy(day: string): InterruptedSeries {
  const series_id = `retention_desk / ${day}`;
  return {
    series_id,
    trial_id: null,
    policy: "retention_desk",
    outcome: "churn",
    first_month: new Date(day),
    ...NO_FIT
  };
}

function makeVolume(unit_value: string, motive: string): ActionVolume {
  const events = {price: 100, bug: 40}[motive] ?? 400;
  return {
    unit: "brand",
    unit_value,
    motive,
    customers: 1200,
    customer_months: 14_000,
    events,
    other_events: 3
  };
}
