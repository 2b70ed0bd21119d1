import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {type Given, runModel} from "../../support/models.ts";

interface Told {
  month: string;
  motive: string;
  outcome: string;
  cents: number;
  isMature?: boolean;
  isTimely?: boolean;
}

function tellCases(cases: readonly Told[]): Given {
  return {
    "marts.comparison_periods": [
      {comparison: "previous", period: "before", first_month: "2021-01-01", last_month: "2021-03-01"},
      {comparison: "previous", period: "after", first_month: "2021-04-01", last_month: "2021-06-01"}
    ],
    "marts.case_outcomes": cases.map(({outcome, cents, isMature = true, isTimely = true}, n) => ({
      case_id: `K${n}`,
      outcome,
      at_risk_ca_cents: cents,
      is_mature: isMature,
      is_timely: isTimely
    })),
    "marts.case_cuts": cases.map(({month}, n) => ({
      case_id: `K${n}`,
      month,
      channel: "field",
      brand: "Marly",
      family: n % 2 === 0 ? "Site" : "Booster"
    })),
    "marts.case_motives": cases.map(({motive}, n) => ({case_id: `K${n}`, motive}))
  };
}

const before = {month: "2021-02-01", outcome: "saved", cents: 100};
const after = {month: "2021-04-01", outcome: "saved", cents: 100};
const lost = {outcome: "lost"};

describe("marts.loss_changes", () => {
  it("tells a shift to what is mostly lost from losing more of the same", async () => {
    // Bugs are always lost, prices never: more bugs is all mix.
    const shift = await runModel(
      "marts.loss_changes",
      tellCases([
        {...before, ...lost, motive: "bug"},
        {...before, motive: "price"},
        {...after, ...lost, motive: "bug"},
        {...after, ...lost, motive: "bug"},
        {...after, ...lost, motive: "bug"},
        {...after, motive: "price"}
      ])
    );
    expect(shift.filter((row) => row.cut === "motive")).toMatchObject([
      {
        segment: "bug",
        cases_before: 1n,
        cases_after: 3n,
        lost_after: 3n,
        mix: 0.25,
        rate: 0,
        value_amount: 0
      },
      {segment: "price", mix: 0, rate: 0}
    ]);
    const worse = await runModel(
      "marts.loss_changes",
      tellCases([
        {...before, motive: "bug"},
        {...before, ...lost, motive: "bug"},
        {...after, ...lost, motive: "bug", cents: 300},
        {...after, outcome: "ghost", motive: "bug", cents: 300}
      ])
    );
    const [row] = worse.filter(({cut}) => cut === "motive");
    expect(row).toMatchObject({mix: 0, rate: 0.5, lost_after_cents: 600n, mix_amount: 0});
    expect(Number(row?.rate_amount) + Number(row?.value_amount)).toBeCloseTo(250, 9);
  });

  it("counts only cases that have had their time, and losses within it", async () => {
    const rows = await runModel(
      "marts.loss_changes",
      tellCases([
        {...before, motive: "bug"},
        {...after, motive: "bug"},
        {...after, ...lost, motive: "bug", isMature: false},
        {...after, ...lost, motive: "bug", isTimely: false}
      ])
    );
    expect(rows.filter(({cut}) => cut === "motive")).toMatchObject([
      {cases_after: 2n, lost_after: 0n, rate: 0}
    ]);
  });

  it("takes all of a motive that one period lacks for mix", async () => {
    const rows = await runModel(
      "marts.loss_changes",
      tellCases([
        {...before, motive: "price"},
        {...after, motive: "price"},
        {...after, ...lost, motive: "bug"}
      ])
    );
    expect(rows.filter(({cut}) => cut === "motive")).toMatchObject([
      {segment: "bug", mix: 0.5, rate: 0, mix_amount: 50, rate_amount: 0, value_amount: 0},
      {segment: "price", mix: 0, rate: 0}
    ]);
  });

  it("is empty where one period has no cases", async () => {
    expect(await runModel("marts.loss_changes", tellCases([{...after, motive: "bug"}]))).toEqual([]);
  });

  it("adds up to the change, in whatever it is cut by, and turns round with the periods", async () => {
    const told = fc.record({
      month: fc.constantFrom("2021-01-01", "2021-03-01", "2021-04-01", "2021-06-01"),
      motive: fc.constantFrom("bug", "price", "UNMAPPED", "MISSING"),
      outcome: fc.constantFrom("lost", "ghost", "saved", "open"),
      cents: fc.integer({min: 0, max: 5_000_000}),
      isTimely: fc.boolean()
    });
    const turned: Record<string, string> = {
      "2021-01-01": "2021-04-01",
      "2021-03-01": "2021-06-01",
      "2021-04-01": "2021-01-01",
      "2021-06-01": "2021-03-01"
    };
    await fc.assert(
      fc.asyncProperty(fc.array(told, {minLength: 2, maxLength: 25}), async (cases) => {
        expect(await runModel("checks.loss_changes_add_up", tellCases(cases))).toEqual([]);
        const rows = await runModel("marts.loss_changes", tellCases(cases));
        const back = await runModel(
          "marts.loss_changes",
          tellCases(cases.map((one) => ({...one, month: turned[one.month] ?? one.month})))
        );
        expect(back).toHaveLength(rows.length);
        rows.forEach((row, index) => {
          for (const key of ["mix", "rate"])
            expect(Math.abs(Number(row[key]) + Number(back[index]?.[key]))).toBeLessThan(1e-12);
          for (const key of ["mix_amount", "rate_amount", "value_amount"])
            expect(Math.abs(Number(row[key]) + Number(back[index]?.[key]))).toBeLessThan(1e-6);
        });
      }),
      {numRuns: 12}
    );
  }, 60_000);
});
