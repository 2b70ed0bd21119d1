import {beforeAll, describe, expect, it} from "vitest";
import {
  alertLeadDays,
  alertLeadWeeks,
  alertPrecisions,
  flowOf,
  handlingOf,
  type QualityCubes
} from "../../reports/components/alert-cells.ts";
import type {FlowCell, HandlingCell} from "../../reports/components/alert-results.ts";
import {allOf} from "../../reports/components/alerts.ts";
import {readCube, type Cube} from "../../reports/components/cube.ts";
import {byDimension, type Filters} from "../../reports/components/filters.ts";
import {makeAlerts} from "./alerts.ts";
import {tableBytes} from "./arrow-files.ts";

const all: Filters = {from: null, to: null, ...byDimension(() => []), compare: null};
const now: Filters = {...all, from: new Date("2025-06-01"), to: new Date("2026-05-01")};
const limits = {hidden_below: 5, fragile_below: 20};
const told = makeAlerts({cases: true});
let cubes: QualityCubes;
let handling: Cube<HandlingCell>;
let flow: Cube<FlowCell>;

beforeAll(async () => {
  cubes = {
    outcomes: await readCube(tableBytes("alert_outcomes", told.alert_outcomes)),
    riskDays: await readCube(tableBytes("alert_risk_days", told.alert_risk_days)),
    requests: await readCube(tableBytes("alert_requests", told.alert_requests))
  };
  handling = await readCube(tableBytes("alert_handling", told.alert_handling));
  flow = await readCube(tableBytes("alert_flow", told.alert_flow));
});

describe("what red alerts announce", () => {
  it("is the share followed by a request, beside that of all at risk on the same days", () => {
    const whole = allOf(alertPrecisions(cubes, now, limits));
    expect(whole).toMatchObject({episodes: 123, true_episodes: 43, base_customers: 123 * 1500});
    expect(whole?.base_rate).toBeCloseTo(0.06, 12);
    expect(whole?.lift).toBeCloseTo(43 / 123 / 0.06, 12);
    expect(whole).toMatchObject({requests: 191, announced_requests: 43});
  });

  it("is set beside customers of the brand where a brand is looked at", () => {
    const marly = allOf(alertPrecisions(cubes, {...now, brand: ["Marly"]}, limits));
    expect(marly).toMatchObject({episodes: 43, true_episodes: 13, base_customers: 43 * 500, requests: 61});
  });

  it("weighs the days by their episodes, not the months by their customers", async () => {
    const day = (text: string) => ({month: new Date("2026-03-01"), alert_date: new Date(text)});
    const cut = {brand: "Marly", value_band: "small"};
    const cell = {...cut, exclusion: "counted", handled: "handled" as const, lead_days: "none"};
    const days = {
      ...cubes,
      outcomes: await readCube<never>(
        tableBytes("alert_outcomes", [
          {...cell, ...day("2026-03-02"), episodes: 9, true_episodes: 0},
          {...cell, ...day("2026-03-03"), episodes: 1, true_episodes: 0}
        ])
      ),
      riskDays: await readCube<never>(
        tableBytes("alert_risk_days", [
          {...cut, ...day("2026-03-02"), customers: 10, requests: 5},
          {...cut, ...day("2026-03-03"), customers: 10, requests: 0}
        ])
      )
    };
    expect(allOf(alertPrecisions(days, now, limits))).toMatchObject({base_customers: 100, base_requests: 45});
  });

  it("is withheld of few episodes, and of the next smallest kind, which the whole would tell", () => {
    const rows = alertPrecisions(cubes, now, limits);
    expect(rows.filter((row) => row.is_hidden).map(({handled}) => handled)).toEqual([
      "not_handled",
      "unknown"
    ]);
    for (const row of rows.filter(({is_hidden: isHidden}) => isHidden))
      expect([row.true_episodes, row.precision_rate, row.lift, row.recall_rate]).toEqual([
        ...[null, null, null, null]
      ]);
  });

  it("comes after days of which the median is told, and nothing over few", () => {
    expect(alertLeadDays(cubes, now, limits)).toEqual({low: 14, median: 14, high: 23});
    expect(alertLeadDays(cubes, {...now, brand: ["Perdue"]}, limits).median).toBeNull();
    const weeks = alertLeadWeeks(cubes, now);
    expect(new Set(weeks.map((week) => week.from_days))).toEqual(new Set([8, 22]));
    expect(weeks.reduce((sum, {requests}) => sum + requests, 0)).toBe(43);
  });
});

describe("what is handled", () => {
  it("adds up over brands, and few alerts are withheld with the next smallest", () => {
    const whole = handlingOf(handling, now, limits);
    const parts = ["Solène", "Marly"].flatMap((brand) =>
      handlingOf(handling, {...now, brand: [brand]}, limits)
    );
    const alerts = (rows: {alerts: number}[]) => rows.reduce((sum, row) => sum + row.alerts, 0);
    expect(alerts(parts)).toBe(alerts(whole));
    const hidden = whole.filter(({is_hidden: isHidden}) => isHidden);
    expect(hidden.map(({rule, kind}) => `${rule} ${kind}`)).toEqual(["board churn_risk", "board nps"]);
    for (const row of hidden) expect([row.handled_rate, row.ticked_alerts]).toEqual([null, null]);
  });
});

describe("the way of alerts", () => {
  it("has its median delays over what is filtered", () => {
    const {flow: rows, delays} = flowOf(flow, now);
    expect(rows.reduce((sum, {alerts}) => sum + alerts, 0)).toBe(312);
    expect(delays).toEqual({case_delay_days: 0, outcome_delay_days: 18});
    expect(rows.find(({case_state: state}) => state === "none")).toMatchObject({
      alerts: 72,
      case_delay_days: null
    });
    const marly = flowOf(flow, {...now, brand: ["Marly"]}).flow;
    expect(marly.find(({case_state: state}) => state === "none")?.alerts).toBe(24);
  });
});
