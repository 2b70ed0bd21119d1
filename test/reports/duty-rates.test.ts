import {describe, expect, it} from "vitest";
import {readCube} from "../../reports/components/cube.ts";
import {ruleDays} from "../../reports/components/days-left.ts";
import {dutyRates, earlyLetters, type DutyCell} from "../../reports/components/duty-rates.ts";
import {choicesOf, filtersBefore, readFilters} from "../../reports/components/filters.ts";
import type {About} from "../../reports/components/results.ts";
import {tableBytes} from "./arrow-files.ts";
import {makeFilterValues} from "./cells.ts";
import {makeDuties} from "./duties.ts";

const {duty_cells, due_obligations} = makeDuties(true);
const cube = await readCube<DutyCell>(tableBytes("duty_cells", duty_cells));
const months = Array.from({length: 24}, (_, index) => new Date(Date.UTC(2024, 5 + index)));
const choices = choicesOf(makeFilterValues(months, ["telesales"], ["price", "bug"]));
const about = {hidden_below: 5, fragile_below: 20} as About;

function ratesOf(search: string) {
  const {filters} = readFilters(search, choices);
  return dutyRates(cube, {filters, before: filtersBefore(filters, choices), about});
}

describe("rates of duties", () => {
  it("are sums of the cells that are filtered, each with its parts, in the order of the rules", () => {
    const rates = ratesOf("");
    expect(rates.map(({rule}) => rule)).toEqual(["D1", "D2", "D3", "D4a", "D4b", "D7a", "T2"]);
    expect(rates[0]).toMatchObject({
      ...{met: 210, early_breaches: 14, late: 9, missing: 4, judged: 237, met_rate: 210 / 237},
      ...{pending: 2, is_hidden: false, is_fragile: false, before_rate: null, missing_fields: null},
      ...{early_stake_cents: 14 * 61_000, late_stake_cents: 13 * 54_000}
    });
    const parts = ["?brand=Solène", "?brand=Marly"].map((search) => ratesOf(search)[0]?.judged ?? 0);
    expect(parts[0]).toBe(140 + 9 + 6 + 2);
    expect((parts[0] ?? 0) + (parts[1] ?? 0)).toBe(237);
  });

  it("are withheld where few are judged, with what hung on them; what waits is not", () => {
    expect(ratesOf("").find(({rule}) => rule === "D7a")).toMatchObject({
      ...{met: null, judged: null, met_rate: null, met_low: null, late_stake_cents: null},
      ...{is_hidden: true, not_computable: 6, missing_fields: "contacts.at"}
    });
  });

  it("stand beside those of the period compared with, unless these rest on few", () => {
    const rates = ratesOf("?compare=year_before");
    // Two thirds of each, and ten more that were met.
    expect(rates[0]?.before_rate).toBe(150 / (150 + 9 + 6 + 2));
    expect(rates.find(({rule}) => rule === "D7a")?.before_rate).toBeNull();
  });

  it("of letters closed too early are those of three rules", () => {
    const {filters} = readFilters("", choices);
    expect(earlyLetters(cube, filters)).toMatchObject({early_breaches: 14 + 22 + 8, days_early: 7 * 44});
  });
});

describe("days left by rule", () => {
  it("count every duty once", () => {
    const rows = ruleDays(due_obligations);
    expect(rows.map(({rule}) => rule)).toEqual(["D2", "D3", "D4a"]);
    const sum = rows.reduce(
      (total, {overdue, soon, month, later}) => total + overdue + soon + month + later,
      0
    );
    expect(sum).toBe(due_obligations.length);
    const soon = due_obligations.filter(({days_left}) => days_left >= 0 && days_left <= 6);
    expect(rows.reduce((total, row) => total + row.soon, 0)).toBe(soon.length);
    expect(rows.reduce((total, row) => total + row.overdue, 0)).toBe(
      due_obligations.filter(({days_left}) => days_left < 0).length
    );
  });
});
