import {describe, expect, it} from "vitest";
import {type Given, type Row, runModel} from "../../support/models.ts";

// A letter of Treatwell of 5 October is due on 31 October: nobody passes the account as lost before, or later.
const letter = {customer_id: "C1", brand: "Treatwell", received_date: "2020-10-05"};

function judge(given: Partial<Row>, asOf = "2020-12-31", more: Given = {}): Promise<Row[]> {
  return runModel(
    "marts.obligations",
    {
      "staging.letters": [{...letter, ...given}],
      "marts.lost_accounts": [],
      "marts.ped_obligations": [],
      ...more
    },
    {asOf}
  );
}

describe("status of a duty", () => {
  it.each([
    ["on the day itself", "2020-10-31", "2020-12-31", {status: "met", days_late: null, days_early: null}],
    ["a day after", "2020-11-01", "2020-12-31", {status: "late", days_late: 1n, days_left: null}],
    ["a day before", "2020-10-30", "2020-12-31", {status: "early_breach", days_early: 1n, days_late: null}],
    ["never", null, "2020-11-02", {status: "missing", days_late: 2n, days_left: null}],
    [
      "not yet, on the last day",
      null,
      "2020-10-31",
      {status: "pending", days_left: 0n, is_due_this_week: true}
    ],
    ["not yet, in its week", null, "2020-10-26", {status: "pending", days_left: 5n, is_due_this_week: true}],
    [
      "not yet, the week before",
      null,
      "2020-10-25",
      {status: "pending", days_left: 6n, is_due_this_week: false}
    ]
  ])("%s", async (_, lost, asOf, judged) => {
    expect(await judge({lost_date: lost}, asOf)).toMatchObject([
      {obligation_id: "D1|letter|C1|Treatwell|2020-10-05", deadline_date: "2020-10-31", ...judged}
    ]);
  });

  it("cannot be computed where something is not known", async () => {
    expect(await judge({brand: "Autre"})).toMatchObject([
      {status: "not_computable", missing_field: "letter_regimes.regime", is_due_this_week: false}
    ]);
  });

  it("allows any day until the deadline under the policy of not waiting", async () => {
    const given = {
      "lookups.policies": [
        {name: "deadline.inclusive", value: "true", valid_from: "2000-01-01"},
        {name: "letter_ghost.policy", value: "at_once", valid_from: "2000-01-01"}
      ]
    };
    expect(await judge({lost_date: "2020-10-07"}, "2020-12-31", given)).toMatchObject([
      {status: "met", earliest_date: null}
    ]);
  });
});

describe("rules", () => {
  it.each([
    ["2020-10-06", null, 0],
    ["2020-10-05", null, 1],
    ["2000-01-01", "2020-10-05", 0],
    ["2000-01-01", "2020-10-06", 1]
  ])("in force from %s until before %s: duties due %i", async (valid_from, valid_to, duties) => {
    const rows = await judge({}, "2020-12-31", {
      "lookups.obligation_rules": [{rule: "D1", valid_from, valid_to}]
    });
    expect(rows).toHaveLength(duties);
  });
});

it("refuses a rule that has no row", async () => {
  await expect(judge({}, "2020-12-31", {"lookups.obligation_rules": [{rule: "D2"}]})).rejects.toThrow(
    "no rule is called D1"
  );
});

describe("marts.obligation_rates", () => {
  it("counts each class, and divides those that can be judged", async () => {
    const lost = ["2020-10-31", "2020-10-31", "2020-11-02", null, "2020-10-21"];
    const letters = lost.map((lost_date, index) => ({...letter, customer_id: `C${index}`, lost_date}));
    const rows = await runModel(
      "marts.obligation_rates",
      {
        "marts.lost_accounts": [],
        "marts.ped_obligations": [],
        "staging.letters": [
          ...letters,
          {...letter, customer_id: "C9", received_date: "2020-12-09"},
          {...letter, customer_id: "C8", brand: "Autre"}
        ]
      },
      {asOf: "2020-12-31"}
    );
    expect(rows.filter(({rule}) => rule === "D1")).toMatchObject([
      {period: "2020-10", cut: "all", judged: 5n, pending: 0n},
      {period: "2020-10", cut: "brand", cut_value: "Treatwell"},
      {period: "2020-10", cut: "channel", cut_value: "unknown"},
      {period: "2020-12", cut: "all", judged: 0n, met_rate: null, pending: 1n, is_hidden: true},
      {period: "2020-12", cut: "brand"},
      {period: "2020-12", cut: "channel"},
      {
        ...{period: "all", cut: "all", obligations: 6n, met: 2n, late: 1n, missing: 1n, early_breaches: 1n},
        ...{judged: 5n, met_rate: 0.4, pending: 1n, days_late: 63n, days_early: 10n, is_fragile: true}
      },
      {period: "all", cut: "brand"},
      {period: "all", cut: "channel"}
    ]);
    const [whole] = rows.filter(({rule, period, cut}) => rule === "D1" && period === "all" && cut === "all");
    // Wilson for 2 of 5, z 1.959963984540054.
    expect(whole?.met_low).toBeCloseTo(0.1176207742, 9);
    expect(whole?.met_high).toBeCloseTo(0.7692757187, 9);
    expect(rows.filter(({rule}) => rule === "D1_D3")).toHaveLength(6);
  });
});
