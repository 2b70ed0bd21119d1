import {describe, expect, it} from "vitest";
import vectors from "../../vectors.json" with {type: "json"};
import {type Given, runModel} from "../../support/models.ts";

const unit = {
  unit_no: 1,
  cancellation_id: "X@2020-07-01",
  order_no: 1,
  customer_no: 1,
  signed_date: "2020-01-01",
  interval_start_date: "2020-07-01",
  interval_end_date: "2020-07-01",
  window_start_date: "2020-06-01",
  window_end_date: "2020-08-30",
  booked_cents: 1000,
  is_explicit_partial: false
};
const old = {
  order_no: 1,
  order_id: "X",
  customer_id: "C1",
  customer_no: 1,
  stretch: 0,
  is_declaring: false,
  is_continuing: false,
  is_case_of_its_end: false
};
const fresh = {...old, order_no: 2, order_id: "Y", signed_date: "2020-07-01", booked_cents: 500};

interface Circumstances {
  day?: string;
  cents?: number;
  families?: [number, number];
  seller?: Partial<{seller_no: number; is_retention: boolean}>;
  case?: Partial<{case_no: number; has_open_case: boolean}>;
}

/** A unit of seller 1 and case 1 with one order that is given to it, so that no score is too low to be kept. */
function circumstances({
  day = "2020-07-01",
  cents = 500,
  families,
  seller = {},
  case: behind = {}
}: Circumstances): Given {
  const [oldSet = null, newSet = null] = families ?? [];
  const stretch = 202;
  return {
    "marts.linkage_units": [{...unit, seller_no: 1, case_no: 1, family_set_no: oldSet}],
    "marts.linkage_orders": [
      old,
      {...fresh, stretch, signed_date: day, booked_cents: cents, family_set_no: newSet, ...seller, ...behind}
    ],
    "marts.given_rebookings": [{unit_no: 1, order_no: 2, is_corrected: false}],
    "marts.family_sets": [
      {family_set_no: 1, families: ["A", "B"]},
      {family_set_no: 2, families: ["B"]},
      {family_set_no: 3, families: ["B", "C"]},
      {family_set_no: 4, families: ["D"]}
    ]
  };
}

async function score(given: Given) {
  const [row] = await runModel("marts.rebooking_candidates", given);
  return row;
}

/** What falls into each level, in the order of the levels. */
const DAYS = ["2020-07-02", "2020-07-06", "2020-07-21", "2020-08-15", "2020-06-28", "2020-06-11"];
const FAMILIES: [number, number][] = [
  [1, 1],
  [1, 2],
  [1, 3],
  [1, 4]
];
const CENTS = [1000, 700, 200, 1200, 3000];
const SELLERS = [{seller_no: 1, is_retention: true}, {seller_no: 1}, {seller_no: 2}];
const CASES = [{case_no: 1, has_open_case: true}, {has_open_case: true}, {has_open_case: false}];

describe("marts.rebooking_candidates", () => {
  it.each(vectors.weights.examples)(
    "scores levels $levels as $score",
    async ({levels, score: expected, p}) => {
      const [gap = 0, family = 0, amount = 0, seller = 0, behind] = levels.map((level) => level ?? undefined);
      const given = circumstances({
        day: DAYS[gap] ?? "",
        families: FAMILIES[family] ?? [1, 1],
        cents: CENTS[amount] ?? 0,
        seller: SELLERS[seller] ?? {},
        case: CASES[behind ?? -1] ?? {}
      });
      const row = await score({
        ...given,
        ...(behind === undefined ? {} : {"staging.cases": [{case_id: "K"}]})
      });
      expect(row).toMatchObject({score: BigInt(expected), prior_weight: BigInt(vectors.weights.prior)});
      expect(row?.probability).toBeCloseTo(p, 6);
    }
  );

  it("keeps the level and the weight of every comparison", async () => {
    const row = await score(
      circumstances({families: [1, 1], seller: {is_retention: true}, case: {has_open_case: true}})
    );
    expect(row).toMatchObject({
      gap_level: "0_1",
      gap_weight: 436n,
      family_level: "same_set",
      family_weight: 217n,
      amount_level: "50_98",
      amount_weight: 72n,
      seller_level: "retention",
      seller_weight: 391n,
      case_level: "open_case",
      case_weight: 217n
    });
  });

  it("never holds against a pair what is not known", async () => {
    const row = await score(circumstances({day: "2021-07-01", cents: -1}));
    expect(row).toMatchObject({
      score: 58n,
      gap_level: null,
      gap_weight: 0n,
      family_level: null,
      amount_level: null,
      amount_weight: 0n,
      seller_level: null,
      case_level: null,
      case_weight: 0n
    });
  });

  it.each([
    [49, "other"],
    [50, "5_50"],
    [499, "5_50"],
    [500, "50_98"],
    [979, "50_98"],
    [980, "98_102"],
    [1020, "98_102"],
    [1021, "102_150"],
    [1500, "102_150"],
    [1501, "other"],
    [1_000_000_000_000, "other"],
    [0, "other"]
  ])("puts %i cents for 1000 into the level %s", async (cents, level) => {
    expect(await score(circumstances({cents}))).toMatchObject({amount_level: level});
  });

  it("meets the bounds of the levels to the cent, however large the amounts", async () => {
    const given = circumstances({cents: 98_000_000_000_001});
    const units = [{...unit, booked_cents: 100_000_000_000_000}];
    const level = async (cents: number) =>
      (await score({...given, ...circumstances({cents}), "marts.linkage_units": units}))?.amount_level;
    expect(await level(97_999_999_999_999)).toBe("50_98");
    expect(await level(98_000_000_000_000)).toBe("98_102");
    expect(await level(102_000_000_000_000)).toBe("98_102");
    expect(await level(102_000_000_000_001)).toBe("102_150");
  });

  it("keeps the best pairs of a unit, and ranks them", async () => {
    const orders = Array.from({length: 30}, (_, index) => ({
      ...fresh,
      order_no: index + 2,
      order_id: `Y${String(index).padStart(2, "0")}`,
      stretch: 202,
      signed_date: index === 29 ? "2020-07-01" : "2020-07-05"
    }));
    const rows = await runModel("marts.rebooking_candidates", {
      "marts.linkage_units": [unit],
      "marts.linkage_orders": [old, ...orders],
      "marts.given_rebookings": [],
      "marts.rebooking_links": [{unit_no: 1, order_no: 25}]
    });
    const ranked = rows.sort((a, b) => Number(a.preference) - Number(b.preference));
    expect(ranked.map(({rebooked_order_id}) => rebooked_order_id)).toEqual([
      "Y29",
      ...Array.from({length: 19}, (_, index) => `Y${String(index).padStart(2, "0")}`),
      "Y23"
    ]);
  });
});
