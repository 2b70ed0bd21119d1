import {describe, expect, it} from "vitest";
import {bytesFor, capacitySection, hoursFor, type Largest, largestOf, limitOf} from "./capacity.ts";
import {type ScaleResults, withSize} from "./scale-results.ts";
import type {StepCost} from "./scale-run.ts";

const COST = {seconds: 0, cpu_seconds: 0, peak_bytes: 2e9};
const EMPTY: ScaleResults = {
  ...{machine: "a machine", version: "1.0.0", date: "2026-06-30"},
  ...{steps: [], tables: [], sizes: [], monthly: []}
};

/** Sizes at which the whole job takes `lines^slope` microseconds, and everything is written in proportion. */
function measured(slope: number, ...sizes: number[]): ScaleResults {
  return sizes.reduce((results, lines) => {
    const step = (name: string, bytes: number | null): StepCost => {
      const seconds = lines ** slope / 1e6;
      return {name, seconds, cpu_seconds: seconds, peak_bytes: 2e9, bytes, rows: null};
    };
    return withSize(results, {
      facts: {
        ...{lines, date: "2026-06-30", runs: 1, records: lines, export_bytes: lines * 100},
        bare: {read: COST, models: COST, linkage: COST, reports: COST, all: COST, rows: 0},
        script: {...COST, kept: 0, lines: 0, refused: 0}
      },
      steps: [
        step("ingest", lines * 10),
        step("publish", lines * 20),
        step("run", lines * 200),
        step("site", lines * 30),
        step("end to end", null)
      ],
      tables: []
    });
  }, EMPTY);
}

const known = (results: ScaleResults): Largest => {
  const largest = largestOf(results);
  if (largest === undefined) throw new Error("no slope");
  return largest;
};

describe("the limits of one machine", () => {
  it("are not told from a single size", () => {
    expect(capacitySection(measured(1, 1e6))).toBeUndefined();
  });

  it("follow the slope that was planted, from the largest size", () => {
    const largest = known(measured(1.05, 1e5, 1e6));
    expect(largest.slope).toBeCloseTo(1.05, 9);
    for (const lines of [1e5, 1e6, 2e7])
      expect(hoursFor(largest, lines, 0)).toBeCloseTo(lines ** 1.05 / 3.6e9, 9);
  });

  it("never promise that a line gets cheaper beyond what was measured", () => {
    const largest = known(measured(0.6, 1e5, 1e6));
    expect(hoursFor(largest, 1e5, 0)).toBeCloseTo(1e5 ** 0.6 / 3.6e9, 12);
    expect(hoursFor(largest, 1e7, 0) / hoursFor(largest, 1e6, 0)).toBeCloseTo(10, 9);
  });

  it("are told as a range only beyond what was measured", () => {
    const largest = known(measured(1, 1e5, 1e6));
    expect(hoursFor(largest, 5e5, 0.1)).toBe(hoursFor(largest, 5e5, 0));
    expect(hoursFor(largest, 1e7, 0.1) / hoursFor(largest, 1e7, 0)).toBeCloseTo(10 ** 0.1, 9);
  });

  it("count four builds beside exports and cleaned rows", () => {
    expect(bytesFor(known(measured(1, 1e5, 1e6)), 2e6)).toBeCloseTo(2e6 * (110 + 4 * 250), 0);
  });

  it("are where the cost comes to what there is", () => {
    expect(limitOf((lines) => lines / 1000, 50) / 50_000).toBeCloseTo(1, 2);
  });

  it("are written with what they were told from", () => {
    const section = capacitySection(measured(1, 1e5, 1e6)) ?? "";
    expect(section).toContain("1,000,000 order lines in\n1 min, 2026-06-30, Ressac 1.0.0, a machine");
    expect(section).toMatch(/\| 20,000,000 +\| 1 min +\| 23 GB +\| beyond it/);
  });
});
