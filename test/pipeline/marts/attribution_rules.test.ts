import {describe, expect, it} from "vitest";
import {runModel} from "../../support/models.ts";
import {type RuleStory, tellRules} from "./ruled.ts";

/** The problems that the check finds, line by line. */
async function judge(...rules: RuleStory[]) {
  const rows = await runModel("checks.attribution_rules_are_sound", {
    "lookups.attribution_rules": tellRules(...rules)
  });
  return rows.map(({source_line, issue}) => [source_line, issue]);
}

describe("attribution rules", () => {
  it("are sound as they are shipped", async () => {
    expect(await runModel("checks.attribution_rules_are_sound", {})).toEqual([]);
    const rows = await runModel("marts.attribution_rules", {});
    expect(new Set(rows.map(({rule}) => rule))).toEqual(
      new Set(["current", "delta", "delta_prorated", "shared", "company_fault", "first_contact"])
    );
  });

  it("may follow one another, or be narrowed by a condition", async () => {
    expect(
      await judge(
        {valid_to: "2021-01-01"},
        {valid_from: "2021-01-01"},
        {position: 1, assignment: "delegated", motives: "bug + MISSING", from_days: 0, to_days: 30}
      )
    ).toEqual([]);
  });

  it("share out the whole, on both sides", async () => {
    expect(
      await judge(
        {rule: "a", reversal: {initial: 5000, house: 4000}},
        {rule: "b", credit: {initial: 5000, rebooker: 5001}},
        {rule: "c", reversal: {}},
        {rule: "d", credit: {initial: 11000, house: -1000}}
      )
    ).toEqual([
      [2, "the shares of the reversal add up to 9000: they must make 10000"],
      [3, "the shares of the credit add up to 10001: they must make 10000"],
      [4, "the shares of the reversal add up to 0: they must make 10000"],
      [5, "a share is below zero: write shares from 0 to 10000"]
    ]);
  });

  it("do not claim the same place on the same days", async () => {
    expect(await judge({valid_to: "2021-01-02"}, {valid_from: "2021-01-01"})).toEqual([
      [
        3,
        "same rule, measure and position as line 2 on the same days: end one of them (valid_to), or give it another position"
      ]
    ]);
  });

  it("have a default at any time", async () => {
    const missing = (day: string) =>
      `no default from ${day} on: add a row of told for CA without conditions, in the last position`;
    expect(await judge({motives: "bug"})).toEqual([[2, missing("2000-01-01")]]);
    expect(
      await judge({valid_to: "2020-01-01"}, {valid_from: "2021-01-01"}, {position: 1, from_days: 3})
    ).toEqual([
      [2, missing("2020-01-01")],
      [3, missing("2020-01-01")],
      [4, missing("2020-01-01")]
    ]);
    expect(await judge({valid_to: "2020-01-01"}, {position: 1, to_days: 3})).toEqual([
      [2, missing("2020-01-01")],
      [3, missing("2020-01-01")]
    ]);
    expect(await judge({valid_from: "2020-01-01"}, {position: 1, to_days: 3})).toEqual([
      [2, missing("2000-01-01")],
      [3, missing("2000-01-01")]
    ]);
    expect(await judge({}, {measure: "parc", motives: "bug"})).toEqual([
      [
        3,
        "no default from 2000-01-01 on: add a row of told for parc without conditions, in the last position"
      ]
    ]);
  });

  it("use words that are known", async () => {
    const issues = await judge(
      {rule: "a", measure: "MRR"},
      {rule: "b", position: 1, motives: "bug + weather"},
      {rule: "b"},
      {rule: "c", position: 1, rebooking_channel: "desk"},
      {rule: "c"},
      {rule: "d", position: 1, assignment: "lent"},
      {rule: "d"},
      {rule: "e", position: 1, first_contact: "me"},
      {rule: "e"},
      {rule: "f", measure: "parc", is_prorated: true},
      {rule: "g", valid_to: "2000-01-01"},
      {rule: "h", position: 1, from_days: 5, to_days: 5},
      {rule: "h"},
      {rule: null}
    );
    expect(issues.map(([line, issue]) => [line, String(issue).replace(/[,:].*/, "")])).toEqual([
      [2, "measure MRR is unknown"],
      [3, "motives weather is unknown"],
      [5, "rebooking_channel desk is unknown"],
      [7, "assignment lent is unknown"],
      [9, "first_contact me is unknown"],
      [11, "only CA has a delivered part"],
      [12, "ends before it begins"],
      [13, "no delay fits"],
      [15, "incomplete"]
    ]);
    expect(issues[2]?.[1]).toBe(
      "rebooking_channel desk is unknown: write one of customer_service, dvr, field, house, retention, telesales, unknown"
    );
  });
});
