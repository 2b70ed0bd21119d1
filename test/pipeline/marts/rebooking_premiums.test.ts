import {describe, expect, it} from "vitest";
import {type Row, runModel} from "../../support/models.ts";

/** Premiums of links, by unit and order: what is kept of each, and what was paid. */
async function premiums(
  links: [unit: string, order: string, kept: number][],
  paid: [order: string | null, cents: number][]
): Promise<[string, unknown][]> {
  const rows = await runModel("marts.rebooking_premiums", {
    "marts.rebooking_shares": links.map(([cancellation_id, rebooked_order_id, allocated_cents]) => ({
      cancellation_id,
      rebooked_order_id,
      allocated_cents
    })),
    "staging.premiums": paid.map(([order_id, premium_cents], index): Partial<Row> => ({
      source_line: index,
      order_id,
      premium_cents
    }))
  });
  return rows.map((row) => [
    `${String(row.cancellation_id)}-${String(row.rebooked_order_id)}`,
    row.premium_cents
  ]);
}

describe("marts.rebooking_premiums", () => {
  it("adds up what was paid on the new order and what was taken back", async () => {
    const links: [string, string, number][] = [["X", "Y", 500]];
    expect(
      await premiums(links, [
        ["Y", 300],
        ["Y", -100],
        ["Z", 7],
        [null, 9]
      ])
    ).toEqual([["X-Y", 200n]]);
    expect(await premiums(links, [["Y", -100]])).toEqual([["X-Y", -100n]]);
    expect(await premiums(links, [["Z", 7]])).toEqual([["X-Y", 0n]]);
  });

  it("shares an order over the units that it replaces, by what it keeps of each, to the cent", async () => {
    expect(
      await premiums(
        [
          ["X1", "Y", 200],
          ["X2", "Y", 100],
          ["X3", "Z", 900]
        ],
        [
          ["Y", 100],
          ["Z", 11]
        ]
      )
    ).toEqual([
      ["X1-Y", 67n],
      ["X2-Y", 33n],
      ["X3-Z", 11n]
    ]);
  });

  it("goes to all units alike where the order keeps nothing of any, and to none of which it keeps nothing", async () => {
    const links = (kept: number): [string, string, number][] => [
      ["X1", "Y", 0],
      ["X2", "Y", kept]
    ];
    expect((await premiums(links(0), [["Y", 101]])).map(([, cents]) => cents)).toEqual([51n, 50n]);
    expect((await premiums(links(1), [["Y", 101]])).map(([, cents]) => cents)).toEqual([0n, 101n]);
  });

  it("is not known where no system delivers premiums", async () => {
    expect(await premiums([["X", "Y", 500]], [])).toEqual([["X-Y", null]]);
  });
});
