import {describe, expect, it} from "vitest";
import {runModel} from "../../support/models.ts";
import {numbersOf, type Pair, tellPairs} from "./pairs.ts";

interface Story {
  primaries: [unit: string, order: string][];
  splits?: [unit: string, order: string][];
  /** Pairs that are not linked yet, the best first. */
  pairs: {unit: string; order: string; score?: number; isGiven?: boolean}[];
  cancelled?: Record<string, string>;
}

async function link({primaries, splits = [], pairs, cancelled = {}}: Story) {
  const scored: Pair[] = [
    ...[...primaries, ...splits].map(([x, y]) => ({x, y, score: 500})),
    ...pairs.map(({unit: x, order: y, score, isGiven = false}, index) => ({
      x,
      y,
      isGiven,
      score: score ?? 100 - index
    }))
  ];
  const [units, orders] = [numbersOf(scored.map(({x}) => x)), numbersOf(scored.map(({y}) => y))];
  const numbered = ([x, y]: [string, string]) => ({unit_no: units.get(x) ?? 0, order_no: orders.get(y) ?? 0});
  return runModel("marts.rebooking_links", {
    ...tellPairs(scored, {
      units: Object.fromEntries(Object.entries(cancelled).map(([unit, cut]) => [unit, {cut}]))
    }),
    "marts.primary_rebookings": primaries.map(numbered),
    "marts.split_rebookings": splits.map(numbered)
  });
}

describe("marts.rebooking_links", () => {
  it("names a group after the unit it grew from", async () => {
    const rows = await link({primaries: [["X1", "Y1"]], splits: [["X1", "Y2"]], pairs: []});
    expect(rows).toMatchObject([
      {rebooked_order_id: "Y1", group_id: "X1", role: "primary", turn: 1n, unit_orders: 2n, order_units: 1n},
      {rebooked_order_id: "Y2", group_id: "X1", role: "split", turn: 2n, unit_orders: 2n, order_units: 1n}
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

  it("lets a unit join whatever the dates and the score, where a person says so", async () => {
    const rows = await link({
      primaries: [["X1", "Y1"]],
      pairs: [{unit: "X2", order: "Y1", score: -300, isGiven: true}],
      cancelled: {X2: "2020-12-01"}
    });
    expect(rows.map(({role}) => role)).toEqual(["primary", "merge"]);
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

  it("lets a unit join where a person says so rather than where it scores best", async () => {
    const rows = await link({
      primaries: [
        ["X1", "Y1"],
        ["X3", "Y3"]
      ],
      pairs: [
        {unit: "X2", order: "Y1", score: 900},
        {unit: "X2", order: "Y3", score: -300, isGiven: true}
      ]
    });
    expect(rows.filter(({role}) => role === "merge")).toMatchObject([
      {cancellation_id: "X2", group_id: "X3", is_given: true, score: -300}
    ]);
  });

  it("turns to the first order, then by score, by days, by amounts, and by number", async () => {
    const pairs: Pair[] = [
      {x: "X1", y: "P", score: 1},
      {x: "X1", y: "Y1", score: 50, gap: 1},
      {x: "X1", y: "Y2", score: 50, gap: 1},
      {x: "X1", y: "Y3", score: 50, gap: 1},
      {x: "X1", y: "Y4", score: 50, gap: -3},
      {x: "X1", y: "Y5", score: 90, gap: 9}
    ];
    const orders = numbersOf(pairs.map(({y}) => y));
    const row = (y: string) => ({unit_no: 1, order_no: orders.get(y) ?? 0});
    const rows = await runModel("marts.rebooking_links", {
      ...tellPairs(pairs, {orders: {Y1: {cents: 1300}, Y2: {cents: 800}, Y3: {cents: 1200}, Y5: {cents: 1}}}),
      "marts.primary_rebookings": [{...row("P"), is_approximate: true}],
      "marts.split_rebookings": ["Y1", "Y2", "Y3", "Y4", "Y5"].map(row)
    });
    const turns = rows.sort((a, b) => Number(a.turn) - Number(b.turn));
    expect(turns.map(({rebooked_order_id}) => rebooked_order_id)).toEqual([
      "P",
      "Y5",
      "Y2",
      "Y3",
      "Y1",
      "Y4"
    ]);
    expect(turns.every((row) => row.is_approximate === true && row.unit_orders === 6n)).toBe(true);
  });
});
