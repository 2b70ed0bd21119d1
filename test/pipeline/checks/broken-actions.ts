import type {BrokenStory} from "./broken.ts";

const cell = {trial_id: "T", outcome: "motive", unit_value: "A", month: "2020-01-01"};
const effect = {trial_id: "T", outcome: "motive", analysis: "effect", chance_se: 0.01};
const start = {trial_id: "T", outcome: "motive", analysis: "effect", weight: 0.5};
const starts = ["2020-01-01", "2020-02-01"].map((first_month) => ({...start, first_month}));

/** Trials that are not sound, by the check that finds them. */
export const BROKEN_ACTIONS: Record<string, BrokenStory[]> = {
  actions_stay_within: [
    {given: {"marts.action_months": [{...cell, customers: 3, events: 3}]}, found: []},
    ...[
      {customers: 3, events: 4},
      {customers: 3, events: -1},
      {customers: -1, events: 0}
    ].map((counts) => ({
      given: {"marts.action_months": [{...cell, ...counts}]},
      found: [{unit_value: "A"}]
    }))
  ],
  effects_lie_within: [
    {
      given: {
        "marts.action_differences": [{...effect, low: -0.03, effect: -0.01, high: 0.01}],
        "marts.action_contrasts": starts
      },
      found: []
    },
    {
      given: {
        "marts.action_differences": [{...effect, low: -0.02, effect: -0.01, high: 0}],
        "marts.action_contrasts": starts
      },
      found: [{analysis: "effect"}]
    },
    {
      given: {
        "marts.action_differences": [{...effect, low: 0, effect: -0.01, high: 0.1}],
        "marts.action_contrasts": starts
      },
      found: [{analysis: "effect"}]
    },
    {
      given: {
        "marts.action_differences": [{...effect, low: -0.03, effect: -0.01, high: 0.01}],
        "marts.action_contrasts": starts.slice(1)
      },
      found: [{analysis: "effect"}]
    }
  ]
};
