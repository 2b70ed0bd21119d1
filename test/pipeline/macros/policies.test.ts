import {describe, expect, it} from "vitest";
import {runSelect} from "../../support/models.ts";

const given = {
  "lookups.policies": [
    {name: "letter_ghost.policy", value: "at_once", valid_from: "2000-01-01", source_line: 2},
    {name: "letter_ghost.policy", value: "wait", valid_from: "2022-12-31", source_line: 3},
    {name: "letter_ghost.policy", value: "later", valid_from: "2023-01-01", source_line: 4}
  ],
  "lookups.parameters": [
    {name: "letter.split_day", value: 15, valid_from: "2000-01-01"},
    {name: "letter.split_day", value: 10, valid_from: "2022-06-01"}
  ]
};

describe("policy and policy_on", () => {
  it("take the row in force on the as-of day, or on a day", async () => {
    const days = "(values (date '2022-12-30'), (date '2022-12-31'), (null)) as days (day)";
    expect(
      await runSelect(
        `select policy('letter_ghost.policy') as now, policy_on('letter_ghost.policy', day) as then from ${days}`,
        given
      )
    ).toEqual([
      {now: "wait", then: "at_once"},
      {now: "wait", then: "wait"},
      {now: "wait", then: null}
    ]);
  });

  it("refuse a name that no row has", async () => {
    await expect(runSelect("select policy('letter.policy')", given)).rejects.toThrow(
      "no policy is called letter.policy on the as-of day"
    );
    await expect(runSelect("select policy_on('letter.policy', date '2022-01-01')", given)).rejects.toThrow(
      "no policy is called letter.policy on 2022-01-01"
    );
  });
});

describe("parameter_on", () => {
  it("takes the row in force on a day", async () => {
    const days = "(values (date '2022-05-31'), (date '2022-06-01')) as days (day)";
    expect(
      await runSelect(`select parameter_on('letter.split_day', day) as split from ${days}`, given)
    ).toEqual([{split: 15}, {split: 10}]);
  });

  it("refuses a day before the first row", async () => {
    await expect(
      runSelect("select parameter_on('letter.split_day', date '1999-12-31')", given)
    ).rejects.toThrow("no parameter is called letter.split_day on 1999-12-31");
  });
});
