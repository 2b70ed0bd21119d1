import {describe, expect, it} from "vitest";
import {type Given, runModel} from "../../support/models.ts";
import {LR1, type OrderStory, tell} from "./story.ts";

interface Rival {
  unit?: string;
  order?: string;
  score: number;
}

/** Classes one link by its score, beside pairs that were not accepted. */
async function classOf(
  score: number,
  {
    rivals = [],
    ...link
  }: {rivals?: Rival[]; isDeclared?: boolean; isCorrected?: boolean; isApproximate?: boolean} = {}
) {
  const numbers: Record<string, number> = {X: 1, W: 2, V: 3, Y: 1, Z: 2};
  const numbered = (unit: string, order: string, points: number) => ({
    unit_no: numbers[unit] ?? 4,
    order_no: numbers[order] ?? 4,
    score: points,
    is_given: false
  });
  const names = {cancellation_id: "X", rebooked_order_id: "Y"};
  const [row] = await runModel("marts.rebookings", {
    "marts.cancelled_units": [{cancellation_id: "X"}],
    "marts.booked_orders": [{order_id: "Y"}],
    "marts.rebooking_shares": [names],
    "marts.rebooking_links": [
      {
        ...names,
        unit_no: 1,
        order_no: 1,
        unit_orders: 1,
        order_units: 1,
        is_approximate: link.isApproximate ?? false
      }
    ],
    "marts.rebooking_candidates": [
      {...names, score, is_declared: link.isDeclared ?? false, is_corrected: link.isCorrected ?? false}
    ],
    "marts.rebooking_scores": [
      numbered("X", "Y", score),
      ...rivals.map(({unit = "X", order = "Y", score: other}) => numbered(unit, order, other))
    ]
  });
  return row?.class;
}

describe("the class of a link", () => {
  it.each([
    [1, "C"],
    [199, "C"],
    [200, "B"],
    [424, "B"],
    [425, "A"]
  ])("with a score of %i is %s", async (score, expected) => {
    expect(await classOf(score)).toBe(expected);
  });

  it("is E when it is declared, whatever the score", async () => {
    expect(await classOf(-500, {isDeclared: true})).toBe("E");
  });

  it("is E when a person has made it, and B at best where too many contend", async () => {
    expect(await classOf(-500, {isCorrected: true})).toBe("E");
    expect(await classOf(600, {isApproximate: true})).toBe("B");
    expect(await classOf(199, {isApproximate: true})).toBe("C");
  });

  it("is A only when it is far ahead of every pair in conflict with it", async () => {
    expect(await classOf(600, {rivals: [{order: "Z", score: 400}]})).toBe("A");
    expect(await classOf(600, {rivals: [{order: "Z", score: 401}]})).toBe("B");
    expect(await classOf(600, {rivals: [{unit: "W", score: 401}]})).toBe("B");
    expect(
      await classOf(600, {
        rivals: [
          {unit: "W", score: 401},
          {unit: "V", score: 10}
        ]
      })
    ).toBe("B");
    expect(
      await classOf(600, {
        rivals: [
          {order: "W", score: 401},
          {order: "V", score: 10}
        ]
      })
    ).toBe("B");
    expect(await classOf(600, {rivals: [{unit: "W", order: "Z", score: 599}]})).toBe("A");
  });
});

const term = {start: "2020-02-01", end: "2021-02-01"};
const old: OrderStory = {
  id: "X",
  signed: "2020-01-15",
  seller: "V1",
  channel: "telesales",
  lines: [{...term, amount: 100000, product: "Site Plus", cut: "2020-07-01"}]
};
const fresh: OrderStory = {
  id: "Y",
  signed: "2020-07-01",
  seller: "V9",
  channel: "retention",
  lines: [{start: "2020-07-01", end: "2021-07-01", amount: 50000, product: "Site Mini"}]
};

async function typesOf(...orders: OrderStory[]) {
  return (await runModel("marts.rebookings", tell(...orders))).map(({type}) => type);
}

const amount = (cents: number): OrderStory => ({
  ...fresh,
  lines: [{...term, start: "2020-07-01", amount: cents}]
});

