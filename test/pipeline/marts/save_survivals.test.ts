import {describe, expect, it} from "vitest";
import vectors from "../../vectors.json" with {type: "json"};
import {type Row, runModel} from "../../support/models.ts";

async function follow(model: string, saves: [number, boolean][]): Promise<Row[]> {
  const rows = await runModel(model, {
    "marts.case_outcomes": saves.map(([followed_days, has_ended], index) => ({
      case_id: `K${index}`,
      owner_channel: "retention",
      opened_date: "2021-05-01",
      followed_days,
      has_ended
    }))
  });
  return rows.filter(({channel, period}) => channel === "retention" && period === "all");
}

const VECTOR = vectors.durability.data.map(([days = 0, ended]): [number, boolean] => [days, ended === 1]);

describe("marts.save_survivals", () => {
  it("counts saves that are followed no longer as lasting until then", async () => {
    const rows = await follow("marts.save_survivals", VECTOR);
    for (const {t, n, d, S} of vectors.durability.km) {
      const row = rows.find(({days}) => days === BigInt(t));
      expect(row).toMatchObject({at_risk_saves: BigInt(n), ended_saves: BigInt(d)});
      expect(row?.lasting_share).toBeCloseTo(S, 12);
    }
  });

  // Remission under 6-MP, as published: 21 patients, those of the table, and the times of those still in remission.
  it("has the published curve and standard errors", async () => {
    const censored = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35];
    const ended = vectors.km_6mp.flatMap(({t, d}) =>
      Array.from({length: d}, (): [number, boolean] => [t, true])
    );
    const rows = await follow("marts.save_survivals", [
      ...ended,
      ...censored.map((days): [number, boolean] => [days, false])
    ]);
    for (const {t, n, S, greenwood_se} of vectors.km_6mp) {
      const row = rows.find(({days}) => days === BigInt(t));
      expect(row?.at_risk_saves).toBe(BigInt(n));
      expect(row?.lasting_share).toBeCloseTo(S, 6);
      expect(Number(row?.lasting_share) * Math.sqrt(Number(row?.hazards))).toBeCloseTo(greenwood_se, 5);
    }
  });
});

describe("marts.save_durabilities", () => {
  it("asks after 30, 90 and 180 days, with bounds", async () => {
    const rows = await follow("marts.save_durabilities", VECTOR);
    for (const [days, share, low, high] of vectors.km_durability_loglog as [
      number,
      number,
      number,
      number
    ][]) {
      const row = rows.find((other) => other.days === BigInt(days));
      expect(row?.saves).toBe(10n);
      expect(row?.lasting_share).toBeCloseTo(share, 12);
      expect(row?.lasting_low).toBeCloseTo(low, 9);
      // The bounds of a log-log interval lie at one distance from the share. The upper bound that the vector gives for
      // 90 days (.8768004686) does not: its own lower bound implies .8764680044, from which two digits were lost.
      const distance = Math.log(low) / Math.log(share);
      expect(row?.lasting_high).toBeCloseTo(days === 90 ? Math.pow(share, 1 / distance) : high, 9);
    }
    expect(rows.map(({at_risk_saves}) => at_risk_saves)).toEqual([9n, 5n, 2n]);
  });

  it("does not know what nobody was followed for", async () => {
    expect(await follow("marts.save_durabilities", [[100, false]])).toMatchObject([
      {days: 30n, lasting_share: 1, lasting_low: null, at_risk_saves: 1n},
      {days: 90n, lasting_share: 1},
      {days: 180n, lasting_share: null, at_risk_saves: 0n}
    ]);
  });
});
