import {readFileSync} from "node:fs";
import {describe, expect, it} from "vitest";
import {type Row, runModel, runSelect} from "../../support/models.ts";

const {rogan_gladen: vector} = JSON.parse(readFileSync("test/vectors.json", "utf8")) as {
  rogan_gladen: Record<"B" | "a0" | "k" | "b" | "rho" | "T" | "net", number>;
};

const unit = (id: string, more: Partial<Row>): Partial<Row> => ({
  cancellation_id: id,
  cancel_date: "2022-03-10",
  band: "under 500",
  booked_cents: 10_000,
  kept_cents: 0,
  identified_cents: 0,
  is_linked: Number(more.identified_cents ?? 0) > 0,
  is_declared: false,
  ...more
});

const calibration = (more: Partial<Row> = {}): Partial<Row>[] => [
  {
    profile: "standard",
    applies_to: "without_cases",
    recall_bp: vector.k * 10_000,
    false_bp: Math.round(vector.b * 10_000),
    ratio_bp: Math.round(vector.rho * 10_000),
    valid_from: "2000-01-01",
    ...more
  }
];

const audited = (id: string, more: Partial<Row>): Partial<Row> => ({
  cancellation_id: id,
  drawn_date: "2022-06-01",
  is_linked: false,
  band: "under 500",
  booked_cents: 10_000,
  identified_cents: 0,
  first_reader_cents: 0,
  second_reader_cents: 0,
  ...more
});

/** The row of all cancellations. */
async function correct(units: Partial<Row>[], more: Record<string, Partial<Row>[]> = {}): Promise<Row> {
  const rows = await runModel("marts.corrected_rebookings", {
    "marts.rebookable_units": units,
    "lookups.linkage_calibration": calibration(),
    "lookups.rebooking_audit": [],
    ...more
  });
  return rows.find(({period}) => period === "all") ?? {};
}

const population = [
  unit("a", {booked_cents: vector.B - 70_000_000}),
  unit("b", {booked_cents: 70_000_000, identified_cents: vector.a0})
];

describe("the corrected amount", () => {
  it("is that of the published vector, to the cent", async () => {
    expect(await correct(population)).toMatchObject({
      identified_cents: BigInt(vector.a0),
      rebooked_cents: BigInt(vector.T),
      raw_loss_cents: BigInt(vector.B - vector.a0),
      loss_cents: BigInt(vector.net),
      is_clipped: false,
      calibration: "assumed",
      low_loss_cents: null
    });
  });

  it("is the identified one when links miss nothing and find nothing false (I20)", async () => {
    const perfect = {"lookups.linkage_calibration": calibration({recall_bp: 10_000, false_bp: 0})};
    expect(await correct(population, perfect)).toMatchObject({rebooked_cents: BigInt(vector.a0)});
  });

  it("takes declared rebookings out first and adds them back as they are", async () => {
    const declared = unit("c", {booked_cents: 50_000, identified_cents: 40_000, is_declared: true});
    expect(await correct([...population, declared])).toMatchObject({
      booked_cents: BigInt(vector.B + 50_000),
      rebooked_cents: BigInt(vector.T + 40_000),
      declared_units: 1n
    });
  });

  it("is held between nothing and all that was cancelled, and says so", async () => {
    const none = await correct([unit("a", {booked_cents: 1_000_000})]);
    expect(none).toMatchObject({rebooked_cents: 0n, is_clipped: true});
    const all = await correct([unit("a", {booked_cents: 1_000, identified_cents: 1_000})]);
    expect(all).toMatchObject({rebooked_cents: 1_000n, is_clipped: true});
  });

  it("counts what billing kept once", async () => {
    const [first, second] = population;
    const row = await correct([{...first, kept_cents: 5_000}, second ?? {}]);
    expect(row.loss_cents).toBe(BigInt(vector.net - 5_000));
  });

  it("is told by month too, and the months add up", async () => {
    const units = [
      unit("a", {booked_cents: 900_000, identified_cents: 300_000}),
      unit("b", {booked_cents: 800_000, identified_cents: 100_000, cancel_date: "2022-04-30"})
    ];
    const rows = await runModel("marts.corrected_rebookings", {
      "marts.rebookable_units": units,
      "lookups.linkage_calibration": calibration(),
      "lookups.rebooking_audit": []
    });
    expect(rows.map(({period}) => period)).toEqual(["2022-03", "2022-04", "all"]);
    const [march = 0n, april = 0n, all = 0n] = rows.map(({rebooked_cents}) => rebooked_cents as bigint);
    expect(Math.abs(Number(march + april - all))).toBeLessThanOrEqual(1);
  });

  it("rests on the figures for companies without cases where nobody delivers any", async () => {
    const both = [...calibration({applies_to: "with_cases", profile: "other"}), ...calibration()];
    const row = await correct(population, {"lookups.linkage_calibration": both});
    expect(row.calibration_profile).toBe("standard");
  });
});