describe("the type of a link", () => {
  it.each([
    [97999, "downgrade"],
    [98000, "like_for_like"],
    [102000, "like_for_like"],
    [102001, "upgrade"]
  ])("from 100000 to %i is %s", async (cents, type) => {
    expect(await typesOf(old, amount(cents))).toEqual([type]);
  });

  it("is a swap of products at the same amount in other families", async () => {
    const other: OrderStory = {...fresh, lines: [{...term, amount: 100000, family: "Booster"}]};
    expect(await typesOf(old, other)).toEqual(["product_swap"]);
  });

  it("is an MO- when the system records one, or the new order says so", async () => {
    expect(await typesOf(old, {...fresh, modifies: "X"})).toEqual(["explicit_mo"]);
    const partial: OrderStory = {
      ...old,
      lines: [{...term, amount: 100000, cut: "2020-07-01", scope: "partial"}]
    };
    expect(await typesOf(partial, {...fresh, replaces: "X"})).toEqual(["explicit_mo"]);
    expect(await typesOf(old, {...fresh, replaces: "X"})).toEqual(["downgrade"]);
  });

  it("is an administrative reissue when the same lines are written again", async () => {
    const again = (
      story: Partial<OrderStory>,
      line: Partial<OrderStory["lines"][number]> = {}
    ): OrderStory => ({
      ...fresh,
      ...story,
      lines: [{...term, amount: 100000, product: "Site Plus", ...line}]
    });
    expect(await typesOf(old, again({}))).toEqual(["admin_reissue"]);
    const moved = {start: "2020-07-01"};
    expect(await typesOf(old, again({}, moved))).toEqual(["like_for_like"]);
    expect(await typesOf(old, again({seller: "V1", channel: "telesales"}, moved))).toEqual(["admin_reissue"]);
    const later = (signed: string) => again({seller: "V1", channel: "telesales", signed}, moved);
    expect(await typesOf(old, later("2020-07-04"))).toEqual(["admin_reissue"]);
    expect(await typesOf(old, later("2020-07-05"))).toEqual(["like_for_like"]);
    expect(await typesOf(old, again({}, {product: "Site Mini"}))).toEqual(["like_for_like"]);
    expect(await typesOf(old, again({}, {amount: 100100}))).toEqual(["admin_reissue"]);
    expect(await typesOf(old, again({}, {amount: 100101}))).toEqual(["like_for_like"]);
    expect(await typesOf(old, again({}, {amount: 99900}))).toEqual(["admin_reissue"]);
    expect(await typesOf(old, again({}, {amount: 99899}))).toEqual(["like_for_like"]);
  });

  it("is a split for every order of a split unit", async () => {
    expect(await typesOf(old, fresh, {...fresh, id: "Z"})).toEqual(["split", "split"]);
  });

  it("is a merge for every unit of a merged order", async () => {
    expect(await typesOf(old, {...old, id: "W"}, amount(180000))).toEqual(["merge", "merge"]);
  });
});

it("finds LR1 without being told, and says who sold what", async () => {
  const given: Given = {
    ...tell(...LR1),
    "staging.cases": [{case_id: "K1", customer_id: "C1", opened_at: "2020-06-20 08:00:00+00"}]
  };
  expect(await runModel("marts.rebookings", given)).toMatchObject([
    {
      group_id: "X@2020-07-01",
      role: "primary",
      cancelled_order_id: "X",
      rebooked_order_id: "Y",
      score: 1257n,
      class: "A",
      type: "downgrade",
      gap_level: "0_1",
      family_level: "subset",
      amount_level: "5_50",
      seller_level: "retention",
      case_level: "open_case",
      allocated_cents: 10000n,
      in_term_cents: 6658n,
      parc_cents: 10000n,
      original_seller_id: "V1",
      original_channel: "telesales",
      rebooking_seller_id: "V9",
      rebooking_channel: "retention"
    }
  ]);
});

it("finds two baskets of goods that were cancelled together and bought again as one, without sellers or cases", async () => {
  const basket = (id: string, skus: [string, number][], cut?: string): OrderStory => ({
    id,
    signed: cut === undefined ? "2011-04-18" : "2011-01-11",
    lines: skus.map(([sku, cents]) => ({
      amount: cents,
      start: cut === undefined ? "2011-04-18" : "2011-01-11",
      family: sku,
      product: sku,
      ...(cut === undefined ? {} : {cut})
    }))
  });
  const rows = await runModel(
    "marts.rebookings",
    tell(
      basket(
        "540815",
        [
          ["A", 200000],
          ["B", 100000]
        ],
        "2011-04-18"
      ),
      basket(
        "540818",
        [
          ["C", 300000],
          ["D", 100000]
        ],
        "2011-04-18"
      ),
      basket("550461", [
        ["A", 160000],
        ["B", 80000],
        ["C", 240000],
        ["D", 80000]
      ])
    )
  );
  expect(rows).toMatchObject([
    {
      cancelled_order_id: "540815",
      rebooked_order_id: "550461",
      type: "merge",
      allocated_cents: 240000n,
      parc_cents: 0n
    },
    {cancelled_order_id: "540818", rebooked_order_id: "550461", type: "merge", allocated_cents: 320000n}
  ]);
  expect(new Set(rows.map(({group_id}) => group_id)).size).toBe(1);
  expect(rows.map(({class: sure}) => sure)).toEqual(["B", "B"]);
});
