import {describe, expect, it} from "vitest";
import {type Given, type Row, runModel} from "../../support/models.ts";

const kept = {case_id: "K1", customer_id: "C1", outcome: "saved", outcome_date: "2020-06-20"};
const inForce = {customer_id: "C1", from_date: "2020-01-01", lines: 1};

async function spells(given: {
  endings?: Partial<Row>[];
  states?: Partial<Row>[];
  opened?: string[];
  asOf?: string;
}): Promise<Row[]> {
  const tables: Given = {
    "marts.case_endings": [
      ...(given.endings ?? [{}]).map((more) => ({...kept, ...more})),
      ...(given.opened ?? []).map((opened_date, index) => ({
        case_id: `N${index}`,
        customer_id: "C1",
        outcome: "open",
        opened_date
      }))
    ],
    "marts.lines_in_force": [inForce, ...(given.states ?? [])].map((more) => ({...inForce, ...more}))
  };
  return runModel("marts.save_spells", tables, {asOf: given.asOf ?? "2020-12-31"});
}

describe("marts.save_spells", () => {
  it("lasts until the as-of day when nothing happens", async () => {
    expect(await spells({})).toMatchObject([
      {case_id: "K1", saved_date: "2020-06-20", followed_days: 194n, has_ended: false}
    ]);
  });

  it("ends with the next case of the customer, not with one of before", async () => {
    expect(await spells({opened: ["2020-06-01", "2020-06-20", "2020-09-01", "2020-08-01"]})).toMatchObject([
      {new_case_date: "2020-08-01", followed_days: 42n, has_ended: true}
    ]);
  });

  it("ends when nothing is in force any more, whichever comes first", async () => {
    const gone = {from_date: "2020-07-01", lines: 0};
    expect(await spells({states: [gone]})).toMatchObject([
      {left_date: "2020-07-01", followed_days: 11n, has_ended: true}
    ]);
    expect(await spells({states: [gone], opened: ["2020-06-25"]})).toMatchObject([{followed_days: 5n}]);
  });

  it("goes on over a gap of 30 days between two orders, and no longer", async () => {
    const gone = {from_date: "2020-07-01", lines: 0};
    expect(await spells({states: [gone, {from_date: "2020-07-31", lines: 1}]})).toMatchObject([
      {left_date: null, has_ended: false}
    ]);
    expect(await spells({states: [gone, {from_date: "2020-08-01", lines: 1}]})).toMatchObject([
      {left_date: "2020-07-01", has_ended: true}
    ]);
  });

  it("does not know yet what ends after the as-of day", async () => {
    const gone = {from_date: "2021-06-20", lines: 0};
    expect(await spells({states: [gone]})).toMatchObject([
      {left_date: "2021-06-20", followed_days: 194n, has_ended: false}
    ]);
  });

  it("follows customers who were kept and have something in force", async () => {
    expect(await spells({endings: [{outcome: "lost"}]})).toEqual([]);
    expect(await spells({endings: [{outcome: "saved_partial"}]})).toHaveLength(1);
    expect(await spells({states: [{from_date: "2020-06-20", lines: 0}]})).toEqual([]);
    expect(await spells({endings: [{customer_id: "C2"}]})).toEqual([]);
  });
});

describe("the durability of a case", () => {
  const lasts = async (ended: string | null, asOf = "2021-06-30"): Promise<unknown[]> => {
    const [row] = await runModel(
      "marts.case_outcomes",
      {
        "marts.case_episodes": [{case_id: "K1", customer_id: "C1", opened_date: "2020-06-01"}],
        "marts.case_endings": [kept],
        "marts.lines_in_force":
          ended === null ? [inForce] : [inForce, {...inForce, from_date: ended, lines: 0}]
      },
      {asOf}
    );
    return [row?.lasts_first, row?.lasts_second, row?.lasts_third];
  };

  it("is asked after 30, 90 and 180 days, and known when followed so long", async () => {
    expect(await lasts(null)).toEqual([true, true, true]);
    expect(await lasts("2020-07-20")).toEqual([false, false, false]);
    expect(await lasts("2020-07-21")).toEqual([true, false, false]);
    expect(await lasts(null, "2020-09-18")).toEqual([true, true, null]);
    expect(await lasts(null, "2020-09-17")).toEqual([true, null, null]);
  });
});
