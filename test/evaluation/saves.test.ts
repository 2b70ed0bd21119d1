// A bounded part of `npm run eval:saves`, with bounds that a wrong estimator fails.
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import type {Bench} from "./bench.ts";
import {judgeSaves, measureSaves, openSaveBench, type SaveMeasures} from "./save-measures.ts";
import {withSaveSection} from "./save-report.ts";

let bench: Bench;
let measures: SaveMeasures;

beforeAll(async () => {
  bench = await openSaveBench(2);
  measures = await measureSaves(bench, {runs: 30, cases: 600, seeds: 2});
});

afterAll(() => {
  bench.close();
});

describe("save rates of cases whose truth is known", () => {
  it("are hit by mature cases and by cases as days pass", () => {
    expect(Math.abs(measures.errors.mature.bias)).toBeLessThan(0.012);
    expect(Math.abs(measures.errors.incidence.bias)).toBeLessThan(0.012);
    expect(measures.errors.incidence.rmse).toBeLessThan(0.035);
  });

  it("are missed by closed cases", () => {
    expect(measures.errors.closed.bias).toBeGreaterThan(0.02);
  });

  it("lie within their intervals about as often as they should", () => {
    expect(measures.coverage.wilson).toBeGreaterThan(0.85);
    expect(measures.coverage.incidence).toBeGreaterThan(0.85);
  });
});

describe("funnels of sellers whose rates are known", () => {
  it("leave equal sellers within, and find those who keep more", () => {
    expect(measures.nullFlags.alert).toBeLessThan(0.06);
    expect(measures.nullFlags.alarm).toBeLessThan(0.008);
    expect(measures.plantedPower.alarm).toBeGreaterThan(0.35);
    expect(measures.plantedFalse.alarm).toBeLessThan(0.02);
  });
});

describe("standardisation", () => {
  it("finds the planted order where the crude order is wrong", () => {
    expect(measures.reversal).toEqual({seeds: 2, crudeWrong: 2, adjustedRight: 2});
  });
});

describe("the section on save rates", () => {
  it("is written in place of the one before, others kept", async () => {
    const page = "# Evaluation\n\n## Save rates\n\nold\n\n## Other\n\nkept\n";
    const once = await withSaveSection(page, measures, "2026-01-01");
    expect(await withSaveSection(once, measures, "2026-01-01")).toBe(once);
    expect(once).not.toContain("old\n");
    expect(once).toContain("## Other\n\nkept");
    expect(judgeSaves(measures)).toHaveLength(8);
  });
});
