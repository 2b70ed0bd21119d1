// A bounded part of `npm run eval:motives`: one company, with bounds that a broken count or chart fails.
import {afterAll, beforeAll, expect, it} from "vitest";
import {type Bench, openBench} from "./bench.ts";
import {judgeMotives, withMotivesSection} from "./motives-report.ts";
import {DRIFT_WEEKS, measureMotives, MOTIVE_TARGETS, type MotiveMeasures} from "./motives-world.ts";

let bench: Bench;
let measures: MotiveMeasures;

beforeAll(async () => {
  bench = await openBench(2, MOTIVE_TARGETS);
  measures = await measureMotives(bench, {seed: 5, customers: 3000});
}, 240_000);

afterAll(() => {
  bench.close();
});

it("counts every motive as often as it was planted, MISSING and UNMAPPED too", () => {
  expect(measures.cases).toBeGreaterThan(1500);
  expect(measures.shares.length).toBeGreaterThan(10);
  for (const {motive, counted, planted} of measures.shares)
    expect([motive, counted]).toEqual([motive, planted]);
});

it("plants what it says: a tenth of the cases without a reason, a twentieth beyond the list", () => {
  const shareOf = (name: string) =>
    (measures.shares.find(({motive}) => motive === name)?.planted ?? 0) / measures.cases;
  const near = (p: number) => 3 * Math.sqrt((p * (1 - p)) / measures.cases);
  expect(Math.abs(shareOf("MISSING") - 0.1)).toBeLessThan(near(0.1));
  expect(Math.abs(shareOf("UNMAPPED") - 0.05)).toBeLessThan(near(0.05));
});

it("finds the motive that doubled in time, and leaves most others alone", () => {
  const watch = measures.watches.find(
    ({chart, counting, rule}) => chart === "share" && counting === "mention" && rule === "cumulated evidence"
  );
  expect(watch?.weeks_to_signal).toBeLessThanOrEqual(DRIFT_WEEKS);
  expect(Number(watch?.false_signals)).toBeLessThanOrEqual(6);
});

it("writes its section in place of the one before, and judges every tolerance", async () => {
  const options = {seeds: [5], customers: 3000, date: "2026-01-01"};
  const once = await withMotivesSection("# Evaluation\n\n## Linkage\n\nkept\n", [measures], options);
  expect(await withMotivesSection(once, [measures], options)).toBe(once);
  expect(once).toContain("## Linkage\n\nkept");
  expect(once.match(/^## Motives$/gm)).toHaveLength(1);
  expect(judgeMotives([measures])).toHaveLength(4);
});
