import {describe, expect, it} from "vitest";
import {readCube} from "../../reports/components/cube.ts";
import type {CaseCell} from "../../reports/components/case-rates.ts";
import {choicesOf, filtersBefore, readFilters} from "../../reports/components/filters.ts";
import {lossChanges, partsOf} from "../../reports/components/loss-changes.ts";
import {tableBytes} from "./arrow-files.ts";
import {makeCaseCells, makeFilterValues} from "./cells.ts";
import {makeSaveRates} from "./fixture.ts";

const side = (cases: number, lost: number, value: number) => ({cases, lost, cents: lost * value});

describe("changes of what is lost", () => {
  it("have the parts of the reference vector, of two factors and of three", () => {
    const parts = partsOf([
      {segment: "a", before: side(500, 20, 50), after: side(350, 14, 52)},
      {segment: "b", before: side(300, 24, 80), after: side(350, 28, 75)},
      {segment: "c", before: side(200, 30, 120), after: side(300, 48, 130)}
    ]);
    const sum = (key: "mix" | "rate" | "mix_amount" | "rate_amount" | "value_amount") =>
      parts.reduce((total, row) => total + row[key], 0);
    expect(parts.map(({mix}) => 100 * mix)).toEqual([
      expect.closeTo(-0.6, 9),
      expect.closeTo(0.4, 9),
      expect.closeTo(1.55, 9)
    ]);
    expect(100 * sum("rate")).toBeCloseTo(0.25, 9);
    expect(sum("mix_amount")).toBeCloseTo(1.942333, 5);
    expect(sum("rate_amount")).toBeCloseTo(0.313333, 5);
    expect(sum("value_amount")).toBeCloseTo(0.292333, 5);
  });

  it("follow the filters, and add up segments of few cases", async () => {
    const months = Array.from({length: 26}, (_, index) => new Date(Date.UTC(2024, 4 + index)));
    const [before = new Date(0), now = new Date(0)] = [months[9], months[21]];
    const cube = await readCube<CaseCell>(
      tableBytes("case_cells", makeCaseCells(makeSaveRates(), [before, now]))
    );
    const choices = choicesOf(makeFilterValues(months, ["field"], ["price"]));
    const {filters} = readFilters("?brand=Marly&compare=year_before", choices);
    const changes = lossChanges(cube, {filters, before: filtersBefore(filters, choices), below: 5});
    expect(changes.filter(({cut}) => cut === "brand").map(({segment}) => segment)).toEqual(["Marly"]);
    const channels = changes.filter(({cut}) => cut === "channel");
    expect(channels.map(({segment}) => segment)).toEqual(["field", "telesales", "retention", "few"]);
    expect(channels.at(-1)).toMatchObject({segment: "few", cases_before: 5});
    expect(lossChanges(cube, {filters, before: null, below: 5})).toEqual([]);
  });
});
