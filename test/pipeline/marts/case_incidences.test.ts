import {describe, expect, it} from "vitest";
import vectors from "../../vectors.json" with {type: "json"};
import {type Row, runModel} from "../../support/models.ts";

const known = {owner_channel: "retention", opened_date: "2021-05-01"};

/** Cases by how many days they were open and how they ended; null: still open. */
function cases(...told: [number, string | null][]): Partial<Row>[] {
  return told.map(([open_days, outcome], index) => ({
    ...known,
    case_id: `K${index}`,
    open_days,
    outcome: outcome ?? "open"
  }));
}

const ofChannel = (rows: Row[]): Row[] =>
  rows.filter(({channel, period, cut}) => channel === "retention" && period === "all" && cut === "all");

async function curve(...told: [number, string | null][]): Promise<Row[]> {
  return ofChannel(await runModel("marts.case_incidences", {"marts.case_outcomes": cases(...told)}));
}

const VECTOR = vectors.cif.data as [number, string | null][];

describe("marts.case_incidences", () => {
  it("follows competing outcomes, several on one day included", async () => {
    const rows = await curve(...VECTOR);
    for (const step of vectors.cif.steps) {
      const row = rows.find(({days}) => days === BigInt(step.t));
      expect(row?.at_risk_cases).toBe(BigInt(step.n));
      expect(row?.open_share).toBeCloseTo(step.S, 12);
      expect(row?.saved_share).toBeCloseTo(step.saved, 12);
      expect(row?.lost_share).toBeCloseTo(step.lost, 12);
      expect(row?.ghost_share).toBeCloseTo(step.ghost, 12);
    }
  });

  it("lies below the share that forgets that outcomes compete", async () => {
    const rows = await curve(...VECTOR);
    const naive = vectors.cif.naive_1_minus_KM_saved.find(({t}) => t === 21)?.v ?? 0;
    expect(Number(rows.find(({days}) => days === 21n)?.saved_share)).toBeLessThan(naive - 0.05);
  });

  it("is one case in its channel and in all, in each period and each cut", async () => {
    const rows = await runModel("marts.case_incidences", {
      "marts.case_outcomes": cases([3, "saved"]).map((row) => ({...row, brand: "Marly", is_delegated: true}))
    });
    const groups = rows.map(({channel, period, cut, cut_value}) =>
      [channel, period, cut, cut_value].join(" ")
    );
    expect(groups).toEqual([
      "all 2021 all all",
      "all 2021-Q2 all all",
      "all all all all",
      "retention 2021 all all",
      "retention 2021 brand Marly",
      "retention 2021 family unknown",
      "retention 2021 is_delegated true",
      "retention 2021 value_band unknown",
      "retention 2021-Q2 all all",
      "retention all all all",
      "retention all brand Marly",
      "retention all family unknown",
      "retention all is_delegated true",
      "retention all value_band unknown"
    ]);
  });
});

describe("marts.kept_incidences", () => {
  const kept = async (...told: [number, string | null][]): Promise<Row | undefined> =>
    ofChannel(await runModel("marts.kept_incidences", {"marts.case_outcomes": cases(...told)}))[0];

  // Of R survival 3.5-3: the standard errors of the share saved by day 10 and by day 21.
  it.each([
    [10, 25 / 96, 0.130017],
    [21, 145 / 384, 0.152395]
  ])("has the standard error that is known on day %d", async (day, share, se) => {
    const until = VECTOR.map(([days, outcome]): [number, string | null] =>
      days > day ? [days + 60, outcome] : [days, outcome]
    );
    const row = await kept(...until);
    expect(row?.kept_share).toBeCloseTo(share, 12);
    expect(row?.kept_se).toBeCloseTo(se, 6);
  });

  it("counts what is saved in part as kept, and stops after 60 days", async () => {
    const row = await kept([60, "saved"], [60, "saved_partial"], [61, "saved"], [70, null]);
    expect(row?.kept_share).toBeCloseTo(0.5, 12);
  });

  it("is the plain share, with its plain error, when every case has ended", async () => {
    const row = await kept([3, "saved"], [5, "lost"], [5, "lost"], [9, "saved"], [20, "ghost"]);
    expect(row?.kept_share).toBeCloseTo(0.4, 12);
    expect(row?.kept_se).toBeCloseTo(Math.sqrt((0.4 * 0.6) / 5), 12);
  });

  it("is never more than all, however its steps round", async () => {
    for (let cases = 1; cases <= 12; cases++) {
      const days = Array.from({length: cases}, (_, day): [number, string] => [day + 1, "saved"]);
      expect((await kept(...days))?.kept_share).toBeLessThanOrEqual(1);
    }
  });

  it("is not known where nobody was followed to the end", async () => {
    expect(await kept([3, "saved"], [59, null])).toMatchObject({kept_share: null, kept_se: null});
    expect(await kept([3, "saved"], [60, null])).toMatchObject({kept_share: 0.5});
    expect(await kept([70, "saved"])).toMatchObject({kept_share: 0});
  });
});
