import {describe, expect, it} from "vitest";
import vectors from "../../vectors.json" with {type: "json"};
import {type Given, type Row, runModel} from "../../support/models.ts";

const month = (index: number): string =>
  `${2020 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, "0")}-01`;
const MONTHS = Array.from({length: 24}, (_, index) => month(index));
const reported = MONTHS.map((first) => ({month: first}));

/** Months of units: so many customers each, and as many events as told. */
function months(
  units: Record<string, (place: number) => number>,
  {customers = 1000, outcome = "motive"} = {}
): Partial<Row>[] {
  return Object.entries(units).flatMap(([unit_value, events]) =>
    MONTHS.map((first, place) => ({
      trial_id: "T",
      outcome,
      unit_value,
      month: first,
      customers,
      events: events(place)
    }))
  );
}

const unit = (unit_value: string, first: string, more: Partial<Row> = {}): Partial<Row> => ({
  trial_id: "T",
  action: "T",
  unit: "team",
  unit_value,
  motive: "price",
  start_date: first,
  start_month: first,
  first_month: first,
  ...more
});

const story = (units: Partial<Row>[], rows: Partial<Row>[]): Given => ({
  "marts.action_units": units,
  "marts.action_months": rows,
  "marts.reporting_months": reported
});
const AS_OF = {asOf: "2021-12-31"};

describe("units of an action", () => {
  it("count as exposed from the month of the start, or from the next when it begins late in one", async () => {
    const rows = await runModel("marts.action_units", {
      "staging.actions": [
        {action: "Call", unit: "team", unit_value: "N", motive: "price", start_date: "2020-03-07"},
        {action: "Call", unit: "team", unit_value: "S", motive: "price", start_date: "2020-03-08"},
        {
          action: "Call",
          unit: "customer",
          unit_value: "C1-2",
          customer_id: "C1",
          start_date: "2020-05-01",
          end_date: "2020-07-15"
        }
      ]
    });
    expect(rows).toMatchObject([
      {trial_id: "Call / customer", unit_value: "C1", motive: "UNMAPPED", until_month: "2020-07-01"},
      {unit_value: "N", start_month: "2020-03-01", first_month: "2020-03-01", until_month: null},
      {unit_value: "S", start_month: "2020-03-01", first_month: "2020-04-01"}
    ]);
  });

  it("are compared with those never exposed, or not before the months after are over", async () => {
    const rows = await runModel(
      "marts.action_cohorts",
      story(
        [unit("A", "2020-06-01"), unit("B", "2020-10-01"), unit("C", "2021-06-01")],
        months({A: () => 0, B: () => 0, C: () => 0, D: () => 0})
      ),
      AS_OF
    );
    const arms = (first: string) =>
      rows.filter((row) => row.first_month === first).map((row) => [row.unit_value, row.is_exposed]);
    expect(arms("2020-06-01")).toEqual([
      ["A", true],
      ["C", false],
      ["D", false]
    ]);
    expect(arms("2020-10-01")).toEqual([
      ["B", true],
      ["D", false]
    ]);
  });
});

describe("customers on whom an action is tried one by one", () => {
  it("stand beside all others of their brands", async () => {
    const moves = (customer_id: string, kind: string, first: string, customers = 1) => ({
      ...{customer_id, kind, month: first, customers},
      ...{view: "economic", ledger: "strict"}
    });
    const rows = await runModel("marts.action_months", {
      "marts.action_units": [
        {...unit("C1", "2020-02-01"), unit: "customer"},
        {...unit("gone", "2020-02-01"), unit: "customer"}
      ],
      "marts.customer_teams": ["C1", "C2", "C3"].map((customer_id) => ({
        ...{customer_id, team: "N"},
        brand: customer_id === "C3" ? "Other" : "Mine"
      })),
      "marts.movements": [
        moves("C1", "opening", "2020-02-01"),
        moves("C1", "churn", "2020-02-01", -1),
        moves("C2", "new", "2020-02-01"),
        moves("C2", "opening", "2020-03-01"),
        moves("C3", "opening", "2020-02-01")
      ],
      "marts.motive_months": [
        {customer_id: "C1", motive: "price", month: "2020-02-01", is_at_risk: true},
        {customer_id: "C1", motive: "bug", month: "2020-02-01", is_at_risk: true},
        {customer_id: "C2", motive: "price", month: "2020-03-01", is_at_risk: true}
      ]
    });
    expect(
      rows.map(({outcome, unit_value, month, customers, events}) => [
        outcome,
        unit_value,
        month,
        customers,
        events
      ])
    ).toEqual([
      ["churn", "2020-02", "2020-02-01", 1n, 1n],
      ["churn", "others", "2020-02-01", 1n, 0n],
      ["churn", "others", "2020-03-01", 1n, 0n],
      ["motive", "2020-02", "2020-02-01", 1n, 1n],
      ["motive", "others", "2020-02-01", 1n, 0n],
      ["motive", "others", "2020-03-01", 1n, 1n]
    ]);
  });
});

