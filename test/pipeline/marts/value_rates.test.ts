import {describe, expect, it} from "vitest";
import vectors from "../../vectors.json" with {type: "json"};
import {type Row, runModel} from "../../support/models.ts";

const settled = {owner_channel: "retention", opened_date: "2021-05-01", is_mature: true, is_timely: true};
const VECTOR = vectors.value_weighted;

/** A case a customer, by what was at risk and what was kept. */
const cases = (told: number[][]): Partial<Row>[] =>
  told.map(([at_risk_ca_cents = 0, kept_ca_cents = 0], index) => ({
    ...settled,
    case_id: `K${index}`,
    customer_id: `C${index}`,
    at_risk_ca_cents,
    kept_ca_cents,
    at_risk_parc_cents: 100,
    kept_parc_cents: 100
  }));

async function rate(outcomes: Partial<Row>[], measure = "ca"): Promise<Row | undefined> {
  const rows = await runModel("marts.value_rates", {"marts.case_outcomes": outcomes});
  const wanted = {channel: "retention", period: "all", cut: "all", measure};
  return rows.find((row) => Object.entries(wanted).every(([name, value]) => row[name] === value));
}

describe("marts.value_rates", () => {
  it("has the rate of euros and its linearised error", async () => {
    const row = await rate(cases(VECTOR.cases));
    expect(row).toMatchObject({at_risk_cents: BigInt(VECTOR.at_risk), kept_cents: BigInt(VECTOR.saved)});
    expect(row?.rate).toBeCloseTo(VECTOR.rate, 12);
    expect(row?.rate_se).toBeCloseTo(VECTOR.se_lin, 9);
  });

  it("takes the interval of the linearised error from 50 cases on, unless one is large", async () => {
    const many = Array.from({length: 50}, (_, index) => [1000, index % 2 === 0 ? 1000 : 0]);
    const row = await rate(cases(many));
    expect(row).toMatchObject({needs_bootstrap: false});
    expect(Number(row?.rate_high) - 0.5).toBeCloseTo(1.959963984540054 * Math.sqrt(0.25 / 49), 9);
    expect(await rate(cases(many.slice(1)))).toMatchObject({needs_bootstrap: true});
    expect(await rate(cases([...many, [5555, 0]]))).toMatchObject({needs_bootstrap: false});
    expect(await rate(cases([...many, [5556, 0]]))).toMatchObject({needs_bootstrap: true});
  });

  it("draws customers, not cases, and always the same", async () => {
    const row = await rate(cases(VECTOR.cases));
    expect(row).toMatchObject({needs_bootstrap: true});
    const [low, high] = [Number(row?.rate_low), Number(row?.rate_high)];
    // Wider than nothing, about as wide as the linearised interval, and within 0 and 1.
    expect(low).toBeGreaterThan(0.05);
    expect(low).toBeLessThan(0.2);
    expect(high).toBeGreaterThan(0.45);
    expect(high).toBeLessThan(0.8);
    expect(await rate(cases(VECTOR.cases).reverse())).toEqual(row);
    const oneCustomer = cases(VECTOR.cases).map((known) => ({...known, customer_id: "C"}));
    expect(await rate(oneCustomer)).toMatchObject({rate_low: VECTOR.rate, rate_high: VECTOR.rate});
  });

  it("has no interval over fewer cases than may be shown", async () => {
    expect(await rate(cases(VECTOR.cases.slice(0, 4)))).toMatchObject({rate_low: null, rate_high: null});
  });

  it("rates the parc apart, and counts what was not kept in time as not kept", async () => {
    const [first, ...others] = cases(VECTOR.cases);
    expect(await rate([{...first, is_timely: false}, ...others], "parc")).toMatchObject({
      at_risk_cents: 800n,
      kept_cents: 700n,
      rate: 0.875
    });
    expect(await rate([{...first, is_mature: false}, ...others], "parc")).toMatchObject({cases: 7n});
  });
});
