import {describe, expect, it} from "vitest";
import {referencesOf} from "../../reports/components/cancelled.ts";
import type {Filters} from "../../reports/components/filters.ts";
import {staleDays} from "../../reports/components/foot.ts";
import type {About} from "../../reports/components/results.ts";

const month = (code: string): Date => new Date(`${code}-01T00:00Z`);
const all = ["2025-03", "2025-04", "2026-01", "2026-02", "2026-03", "2026-04"].map((code, place) => ({
  month: month(code),
  booked_cents: 100 * (place + 1)
}));
const march: Filters = {
  ...{from: month("2026-03"), to: month("2026-04"), compare: null},
  ...{brand: [], channel: [], family: [], motive: [], value_band: []}
};
const drawn = all.slice(4);

describe("the mark beside a month", () => {
  it("is what was cancelled in the month that it is compared with", () => {
    const cents = (filters: Filters) => referencesOf(drawn, all, filters).map((row) => row.booked_cents);
    expect(cents({...march, compare: "previous"})).toEqual([300, 400]);
    expect(cents({...march, compare: "year_before"})).toEqual([100, 200]);
    expect(cents(march)).toEqual([]);
  });

  it("is missing where that month is not known", () => {
    const [, april] = drawn;
    const found = referencesOf(drawn, all.slice(1), {...march, compare: "year_before"});
    expect(found).toEqual([{month: april?.month, booked_cents: 200}]);
  });
});

describe("figures", () => {
  it("are called old when their last day is more than 35 days ago", () => {
    const about = {as_of: new Date(Date.UTC(2026, 5, 30))} as About;
    expect(staleDays(about, new Date(Date.UTC(2026, 7, 4)))).toBeNull();
    expect(staleDays(about, new Date(Date.UTC(2026, 7, 5)))).toBe(36);
  });
});
