import fc from "fast-check";
import {describe, expect, it} from "vitest";
import vectors from "../../vectors.json" with {type: "json"};
import {runModel} from "../../support/models.ts";

interface Story {
  units: Record<string, {cents: number; cut?: string; end?: string | null}>;
  orders: Record<string, {cents: number; start?: string; end?: string | null; parc?: number}>;
  links: [unit: string, order: string][];
}

async function share({units, orders, links}: Story) {
  const unitOrders = (unit: string) => links.filter(([other]) => other === unit).length;
  const orderUnits = (order: string) => links.filter(([, other]) => other === order).length;
  return runModel("marts.rebooking_shares", {
    "marts.cancelled_units": Object.entries(units).map(
      ([id, {cents, cut = "2020-07-01", end = "2021-03-01"}]) => ({
        cancellation_id: id,
        booked_cents: cents,
        cancel_date: cut,
        last_end_date: end
      })
    ),
    "marts.booked_orders": Object.entries(orders).map(([id, {cents, parc = 0}]) => ({
      order_id: id,
      booked_cents: cents,
      parc_cents: parc
    })),
    "staging.order_lines": Object.entries(orders).map(
      ([id, {cents, start = "2020-07-01", end = "2021-07-01"}]) => ({
        order_id: id,
        line_no: 1,
        amount_cents: cents,
        term_start_date: start,
        term_end_date: end
      })
    ),
    "marts.rebooking_links": links.map(([unit, order], index) => ({
      cancellation_id: unit,
      rebooked_order_id: order,
      turn: index + 1,
      unit_orders: unitOrders(unit),
      order_units: orderUnits(order)
    }))
  });
}

const cents = (rows: Awaited<ReturnType<typeof share>>) => rows.map(({allocated_cents}) => allocated_cents);

describe("marts.rebooking_shares", () => {
  it("fills a split unit order after order", async () => {
    const {X, Y, alloc} = vectors.split;
    const [one = 0, two = 0] = Y;
    const rows = await share({
      units: {X: {cents: X}},
      orders: {Y1: {cents: one}, Y2: {cents: two}},
      links: [
        ["X", "Y1"],
        ["X", "Y2"]
      ]
    });
    expect(cents(rows)).toEqual(alloc.map(BigInt));
  });

  it("fills it from the first order on, whatever the names", async () => {
    const rows = await share({
      units: {X: {cents: 1000}},
      orders: {A: {cents: 500}, B: {cents: 700}, C: {cents: 50}},
      links: [
        ["X", "B"],
        ["X", "A"],
        ["X", "C"]
      ]
    });
    expect(rows.map(({rebooked_order_id, allocated_cents}) => [rebooked_order_id, allocated_cents])).toEqual([
      ["A", 300n],
      ["B", 700n],
      ["C", 0n]
    ]);
  });

  it("shares an order over merged units by their amounts", async () => {
    const {X, Y, alloc} = vectors.merge;
    const [one = 0, two = 0] = X;
    const units = {X1: {cents: one}, X2: {cents: two}};
    const links: Story["links"] = [
      ["X1", "Y"],
      ["X2", "Y"]
    ];
    expect(cents(await share({units, orders: {Y: {cents: Y}}, links}))).toEqual(alloc.map(BigInt));
    expect(cents(await share({units, orders: {Y: {cents: 100000}}, links}))).toEqual([50000n, 30000n]);
  });

  it("keeps what of a rebooking falls into the cancelled term", async () => {
    const {LR1, LR3} = vectors;
    const lr1 = await share({units: {X: {cents: LR1.B}}, orders: {Y: {cents: LR1.RB}}, links: [["X", "Y"]]});
    expect(lr1).toMatchObject([{in_term_cents: BigInt(LR1.horizon.Y_in_window)}]);
    const lr3 = await share({
      units: {X: {cents: LR3.B, cut: "2021-07-01", end: "2022-01-01"}},
      orders: {Y: {cents: LR3.RB, start: "2021-07-01", end: "2022-07-01"}},
      links: [["X", "Y"]]
    });
    expect(lr3).toMatchObject([{in_term_cents: BigInt(LR3.horizon.Y_in_window)}]);
  });

  it("keeps all of it where the cancelled term had no end", async () => {
    const rows = await share({
      units: {X: {cents: 1000, end: null}},
      orders: {Y: {cents: 400}},
      links: [["X", "Y"]]
    });
    expect(rows).toMatchObject([{allocated_cents: 400n, in_term_cents: 400n}]);
  });

  it("moves the parc with the amount: what is beyond it is new", async () => {
    const rows = await share({
      units: {X: {cents: 1000}},
      orders: {Y: {cents: 1500, parc: 999}},
      links: [["X", "Y"]]
    });
    expect(rows).toMatchObject([{allocated_cents: 1000n, parc_cents: 666n}]);
  });

  it("keeps nothing where there is nothing on either side", async () => {
    const nothing = {allocated_cents: 0n, in_term_cents: 0n, parc_cents: 0n};
    const free = await share({
      units: {X: {cents: 0}},
      orders: {Y: {cents: 500, parc: 500}},
      links: [["X", "Y"]]
    });
    expect(free).toMatchObject([nothing]);
    const gift = await share({units: {X: {cents: 500}}, orders: {Y: {cents: 0}}, links: [["X", "Y"]]});
    expect(gift).toMatchObject([nothing]);
    const discount = await share({units: {X: {cents: -500}}, orders: {Y: {cents: 500}}, links: [["X", "Y"]]});
    expect(discount).toMatchObject([nothing]);
  });

  it("shares the parc of a merged order to the cent", async () => {
    const rows = await share({
      units: {X1: {cents: 1000}, X2: {cents: 1000}},
      orders: {Y: {cents: 2000, parc: 333}},
      links: [
        ["X1", "Y"],
        ["X2", "Y"]
      ]
    });
    expect(rows.map(({parc_cents}) => parc_cents)).toEqual([167n, 166n]);
  });

  it("never exceeds either side, split or merged", async () => {
    const amount = fc.integer({min: 1, max: 1_000_000});
    await fc.assert(
      fc.asyncProperty(
        amount,
        fc.array(amount, {minLength: 1, maxLength: 5}),
        fc.boolean(),
        async (hub, spokes, isSplit) => {
          const one = {H: {cents: hub}};
          const many = Object.fromEntries(
            spokes.map((spoke, index) => [`S${index}`, {cents: spoke, parc: spoke}])
          );
          const links = Object.keys(many).map((name): [string, string] =>
            isSplit ? ["H", name] : [name, "H"]
          );
          const rows = await share(
            isSplit ? {units: one, orders: many, links} : {units: many, orders: one, links}
          );
          const total = spokes.reduce((sum, spoke) => sum + spoke, 0);
          expect(cents(rows).reduce((sum: bigint, value) => sum + (value as bigint), 0n)).toBe(
            BigInt(Math.min(hub, total))
          );
          for (const {cancellation_id, rebooked_order_id, allocated_cents, in_term_cents} of rows) {
            const spoke = many[String(isSplit ? rebooked_order_id : cancellation_id)]?.cents ?? 0;
            expect((allocated_cents as bigint) >= 0n && (allocated_cents as bigint) <= BigInt(spoke)).toBe(
              true
            );
            expect(
              (in_term_cents as bigint) >= 0n && (in_term_cents as bigint) <= (allocated_cents as bigint)
            ).toBe(true);
          }
        }
      ),
      {numRuns: 40}
    );
  });
});
