import {describe, expect, it} from "vitest";
import vectors from "../../vectors.json" with {type: "json"};
import {type Row, runModel} from "../../support/models.ts";

const settled = {
  owner_channel: "retention",
  opened_date: "2021-05-01",
  outcome: "saved",
  crm_outcome: "saved",
  open_days: 10,
  is_mature: true,
  is_timely: true,
  at_risk_ca_cents: 1000,
  at_risk_parc_cents: 500,
  kept_ca_cents: 1000,
  kept_parc_cents: 500
};
const lost = {outcome: "lost", crm_outcome: "lost", kept_ca_cents: 0, kept_parc_cents: 0};
const open = {outcome: "open", crm_outcome: "open", is_timely: false, kept_ca_cents: 0, kept_parc_cents: 0};

async function allRates(...cases: Partial<Row>[]): Promise<Row[]> {
  return runModel("marts.save_rates", {
    "marts.case_outcomes": cases.map((more, index) => ({...settled, case_id: `K${index}`, ...more}))
  });
}

/** The rates of each channel over all time, as the overview shows them. */
async function rate(...cases: Partial<Row>[]): Promise<Row[]> {
  return (await allRates(...cases)).filter(
    ({channel, period, cut}) => channel !== "all" && period === "all" && cut === "all"
  );
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
      ...cases.map(([risk = 0, kept = 0, isSaved], index) => ({
        ...(isSaved === 1 ? {} : lost),
        customer_id: `C${index}`,
        at_risk_ca_cents: risk,
        kept_ca_cents: kept
      }))
    );
    expect(row).toMatchObject({at_risk_ca_cents: BigInt(at_risk), kept_ca_cents: BigInt(saved)});
    expect(row?.kept_rate).toBe(count_rate);
    expect(row?.kept_ca_rate).toBeCloseTo(euros, 12);
    expect(Number(row?.kept_ca_low)).toBeLessThan(euros);
    expect(Number(row?.kept_ca_high)).toBeGreaterThan(euros);
  });

  it("counts as kept what was kept in time, in mature cases", async () => {
    const [row] = await rate(
      {},
      {outcome: "saved_partial", crm_outcome: "saved", kept_ca_cents: 100},
      {outcome: "ghost", kept_ca_cents: 0},
      lost,
      {is_timely: false},
      open,
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
      closed_rate: 4 / 6,
      least_rate: 4 / 7,
      most_rate: 5 / 7
    });
  });

  it("follows open cases as far as they go", async () => {
    const cases = vectors.cif.data.map(([open_days, outcome]) => ({
      ...(outcome === null ? open : {outcome: String(outcome)}),
      open_days: Number(open_days)
    }));
    const [row] = await rate(...cases);
    const share = vectors.cif.steps.at(-1)?.saved ?? 0;
    expect(row?.kept_share).toBeCloseTo(share, 9);
    expect(Number(row?.kept_share_low)).toBeLessThan(share);
  });

  it("multiplies what is kept by what lasts", async () => {
    const saves = vectors.durability.data.map(([followed_days = 0, ended]) => ({
      followed_days,
      has_ended: ended === 1
    }));
    const [row] = await rate(...saves, ...times(10, lost));
    expect(row?.kept_share).toBeCloseTo(0.5, 12);
    expect(row?.durable_first_rate).toBeCloseTo(0.5 * 0.9, 12);
    expect(row?.durable_second_rate).toBeCloseTo(0.5 * 0.65625, 12);
    expect(row?.durable_third_rate).toBeCloseTo(0.5 * 0.4375, 12);
    const se = Math.sqrt(
      (0.65625 * Math.sqrt(0.25 / 20)) ** 2 + (0.5 * 0.65625) ** 2 * (1 / 90 + 1 / 56 + 1 / 30)
    );
    expect(row?.durable_second_low).toBeCloseTo(0.5 * 0.65625 - 1.959963984540054 * se, 9);
  });

  it("cuts by period, brand, family, value and delegation, and adds up to all channels", async () => {
    const rows = await allRates(
      {brand: "Marly", is_delegated: true},
      {...lost, brand: "Solène"},
      {owner_channel: "field", opened_date: "2022-01-31", brand: "Marly"}
    );
    const cell = (channel: string, period: string, cut: string, value: string): Row | undefined =>
      rows.find(
        (row) =>
          row.channel === channel && row.period === period && row.cut === cut && row.cut_value === value
      );
    expect(cell("all", "all", "all", "all")).toMatchObject({cases: 3n, kept_cases: 2n});
    expect(cell("all", "2022-Q1", "all", "all")).toMatchObject({cases: 1n});
    expect(cell("retention", "2021", "brand", "Solène")).toMatchObject({cases: 1n, kept_cases: 0n});
    expect(cell("retention", "all", "is_delegated", "true")).toMatchObject({cases: 1n, kept_cases: 1n});
    expect(cell("field", "all", "family", "unknown")).toMatchObject({cases: 1n});
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
    expect(await rate(open)).toMatchObject([{closed_cases: 0n, closed_rate: null}]);
    expect(await rate({}, open)).toMatchObject([{closed_cases: 1n, closed_rate: 1}]);
  });

  it("has no rate without mature cases", async () => {
    expect(await rate({is_mature: false})).toMatchObject([
      {kept_rate: null, kept_low: null, kept_ca_rate: null, adjusted_rate: null}
    ]);
  });

  it("shows cases whose channel nobody knows", async () => {
    expect(await rate({owner_channel: "unknown"})).toMatchObject([{channel: "unknown", cases: 1n}]);
  });
});

