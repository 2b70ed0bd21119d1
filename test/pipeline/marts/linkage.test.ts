// What holds of the linkage as a whole, whatever the orders: invariants I4, I5 and I20 of docs/methods.md, and that the
// order in which rows come does not matter.
import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {type Given, type Row, runModel} from "../../support/models.ts";
import {type OrderStory, tell} from "./story.ts";

const day = (number: number): string =>
  new Date(Date.UTC(2020, 0, 1) + number * 86_400_000).toISOString().slice(0, 10);

/** Orders of one customer that are signed close together, so that much is cancelled, rebooked, and cancelled again. */
const customer = fc.array(
  fc.record({
    signed: fc.integer({min: 0, max: 120}),
    amount: fc.constantFrom(0, 10_000, 20_000, 30_000, 30_000, 45_000, 100_000),
    family: fc.constantFrom("Site", "Site", "Booster"),
    seller: fc.constantFrom("V1", "V2", null),
    channel: fc.constantFrom("retention", "telesales", "telesales"),
    cutAfter: fc.option(fc.integer({min: 5, max: 60}), {nil: null}),
    replaces: fc.option(fc.nat({max: 11}), {nil: null, freq: 8})
  }),
  {minLength: 2, maxLength: 12, size: "max"}
);

/** Many customers at once: a run of the models takes as long for hundreds of orders as for one. */
const orders = fc.array(customer, {minLength: 60, maxLength: 60}).map((customers) =>
  customers.flatMap((list, number) =>
    list.map(({signed, amount, family, cutAfter, replaces, ...more}, index): OrderStory => {
      const named = (place: number): string => `C${number}-${String(place).padStart(2, "0")}`;
      const line = {amount, family, start: day(signed), end: day(signed + 365)};
      return {
        ...more,
        id: named(index),
        customer: `C${number}`,
        signed: day(signed),
        ...(replaces === null ? {} : {replaces: named(replaces)}),
        lines: [cutAfter === null ? line : {...line, cut: day(signed + cutAfter)}]
      };
    })
  )
);

/** Failures are not made smaller: that would run the models hundreds of times. */
const RUNS = {numRuns: 2, endOnFailure: true};

const cents = (row: Row, column: string): bigint => row[column] as bigint;

function sum(rows: Row[], column: string): bigint {
  return rows.reduce((total, row) => total + cents(row, column), 0n);
}

describe("the linkage", () => {
  it("keeps within both sides and goes forward (I4), and its totals are monotone (I20)", async () => {
    await fc.assert(
      fc.asyncProperty(orders, async (stories) => {
        const given = tell(...stories);
        for (const check of [
          "allocations_stay_within",
          "possible_rebookings_stay_within",
          "rebookings_go_forward",
          "rebooking_groups_add_up",
          "chains_telescope",
          "chains_begin_once",
          "thresholds_are_monotone"
        ])
          expect(await runModel(`checks.${check}`, given), check).toEqual([]);
      }),
      RUNS
    );
  });

  it("telescopes along every chain: first booked less last is what was lost less what was new (I5)", async () => {
    await fc.assert(
      fc.asyncProperty(orders, async (stories) => {
        const given = tell(...stories);
        const links = await runModel("marts.rebookings", given);
        const units = await runModel("marts.cancellations", given);
        const booked = new Map(
          (await runModel("marts.booked_orders", given)).map((row) => [
            row.order_id,
            cents(row, "booked_cents")
          ])
        );
        const ends = new Map(units.map((unit) => [unit.order_id, unit]));
        for (const root of units.filter(
          ({order_id}) => !links.some((link) => link.rebooked_order_id === order_id)
        )) {
          let [unit, losses, excess]: [Row | undefined, bigint, bigint] = [root, 0n, 0n];
          let last = cents(root, "booked_cents");
          while (unit !== undefined) {
            const next = links.filter((link) => link.cancellation_id === unit?.cancellation_id);
            const shared = links.filter((link) =>
              next.some((one) => one.rebooked_order_id === link.rebooked_order_id)
            );
            // Splits and merges are no simple chain.
            if (next.length !== 1 || shared.length !== 1) break;
            expect(unit.chain_id).toBe(root.chain_id);
            const order = next[0]?.rebooked_order_id ?? null;
            const amount = booked.get(order) ?? 0n;
            losses += cents(unit, "booked_cents") - sum(next, "allocated_cents");
            excess += amount - sum(next, "allocated_cents");
            last = amount;
            unit = ends.get(order);
          }
          expect(cents(root, "booked_cents") - last).toBe(losses - excess);
        }
      }),
      RUNS
    );
  });

  it("does not depend on the order of its rows", async () => {
    const shuffled = orders.chain((stories) =>
      fc.tuple(
        fc.constant(stories),
        fc.shuffledSubarray(stories, {minLength: stories.length, maxLength: stories.length})
      )
    );
    await fc.assert(
      fc.asyncProperty(shuffled, async ([stories, others]) => {
        const found = async (given: Given) => [
          await runModel("marts.rebookings", given),
          await runModel("marts.possible_rebookings", given)
        ];
        expect(await found(tell(...others))).toEqual(await found(tell(...stories)));
      }),
      RUNS
    );
  });
});
