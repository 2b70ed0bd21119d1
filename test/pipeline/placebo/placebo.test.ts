import {readFileSync} from "node:fs";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {measurePlacebo, type PlaceboRate} from "../../../pipeline/placebo/index.ts";
import {formatPlacebo} from "../../../src/placebo.ts";
import {type Bench, openBench} from "../../evaluation/bench.ts";
import {loadWorld} from "../../evaluation/world.ts";
import {runModel, runSelect} from "../../support/models.ts";

describe("decoys", () => {
  const order = (order_id: string, customer_id: string, last_end_date = "2022-12-31") => ({
    order_id,
    customer_id,
    signed_date: "2021-01-01",
    booked_cents: 1000,
    last_end_date
  });
  const line = (order_id: string, more = {}) => ({order_id, line_no: 1, amount_cents: 1000, ...more});

  it("are orders of customers who cancelled nothing, cut as long after their signature as a real one", async () => {
    await runModel("marts.rebooking_scores", {});
    const decoys = readFileSync("pipeline/placebo/decoys.sql", "utf8");
    const rows = await runSelect(
      `select order_id, cut_date, cancel_requested_date from (${decoys}) order by order_id`,
      {
        "marts.cancelled_units": [
          {
            cancellation_id: "gone@2021-03-02",
            order_id: "gone",
            customer_id: "left",
            signed_date: "2021-01-01",
            requested_date: "2021-02-20",
            cancel_date: "2021-03-02",
            recorded_date: "2021-03-03",
            is_explicit_partial: false,
            booked_cents: 1000
          }
        ],
        "marts.booked_orders": [
          order("gone", "left"),
          order("other", "left"),
          order("kept", "stays"),
          order("over", "stays", "2021-02-01")
        ],
        "staging.order_lines": [
          line("gone", {cut_date: "2021-03-02"}),
          line("kept"),
          line("other"),
          line("over")
        ]
      }
    );
    expect(rows).toEqual([
      {order_id: "gone", cut_date: null, cancel_requested_date: null},
      {order_id: "kept", cut_date: "2021-03-02", cancel_requested_date: "2021-02-20"},
      {order_id: "other", cut_date: null, cancel_requested_date: null},
      {order_id: "over", cut_date: null, cancel_requested_date: null}
    ]);
  });
});

describe("the placebo of an invented company", () => {
  let bench: Bench;
  let rows: PlaceboRate[];

  beforeAll(async () => {
    bench = await openBench(2);
    await loadWorld(bench.connection, {profile: "standard", rebooked: 0.3, seed: 5, customers: 1500});
    await bench.build();
    rows = await measurePlacebo(bench);
  });

  afterAll(() => {
    bench.close();
  });

  it("is answered far less often than what was cancelled, and more often the longer one waits", () => {
    const [linkage, ...windows] = rows;
    expect(linkage?.observed_rate).toBeGreaterThan(0.2);
    expect(linkage?.background_rate).toBeGreaterThan(0.005);
    expect(linkage?.background_rate).toBeLessThan(0.06);
    expect(windows.map(({method}) => method).at(-1)).toBe("any order within 60 d");
    const background = windows.map(({background_rate}) => background_rate);
    expect([...background].sort((a, b) => a - b)).toEqual(background);
    // Any new order within two months is a worse sign of a rebooking than the linkage is.
    expect(windows.at(-1)?.false_share).toBeGreaterThan(2 * (linkage?.false_share ?? 1));
  });

  it("takes the background out of the observed rate", () => {
    for (const {units, answered, decoys, decoys_answered, ...rates} of rows) {
      const [observed, b] = [answered / units, decoys_answered / decoys];
      expect(rates).toMatchObject({observed_rate: observed, background_rate: b});
      expect(rates.corrected_rate).toBeCloseTo((observed - b) / (1 - b), 12);
      expect(rates.false_share).toBeCloseTo((b * (1 - rates.corrected_rate)) / observed, 12);
    }
  });

  it("leaves cases out: customers who cancel nothing have none", async () => {
    expect(await bench.rows("select count(*)::integer as cases from staging.cases")).toEqual([{cases: 0}]);
  });

  it("is printed without rates of too few", () => {
    const [row] = rows as [PlaceboRate];
    const text = formatPlacebo([row, {...row, method: "few", decoys: 5}], 20);
    expect(text.split("\n")[1]).toMatch(/^linkage .* \d+\.\d % /);
    expect(text.split("\n")[2]).toMatch(/^few .* – +– +–$/);
  });
});
