import {describe, expect, it} from "vitest";
import vectors from "../../vectors.json" with {type: "json"};
import {runSelect} from "../../support/models.ts";

describe("red_alert_task_date", () => {
  it.each(vectors.red_alert_task)("of $alert before $appt is $task", async ({alert, appt, task}) => {
    expect(
      await runSelect(`select red_alert_task_date(date '${alert}', date '${appt}') as task_date`)
    ).toEqual([{task_date: task}]);
  });
});

describe("what makes an alert handled", () => {
  it("holds in every row of the truth table, strictly and leniently", async () => {
    expect(vectors.alert_handled).toHaveLength(32);
    for (const row of vectors.alert_handled) {
      const {rdv, created, assigned, attempt, task, strict, lenient} = row;
      const cells = [rdv, created, assigned, attempt, task].map((bit) => String(bit === 1));
      const [found] = await runSelect(`select
        alert_handled_strictly(${cells.join(", ")}) as strict,
        alert_handled_leniently(${cells.slice(0, 3).join(", ")}) as lenient`);
      expect({row, found}).toEqual({row, found: {strict: strict === 1, lenient: lenient === 1}});
    }
    expect(vectors.alert_handled.filter(({strict}) => strict === 1)).toHaveLength(17);
    expect(vectors.alert_handled.filter(({lenient}) => lenient === 1)).toHaveLength(20);
  });
});

describe("is_explicit_reason", () => {
  const words = {
    "lookups.explicit_reason_words": [
      {word: "photos", valid_from: "2000-01-01"},
      {word: "formation", valid_from: "2000-01-01"},
      {word: "visite", valid_from: "2999-01-01"}
    ]
  };

  it.each([
    ["Planity photos", true],
    ["PLANITY, Formation !", true],
    ["Planity", false],
    ["photos", false],
    ["Planity visite", false],
    ["Planity photographe", false],
    ["", false],
    [null, false]
  ])("says of %s: %s", async (reason, expected) => {
    const text = reason === null ? "null" : `'${reason}'`;
    expect(await runSelect(`select is_explicit_reason(${text}) as is_explicit`, words)).toEqual([
      {is_explicit: expected}
    ]);
  });
});

describe("policy", () => {
  it("takes the row in force on the as-of day, and refuses a name that no row has", async () => {
    const given = {
      "lookups.policies": [
        {name: "tick.policy", value: "strict", valid_from: "2000-01-01"},
        {name: "tick.policy", value: "lenient", valid_from: "2999-01-01"}
      ]
    };
    expect(await runSelect("select policy('tick.policy') as policy", given)).toEqual([{policy: "strict"}]);
    await expect(runSelect("select policy('tick.polcy')", given)).rejects.toThrow(
      "no policy is called tick.polcy on the as-of day"
    );
  });
});