describe("the effect of a trial", () => {
  const {did, se, ci} = vectors.did;
  const cells = (unit_value: string, is_exposed: boolean, before: number, after: number) => ({
    ...{trial_id: "T", outcome: "motive", analysis: "effect", first_month: "2021-01-01"},
    ...{unit_value, is_exposed, before_months: 12, after_months: 12},
    ...{before_customers: 1000, before_events: before, after_customers: 1000, after_events: after}
  });

  it("is that of the vector, not significant though the treated fell by a quarter", async () => {
    const [row] = await runModel("marts.action_differences", {
      "marts.action_cells": [cells("A", true, 120, 90), cells("B", false, 115, 110)]
    });
    expect(row?.effect).toBeCloseTo(did, 9);
    expect(row?.chance_se).toBeCloseTo(se, 9);
    expect(row?.low).toBeCloseTo(ci[0] ?? NaN, 9);
    expect(row?.high).toBeCloseTo(ci[1] ?? NaN, 9);
    expect(row).toMatchObject({spread: "chance", exposed_after_events: 90n, compared_before_events: 115n});
  });

  it("is as uncertain as its units differ, where each arm has several", async () => {
    const units = [120, 118, 90, 130, 60].map((after, place) => cells(`A${place}`, true, 100, after));
    const others = [100, 101, 99, 100, 100].map((after, place) => cells(`B${place}`, false, 100, after));
    const [row] = await runModel("marts.action_differences", {"marts.action_cells": [...units, ...others]});
    // By hand: each arm is n/(n−1) times the squared distances from its mean, over n².
    const variance = (values: number[], middle: number) =>
      ((5 / 4) * values.reduce((sum, value) => sum + ((value - middle) / 1000) ** 2, 0)) / 25;
    const bySpread = Math.sqrt(
      variance([120, 118, 90, 130, 60], 103.6) + variance([100, 101, 99, 100, 100], 100)
    );
    expect(row?.unit_se).toBeCloseTo(bySpread, 12);
    expect(row?.spread).toBe("units");
    // Student's point of 8 degrees.
    expect(Number(row?.high) - Number(row?.effect)).toBeCloseTo(2.3060041350333704 * bySpread, 9);
  });

  it("weighs the starts of a staggered roll-out by what is exposed, with those not yet exposed beside", async () => {
    const given = story(
      [unit("A", "2020-07-01"), unit("B", "2021-07-01")],
      months({A: (place) => (place >= 6 ? 30 : 40), B: (place) => (place >= 18 ? 20 : 40), C: () => 40})
    );
    const rows = await runModel("marts.action_differences", given, AS_OF);
    const effect = rows.find(({analysis}) => analysis === "effect");
    // −10 over twelve months, −20 over six.
    expect(effect?.effect).toBeCloseTo(-(12 * 0.01 + 6 * 0.02) / 18, 12);
    expect(effect).toMatchObject({starts: 2n, exposed_units: 2n, compared_units: 2n});
  });

  it("is nothing at placebo dates, and they use no month of the action", async () => {
    const given = story(
      [unit("A", "2021-01-01")],
      months({A: (place) => (place >= 12 ? 10 : 40), B: () => 40})
    );
    const rows = await runModel("marts.action_differences", given, AS_OF);
    expect(rows.map(({analysis, effect}) => [analysis, Math.round(1000 * Number(effect))])).toEqual([
      ["effect", -30],
      ["placebo_1", 0],
      ["placebo_2", 0],
      ["placebo_3", 0],
      ["without_last", -30]
    ]);
    const windows = await runModel("marts.action_windows", given, AS_OF);
    expect(windows.find(({analysis}) => analysis === "placebo_2")).toMatchObject({
      before_from: "2020-01-01",
      before_until: "2020-07-01",
      after_from: "2020-07-01",
      after_until: "2021-01-01"
    });
    expect(windows.find(({analysis}) => analysis === "without_last")?.before_until).toBe("2020-12-01");
  });
});

