import {describe, expect, it} from "vitest";
import vectors from "../../vectors.json" with {type: "json"};
import {type Given, type Row, runModel} from "../../support/models.ts";

interface Adviser {
  unit: string;
  /** Contacts after which the customer got in touch again. */
  x: number;
  n: number;
  motive?: string;
  team?: string;
}

/** Mature contacts of advisers, so many of them followed by another. */
function tellAdvisers(advisers: Adviser[]): Given {
  return {
    "marts.recontacts": advisers.flatMap(({unit, x, n, motive = "Facturation", team = "North"}) =>
      Array.from({length: n}, (_, place) => ({
        customer_id: `${unit}-${motive}-${place}`,
        motive,
        contact_date: "2021-05-03",
        adviser_id: unit,
        team,
        is_mature: true,
        is_recontacted: place < x
      }))
    )
  };
}

async function outcomes(advisers: Adviser[]): Promise<Map<string, Row>> {
  const rows = await runModel("marts.adviser_outcomes", tellAdvisers(advisers));
  return new Map(rows.filter(({period}) => period === "all").map((row) => [String(row.adviser_id), row]));
}

describe("marts.adviser_outcomes", () => {
  it("has the limits of the reference funnel, and shows advisers with 20 contacts at least", async () => {
    const rows = await outcomes(vectors.funnel.units);
    expect([...rows.keys()]).toEqual(["S1", "S2", "S3", "S4", "S5", "S6", "S7"]);
    const wanted = vectors.funnel.units.find(({unit}) => unit === "S5");
    expect(rows.get("S5")?.target).toBeCloseTo(vectors.funnel.target, 12);
    expect(rows.get("S5")?.alert_low).toBeCloseTo(wanted?.exact95[0] ?? 0, 9);
    expect(rows.get("S5")?.signal).toBe("alert_below");
  });

  it("judges each at the motives of the team: whoever gets the hard ones is not worse for it", async () => {
    // Everybody is followed after 20 % of bills and 60 % of bugs.
    const rows = await outcomes([
      {unit: "easy", x: 16, n: 80, motive: "Facturation"},
      {unit: "easy", x: 12, n: 20, motive: "Bug"},
      {unit: "hard", x: 4, n: 20, motive: "Facturation"},
      {unit: "hard", x: 48, n: 80, motive: "Bug"}
    ]);
    expect(rows.get("easy")).toMatchObject({recontact_rate: 0.28, signal: "within"});
    expect(rows.get("hard")).toMatchObject({recontact_rate: 0.52, signal: "within"});
    for (const row of rows.values()) {
      expect(row.observed_to_expected).toBeCloseTo(1, 12);
      expect(row.adjusted_rate).toBeCloseTo(0.4, 12);
    }
  });

  it("holds a team against itself, and leaves out contacts of nobody who is known", async () => {
    const rows = await outcomes([
      {unit: "A1", x: 10, n: 40},
      {unit: "B1", x: 20, n: 40, team: "South"},
      {unit: "unknown", x: 20, n: 40, team: "South"}
    ]);
    expect([...rows.keys()]).toEqual(["A1", "B1"]);
    expect(rows.get("A1")).toMatchObject({target: 0.25, observed_to_expected: 1});
    expect(rows.get("B1")).toMatchObject({target: 0.5, team: "South"});
  });
});
