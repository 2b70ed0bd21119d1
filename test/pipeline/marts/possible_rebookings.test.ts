import {describe, expect, it} from "vitest";
import {runModel} from "../../support/models.ts";
import {numbersOf, type Pair, type Sides, tellPairs} from "./pairs.ts";

/** Possible links, beside links that keep this much: `[unit, order, cents]`. */
async function possible(
  pairs: Pair[],
  links: [string, string, number][] = [],
  sides: Sides = {}
): Promise<string[]> {
  const all = [...pairs, ...links.map(([x, y]) => ({x, y, score: 500}))];
  const [units, orders] = [numbersOf(all.map(({x}) => x)), numbersOf(all.map(({y}) => y))];
  const rows = await runModel("marts.possible_rebookings", {
    ...tellPairs(all, sides),
    "marts.rebooking_links": links.map(([x, y]) => ({
      cancellation_id: x,
      rebooked_order_id: y,
      unit_no: units.get(x) ?? 0,
      order_no: orders.get(y) ?? 0,
      role: "primary"
    })),
    "marts.rebooking_shares": links.map(([x, y, cents]) => ({
      cancellation_id: x,
      rebooked_order_id: y,
      allocated_cents: cents
    }))
  });
  return rows.map(
    ({cancellation_id, rebooked_order_id, allocated_cents}) =>
      `${String(cancellation_id)}-${String(rebooked_order_id)} ${String(allocated_cents)}`
  );
}

describe("marts.possible_rebookings", () => {
  it("gives a unit without order one that is less likely than not, for what it is worth", async () => {
    const orders = {Y1: {cents: 700}, Y2: {cents: 5000}};
    const pairs = [
      {x: "X1", y: "Y1", score: -10},
      {x: "X1", y: "Y2", score: -20},
      {x: "X2", y: "Y2", score: -30}
    ];
    expect(await possible(pairs, [], {orders})).toEqual(["X1-Y1 700", "X2-Y2 1000"]);
  });

  it("never takes an order that has a link, nor a pair that is likely", async () => {
    expect(await possible([{x: "X1", y: "Y1", score: -10}], [["X2", "Y1", 5]])).toEqual([]);
    expect(await possible([{x: "X1", y: "Y1", score: 1}])).toEqual([]);
  });

  it("gives a linked unit further orders while they fit into what is left, within a fortnight", async () => {
    const pair = (y: string, score: number) => ({x: "X", y, score});
    const found = (orders: NonNullable<Sides["orders"]>) =>
      possible([pair("Y1", -1), pair("Y2", -2), pair("Y3", -3)], [["X", "Y0", 600]], {orders});
    expect(await found({Y1: {cents: 300}, Y2: {cents: 120}, Y3: {cents: 105}})).toEqual([
      "X-Y1 300",
      "X-Y3 100"
    ]);
    expect(
      await found({
        Y1: {cents: 100, signed: "2020-07-16"},
        Y2: {cents: 100, signed: "2020-07-15"},
        Y3: {cents: 1000}
      })
    ).toEqual(["X-Y2 100"]);
  });
});