describe("with an audit", () => {
  const units = [
    unit("a", {booked_cents: 1_000_000}),
    unit("b", {booked_cents: 500_000, identified_cents: 200_000}),
    unit("c", {booked_cents: 300_000, band: "2 000 and above"})
  ];
  // Of 60 units without a link, 6 were rebooked at half; of 40 with one, 4 were not.
  const drawn = [
    ...Array.from({length: 60}, (_, index) =>
      audited(`n${index}`, index < 6 ? {first_reader_cents: 5_000, second_reader_cents: 5_000} : {})
    ),
    ...Array.from({length: 40}, (_, index) => {
      const said = index < 4 ? 0 : 4_000;
      return audited(`l${index}`, {
        is_linked: true,
        identified_cents: 4_000,
        first_reader_cents: said,
        second_reader_cents: index === 0 ? 2_000 : said
      });
    })
  ];
  const audit = {"lookups.rebooking_audit": drawn};

  it("adds what the strata miss, a stratum nobody drew from going by its half", async () => {
    // 200,000 + 1,300,000 × 5 % − 500,000 × (3 × 4,000 + 3,000) / 400,000
    expect(await correct(units, audit)).toMatchObject({
      rebooked_cents: 200_000n + 65_000n - 18_750n,
      calibration: "audit",
      audited_units: 100n
    });
  });

  it("has an interval around it, the same at every run", async () => {
    const row = await correct(units, audit);
    expect(await correct(units, {"lookups.rebooking_audit": [...drawn].reverse()})).toEqual(row);
    const [low, loss, high] = [row.low_loss_cents, row.loss_cents, row.high_loss_cents].map(Number);
    expect(low).toBeLessThan(Number(loss) - 5_000);
    expect(high).toBeGreaterThan(Number(loss) + 5_000);
    // Two standard errors of the sampled shares, worked out by hand: about 45,000.
    expect(Number(high) - Number(low)).toBeGreaterThan(60_000);
    expect(Number(high) - Number(low)).toBeLessThan(130_000);
  });

  it("tells how far the readers agree", async () => {
    const row = await correct(units, audit);
    // 42 say yes together, 57 say no, the second alone says yes once.
    expect(row.kappa).toBeCloseTo((2 * 42 * 57) / (42 * 57 + 43 * 58), 12);
  });

  it("goes by the assumed figures while the audit is too small or still to come", async () => {
    const few = {"lookups.rebooking_audit": drawn.slice(0, 20)};
    expect((await correct(units, few)).calibration).toBe("assumed");
    const later = {"lookups.rebooking_audit": drawn.map((row) => ({...row, drawn_date: "2023-01-01"}))};
    expect((await correct(units, later)).calibration).toBe("assumed");
  });
});

it("measures agreement as Cohen did", async () => {
  const [row] = await runSelect(
    "select cohen_kappa(20, 5, 10, 15) as kappa, cohen_kappa(5, 0, 0, 0) as none"
  );
  expect(row?.kappa).toBeCloseTo(0.4, 12);
  expect(row?.none).toBeNull();
});
