import {describe, expect, it} from "vitest";
import vectors from "../../vectors.json" with {type: "json"};
import {runModel} from "../../support/models.ts";
import {type OrderStory, tell} from "./story.ts";

/** Orders of these amounts, each replacing the one before half a year later; 0 at the end is a loss without order. */
function chain(amounts: number[]): OrderStory[] {
  const orders = amounts.filter((amount) => amount > 0);
  return orders.map((amount, index) => {
    const line = {amount, start: `${2020 + index}-01-01`, end: `${2021 + index}-01-01`};
    const isLast = index === amounts.length - 1;
    return {
      id: `O${index}`,
      signed: line.start,
      ...(index === 0 ? {} : {replaces: `O${index - 1}`}),
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
