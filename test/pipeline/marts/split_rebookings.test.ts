import {describe, expect, it} from "vitest";
import {runModel} from "../../support/models.ts";

interface Pair {
  x?: string;
  y: string;
  cents: number;
  signed?: string;
  score?: number;
  isDeclared?: boolean;
}

/** Links further orders to units of 1 000 whose first order, Y0 (or P2 of X2), is worth 600. Pairs in order of preference. */
async function split(pairs: Pair[]): Promise<string[]> {
  const signed = "2020-07-01";
  const rows = await runModel("marts.split_rebookings", {
    "marts.cancelled_units": [
      {cancellation_id: "X", booked_cents: 1000},
      {cancellation_id: "X2", booked_cents: 1000}
    ],
    "marts.booked_orders": [
      {order_id: "Y0", booked_cents: 600, signed_date: signed},
      {order_id: "P2", booked_cents: 600, signed_date: signed},
      ...[...new Map(pairs.map((pair) => [pair.y, pair])).values()].map((pair) => ({
        order_id: pair.y,
        booked_cents: pair.cents,
        signed_date: pair.signed ?? signed
      }))
    ],
    "marts.primary_rebookings": [
      {cancellation_id: "X", rebooked_order_id: "Y0", preference: 1},
      {cancellation_id: "X2", rebooked_order_id: "P2", preference: 2}
    ],
    "marts.rebooking_candidates": [
      {
        cancellation_id: "X",
        rebooked_order_id: "Y0",
        score: 900,
        is_declared: false,
        preference: 1,
        new_cents: 600
      },
      ...pairs.map(({x = "X", y, cents, score = 100, isDeclared = false}, index) => ({
        cancellation_id: x,
        rebooked_order_id: y,
        new_cents: cents,
        score,
        is_declared: isDeclared,
        preference: index + 3
      }))
    ]
  });
  return rows.map(({cancellation_id, rebooked_order_id}) => [cancellation_id, rebooked_order_id].join("-"));
}

describe("marts.split_rebookings", () => {
  it("adds an order that fits into what is left, a tenth over at most", async () => {
    expect(await split([{y: "Y1", cents: 440}])).toEqual(["X-Y1"]);
    expect(await split([{y: "Y1", cents: 441}])).toEqual([]);
  });

  it("takes orders in the order of preference while they fit", async () => {
    const pairs = [
      {y: "Y1", cents: 300},
      {y: "Y2", cents: 300},
      {y: "Y3", cents: 110},
      {y: "Y4", cents: 10}
    ];
    expect(await split(pairs)).toEqual(["X-Y1", "X-Y3"]);
  });

  it("wants them signed within a fortnight of the first one", async () => {
    expect(await split([{y: "Y1", cents: 100, signed: "2020-07-15"}])).toEqual(["X-Y1"]);
    expect(await split([{y: "Y1", cents: 100, signed: "2020-06-17"}])).toEqual(["X-Y1"]);
    expect(await split([{y: "Y1", cents: 100, signed: "2020-07-16"}])).toEqual([]);
  });

  it("wants them more likely than not", async () => {
    expect(await split([{y: "Y1", cents: 100, score: 0}])).toEqual([]);
  });

  it("never takes the first order of another unit", async () => {
    expect(await split([{y: "P2", cents: 100}])).toEqual([]);
  });

  it("gives an order to one unit: its best, or the next where it does not fit", async () => {
    const first = [
      {x: "X2", y: "Y1", cents: 440},
      {x: "X", y: "Y1", cents: 440}
    ];
    expect(await split(first)).toEqual(["X2-Y1"]);
    expect(await split([{x: "X2", y: "Y9", cents: 400}, ...first])).toEqual(["X-Y1", "X2-Y9"]);
  });

  it("takes every declared order, and counts it before it looks for others", async () => {
    const pairs = [
      {y: "Y1", cents: 100, score: 900},
      {y: "Y2", cents: 5000, score: -900, isDeclared: true}
    ];
    expect(await split(pairs)).toEqual(["X-Y2"]);
  });

  it("leaves units alone that have no first order", async () => {
    expect(await split([{x: "X9", y: "Y1", cents: 100}])).toEqual([]);
  });
});
