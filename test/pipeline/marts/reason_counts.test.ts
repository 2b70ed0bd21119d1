import fc from "fast-check";
import {describe, expect, it} from "vitest";
import vectors from "../../vectors.json" with {type: "json"};
import {type Given, type Row, runModel} from "../../support/models.ts";

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
      kept_ca_cents: 0,
      at_risk_parc_cents: 0,
      kept_parc_cents: 0,
      owner_channel: "field",
      opened_date: "2021-03-04"
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

/** What is counted under each motive: cases, then cents at risk. */
function countsOf(rows: Row[], counting: string): Record<string, [number, number]> {
  const counts: Record<string, [number, number]> = {};
  for (const row of rows.filter((one) => one.counting === counting)) {
    const [cases, cents] = counts[String(row.motive)] ?? [0, 0];
    counts[String(row.motive)] = [
      cases + Number(row.case_parts) / 2520,
      cents + Number(row.at_risk_ca_cents)
    ];
  }
  return counts;
}

describe("marts.reason_counts", () => {
  it.each(["primary", "fractional", "mention"] as const)(
    "counts by %s as in the vector",
    async (counting) => {
      const counts = countsOf(await runModel("marts.reason_counts", tellReasons(true)), counting);
      const expected = vectors.reasons[counting];
      expect(Object.keys(counts).sort()).toEqual(Object.keys(expected).sort());
      for (const [motive, [cases = NaN, cents = NaN]] of Object.entries(expected)) {
        expect(counts[motive]?.[0]).toBeCloseTo(cases, 6);
        expect(counts[motive]?.[1]).toBe(cents);
      }
    }
  );

  it.each(["primary", "fractional", "weighted"])(
    "adds up by %s to all cases and all that is at risk",
    async (counting) => {
      const rows = await runModel("marts.reason_counts", tellReasons(true));
      const sum = (column: string) =>
        rows.reduce((total, row) => total + (row.counting === counting ? Number(row[column]) : 0), 0);
      expect(sum("case_parts")).toBe(2520 * vectors.reasons.total_n);
      expect(sum("at_risk_ca_cents")).toBe(vectors.reasons.total_v);
    }
  );

  it("covers by list what the vector says", async () => {
    const counts = Object.entries(
      countsOf(await runModel("marts.reason_counts", tellReasons(true)), "fractional")
    );
    const mapped = counts.filter(([motive]) => !["UNMAPPED", "MISSING"].includes(motive));
    const sum = (entries: typeof counts, place: 0 | 1) =>
      entries.reduce((total, [, pair]) => total + pair[place], 0);
    expect(sum(mapped, 0) / sum(counts, 0)).toBeCloseTo(vectors.reasons.mapped_cov_n, 12);
    expect(sum(mapped, 1) / sum(counts, 1)).toBeCloseTo(vectors.reasons.mapped_cov_v, 12);
  });

  it("cannot tell the main one of several that are not flagged", async () => {
    const counts = countsOf(await runModel("marts.reason_counts", tellReasons(false)), "primary");
    expect(Object.fromEntries(Object.entries(counts).map(([motive, [cases]]) => [motive, cases]))).toEqual({
      MISSING: 1,
      MULTI_NO_PRIMARY: 3,
      UNMAPPED: 1,
      sales_oversell: 1
    });
  });

  it("gives the main reason two thirds by weight, where there is one", async () => {
    const flagged = countsOf(await runModel("marts.reason_counts", tellReasons(true)), "weighted");
    // c1 and c6: two thirds of one case each; c2 shares its last third between two.
    expect(flagged.product_bug?.[0]).toBeCloseTo(4 / 3, 12);
    expect(flagged.competitor?.[0]).toBeCloseTo(2 / 3, 12);
    expect(flagged.price?.[0]).toBeCloseTo(1 / 3 + 1 / 6, 12);
    const unflagged = await runModel("marts.reason_counts", tellReasons(false));
    expect(countsOf(unflagged, "weighted")).toEqual(countsOf(unflagged, "fractional"));
  });

  it("counts as lost what is settled and not kept, and as kept the rest of it", async () => {
    const outcome = {
      opened_date: "2021-03-04",
      at_risk_ca_cents: 1000,
      kept_ca_cents: 0,
      at_risk_parc_cents: 500,
      kept_parc_cents: 0
    };
    const cases = [
      {...outcome, case_id: "a", outcome: "lost"},
      {...outcome, case_id: "b", outcome: "ghost"},
      {...outcome, case_id: "c", outcome: "saved_partial", kept_ca_cents: 400, kept_parc_cents: 100},
      {...outcome, case_id: "d", outcome: "open"},
      {...outcome, case_id: "e", outcome: "unknown"},
      {...outcome, case_id: "f", outcome: "saved", kept_ca_cents: 1000, kept_parc_cents: 500}
    ];
    const rows = await runModel("marts.reason_counts", {
      "marts.case_outcomes": cases,
      "marts.case_motives": cases.map(({case_id}) => ({case_id, motive: "price"}))
    });
    expect(rows.filter((row) => row.counting === "primary")).toMatchObject([
      {
        month: "2021-03-01",
        brand: "unknown",
        channel: "unknown",
        family: "unknown",
        motive: "price",
        motive_family: "price",
        cases: 6n,
        case_parts: 15120n,
        lost_parts: 5040n,
        open_parts: 5040n,
        at_risk_ca_cents: 6000n,
        lost_ca_cents: 2600n,
        kept_ca_cents: 1400n,
        lost_parc_cents: 1400n,
        kept_parc_cents: 600n
      }
    ]);
  });

  it("loses no part of a case, however many reasons it has and whatever is cut", async () => {
    const motive = fc.constantFrom(
      "price",
      "bug",
      "ux",
      "oversell",
      "support",
      "delivery",
      "closing",
      "no_answer",
      "competitor",
      "missing_feature",
      "administrative",
      null
    );
    const told = fc.array(
      fc.record({
        at_risk: fc.integer({min: 0, max: 10_000_000}),
        kept: fc.integer({min: 0, max: 100}),
        outcome: fc.constantFrom("lost", "ghost", "saved", "saved_partial", "open", "unknown"),
        motives: fc.uniqueArray(motive, {maxLength: 12}),
        flagged: fc.boolean(),
        brand: fc.constantFrom("A", "B")
      }),
      {minLength: 1, maxLength: 12}
    );
    await fc.assert(
      fc.asyncProperty(told, async (cases) => {
        const given: Given = {
          "marts.case_episodes": cases.map((_, n) => ({
            case_id: `K${n}`,
            case_ids: [`K${n}`],
            customer_id: `C${n}`
          })),
          "marts.case_outcomes": cases.map(({at_risk, kept, outcome}, n) => ({
            case_id: `K${n}`,
            customer_id: `C${n}`,
            opened_date: "2021-03-04",
            outcome,
            at_risk_ca_cents: at_risk,
            kept_ca_cents: outcome.startsWith("saved") ? Math.floor((at_risk * kept) / 100) : 0,
            at_risk_parc_cents: at_risk,
            kept_parc_cents: 0
          })),
          "staging.customers": cases.map(({brand}, n) => ({customer_id: `C${n}`, brand})),
          "staging.case_reasons": cases.flatMap(({motives, flagged}, n) =>
            motives.map((motive, place) => ({
              case_id: `K${n}`,
              position: place + 1,
              motive,
              raw_label: motive ?? "?",
              is_primary: flagged && place === 0
            }))
          )
        };
        expect(await runModel("checks.reasons_add_up", given)).toEqual([]);
      }),
      {numRuns: 12}
    );
  }, 60_000);
});

