import {describe, expect, it} from "vitest";
import {type CaseCell, channelCuts, channelRates, wholeRate} from "../../reports/components/case-rates.ts";
import {readCube} from "../../reports/components/cube.ts";
import {choicesOf, readFilters} from "../../reports/components/filters.ts";
import type {SaveCut} from "../../reports/components/save-results.ts";
import {wilson} from "../../reports/components/wilson.ts";
import {tableBytes} from "./arrow-files.ts";
import {makeCaseCells, makeFilterValues} from "./cells.ts";
import {makeSaveRates} from "./fixture.ts";

const months = Array.from({length: 26}, (_, index) => new Date(Date.UTC(2024, 4 + index)));
const cells = makeCaseCells(makeSaveRates(), [months[9] as Date, months[21] as Date]);
const cube = await readCube<CaseCell>(tableBytes("case_cells", cells));
const choices = choicesOf(makeFilterValues(months, ["field", "retention"], ["price"]));
const read = (search: string) => readFilters(search, choices).filters;
const limits = {hidden_below: 5, fragile_below: 20};

describe("the interval of Wilson", () => {
  it.each([
    [81, 263, 0.255289, 0.36621],
    [15, 148, 0.062386, 0.160487],
    [0, 20, 0, 0.161125],
    [1, 29, 0.006113, 0.171755],
    [20, 20, 0.838875, 1],
    [3, 7, 0.15822, 0.749542]
  ])("of %d out of %d is the reference", (successes, trials, low, high) => {
    expect(wilson(successes, trials)).toEqual([expect.closeTo(low, 6), expect.closeTo(high, 6)]);
  });

  it("is none without trials", () => {
    expect(wilson(0, 0)).toBeNull();
  });
});

describe("rates of what is filtered", () => {
  it("are sums of cells, each with its parts, and withheld where they are small", () => {
    const rates = channelRates(cube, read(""), limits);
    expect(rates.find(({channel}) => channel === "retention")).toMatchObject({
      ...{cases: 205, mature_cases: 160, kept_cases: 101, kept_rate: 101 / 160},
      ...{is_fragile: false, is_hidden: false}
    });
    // One channel alone is too small: with the sum of all, it would be known, so that the next smallest goes with it.
    const hidden = rates
      .filter(({is_hidden}) => is_hidden)
      .map(({channel, kept_cases}) => [channel, kept_cases]);
    expect(hidden).toEqual([
      ["customer_service", null],
      ["dvr", null]
    ]);
  });

  it("add up to all that is filtered, whatever it is", () => {
    for (const search of ["", "?period=all", "?brand=Marly", "?channel=field&channel=retention"]) {
      const rates = channelRates(cube, read(search), {...limits, hidden_below: 0});
      const whole = wholeRate(cube, read(search), limits);
      for (const key of ["cases", "mature_cases", "kept_cases", "kept_ca_cents"] as const)
        expect(rates.reduce((sum, row) => sum + (row[key] ?? 0), 0)).toBe(whole[key]);
    }
  });

  it("carry what the pipeline published of the very same cases, and of no others", () => {
    const published = [...channelRates(cube, read(""), limits), wholeRate(cube, read(""), limits)].map(
      (row): SaveCut => ({...row, period: "2026", cut: "all", cut_value: "all", kept_share: 0.6}) as SaveCut
    );
    const shares = (search: string) =>
      channelCuts(cube, published, read(search), limits).map(({kept_share}) => kept_share);
    expect(shares("").at(-1)).toBe(0.6);
    expect(new Set(shares("?brand=Marly"))).toEqual(new Set([null]));
    expect(new Set(shares("?period=all"))).toEqual(new Set([null]));
  });
});
