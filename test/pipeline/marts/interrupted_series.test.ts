import {describe, expect, it} from "vitest";
import vectors from "../../vectors.json" with {type: "json"};
import {type Given, type Row, runModel} from "../../support/models.ts";

const {y, ols, se, hac2_se: hacSe, DW, poisson, poisson_se: poissonSe, D_from: from} = vectors.its;
const ID = "A / team / motive";

/** Parameters as they ship, but for those that a test is about. */
const parameters = (changed: Record<string, number> = {}): Partial<Row>[] =>
  Object.entries({
    "action.level": 0.05,
    "wilson.z": 1.959963984540054,
    "series.least_months": 6,
    "series.season_points": 24,
    ...changed
  }).map(([name, value]) => ({name, value, valid_from: "2000-01-01"}));

/** The series of the vector: one customer a month, so that rates are counts. */
const series: Partial<Row>[] = y.map((events, index) => ({
  series_id: ID,
  outcome: "motive",
  first_month: "2021-01-01",
  month: `${2020 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, "0")}-01`,
  months_after: index + 1 - from,
  customers: 1,
  events,
  rate: events
}));

const given = (changed: Record<string, number> = {}): Given => ({
  "marts.interrupted_series": series,
  "lookups.parameters": parameters(changed)
});
const withoutSeason = given({"series.season_points": 99});
const TERMS = ["level", "trend", "jump", "bend"];

describe("an interrupted series", () => {
  it("has the terms of the vector, by least squares and as counts", async () => {
    const rows = await runModel("marts.series_terms", withoutSeason);
    for (const [place, term] of TERMS.entries()) {
      const row = rows.find((one) => one.term === term);
      expect(row?.coefficient).toBeCloseTo(ols[place] ?? NaN, 8);
      expect(row?.ols_se).toBeCloseTo(se[place] ?? NaN, 8);
      expect(row?.hac_se).toBeCloseTo(hacSe[place] ?? NaN, 8);
      expect(row?.count_coefficient).toBeCloseTo(poisson[place] ?? NaN, 6);
      expect(row?.count_se).toBeCloseTo(poissonSe[place] ?? NaN, 6);
    }
  });

  it("goes by the larger of the two standard errors", async () => {
    const rows = await runModel("marts.series_terms", withoutSeason);
    for (const row of rows) expect(row.se).toBe(Math.max(Number(row.ols_se), Number(row.hac_se)));
    // Months that swing to and fro make the second one smaller here.
    expect(rows.find(({term}) => term === "jump")?.se).toBeCloseTo(1.851499, 6);
  });

  it("is set beside what the months before lead to", async () => {
    const [effect] = await runModel("marts.series_effects", withoutSeason);
    expect(effect?.counterfactual_total).toBeCloseTo(vectors.its.counterfactual_post, 9);
    expect(effect?.after_total).toBe(551);
    expect(effect?.durbin_watson).toBeCloseTo(DW, 9);
    expect(effect?.effect).toBeCloseTo((551 - vectors.its.counterfactual_post) / 12, 9);
    const months = await runModel("marts.series_months", withoutSeason);
    const sixth = months.find(({month}) => month === "2021-06-01");
    expect(Number(sixth?.fitted_rate) - Number(sixth?.counterfactual_rate)).toBeCloseTo(-16.5373, 4);
    expect(months.find(({month}) => month === "2020-12-01")?.is_after).toBe(false);
  });

  it("allows for the season from 24 points on", async () => {
    const [with24] = await runModel("marts.series_designs", given());
    expect(with24?.terms).toEqual([...TERMS, "season_cos", "season_sin"]);
    const [with23] = await runModel("marts.series_designs", {
      ...given(),
      "marts.interrupted_series": series.slice(1)
    });
    expect(with23?.terms).toEqual(TERMS);
  });

  it("is not fitted as counts where nothing was counted, or nothing after the start", async () => {
    for (const isEmpty of [() => true, ({months_after: after}: Partial<Row>) => Number(after) >= 0])
      expect(
        await runModel("marts.series_counts", {
          ...withoutSeason,
          "marts.interrupted_series": series.map((row) => (isEmpty(row) ? {...row, events: 0, rate: 0} : row))
        })
      ).toEqual([]);
  });

  it("is not fitted without months enough on each side", async () => {
    const few = series.filter(({months_after: after}) => Number(after) < 5);
    expect(await runModel("marts.series_designs", {...given(), "marts.interrupted_series": few})).toEqual([]);
  });
});

const MONTHS = Array.from(
  {length: 48},
  (_, index) => `${2018 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, "0")}-01`
);

describe("a policy that may have begun on two days", () => {
  it("is tested at each of them, on all customers, once the months are there", async () => {
    const rows = await runModel("marts.interrupted_series", {
      "marts.reporting_months": MONTHS.map((month) => ({month})),
      "marts.unit_months": MONTHS.flatMap((month) =>
        [
          {unit: "brand", unit_value: "Solène", customers: 100, lost_customers: 2},
          {unit: "brand", unit_value: "unknown", customers: 50, lost_customers: 1},
          {unit: "team", unit_value: "Nord", customers: 150, lost_customers: 3}
        ].map((row) => ({...row, month}))
      )
    });
    expect([...new Set(rows.map(({series_id}) => series_id))]).toEqual([
      "retention_desk / 2020-01-01",
      "retention_desk / 2020-08-01"
    ]);
    expect(rows.find(({month}) => month === "2020-03-01")).toMatchObject({
      policy: "retention_desk",
      months_after: 2n,
      customers: 150n,
      events: 3n
    });
    expect(rows).toHaveLength(48 + 41);
  });
});
