import {describe, expect, it} from "vitest";
import {type Row, runModel} from "../../support/models.ts";

const request = (customer_id: string, request_date: string, more: Partial<Row> = {}): Partial<Row> => ({
  customer_id,
  request_date,
  brand: "A",
  value_band: "low",
  from_date: "2025-01-01",
  ...more
});

/** An episode that a request followed. */
const outcome = (customer_id: string, is_handled: boolean | null, more: Partial<Row> = {}): Partial<Row> => ({
  customer_id,
  request_date: "2025-12-01",
  is_true: true,
  is_handled,
  exclusion: null,
  ...more
});

const run = (given: Record<string, Partial<Row>[]>): Promise<Row[]> =>
  runModel("marts.announced_requests", {
    "lookups.parameters": [{name: "alert.horizon_days", value: 90, valid_from: "1900-01-01"}],
    "marts.alert_episodes": [{alert_date: "2025-03-01"}, {alert_date: "2025-06-01"}],
    ...given
  });

describe("requests that an alert could have announced", () => {
  it("begin as many days after the first alert as alerts look ahead", async () => {
    const rows = await run({
      "marts.risk_requests": [request("before", "2025-05-29"), request("first", "2025-05-30")],
      "marts.alert_outcomes": []
    });
    expect(rows).toMatchObject([{customer_id: "first", announced: "none"}]);
  });

  it("are cut by what was known of the customer last, and count once a day", async () => {
    const rows = await run({
      "marts.risk_requests": [
        request("K", "2025-12-01", {brand: "B", value_band: "high", from_date: "2025-02-01"}),
        request("K", "2025-12-01", {brand: "C"}),
        request("K", "2025-12-02")
      ],
      "marts.alert_outcomes": []
    });
    expect(rows).toMatchObject([
      {request_date: "2025-12-01", brand: "B", value_band: "high"},
      {request_date: "2025-12-02", brand: "A"}
    ]);
  });

  it("are announced once, as handled when any episode was, as unknown when it is known of none", async () => {
    const rows = await run({
      "marts.risk_requests": ["a", "b", "c", "d", "e"].map((customer) => request(customer, "2025-12-01")),
      "marts.alert_outcomes": [
        ...[outcome("a", false), outcome("a", null), outcome("a", true)],
        ...[outcome("b", false), outcome("b", null)],
        outcome("c", false),
        outcome("d", true, {request_date: "2025-12-02"}),
        outcome("e", true, {is_true: false})
      ]
    });
    expect(rows.map(({announced}) => announced)).toEqual([
      "handled",
      "unknown",
      "not_handled",
      "none",
      "none"
    ]);
  });

  it("are announced by episodes that are too young to be judged, by none that is left out", async () => {
    const rows = await run({
      "marts.risk_requests": [request("a", "2025-12-01"), request("b", "2025-12-01")],
      "marts.alert_outcomes": [
        outcome("a", true, {exclusion: "immature"}),
        outcome("b", true, {exclusion: "not_active"})
      ]
    });
    expect(rows.map(({announced}) => announced)).toEqual(["handled", "none"]);
  });
});
