import fc from "fast-check";
import {describe, expect, it} from "vitest";
import vectors from "../../vectors.json" with {type: "json"};
import {runModel} from "../../support/models.ts";
import {type OrderStory, tell} from "./story.ts";

/** Orders of these amounts, each replacing the one before half a year later; 0 at the end is a loss without order. */
function chain(amounts: number[], customer = "C1", name = "O"): OrderStory[] {
  const orders = amounts.filter((amount) => amount > 0);
  return orders.map((amount, index) => {
    const line = {amount, start: `${2020 + index}-01-01`, end: `${2021 + index}-01-01`};
    const isLast = index === amounts.length - 1;
    return {
      id: `${name}${index}`,
      customer,
      signed: line.start,
      ...(index === 0 ? {} : {replaces: `${name}${index - 1}`}),
      lines: [isLast ? line : {...line, cut: `${2020 + index}-07-01`}]
    };
  });
}

describe("chains", () => {
  it.each(vectors.chains)("of $amounts telescope to $net", async ({amounts, link_losses, excess, net}) => {
    const given = tell(...chain(amounts));
    const units = await runModel("marts.cancellations", given);
    const orders = await runModel("marts.booked_orders", given);
    const losses = units.map(({loss_booked_cents}) => loss_booked_cents as bigint);
    const beyond = units.map(
      ({rebooked_cents}, index) =>
        ((orders[index + 1]?.booked_cents ?? 0n) as bigint) - (rebooked_cents as bigint)
    );
    expect(losses).toEqual(link_losses.map(BigInt));
    expect(beyond).toEqual(excess.map(BigInt));
    const sum = (values: bigint[]) => values.reduce((total, value) => total + value, 0n);
    expect(sum(losses) - sum(beyond)).toBe(BigInt(net));
  });

  it("go by the name of their first group, merged units included", async () => {
    const link = (unit: string, order: string, group = unit) => ({
      cancellation_id: unit,
      rebooked_order_id: order,
      group_id: group
    });
    const unit = (order: string) => ({cancellation_id: `${order}@1`, order_id: order});
    const rows = await runModel("marts.chains", {
      "marts.cancelled_units": ["A", "B", "C", "D", "Z"].map(unit),
      "marts.rebooking_links": [link("A@1", "C"), link("B@1", "C", "A@1"), link("C@1", "D"), link("D@1", "E")]
    });
    expect(rows.map(({cancellation_id, chain_id}) => [cancellation_id, chain_id])).toEqual([
      ["A@1", "A@1"],
      ["B@1", "A@1"],
      ["C@1", "A@1"],
      ["D@1", "A@1"],
      ["Z@1", "Z@1"]
    ]);
  });

  it("that meet in one order go on by the first name", async () => {
    const rows = await runModel("marts.chains", {
      "marts.cancelled_units": [
        {cancellation_id: "A@1", order_id: "A"},
        {cancellation_id: "B@1", order_id: "B"},
        {cancellation_id: "C@1", order_id: "C"},
        {cancellation_id: "D@1", order_id: "D"}
      ],
      "marts.rebooking_links": [
        {cancellation_id: "A@1", rebooked_order_id: "C", group_id: "A@1"},
        {cancellation_id: "B@1", rebooked_order_id: "D", group_id: "B@1"},
        {cancellation_id: "C@1", rebooked_order_id: "E", group_id: "C@1"},
        {cancellation_id: "D@1", rebooked_order_id: "E", group_id: "C@1"}
      ]
    });
    expect(rows.map(({chain_id}) => chain_id)).toEqual(["A@1", "B@1", "A@1", "A@1"]);
  });
});

/** What a chain of these amounts must come to, counted link by link. */
function expected(amounts: number[], customer: string, name: string) {
  const links = amounts.slice(1).map((next, index) => ({previous: amounts[index] ?? 0, next}));
  const total = (part: (link: {previous: number; next: number}) => number) =>
    BigInt(links.reduce((sum, link) => sum + part(link), 0));
  const end = amounts.at(-1) ?? 0;
  return {
    chain_id: `${name}0@2020-07-01`,
    customer_id: customer,
    units: BigInt(links.length),
    cut_again_units: BigInt(links.length - 1),
    orders: BigInt(amounts.filter((amount) => amount > 0).length - 1),
    first_cents: BigInt(amounts[0] ?? 0),
    last_cents: BigInt(end),
    loss_cents: total(({previous, next}) => Math.max(0, previous - next)),
    excess_cents: total(({previous, next}) => Math.max(0, next - previous)),
    net_loss_cents: BigInt((amounts[0] ?? 0) - end)
  };
}

/** At least one order follows the first one; the last of the amounts is 0 where nothing follows in the end. */
const amounts = fc
  .tuple(fc.array(fc.integer({min: 1, max: 500_000}), {minLength: 2, maxLength: 6}), fc.boolean())
  .map(([orders, isLost]) => (isLost ? [...orders, 0] : orders));

describe("marts.rebooking_chains", () => {
  it.each(vectors.chains)("tells the chain of $amounts once, with $net", async ({amounts: told, net}) => {
    const rows = await runModel("marts.rebooking_chains", tell(...chain(told)));
    expect(rows).toHaveLength(1);
    expect(rows).toMatchObject([{...expected(told, "C1", "O"), net_loss_cents: BigInt(net)}]);
  });

  it("tells every chain once at its root, and telescopes to the cent (I5)", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(amounts, {minLength: 20, maxLength: 30}), async (chains) => {
        const named = chains.map((list, index) => {
          const number = String(index).padStart(2, "0");
          return [list, `C${number}`, `O${number}-`] as const;
        });
        const given = tell(...named.flatMap(([list, customer, name]) => chain(list, customer, name)));
        const rows = await runModel("marts.rebooking_chains", given);
        expect(rows).toMatchObject(named.map(([list, customer, name]) => expected(list, customer, name)));
        expect(rows).toHaveLength(chains.length);
        expect(await runModel("checks.chains_telescope", given)).toEqual([]);
        expect(await runModel("checks.chains_begin_once", given)).toEqual([]);
      }),
      {numRuns: 4, endOnFailure: true}
    );
  });

  it("ends with the order that it hands over where another chain goes on from there", async () => {
    const unit = (order: string, cents: number, chain: string, loss: number) => ({
      cancellation_id: `${order}@1`,
      order_id: order,
      chain_id: chain,
      booked_cents: cents,
      loss_booked_cents: loss
    });
    const link = (unit: string, order: string, cents: number) => ({
      cancellation_id: `${unit}@1`,
      rebooked_order_id: order,
      allocated_cents: cents
    });
    const rows = await runModel("marts.rebooking_chains", {
      "marts.cancellations": [
        unit("A", 100, "A@1", 20),
        unit("B", 70, "B@1", 0),
        unit("C", 80, "A@1", 30),
        unit("D", 90, "A@1", 40),
        unit("Z", 5, "Z@1", 5)
      ],
      "marts.rebookings": [link("A", "C", 80), link("B", "D", 70), link("C", "E", 50), link("D", "E", 50)],
      "marts.booked_orders": ["C", "D", "E"].map((id, index) => ({
        order_id: id,
        booked_cents: [80, 90, 120][index] ?? 0
      }))
    });
    expect(rows).toMatchObject([
      {chain_id: "A@1", first_cents: 190n, last_cents: 120n, loss_cents: 90n, excess_cents: 20n},
      {chain_id: "B@1", first_cents: 70n, last_cents: 90n, loss_cents: 0n, excess_cents: 20n}
    ]);
  });
});
