// A bounded part of `npm run eval:alerts`: two worlds, with bounds that a broken account of alerts fails.
import {afterAll, beforeAll, expect, it} from "vitest";
import {type AlertMeasures, judgeAlerts, measureAlerts, openAlertBench} from "./alert-measures.ts";
import {withAlertSection} from "./alert-report.ts";
import {PLANTED} from "./alert-worlds.ts";
import type {Bench} from "./bench.ts";

let bench: Bench;
let planted: AlertMeasures;
let empty: AlertMeasures;

beforeAll(async () => {
  bench = await openAlertBench(1);
  planted = await measureAlerts(bench, {seed: 7, customers: 2000, announces: true});
  empty = await measureAlerts(bench, {seed: 7, customers: 2000, announces: false});
}, 120_000);

afterAll(() => {
  bench.close();
});

it("counts episodes, requests and risk sets as one does customer by customer", () => {
  for (const {accounts, expected, after} of [planted, empty]) {
    expect(accounts.all).toMatchObject({
      episodes: expected.episodes,
      true_episodes: expected.trueEpisodes,
      base_customers: expected.baseCustomers,
      base_requests: expected.baseRequests
    });
    expect(after).toBe(expected.lateAlerts);
    expect(after).toBeGreaterThan(10);
  }
});

it("finds what was planted: the share that announces, the share announced, the lead", () => {
  const {all} = planted.accounts;
  expect(all?.true_episodes).toBeGreaterThan(200);
  expect(Math.abs((all?.precision_rate ?? 0) - PLANTED.precision)).toBeLessThan(0.05);
  expect(Math.abs((all?.recall_rate ?? 0) - PLANTED.recall)).toBeLessThan(0.04);
  expect(Math.abs((all?.lead_days_median ?? 0) - PLANTED.lead)).toBeLessThanOrEqual(2);
});

it("finds it alike in what was handled and what was not", () => {
  for (const group of ["handled", "not_handled"]) {
    const one = planted.accounts[group];
    expect(one?.episodes).toBeGreaterThan(200);
    expect(Math.abs((one?.precision_rate ?? 0) - PLANTED.precision)).toBeLessThan(0.07);
  }
});

it("sees nothing in alerts that say nothing, which a comparison without matching would", () => {
  const {all} = empty.accounts;
  expect(all?.lift).toBeGreaterThan(1.15);
  expect(all?.risk_ratio_low).toBeLessThan(1);
  expect(all?.risk_ratio_high).toBeGreaterThan(1);
});

it("writes its section in place of the one before, and judges every tolerance", async () => {
  const options = {customers: 2000, date: "2026-01-01"};
  const once = await withAlertSection("# Evaluation\n\n## Linkage\n\nkept\n", [planted, empty], options);
  expect(await withAlertSection(once, [planted, empty], options)).toBe(once);
  expect(once).toContain("## Linkage\n\nkept");
  expect(judgeAlerts([planted, empty])).toHaveLength(8);
});