describe("marts.reason_shares", () => {
  it("takes two labels of one motive for one reason", async () => {
    const rows = await runModel("marts.reason_shares", {
      "marts.case_episodes": [{case_id: "K1", case_ids: ["K1"]}],
      "marts.case_outcomes": [
        {
          case_id: "K1",
          outcome: "open",
          at_risk_ca_cents: 101,
          kept_ca_cents: 0,
          at_risk_parc_cents: 0,
          kept_parc_cents: 0
        }
      ],
      "staging.case_reasons": [
        {case_id: "K1", position: 1, motive: "bug", raw_label: "Bug"},
        {case_id: "K1", position: 2, motive: "price", raw_label: "Prix"},
        {case_id: "K1", position: 3, motive: "price", raw_label: "Price"}
      ]
    });
    expect(rows.map((row) => [row.counting, row.motive, row.case_parts, row.at_risk_ca_cents])).toEqual([
      ["fractional", "bug", 1260n, 51n],
      ["fractional", "price", 1260n, 50n],
      ["mention", "bug", 2520n, 101n],
      ["mention", "price", 2520n, 101n],
      ["primary", "MULTI_NO_PRIMARY", 2520n, 101n],
      ["weighted", "bug", 1260n, 51n],
      ["weighted", "price", 1260n, 50n]
    ]);
  });
});

