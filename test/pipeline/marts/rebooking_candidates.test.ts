import {describe, expect, it} from "vitest";
import vectors from "../../vectors.json" with {type: "json"};
import {runModel} from "../../support/models.ts";

const FAMILIES = ["same_set", "subset", "partial", "none"];
const SELLERS = ["retention", "same_seller", "other"];
const CASES = ["same_case", "open_case", "none"];
/** A value within each level, in the order of the levels. */
const GAPS = [1, 5, 20, 45, -3, -20];
const RATIOS = [1, 0.7, 0.2, 1.2, 3];

const pair = {
  cancellation_id: "X@2020-07-01",
  cancelled_order_id: "X",
  rebooked_order_id: "Y",
  is_declared: false,
  old_cents: 1000,
  new_cents: 500,
  gap_days: 0,
  amount_ratio: 0.5,
  family_level: "same_set"
};

describe("marts.rebooking_candidates", () => {
  it.each(vectors.weights.examples)("scores levels $levels as $score", async ({levels, score, p}) => {
    const [gap, family, amount, seller, behind] = levels;
    const pick = <T>(values: T[], level: number | null | undefined): T | null => values[level ?? -1] ?? null;
    const [row] = await runModel("marts.rebooking_candidates", {
      "marts.rebooking_pairs": [
        {
          ...pair,
          gap_days: pick(GAPS, gap),
          family_level: pick(FAMILIES, family),
          amount_ratio: pick(RATIOS, amount),
          seller_level: pick(SELLERS, seller),
          case_level: pick(CASES, behind)
        }
      ]
    });
    expect(row).toMatchObject({score: BigInt(score), prior_weight: BigInt(vectors.weights.prior)});
    expect(row?.probability).toBeCloseTo(p, 6);
  });

  it("keeps the level and the weight of every comparison", async () => {
    const rows = await runModel("marts.rebooking_candidates", {
      "marts.rebooking_pairs": [{...pair, seller_level: "retention", case_level: "open_case"}]
    });
    expect(rows).toMatchObject([
      {
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
      }
    ]);
  });

  it("never holds against a pair what is not known", async () => {
    const unknown = {
      gap_days: null,
      amount_ratio: null,
      family_level: null,
      seller_level: null,
      case_level: null
    };
    const rows = await runModel("marts.rebooking_candidates", {
      "marts.rebooking_pairs": [{...pair, ...unknown}]
    });
    expect(rows).toMatchObject([
      {score: 58n, gap_level: null, amount_level: null, gap_weight: 0n, case_weight: 0n}
    ]);
  });

  it("prefers the score, then the nearer, then the closer in amount, then the first by name", async () => {
    const pairs = [
      {...pair, cancellation_id: "e", gap_days: 1, new_cents: 500},
      {...pair, cancellation_id: "c", gap_days: 0, new_cents: 400},
      {...pair, cancellation_id: "b", gap_days: 0, new_cents: 500},
      {...pair, cancellation_id: "b", rebooked_order_id: "X", gap_days: 0, new_cents: 500},
      {...pair, cancellation_id: "a", gap_days: 0, new_cents: 500},
      {...pair, cancellation_id: "z", case_level: "same_case"},
      {...pair, cancellation_id: "f", gap_days: -1}
    ];
    const rows = await runModel("marts.rebooking_candidates", {"marts.rebooking_pairs": pairs});
    const ranked = rows.sort((a, b) => Number(a.preference) - Number(b.preference));
    expect(
      ranked.map(({cancellation_id, rebooked_order_id}) => [cancellation_id, rebooked_order_id].join(""))
    ).toEqual(["zY", "aY", "bX", "bY", "cY", "eY", "fY"]);
  });
});
