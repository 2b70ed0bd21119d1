import {describe, expect, it} from "vitest";
import vectors from "../../vectors.json" with {type: "json"};
import {type Given, type Row, runModel} from "../../support/models.ts";

const {units, target, phi, tau2, q10, q90, I} = vectors.funnel;

/** Mature cases of the sellers of one channel, so many of them kept. */
function tellSellers(sellers: {unit: string; x: number; n: number}[]): Given {
  return {
    "marts.case_outcomes": sellers.flatMap(({unit, x, n}) =>
      Array.from({length: n}, (_, place) => ({
        case_id: `${unit}-${place}`,
        owner_seller_id: unit,
        owner_channel: "retention",
        opened_date: "2021-05-01",
        outcome: place < x ? "saved" : "lost",
        is_mature: true,
        is_timely: true
      }))
    )
  };
}

const allTime = (rows: Row[]): Row[] => rows.filter(({period}) => period === "all");

async function outcomes(sellers: {unit: string; x: number; n: number}[]): Promise<Map<string, Row>> {
  const rows = allTime(await runModel("marts.seller_outcomes", tellSellers(sellers)));
  return new Map(rows.map((row) => [String(row.seller_id), row]));
}

describe("marts.funnel_targets", () => {
  it("has the rate of all sellers, and how much they differ beyond chance", async () => {
    const [row] = allTime(await runModel("marts.funnel_targets", tellSellers(units)));
    expect(row?.target).toBeCloseTo(target, 12);
    expect(row?.spread_units).toBe(BigInt(I));
    expect(row?.low_score).toBeCloseTo(q10, 9);
    expect(row?.high_score).toBeCloseTo(q90, 9);
    expect(row?.spread).toBeCloseTo(phi, 9);
    expect(row?.excess_variance).toBeCloseTo(tau2, 9);
    expect(row?.is_overdispersed).toBe(true);
  });

  it("sees no more than chance where sellers are alike, or where nothing varies", async () => {
    const alike = units.map(({unit}) => ({unit, x: 15, n: 30}));
    expect(allTime(await runModel("marts.funnel_targets", tellSellers(alike)))).toMatchObject([
      {spread: 0, excess_variance: 0, is_overdispersed: false}
    ]);
    const perfect = units.map(({unit}) => ({unit, x: 30, n: 30}));
    expect(allTime(await runModel("marts.funnel_targets", tellSellers(perfect)))).toMatchObject([
      {target: 1, spread: null, excess_variance: 0, is_overdispersed: false}
    ]);
  });
});

describe("marts.seller_outcomes", () => {
  it("shows sellers with 20 cases at least", async () => {
    expect([...(await outcomes(units)).keys()]).toEqual(["S1", "S2", "S3", "S4", "S5", "S6", "S7"]);
    const [first, ...others] = units;
    expect([...(await outcomes([{...first, unit: "S1", x: 12, n: 19}, ...others])).keys()]).not.toContain(
      "S1"
    );
  });

  it("has exact limits over few cases, and normal ones from 100 on", async () => {
    const rows = await outcomes(units);
    const five = rows.get("S5");
    const wanted = units.find(({unit}) => unit === "S5");
    expect(five?.alert_low).toBeCloseTo(wanted?.exact95[0] ?? 0, 9);
    expect(five?.alert_high).toBeCloseTo(wanted?.exact95[1] ?? 0, 9);
    expect(five?.alarm_low).toBeCloseTo(wanted?.exact998[0] ?? 0, 9);
    expect(five?.alarm_high).toBeCloseTo(wanted?.exact998[1] ?? 0, 9);
    const six = units.find(({unit}) => unit === "S6");
    expect(rows.get("S6")?.alert_high).toBeCloseTo(six?.norm95[1] ?? 0, 9);
    expect(rows.get("S6")?.alarm_low).toBeCloseTo(six?.norm998[0] ?? 0, 9);
  });

  it("decides by the wider limits where sellers differ by more than chance", async () => {
    const rows = await outcomes(units);
    const limits = vectors.funnel.od_limits_n50;
    expect(rows.get("S7")?.wide_alert_low).toBeCloseTo(limits[0] ?? 0, 9);
    expect(rows.get("S7")?.wide_alert_high).toBeCloseTo(limits[1] ?? 0, 9);
    const beyond = [...rows.values()].filter(({signal}) => signal !== "within");
    expect(beyond).toMatchObject([{seller_id: "S5", signal: "alert_below"}]);
  });

  it("decides by chance alone where that is enough", async () => {
    const alike = Array.from({length: 30}, (_, index) => ({unit: `A${index}`, x: 20, n: 40}));
    const rows = await outcomes([...alike, {unit: "Z", x: 36, n: 40}, {unit: "Y", x: 12, n: 40}]);
    expect(rows.get("Z")).toMatchObject({is_overdispersed: false, signal: "alarm_above"});
    expect(rows.get("Y")).toMatchObject({signal: "alert_below"});
    expect(rows.get("A0")).toMatchObject({signal: "within"});
  });

  it("expects of each what all sellers keep of cases like theirs", async () => {
    const given = tellSellers([
      {unit: "V1", x: 18, n: 20},
      {unit: "V2", x: 10, n: 20}
    ]);
    const easy = (given["marts.case_outcomes"] ?? []).filter((_, index) => index < 20 || index >= 30);
    const rows = await runModel("marts.seller_outcomes", {
      ...given,
      "marts.case_strata": easy.map(({case_id}) => ({case_id: case_id ?? null, motive: "price"}))
    });
    // Of 30 cases of price 18 were kept, of the 10 others all.
    const row = rows.find(({seller_id, period}) => seller_id === "V1" && period === "all");
    expect(row?.expected_cases).toBeCloseTo((20 * 18) / 30, 9);
    expect(row?.observed_to_expected).toBeCloseTo(18 / 12, 9);
  });
});
