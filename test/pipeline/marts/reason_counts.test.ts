import {describe, expect, it} from "vitest";
import vectors from "../../vectors.json" with {type: "json"};
import {type Given, runModel} from "../../support/models.ts";

/** docs/methods.md §8: six cases, their labels in order (the first is the main one) and what was at risk. */
const CASES: [at_risk: number, ...labels: (string | null)[]][] = [
  [10000, "product_bug", "price"],
  [6800, "competitor", "feature_missing", "price"],
  [20000, "sales_oversell"],
  [3000, null],
  [5550],
  [8000, "product_bug", "support"]
];

function tellReasons(isFlagged: boolean): Given {
  return {
    "marts.case_episodes": CASES.map((_, index) => ({case_id: `c${index + 1}`, case_ids: [`c${index + 1}`]})),
    "marts.case_outcomes": CASES.map(([at_risk], index) => ({
      case_id: `c${index + 1}`,
      outcome: "lost",
      at_risk_ca_cents: at_risk,
      kept_ca_cents: 0
    })),
    "staging.case_reasons": CASES.flatMap(([, ...labels], index) =>
      labels.map((motive, place) => ({
        case_id: `c${index + 1}`,
        position: place + 1,
        motive,
        raw_label: motive ?? "Divers",
        is_primary: isFlagged ? place === 0 : null
      }))
    )
  };
}

describe("marts.reason_counts", () => {
  it("counts every case under its main reason, as in the vector", async () => {
    const rows = await runModel("marts.reason_counts", tellReasons(true));
    expect(
      Object.fromEntries(
        rows.map(({motive, cases, at_risk_ca_cents}) => [motive, [Number(cases), Number(at_risk_ca_cents)]])
      )
    ).toEqual(vectors.reasons.primary);
    const total = (column: string) => rows.reduce((sum, row) => sum + Number(row[column]), 0);
    expect([total("cases"), total("at_risk_ca_cents")]).toEqual([
      vectors.reasons.total_n,
      vectors.reasons.total_v
    ]);
    expect(total("case_share")).toBeCloseTo(1, 12);
    expect(total("lost_ca_share")).toBeCloseTo(1, 12);
  });

  it("cannot tell the main one of several that are not flagged", async () => {
    const rows = await runModel("marts.reason_counts", tellReasons(false));
    expect(rows.map(({motive, cases}) => [motive, cases])).toEqual([
      ["MISSING", 1n],
      ["MULTI_NO_PRIMARY", 3n],
      ["UNMAPPED", 1n],
      ["sales_oversell", 1n]
    ]);
  });

  it("counts as lost what is settled and not kept", async () => {
    const outcome = {at_risk_ca_cents: 1000, kept_ca_cents: 0};
    const cases = [
      {...outcome, case_id: "a", outcome: "lost"},
      {...outcome, case_id: "b", outcome: "ghost"},
      {...outcome, case_id: "c", outcome: "saved_partial", kept_ca_cents: 400},
      {...outcome, case_id: "d", outcome: "open"},
      {...outcome, case_id: "e", outcome: "unknown"},
      {...outcome, case_id: "f", outcome: "saved", kept_ca_cents: 1000}
    ];
    const rows = await runModel("marts.reason_counts", {
      "marts.case_outcomes": cases,
      "marts.case_motives": cases.map(({case_id}) => ({case_id, motive: "price"}))
    });
    expect(rows).toMatchObject([
      {cases: 6n, lost_cases: 2n, at_risk_ca_cents: 6000n, lost_ca_cents: 2600n, raw_labels: null}
    ]);
  });

  it("lists the three commonest labels that nobody has mapped", async () => {
    const labels = ["b", "b", "c", "c", "a", "d", "d", "d"];
    const rows = await runModel("marts.reason_counts", {
      "marts.case_outcomes": labels.map((_, index) => ({
        case_id: `K${index}`,
        outcome: "open",
        at_risk_ca_cents: 0
      })),
      "marts.case_motives": labels.map((label, index) => ({
        case_id: `K${index}`,
        motive: "UNMAPPED",
        raw_label: label
      }))
    });
    expect(rows).toMatchObject([{motive: "UNMAPPED", cases: 8n, raw_labels: "d, b, c", lost_ca_share: null}]);
  });
});

describe("marts.case_motives", () => {
  it("lets the first case that gives a reason speak for its episode", async () => {
    const rows = await runModel("marts.case_motives", {
      "marts.case_episodes": [{case_id: "K1", case_ids: ["K1", "K2", "K3"]}],
      "staging.case_reasons": [
        {case_id: "K2", position: 1, motive: "price", raw_label: "Prix", is_primary: true},
        {case_id: "K3", position: 1, motive: "bug", raw_label: "Bug", is_primary: true}
      ]
    });
    expect(rows).toMatchObject([{case_id: "K1", motive: "price", raw_label: "Prix"}]);
  });

  it("takes the flagged reason wherever it stands", async () => {
    const reason = {case_id: "K1", is_primary: false};
    const rows = await runModel("marts.case_motives", {
      "marts.case_episodes": [{case_id: "K1", case_ids: ["K1"]}],
      "staging.case_reasons": [
        {...reason, position: 1, motive: "price", raw_label: "Prix"},
        {...reason, position: 2, motive: "bug", raw_label: "Bug", is_primary: true}
      ]
    });
    expect(rows).toMatchObject([{motive: "bug", raw_label: "Bug"}]);
  });
});
