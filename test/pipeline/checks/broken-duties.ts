import type {Given} from "../../support/models.ts";
import type {BrokenStory} from "./broken.ts";

const DUTY = {
  ...{obligation_id: "D1|letter|L1", rule: "D1", trigger_date: "2020-10-05", deadline_date: "2020-10-31"},
  ...{status: "missing", computation: "month_end", owner_channel: "field"}
};

const RATE = {rule: "D1", cut: "all", cut_value: "all", judged: 1, met_rate: 0, met_low: 0, met_high: 0.8};
const NO_CLASS = {met: 0, late: 0, early_breaches: 0, pending: 0, not_computable: 0};

/** A duty that is missing, counted in all its groups but one, or otherwise than it should be. */
function rated(changed: object, without?: string): Given {
  const groups = ["all", "brand", "channel"].flatMap((cut) =>
    ["all", "2020-10"].map((period) => ({...RATE, ...NO_CLASS, cut, period, obligations: 1, missing: 1}))
  );
  const rows = groups.filter(({cut, period}) => `${cut} ${period}` !== without);
  return {
    "marts.obligations": [DUTY],
    "marts.obligation_rates": rows.map((row, index) => (index === 0 ? {...row, ...changed} : row))
  };
}

function wrong(changed: object, problem?: string): BrokenStory {
  return {
    given: {"marts.obligations": [{...DUTY, ...changed}]},
    found: problem === undefined ? [] : [{problem, obligation_id: DUTY.obligation_id}]
  };
}

/** What the checks of duties must find. */
export const BROKEN_DUTIES: Record<string, BrokenStory[]> = {
  obligations_are_sound: [
    wrong({}),
    wrong({status: null}, "status that has no name"),
    wrong({status: "done"}, "status that has no name"),
    wrong({missing_field: "letter_regimes.regime"}, "missing field and status disagree"),
    wrong({status: "not_computable"}, "missing field and status disagree"),
    wrong({deadline_date: null}, "no deadline and nothing missing"),
    wrong({status: "not_computable", missing_field: "x", deadline_date: null}),
    wrong({deadline_date: "2020-10-04"}, "deadline before its trigger"),
    wrong({earliest_date: "2020-11-01"}, "allowed only after the deadline"),
    wrong({earliest_date: "2020-10-31"}),
    wrong({status: "pending"}, "pending after its deadline"),
    wrong({status: "pending", deadline_date: "2022-12-31"}),
    wrong({done_date: "2020-10-31"}, "done and not done"),
    wrong({status: "met", done_date: "2020-10-31"}),
    wrong({computation: "month"}, "formula that has no name"),
    wrong({computation: null}, "formula that has no name")
  ],
  obligations_add_up: [
    {given: rated({}), found: []},
    {given: rated({}, "brand 2020-10"), found: [{problem: "parts that are not the whole", rule: "D1"}]},
    {given: rated({obligations: 2}), found: [{problem: "parts that are not the whole"}]},
    {given: rated({late: 1}), found: [{problem: "parts that are not the whole"}]},
    {given: rated({met_rate: 0.9}), found: [{problem: "rates outside their intervals"}]},
    {given: rated({met_rate: null}), found: [{problem: "rates outside their intervals"}]}
  ],
  obligation_rules_are_plain: [
    {
      given: {
        "lookups.policies": [
          {name: "cut.rule_valid_from", value: "2020-01-01"},
          {name: "cut.rule_valid_from", value: "soon"}
        ]
      },
      found: [{problem: "policy that no rule knows", name: "cut.rule_valid_from"}]
    },
    {
      given: {"lookups.policies": [{name: "deadline.inclusive", value: "yes"}]},
      found: [{problem: "policy that no rule knows", name: "deadline.inclusive"}]
    },
    {
      given: {
        "lookups.obligation_rules": [
          {rule: "D1", valid_from: "2000-01-01", valid_to: "2021-01-01", source_line: 2},
          {rule: "D1", valid_from: "2021-01-01", source_line: 3},
          {rule: "D2", valid_from: "2000-01-01", valid_to: "2021-01-02", source_line: 4},
          {rule: "D2", valid_from: "2021-01-01", source_line: 5}
        ],
        "lookups.letter_regimes": [{regime: "month_end"}, {regime: "month-end"}],
        "lookups.policies": [
          {name: "deadline.inclusive", value: "true"},
          {name: "letter_ghost.policy", value: "true"}
        ]
      },
      found: [
        {problem: "policy that no rule knows", name: "letter_ghost.policy"},
        {problem: "regime that no rule knows", name: "month-end"},
        {problem: "two rows of a rule in force at once", name: "D2"}
      ]
    }
  ]
};
