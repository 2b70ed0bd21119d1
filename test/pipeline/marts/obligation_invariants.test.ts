import fc from "fast-check";
import {Temporal} from "temporal-polyfill";
import {expect, it} from "vitest";
import {runModel} from "../../support/models.ts";

const AS_OF = "2021-03-31";
const day = fc
  .integer({min: -120, max: 60})
  .map((days) => String(Temporal.PlainDate.from(AS_OF).add({days})));
const past = day.filter((date) => date <= AS_OF);
const CLASSES = ["met", "late", "missing", "pending", "early_breach", "not_computable"];

// I15
it("parts duties into classes, and calls pending only what still has time", async () => {
  const letter = fc.record({
    brand: fc.constantFrom("Treatwell", "Wavy", "Autre"),
    received_date: past,
    lost_date: fc.option(past),
    billing_cut_date: fc.option(day),
    sms_cut_date: fc.option(day)
  });
  await fc.assert(
    fc.asyncProperty(fc.array(letter, {minLength: 1, maxLength: 12}), async (letters) => {
      const given = {
        "staging.letters": letters.map((told, index) => ({...told, customer_id: `C${index}`})),
        "staging.customers": letters.map((_, index) => ({customer_id: `C${index}`})),
        "staging.onboardings": letters.map(({received_date}, index) => ({
          ...{customer_id: `C${index}`, onboarding_start_date: received_date}
        }))
      };
      const rows = await runModel("marts.obligations", given, {asOf: AS_OF});
      expect(new Set(rows.map(({obligation_id}) => obligation_id)).size).toBe(rows.length);
      expect(rows.filter(({rule}) => /^D[123](_D3)?$/.test(String(rule)))).toHaveLength(letters.length);
      for (const row of rows) {
        const {status, done_date, missing_field} = row;
        const [deadline, trigger] = [String(row.deadline_date), String(row.trigger_date)];
        expect(CLASSES).toContain(status);
        expect(status === "not_computable").toBe(missing_field !== null);
        if (status === "not_computable") continue;
        expect(deadline >= trigger).toBe(true);
        expect(status === "pending").toBe(done_date === null && deadline >= AS_OF);
        expect(status === "missing").toBe(done_date === null && deadline < AS_OF);
        if (status === "met") expect(String(done_date) <= deadline).toBe(true);
        if (status === "late") expect(String(done_date) > deadline).toBe(true);
        if (status === "early_breach") expect(String(done_date) < String(row.earliest_date)).toBe(true);
      }
    }),
    {numRuns: 25}
  );
}, 60_000);
