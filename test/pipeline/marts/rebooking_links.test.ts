import {describe, expect, it} from "vitest";
import {runModel} from "../../support/models.ts";

interface Story {
  primaries: [unit: string, order: string][];
  splits?: [unit: string, order: string][];
  /** In the order of preference. */
  pairs: {unit: string; order: string; score?: number}[];
  cancelled?: Record<string, string>;
}

async function link({primaries, splits = [], pairs, cancelled = {}}: Story) {
  const units = [...new Set([...primaries.map(([unit]) => unit), ...pairs.map(({unit}) => unit)])];
  const chosen = ([unit, order]: [string, string]) => ({
    cancellation_id: unit,
    rebooked_order_id: order,
    preference: 1
  });
  return runModel("marts.rebooking_links", {
    "marts.cancelled_units": units.map((unit) => ({
      cancellation_id: unit,
      cancel_date: cancelled[unit] ?? "2020-07-01"
    })),
    "marts.primary_rebookings": primaries.map(chosen),
    "marts.split_rebookings": splits.map(chosen),
    "marts.rebooking_candidates": pairs.map(({unit, order, score = 100}, index) => ({
      cancellation_id: unit,
      rebooked_order_id: order,
      score,
      preference: index + 1
    }))
  });
}

describe("marts.rebooking_links", () => {
  it("names a group after the unit it grew from", async () => {
    const rows = await link({primaries: [["X1", "Y1"]], splits: [["X1", "Y2"]], pairs: []});
    expect(rows).toMatchObject([
      {rebooked_order_id: "Y1", group_id: "X1", role: "primary", unit_orders: 2n, order_units: 1n},
      {rebooked_order_id: "Y2", group_id: "X1", role: "split", unit_orders: 2n, order_units: 1n}
    ]);
  });

  it("lets a unit without an order join the order of another, cancelled within a fortnight", async () => {
    const story: Story = {primaries: [["X1", "Y1"]], pairs: [{unit: "X2", order: "Y1"}]};
    expect(await link({...story, cancelled: {X2: "2020-07-15"}})).toMatchObject([
      {cancellation_id: "X1", role: "primary", order_units: 2n},
      {cancellation_id: "X2", role: "merge", group_id: "X1", order_units: 2n}
    ]);
    expect(await link({...story, cancelled: {X2: "2020-07-16"}})).toHaveLength(1);
    expect(await link({...story, cancelled: {X2: "2020-06-16"}})).toHaveLength(1);
    expect(await link({...story, pairs: [{unit: "X2", order: "Y1", score: 0}]})).toHaveLength(1);
  });

  it("lets it join the best only", async () => {
    const rows = await link({
      primaries: [
        ["X1", "Y1"],
        ["X3", "Y3"]
      ],
      pairs: [
        {unit: "X2", order: "Y3"},
        {unit: "X2", order: "Y1"}
      ]
    });
    expect(rows.filter(({role}) => role === "merge")).toMatchObject([
      {cancellation_id: "X2", group_id: "X3"}
    ]);
  });

  it("lets nothing join that has an order of its own", async () => {
    const rows = await link({
      primaries: [
        ["X1", "Y1"],
        ["X2", "Y2"]
      ],
      pairs: [{unit: "X2", order: "Y1"}]
    });
    expect(rows.map(({role}) => role)).toEqual(["primary", "primary"]);
  });

  it("lets nothing join the orders of a split unit", async () => {
    const rows = await link({
      primaries: [["X1", "Y1"]],
      splits: [["X1", "Y2"]],
      pairs: [{unit: "X2", order: "Y1"}]
    });
    expect(rows.map(({role}) => role)).toEqual(["primary", "split"]);
  });
});