describe("the verdict", () => {
  const verdict = async (rows: Partial<Row>[], first = "2021-01-01", more: Partial<Row>[] = []) => {
    const all = [...rows, ...rows.map((row) => ({...row, outcome: "churn"}))];
    const [, motive] = await runModel(
      "marts.action_verdicts",
      story([unit("A", first), ...more], all),
      AS_OF
    );
    return motive;
  };

  it("leaves out the last month before where it is the peak, since peaks pass by themselves", async () => {
    const peak = (place: number) => (place === 11 ? 160 : 40);
    const told = await verdict(months({A: peak, B: () => 40}));
    expect(told).toMatchObject({
      ends_at_peak: true,
      analysis: "without_last",
      effect: 0,
      verdict: "no_difference"
    });
    const flat = await verdict(months({A: (place) => (place === 5 ? 60 : 40), B: () => 40}));
    expect(flat).toMatchObject({ends_at_peak: false, analysis: "effect"});
  });

  it("is a fall where the interval lies below 0", async () => {
    const told = await verdict(months({A: (place) => (place >= 12 ? 10 : 40 + (place % 2)), B: () => 40}));
    expect(told).toMatchObject({verdict: "fell", placebos: 3n, failed_placebos: 0n, is_doubtful: false});
  });

  it("doubts a design whose arms drew apart before, and one whose placebo dates show an effect", async () => {
    const apart = await verdict(months({A: (place) => 100 - 5 * place, B: () => 100}));
    expect(apart).toMatchObject({is_doubtful: true});
    expect(Number(apart?.slope)).toBeCloseTo(-0.005, 12);
    expect(Number(apart?.failed_placebos)).toBeGreaterThan(0);
  });

  it("says that a volume shows nothing, before and after the start", async () => {
    const few = months({A: (place) => (place % 5 === 0 ? 1 : 0), B: () => 1}, {customers: 40});
    expect(await verdict(few)).toMatchObject({is_measurable: false, verdict: "not_measurable"});
    expect(await verdict(few, "2021-12-01")).toMatchObject({verdict: "not_measurable", effect: null});
  });

  it("waits for months enough, and needs units that are untouched and known", async () => {
    const rows = months({A: () => 40, B: () => 40});
    expect(await verdict(rows, "2021-11-01")).toMatchObject({verdict: "too_early"});
    expect(await verdict(rows, "2021-01-01", [unit("B", "2021-01-01")])).toMatchObject({verdict: "alone"});
    expect(await verdict(months({B: () => 40}))).toMatchObject({verdict: "unknown_units"});
  });
});

describe("what a trial could show", () => {
  it("goes by the months before, the scatter of units and the size of both arms", async () => {
    const [, row] = await runModel(
      "marts.action_detectables",
      story(
        [unit("A", "2021-01-01")],
        [...months({A: () => 30, B: () => 30}), ...months({A: () => 30, B: () => 30}, {outcome: "churn"})]
      ),
      AS_OF
    );
    expect(row).toMatchObject({
      outcome: "motive",
      baseline_rate: 0.03,
      per_arm: 12_000,
      before_factor: 2,
      design_effect: 1,
      is_measurable: true
    });
    // By the formula, 6 000 an arm: the fall that takes just as many.
    const [needed] = [Number(row?.detectable_rate)].map((p2) => {
      const mean = (0.03 + p2) / 2;
      const root =
        1.959963984540054 * Math.sqrt(2 * mean * (1 - mean)) +
        0.8416212335729143 * Math.sqrt(0.03 * 0.97 + p2 * (1 - p2));
      return root ** 2 / (0.03 - p2) ** 2;
    });
    expect(needed).toBeCloseTo(6000, 5);
  });

  it("shrinks where units scatter more than chance would have it", async () => {
    const wild = months({
      A: (place) => (place % 2 === 0 ? 10 : 50),
      B: (place) => (place % 2 === 0 ? 50 : 10)
    });
    const [row] = await runModel("marts.action_scatters", story([unit("A", "2021-01-01")], wild), AS_OF);
    // Each of 24 cells lies 20 from the 30 expected; eleven degrees.
    expect(row?.scatter).toBeCloseTo((24 * (400 / 30)) / 11, 9);
  });
});