describe("marts.channel_differences", () => {
  it("has the difference as it is and with the same cases, each with its interval", async () => {
    const cells: [string, string, number, number][] = [
      ["retention", "A", 18, 20],
      ["retention", "B", 32, 80],
      ["telesales", "A", 64, 80],
      ["telesales", "B", 6, 20]
    ];
    const cases = cells.flatMap(([owner_channel, motive, kept, all]) =>
      Array.from({length: all}, (_, place) => ({
        row: {...settled, ...(place < kept ? {} : lost), owner_channel},
        motive
      }))
    );
    const rows = await runModel("marts.channel_differences", {
      "marts.case_outcomes": cases.map(({row}, index) => ({...row, case_id: `K${index}`})),
      "marts.case_strata": cases.map(({motive}, index) => ({case_id: `K${index}`, motive}))
    });
    const row = rows.find(({period}) => period === "all");
    const crude = vectors.newcombe.at(-1) ?? {d: 0, lo: 0, hi: 0};
    expect(row).toMatchObject({channel: "retention", other_channel: "telesales"});
    expect(row?.difference).toBeCloseTo(crude.d, 12);
    expect(row?.difference_low).toBeCloseTo(crude.lo, 9);
    expect(row?.difference_high).toBeCloseTo(crude.hi, 9);
    const {d, lo, hi} = vectors.standardisation.diff;
    expect(row?.adjusted_difference).toBeCloseTo(d, 9);
    expect(row?.adjusted_low).toBeCloseTo(lo, 9);
    expect(row?.adjusted_high).toBeCloseTo(hi, 9);
  });
});

describe("marts.channel_transfers", () => {
  it("counts cases by who received and who ended them", async () => {
    const rows = await runModel("marts.channel_transfers", {
      "marts.case_outcomes": [
        {...settled, case_id: "K1", first_channel: "field"},
        {...settled, ...lost, case_id: "K2", first_channel: "field", brand: "Marly"},
        {...settled, case_id: "K3", first_channel: "retention"}
      ]
    });
    expect(rows).toMatchObject([
      {first_channel: "field", channel: "retention", opened_month: "2021-05-01", cases: 2n, kept_cases: 1n},
      {first_channel: "retention", channel: "retention", cases: 1n, kept_cases: 1n}
    ]);
  });
});
