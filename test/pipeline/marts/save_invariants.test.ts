// What must hold of save rates whatever the cases are.
import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {type Given, type Row, runModel} from "../../support/models.ts";

const RUNS = {numRuns: 12};
const OUTCOMES = ["saved", "saved_partial", "lost", "ghost", "open", "unknown"];
const HORIZON = 60;

const known = fc.record({
  owner_channel: fc.constantFrom("retention", "telesales", "field"),
  opened_date: fc.constantFrom("2021-03-01", "2021-05-01", "2022-01-15"),
  outcome: fc.constantFrom(...OUTCOMES),
  open_days: fc.integer({min: 0, max: 120}),
  is_mature: fc.boolean(),
  brand: fc.constantFrom("Marly", "Solène"),
  value_band: fc.constantFrom("low", "high"),
  motive: fc.constantFrom("price", "bug", "closing"),
  is_delegated: fc.boolean(),
  risk: fc.integer({min: 0, max: 500_000}),
  kept_share: fc.integer({min: 0, max: 100})
});

const stories = fc.array(known, {minLength: 1, maxLength: 60});

function tellCases(cases: typeof known extends fc.Arbitrary<infer T> ? T[] : never): Given {
  return {
    "marts.case_outcomes": cases.map(({risk, kept_share, ...row}, index) => {
      const isKept = row.outcome === "saved" || row.outcome === "saved_partial";
      const kept = isKept ? Math.floor((risk * kept_share) / 100) : 0;
      return {
        owner_channel: row.owner_channel,
        opened_date: row.opened_date,
        outcome: row.outcome,
        open_days: row.open_days,
        is_mature: row.is_mature,
        brand: row.brand,
        value_band: row.value_band,
        is_delegated: row.is_delegated,
        case_id: `K${index}`,
        customer_id: `C${index % 7}`,
        first_channel: "customer_service",
        is_timely: row.outcome !== "open" && row.open_days <= HORIZON,
        at_risk_ca_cents: risk,
        at_risk_parc_cents: risk,
        kept_ca_cents: kept,
        kept_parc_cents: kept
      };
    }),
    "marts.case_strata": cases.map(({motive, brand, value_band, is_delegated}, index) => ({
      case_id: `K${index}`,
      motive,
      brand,
      value_band,
      is_delegated
    }))
  };
}

const between = (value: unknown, low: unknown, high: unknown): boolean =>
  value === null || (Number(value) >= Number(low ?? 0) - 1e-9 && Number(value) <= Number(high ?? 1) + 1e-9);

describe("save rates of any cases", () => {
  it("share all cases among outcomes on every day, and no share falls", async () => {
    await fc.assert(
      fc.asyncProperty(stories, async (cases) => {
        const given = tellCases(cases);
        expect(await runModel("checks.incidences_add_up", given)).toEqual([]);
        const rows = await runModel("marts.case_incidences", given);
        for (const row of rows) {
          const shares = ["saved", "saved_partial", "lost", "ghost", "unknown", "open"].map((outcome) =>
            Number(row[`${outcome}_share`])
          );
          expect(shares.every((share) => share >= 0 && share <= 1 + 1e-9)).toBe(true);
          expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
        }
      }),
      RUNS
    );
  });

  it("add up over channels and cuts, and lie within their intervals", async () => {
    await fc.assert(
      fc.asyncProperty(stories, async (cases) => {
        const given = tellCases(cases);
        for (const check of [
          "save_rates_add_up",
          "outcomes_are_complete",
          "transfers_add_up",
          "comparisons_are_fair"
        ])
          expect(await runModel(`checks.${check}`, given)).toEqual([]);
        for (const row of await runModel("marts.save_rates", given)) {
          expect(between(row.kept_rate, row.kept_low, row.kept_high)).toBe(true);
          expect(between(row.kept_low, 0, 1) && between(row.kept_high, 0, 1)).toBe(true);
          expect(between(row.kept_ca_rate, 0, 1)).toBe(true);
          expect(between(row.kept_share, 0, 1)).toBe(true);
        }
      }),
      RUNS
    );
  });

  it("when adjusted, lie between the rates of the strata", async () => {
    await fc.assert(
      fc.asyncProperty(stories, async (cases) => {
        const given = tellCases(cases);
        const cells = await runModel("marts.stratum_cells", given);
        for (const row of await runModel("marts.standardised_rates", given)) {
          const rates = cells
            .filter(({channel, period}) => channel === row.channel && period === row.period)
            .map((cell: Row) => Number(cell.kept_cases) / Number(cell.cases));
          expect(between(row.rate, Math.min(...rates), Math.max(...rates))).toBe(true);
        }
      }),
      RUNS
    );
  });

  it("do not depend on the order in which cases come", async () => {
    await fc.assert(
      fc.asyncProperty(stories, async (cases) => {
        const given = tellCases(cases);
        const turned = Object.fromEntries(
          Object.entries(given).map(([table, rows]) => [table, [...rows].reverse()])
        );
        for (const model of ["marts.save_rates", "marts.standardised_rates", "marts.case_incidences"])
          expect(await runModel(model, turned)).toEqual(await runModel(model, given));
      }),
      {numRuns: 6}
    );
  });
});
