// A bounded part of `npm run eval:actions`, with bounds that a wrong estimator fails.
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {type ActionMeasures, judgeActions, measureActions, openActionBench} from "./action-measures.ts";
import {withActionSection} from "./action-report.ts";
import type {Bench} from "./bench.ts";

let bench: Bench;
let measures: ActionMeasures;

beforeAll(async () => {
  bench = await openActionBench(2);
  measures = await measureActions(bench, {runs: 12, unitRuns: 16});
}, 240_000);

afterAll(() => {
  bench.close();
});

describe("effects that are known", () => {
  it("are hit by series, jump and bend, on average", () => {
    for (const {jumpBias, bendBias} of measures.series) {
      expect(Math.abs(jumpBias)).toBeLessThan(3);
      expect(Math.abs(bendBias)).toBeLessThan(0.4);
    }
  });

  it("are hit by differences, whether there are two units or many", () => {
    for (const {world, bias, coverage} of measures.effects) {
      expect(Math.abs(bias), world).toBeLessThan(0.2);
      expect(coverage, world).toBeGreaterThan(0.65);
    }
  });

  it("lie in wider intervals than chance gives where months are shaken or units drift", () => {
    for (const {world, coverage, chanceCoverage} of measures.effects)
      expect(coverage, world).toBeGreaterThanOrEqual(chanceCoverage);
  });
});

describe("the section on actions", () => {
  it("is written in place of the one before, others kept", async () => {
    const page = "# Evaluation\n\n## Preventive actions\n\nold\n\n## Other\n\nkept\n";
    const once = await withActionSection(page, measures, "2026-01-01");
    expect(await withActionSection(once, measures, "2026-01-01")).toBe(once);
    expect(once).not.toContain("old\n");
    expect(once).toContain("## Other\n\nkept");
    expect(judgeActions(measures)).toHaveLength(8);
  });
});
