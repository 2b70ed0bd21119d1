// A bounded part of `npm run eval:linkage`: one small company of each profile, with bounds that a broken linkage fails.
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {PROFILES, type Profile} from "../../pipeline/sample/plans.ts";
import {type Bench, openBench} from "./bench.ts";
import {calibrate, calibrationFile} from "./calibration.ts";
import {f1, judgeGoals, precision, recall} from "./goals.ts";
import {type Measures, measureWorld} from "./measures.ts";
import {withLinkageSection} from "./report.ts";
import {readCalibrations} from "./shipped.ts";

const CUSTOMERS = 1200;

let bench: Bench;
const measured = new Map<Profile, Measures>();

beforeAll(async () => {
  bench = await openBench(2);
  for (const profile of PROFILES) {
    const world = {profile, rebooked: 0.3, seed: 5, customers: CUSTOMERS};
    measured.set(profile, await measureWorld(bench, world, {audit: 200, oracle: profile === "standard"}));
  }
});

afterAll(() => {
  bench.close();
});

const BOUNDS: Record<Profile, {precision: number; recall: number; error: number}> = {
  easy: {precision: 0.94, recall: 0.82, error: 0.03},
  standard: {precision: 0.9, recall: 0.78, error: 0.04},
  hard: {precision: 0.84, recall: 0.7, error: 0.06},
  no_case_data: {precision: 0.88, recall: 0.78, error: 0.04}
};

describe.each(PROFILES)("a company of the profile %s", (profile) => {
  const measures = (): Measures => measured.get(profile) as Measures;

  it("has its rebookings found, and few others", () => {
    const {pairs} = measures();
    expect(pairs.there).toBeGreaterThan(100);
    expect(precision(pairs)).toBeGreaterThan(BOUNDS[profile].precision);
    expect(recall(pairs)).toBeGreaterThan(BOUNDS[profile].recall);
  });

  it("is linked better than by the nearest order within 30 days", () => {
    const {pairs, naive} = measures();
    expect(f1(pairs)).toBeGreaterThan(f1(naive) + 0.05);
  });

  it("loses what the corrected amount says, and what an audit says", () => {
    const {corrected_error, audit_error, true_rebook_rate, rebook_rate} = measures();
    expect(Math.abs(corrected_error)).toBeLessThan(BOUNDS[profile].error);
    expect(Math.abs(audit_error ?? 1)).toBeLessThan(0.06);
    expect(Math.abs(rebook_rate - true_rebook_rate)).toBeLessThan(0.05);
  });
});

describe("the evaluation", () => {
  it("finds little that better weights would find", () => {
    const {pairs, oracle} = measured.get("standard") as Measures;
    expect(f1(oracle ?? pairs)).toBeGreaterThan(f1(pairs) - 0.01);
    expect(f1(oracle ?? pairs)).toBeLessThan(f1(pairs) + 0.06);
  });

  it("calibrates recall, false links and ratio by sums over sums", () => {
    const sums = {
      rebooked_booked: 1000,
      rebooked_true: 700,
      rebooked_identified: 630,
      other_booked: 2000,
      other_identified: 20
    };
    const [standard] = [measured.get("standard") as Measures];
    expect(
      calibrate([
        {...standard, sums},
        {...standard, sums}
      ])
    ).toEqual({
      recall_bp: 9000,
      false_bp: 100,
      ratio_bp: 7000
    });
    const text = calibrationFile(
      [{profile: "standard", recall_bp: 9000, false_bp: 100, ratio_bp: 7000}],
      "x"
    );
    expect(text.split("\n")[1]).toBe("standard;with_cases;9000;100;7000;2000-01-01;x");
  });

  it("writes its section in place of the one before, and judges every tolerance", async () => {
    const options = {
      seeds: [5],
      calibrationSeeds: [1001],
      customers: CUSTOMERS,
      rates: [0.3],
      calibrations: await readCalibrations(),
      date: "2026-01-01"
    };
    const all = [...measured.values()];
    const once = await withLinkageSection("# Evaluation\n\n## Other\n\nkept\n", all, options);
    expect(await withLinkageSection(once, all, options)).toBe(once);
    expect(once).toContain("## Other\n\nkept");
    expect(once.match(/^## Linkage$/gm)).toHaveLength(1);
    expect(judgeGoals(all)).toHaveLength(32);
  });
});
