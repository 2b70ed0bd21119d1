import {describe, expect, it} from "vitest";
import vectors from "../../vectors.json" with {type: "json"};
import {type Row, runModel} from "../../support/models.ts";

const settled = {
  owner_channel: "retention",
  outcome: "saved",
  crm_outcome: "saved",
  is_mature: true,
  is_timely: true,
  at_risk_ca_cents: 1000,
  at_risk_parc_cents: 500,
  kept_ca_cents: 1000,
  kept_parc_cents: 500
};
const lost = {outcome: "lost", crm_outcome: "lost", kept_ca_cents: 0, kept_parc_cents: 0};

async function rate(...cases: Partial<Row>[]): Promise<Row[]> {
  return runModel("marts.save_rates", {
    "marts.case_outcomes": cases.map((more, index) => ({...settled, case_id: `K${index}`, ...more}))
  });
}

const times = (count: number, row: Partial<Row>) => Array.from({length: count}, () => row);

describe("marts.save_rates", () => {
  it("rates customers with their interval", async () => {
    const {x, n, lo, hi} = vectors.wilson[0] ?? {x: 0, n: 0, lo: 0, hi: 0};
    const [row] = await rate(...times(x, {}), ...times(n - x, lost));
    expect(row).toMatchObject({mature_cases: BigInt(n), kept_cases: BigInt(x), lost_cases: BigInt(n - x)});
    expect(row?.kept_rate).toBeCloseTo(x / n, 12);
    expect(row?.kept_low).toBeCloseTo(lo, 9);
    expect(row?.kept_high).toBeCloseTo(hi, 9);
  });

  it("rates euros beside customers", async () => {
    const {cases, at_risk, saved, count_rate, rate: euros} = vectors.value_weighted;
    const [row] = await rate(
      ...cases.map(([risk = 0, kept = 0, isSaved]) => ({
        ...(isSaved === 1 ? {} : lost),
        at_risk_ca_cents: risk,
        kept_ca_cents: kept
      }))
    );
    expect(row).toMatchObject({at_risk_ca_cents: BigInt(at_risk), kept_ca_cents: BigInt(saved)});
    expect(row?.kept_rate).toBe(count_rate);
    expect(row?.kept_ca_rate).toBeCloseTo(euros, 12);
  });

  it("counts as kept what was kept in time, in mature cases", async () => {
    const [row] = await rate(
      {},
      {outcome: "saved_partial", crm_outcome: "saved", kept_ca_cents: 100},
      {outcome: "ghost", kept_ca_cents: 0},
      lost,
      {is_timely: false},
      {...lost, outcome: "open", crm_outcome: "open", is_timely: false},
      {is_mature: false}
    );
    expect(row).toMatchObject({
      cases: 7n,
      open_cases: 1n,
      mature_cases: 6n,
      saved_cases: 1n,
      saved_partial_cases: 1n,
      lost_cases: 1n,
      ghost_cases: 1n,
      kept_cases: 2n,
      at_risk_ca_cents: 6000n,
      kept_ca_cents: 1100n,
      crm_saved_cases: 4n,
      closed_cases: 6n,
      closed_rate: 4 / 6
    });
  });

  it("warns of few cases, and hides very few", async () => {
    const flags = async (count: number) => {
      const [row] = await rate(...times(count, {}));
      return [row?.is_fragile, row?.is_hidden];
    };
    expect(await flags(4)).toEqual([false, true]);
    expect(await flags(5)).toEqual([true, false]);
    expect(await flags(19)).toEqual([true, false]);
    expect(await flags(20)).toEqual([false, false]);
  });

  it("has a closed rate as soon as one case is closed", async () => {
    expect(await rate({outcome: "open", is_timely: false})).toMatchObject([
      {closed_cases: 0n, closed_rate: null}
    ]);
    expect(await rate({}, {outcome: "open", is_timely: false})).toMatchObject([
      {closed_cases: 1n, closed_rate: 1}
    ]);
  });

  it("has no rate without mature cases", async () => {
    expect(await rate({is_mature: false})).toMatchObject([
      {kept_rate: null, kept_low: null, kept_ca_rate: null}
    ]);
  });

  it("shows cases whose channel nobody knows", async () => {
    expect(await rate({owner_channel: "unknown"})).toMatchObject([{channel: "unknown", cases: 1n}]);
  });
});