describe("marts.case_cuts", () => {
  const given: Given = {
    "marts.case_episodes": [{case_id: "K1", case_ids: ["K1"], customer_id: "C1"}],
    "marts.case_outcomes": [
      {case_id: "K1", customer_id: "C1", order_id: null, owner_channel: "field", opened_date: "2021-03-04"}
    ],
    "staging.cases": [{case_id: "K1", customer_id: "C1", brand: "Marly", competitor: "Vorquenne"}],
    "staging.customers": [{customer_id: "C1", brand: "Solène"}],
    "staging.orders": [
      {order_id: "A", customer_id: "C1", signed_date: "2020-11-01", seller_id: "V1"},
      {order_id: "B", customer_id: "C1", signed_date: "2020-12-01", seller_id: "V1"},
      {order_id: "C", customer_id: "C1", signed_date: "2021-04-01", seller_id: "V2"}
    ],
    "staging.order_lines": [
      {order_id: "A", line_no: 1, family: "Site", amount_cents: 100, term_start_date: "2020-11-01"},
      {order_id: "B", line_no: 1, family: "Booster", amount_cents: 90, term_start_date: "2020-12-01"},
      {order_id: "B", line_no: 2, family: "Booster", amount_cents: 20, term_start_date: "2020-12-01"},
      {order_id: "B", line_no: 3, family: "Ranking", amount_cents: 500, cut_date: "2021-01-01"},
      {order_id: "C", line_no: 1, family: "Annonces", amount_cents: 900, term_start_date: "2021-04-01"}
    ]
  };

  it("goes by what was in force when the case was opened", async () => {
    expect(await runModel("marts.case_cuts", given)).toMatchObject([
      {
        month: "2021-03-01",
        brand: "Marly",
        channel: "field",
        family: "Booster",
        seller: "V1",
        tenure_band: "3-12m",
        competitor: "Vorquenne",
        missing_feature: "none"
      }
    ]);
  });

  it("names no seller of several, and counts tenure from the engagement that had begun", async () => {
    const orders = given["staging.orders"] ?? [];
    const rows = (date: string) =>
      runModel("marts.case_cuts", {
        ...given,
        "staging.orders": orders.map((row) => (row.order_id === "B" ? {...row, seller_id: "V9"} : row)),
        "marts.engagement_dates": [{customer_id: "C1", engagement_date: date}]
      });
    expect(await rows("2019-01-01")).toMatchObject([{seller: "several", tenure_band: "2y+"}]);
    expect(await rows("2021-03-05")).toMatchObject([{seller: "several", tenure_band: "3-12m"}]);
  });
});

describe("marts.raw_labels", () => {
  it("lists what is to be mapped, how dear it is and since when it is given", async () => {
    const rows = await runModel(
      "marts.raw_labels",
      {
        "marts.case_episodes": ["K1", "K2", "K3"].map((id) => ({
          case_id: id,
          case_ids: [id],
          customer_id: "C1"
        })),
        "marts.case_outcomes": [
          {case_id: "K1", opened_date: "2021-03-04", at_risk_ca_cents: 100},
          {case_id: "K2", opened_date: "2022-11-04", at_risk_ca_cents: 200},
          {case_id: "K3", opened_date: "2022-12-04", at_risk_ca_cents: 400}
        ].map((row) => ({
          ...row,
          outcome: "open",
          kept_ca_cents: 0,
          at_risk_parc_cents: 0,
          kept_parc_cents: 0
        })),
        "staging.case_reasons": [
          {case_id: "K1", position: 1, system: "crm", raw_label: "Prix", motive: "price"},
          {case_id: "K2", position: 1, system: "crm", raw_label: "Prix", motive: "price"},
          {case_id: "K2", position: 2, system: "crm", raw_label: "Divers", motive: null},
          {case_id: "K3", position: 1, system: "crm", raw_label: "Divers", motive: null}
        ]
      },
      {asOf: "2022-12-31"}
    );
    expect(rows).toMatchObject([
      {
        raw_label: "Divers",
        motive: "UNMAPPED",
        cases: 2n,
        at_risk_ca_cents: 600n,
        first_date: "2022-11-04",
        is_new: true
      },
      {
        raw_label: "Prix",
        motive: "price",
        cases: 2n,
        at_risk_ca_cents: 300n,
        last_date: "2022-11-04",
        is_new: false
      }
    ]);
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

  it("needs no flag where all labels stand for one motive", async () => {
    const reason = {case_id: "K1", is_primary: false, motive: "price"};
    const rows = await runModel("marts.case_motives", {
      "marts.case_episodes": [{case_id: "K1", case_ids: ["K1"]}],
      "staging.case_reasons": [
        {...reason, position: 1, raw_label: "Prix"},
        {...reason, position: 2, raw_label: "Price"}
      ]
    });
    expect(rows).toMatchObject([{motive: "price", raw_label: "Prix"}]);
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
