import fc from "fast-check";
import {describe, expect, it} from "vitest";
import vectors from "../../vectors.json" with {type: "json"};
import {runModel} from "../../support/models.ts";
import {LR1, type OrderStory, tell, WATERFALL} from "./story.ts";

/** Totals by side and kind; what is zero is left out. */
async function bridge(
  orders: OrderStory[],
  measure: "ca_cents" | "parc_cents" = "parc_cents"
): Promise<Record<string, Record<string, number>>> {
  const sides: Record<string, Record<string, number>> = {cancelled: {}, signed: {}};
  for (const row of await runModel("marts.order_bridge", tell(...orders))) {
    const kinds = sides[String(row.side)] ?? {};
    if (row[measure] !== 0n) kinds[String(row.kind)] = (kinds[String(row.kind)] ?? 0) + Number(row[measure]);
  }
  return sides;
}

const year = {start: "2020-01-10", end: "2021-01-10"};

describe("marts.order_bridge", () => {
  it("bridges the orders of the waterfall to the cent", async () => {
    const vector = vectors.order_level_bridge;
    const rows = await runModel("marts.order_bridge", tell(...WATERFALL));
    const total = (side: string, kinds: string[]) =>
      rows
        .filter((row) => row.side === side && row.month === "2021-01-01" && kinds.includes(String(row.kind)))
        .reduce((sum, row) => sum + Number(row.parc_cents), 0);
    expect(total("cancelled", ["transferred"])).toBe(vector.transferred);
    expect(total("cancelled", ["rebook_contraction"])).toBe(vector.rebook_contraction);
    expect(total("cancelled", ["churn"])).toBe(vector.true_churn);
    expect(total("cancelled", ["transferred", "rebook_contraction", "churn"])).toBe(vector.cancelled_parc);
    const added = ["transferred", "rebook_expansion", "new", "reactivation"];
    expect(total("signed", ["transferred"])).toBe(vector.transferred);
    expect(total("signed", ["new"])).toBe(vectors.waterfall_strict_jan.new);
    expect(total("signed", ["reactivation"])).toBe(vectors.waterfall_strict_jan.reactivation);
    expect(total("signed", added)).toBe(vector.new_orders_parc);
    // The vector tells the growth of the sixth customer without an order.
    expect(total("signed", ["expansion"])).toBe(vectors.waterfall_strict_jan.expansion);
  });

  it("turns 2 000 rebooked at 100 into 100 transferred and a contraction of 1 900", async () => {
    expect(await bridge(LR1, "ca_cents")).toEqual({
      cancelled: {transferred: 10000, rebook_contraction: 190000},
      signed: {new: 200000, transferred: 10000}
    });
  });

  it("loses what nobody rebooks, and contracts by an MO-", async () => {
    const cut = {amount: 1000, ...year, cut: "2020-07-01"};
    const orders = [
      {id: "A", signed: "2020-01-01", lines: [cut]},
      {
        id: "B",
        customer: "C2",
        signed: "2020-01-01",
        lines: [
          {...cut, scope: "partial" as const},
          {amount: 500, ...year}
        ]
      }
    ];
    expect(await bridge(orders)).toEqual({
      cancelled: {churn: 1000, mo_contraction: 1000},
      signed: {new: 2500}
    });
  });

  it("takes what a rebooking holds beyond the cancelled parc for an expansion, order by order", async () => {
    const orders = [
      {id: "X", signed: "2020-01-01", lines: [{amount: 1000, ...year, cut: "2020-07-01"}]},
      {
        id: "Y1",
        signed: "2020-07-01",
        replaces: "X",
        lines: [{amount: 600, start: "2020-07-01", end: "2021-01-01", parc: 800}]
      },
      {
        id: "Y2",
        signed: "2020-07-02",
        replaces: "X",
        lines: [{amount: 300, start: "2020-07-02", end: "2021-01-02", parc: 700}]
      }
    ];
    expect(await bridge(orders)).toEqual({
      cancelled: {transferred: 1000},
      signed: {new: 1000, transferred: 1000, rebook_expansion: 500}
    });
    expect(await bridge(orders, "ca_cents")).toEqual({
      cancelled: {transferred: 900, rebook_contraction: 100},
      signed: {new: 1000, transferred: 900}
    });
  });

  it.each([
    ["2020-12-20", "2021-01-12", "renewal"],
    ["2020-09-01", "2020-09-01", "expansion"],
    ["2021-06-01", "2021-06-01", "reactivation"]
  ])("calls an order signed on %s that starts on %s a %s", async (signed, start, kind) => {
    const orders = [
      {id: "A", signed: "2020-01-01", lines: [{amount: 1000, ...year}]},
      {id: "B", signed, lines: [{amount: 700, start, end: "2023-01-01"}]}
    ];
    expect(await bridge(orders)).toEqual({cancelled: {}, signed: {new: 1000, [kind]: 700}});
  });

  it("adds up on both sides whatever is signed, cancelled and rebooked", async () => {
    const day = (offset: number) => new Date(Date.UTC(2020, 0, 1 + offset)).toISOString().slice(0, 10);
    const order = fc.record({
      customer: fc.constantFrom("C1", "C2", "C3"),
      start: fc.integer({min: 0, max: 300}),
      days: fc.integer({min: 1, max: 400}),
      cutAfter: fc.option(fc.integer({min: 0, max: 250}), {nil: undefined}),
      amount: fc.integer({min: -50, max: 500}),
      parc: fc.integer({min: -50, max: 900}),
      replaces: fc.option(fc.integer({min: 0, max: 20}), {nil: undefined})
    });
    await fc.assert(
      fc.asyncProperty(fc.array(order, {minLength: 1, maxLength: 20}), async (orders) => {
        const stories = orders.map(
          ({customer, start, days, cutAfter, amount, parc, replaces}, index): OrderStory => ({
            id: `O${index}`,
            customer,
            signed: day(start),
            ...(replaces === undefined ? {} : {replaces: `O${replaces}`}),
            lines: [
              {
                amount,
                parc,
                start: day(start),
                end: day(start + days),
                ...(cutAfter === undefined ? {} : {cut: day(start + cutAfter)})
              }
            ]
          })
        );
        expect(await runModel("checks.orders_are_bridged", tell(...stories))).toEqual([]);
      }),
      {numRuns: 8}
    );
  });
});
