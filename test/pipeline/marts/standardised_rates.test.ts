import {describe, expect, it} from "vitest";
import vectors from "../../vectors.json" with {type: "json"};
import {type Given, type Row, runModel} from "../../support/models.ts";

interface Cell {
  channel: string;
  kept: number;
  cases: number;
  motive?: string;
  band?: string;
  brand?: string;
  isDelegated?: boolean;
}

/** Mature cases of channels and strata, so many of them kept. */
function tellCells(cells: Cell[]): Given {
  const outcomes: Partial<Row>[] = [];
  const strata: Partial<Row>[] = [];
  for (const {
    channel,
    kept,
    cases,
    motive = "price",
    band = "low",
    brand = "Marly",
    isDelegated = false
  } of cells)
    for (let place = 0; place < cases; place++) {
      const case_id = `K${outcomes.length}`;
      const outcome = place < kept ? "saved" : "lost";
      const opened_date = "2021-05-01";
      outcomes.push({
        case_id,
        owner_channel: channel,
        opened_date,
        outcome,
        is_mature: true,
        is_timely: true
      });
      strata.push({case_id, motive, value_band: band, brand, is_delegated: isDelegated});
    }
  return {"marts.case_outcomes": outcomes, "marts.case_strata": strata};
}

async function standardise(...cells: Cell[]): Promise<Map<string, Row>> {
  const rows = await runModel("marts.standardised_rates", tellCells(cells));
  return new Map(rows.filter(({period}) => period === "all").map((row) => [String(row.channel), row]));
}

const SIMPSON: Cell[] = [
  {channel: "retention", motive: "A", kept: 18, cases: 20},
  {channel: "retention", motive: "B", kept: 32, cases: 80},
  {channel: "telesales", motive: "A", kept: 64, cases: 80},
  {channel: "telesales", motive: "B", kept: 6, cases: 20}
];

describe("marts.standardised_rates", () => {
  it("turns the order round where the crude rates mislead", async () => {
    const rates = await standardise(...SIMPSON);
    for (const [channel, wanted] of Object.entries(vectors.standardisation.units)) {
      const row = rates.get(channel);
      expect(Number(row?.kept_cases) / Number(row?.cases)).toBeCloseTo(wanted.crude, 12);
      expect(row?.rate).toBeCloseTo(wanted.dsr, 9);
      expect(row?.rate_se).toBeCloseTo(wanted.se, 9);
      expect(row?.effective_cases).toBeCloseTo(wanted.n_eff, 9);
      expect(row?.rate_low).toBeCloseTo(wanted.wilson_neff[0] ?? 0, 9);
      expect(row?.rate_high).toBeCloseTo(wanted.wilson_neff[1] ?? 0, 9);
      expect(row?.expected_cases).toBeCloseTo(wanted.expected, 9);
      expect(row?.observed_to_expected).toBeCloseTo(wanted.OE, 9);
      expect(row?.ratio_low).toBeCloseTo(wanted.OE_byar[0] ?? 0, 9);
      expect(row?.ratio_high).toBeCloseTo(wanted.OE_byar[1] ?? 0, 9);
      expect(row?.indirect_rate).toBeCloseTo(wanted.isr, 9);
      expect(row).toMatchObject({share_without_brand: 0, share_without_band: 0, share_without_motive: 0});
    }
  });

  it("lets the brand go first, then the band, then the motive, and says how much", async () => {
    const rates = await standardise(
      {channel: "retention", kept: 5, cases: 10},
      {channel: "retention", kept: 8, cases: 10, motive: "bug"},
      {channel: "telesales", kept: 0, cases: 5, brand: "Solène"},
      {channel: "telesales", kept: 0, cases: 5, isDelegated: true},
      {channel: "telesales", kept: 0, cases: 5, band: "high"},
      {channel: "telesales", kept: 0, cases: 5, motive: "support"}
    );
    const row = rates.get("retention");
    expect(row?.share_without_brand).toBeCloseTo(10 / 40, 12);
    expect(row?.share_without_band).toBeCloseTo(5 / 40, 12);
    expect(row?.share_without_motive).toBeCloseTo(5 / 40, 12);
    // Cases of price stand for 25 of 40, those of bug for 10, and the motive that it never met for all of its cases.
    expect(row?.rate).toBeCloseTo((25 / 40) * 0.5 + (10 / 40) * 0.8 + (5 / 40) * 0.65, 12);
    const weights = [25 / 40 + 2.5 / 40, 10 / 40 + 2.5 / 40];
    const variance = ((weights[0] ?? 0) ** 2 * 0.25) / 10 + ((weights[1] ?? 0) ** 2 * 0.16) / 10;
    expect(row?.rate_se).toBeCloseTo(Math.sqrt(variance), 12);
  });

  it("takes few cases for none, and their spread from those like them", async () => {
    const rates = await standardise(
      {channel: "retention", kept: 5, cases: 10},
      {channel: "retention", kept: 4, cases: 4, brand: "Solène"},
      {channel: "telesales", kept: 6, cases: 6, brand: "Solène"}
    );
    const row = rates.get("retention");
    expect(row?.share_without_brand).toBeCloseTo(10 / 20, 12);
    expect(row?.rate).toBeCloseTo(0.5 * 0.5 + 0.5 * (9 / 14), 12);
    // Each case weighs its share of what falls on all fourteen, those of Marly also that of their own.
    const own = (0.5 / 10 + 0.5 / 14) ** 2 * 10 * 0.25;
    const few = (0.5 / 14) ** 2 * 4 * (9 / 14) * (5 / 14);
    expect(row?.rate_se).toBeCloseTo(Math.sqrt(own + few), 12);
  });

  it("is the crude rate of a channel that is alone", async () => {
    const rates = await standardise(...SIMPSON.slice(0, 2));
    expect(rates.get("retention")?.rate).toBeCloseTo(0.5, 12);
    expect(rates.get("retention")?.observed_to_expected).toBeCloseTo(1, 12);
  });

  it("is as uncertain as its cases where all were kept", async () => {
    const rates = await standardise({channel: "field", kept: 20, cases: 20});
    const {lo, hi} = vectors.wilson.find(({x, n}) => x === 20 && n === 20) ?? {lo: 0, hi: 0};
    expect(rates.get("field")?.rate_low).toBeCloseTo(lo, 9);
    expect(rates.get("field")?.rate_high).toBeCloseTo(hi, 9);
  });

  it("stands on mature cases kept in time", async () => {
    const given = tellCells([{channel: "field", kept: 4, cases: 8}]);
    const [first, second, ...others] = given["marts.case_outcomes"] ?? [];
    const rows = await runModel("marts.standardised_rates", {
      ...given,
      "marts.case_outcomes": [{...first, is_mature: false}, {...second, is_timely: false}, ...others]
    });
    expect(rows.find(({period}) => period === "all")).toMatchObject({cases: 7n, kept_cases: 2n});
    expect(rows.map(({period}) => period)).toEqual(["2021", "2021-Q2", "all"]);
  });
});
