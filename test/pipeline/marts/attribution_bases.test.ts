// What there is to attribute, and how it is shared: with the rows of the models before written down here.
import {describe, expect, it} from "vitest";
import {type Given, type Row, runModel} from "../../support/models.ts";

/** A unit of 1 000, of which 400 was delivered and 50 was in parc, and the links to its orders. */
const unit = (cancellation_id: string, more: Partial<Row> = {}): Partial<Row> => ({
  ...{cancellation_id, booked_cents: 1000, delivered_cents: 400, parc_cents: 50},
  ...more
});
const link = (
  cancellation_id: string,
  rebooked_order_id: string,
  allocated: number,
  parc = 0
): Partial<Row> => ({
  ...{cancellation_id, rebooked_order_id},
  allocated_cents: allocated,
  parc_cents: parc
});

interface Story {
  units: Partial<Row>[];
  links: Partial<Row>[];
  /** Amounts of orders. */
  orders: Record<string, number>;
  measures?: Partial<Row>[];
}

function tellBases({units, links, orders, measures = []}: Story): Given {
  const weight = (id: unknown): number =>
    links
      .filter(({cancellation_id}) => cancellation_id === id)
      .reduce((sum, {allocated_cents}) => sum + Number(allocated_cents), 0);
  return {
    "marts.cancelled_units": units,
    "marts.rebookings": links,
    "marts.booked_orders": Object.entries(orders).map(([order_id, booked_cents]) => ({
      order_id,
      booked_cents
    })),
    "marts.seller_measures": measures,
    "marts.rebooking_circumstances": links.map(({cancellation_id, rebooked_order_id, allocated_cents}) => ({
      ...{cancellation_id: cancellation_id ?? null, rebooked_order_id: rebooked_order_id ?? null},
      is_attributed: cancellation_id !== "weak",
      share_weight: allocated_cents ?? null,
      unit_weight: weight(cancellation_id)
    }))
  };
}

async function bases(story: Story): Promise<Record<string, unknown[]>> {
  const rows = await runModel("marts.attribution_bases", tellBases(story));
  return Object.fromEntries(
    rows.map((row) => [
      `${String(row.cancellation_id)}-${String(row.rebooked_order_id)} ${String(row.measure)}`,
      [row.booked_cents, row.undelivered_cents, row.kept_cents]
    ])
  );
}

describe("marts.attribution_bases", () => {
  it("are the amount and the parc of the unit; only of the amount a part was delivered", async () => {
    const rows = await bases({units: [unit("X")], links: [link("X", "Y", 600, 20)], orders: {Y: 600}});
    expect(rows).toEqual({
      "X-Y CA": [1000n, 600n, 600n],
      "X-Y parc": [50n, 50n, 20n],
      "X-Y VJE": [null, null, null],
      "X-Y VJR": [null, null, null]
    });
  });

  it("share a unit over its orders by what each keeps, to the cent", async () => {
    const rows = await bases({
      units: [unit("X", {delivered_cents: 1})],
      links: [link("X", "Y1", 200), link("X", "Y2", 100)],
      orders: {Y1: 200, Y2: 100}
    });
    expect(rows).toMatchObject({
      "X-Y1 CA": [667n, 666n, 200n],
      "X-Y2 CA": [333n, 333n, 100n],
      "X-Y1 parc": [33n, 33n, 0n],
      "X-Y2 parc": [17n, 17n, 0n]
    });
  });

  it("keep of VJE and VJR what the unit has of the order, and nothing where one of both is not known", async () => {
    const measures = (side: string, id: string, measure: string, measured_cents: number): Partial<Row> => ({
      ...{side, id, measure, measured_cents}
    });
    const rows = await bases({
      units: [unit("X1"), unit("X2")],
      links: [link("X1", "Y", 200), link("X2", "Y", 100)],
      orders: {Y: 600},
      measures: [
        ...[measures("cancelled", "X1", "VJE", 90), measures("cancelled", "X2", "VJE", 80)],
        measures("signed", "Y", "VJE", 333),
        // What was signed tells nothing of what was cut, nor the other way round.
        ...[measures("signed", "X2", "VJR", 5), measures("signed", "Y", "VJR", 6)],
        ...[measures("cancelled", "Y", "VJE", 1), measures("signed", "Z", "VJE", 5)]
      ]
    });
    // Half of the order is of the units: 166.5, rounded up, of which two thirds go with the first.
    expect(rows).toMatchObject({
      "X1-Y VJE": [90n, 90n, 111n],
      "X2-Y VJE": [80n, 80n, 56n],
      "X1-Y VJR": [null, null, null],
      "X2-Y VJR": [null, null, null]
    });
  });

  it("keep nothing where the order keeps nothing, and know nothing of what only was signed", async () => {
    const measures = (side: string, id: string): Partial<Row> => ({
      side,
      id,
      measure: "VJE",
      measured_cents: 8
    });
    const given = (...sides: Partial<Row>[]): Story => ({
      units: [unit("X")],
      links: [{...link("X", "Y", 0)}],
      orders: {Y: 0},
      measures: sides
    });
    const rows = async (...sides: Partial<Row>[]) => {
      const told = tellBases(given(...sides));
      const weights = {
        "marts.rebooking_circumstances": (told["marts.rebooking_circumstances"] ?? []).map((row) => ({
          ...row,
          share_weight: 1,
          unit_weight: 1
        }))
      };
      const found = await runModel("marts.attribution_bases", {...told, ...weights});
      return found
        .filter(({measure}) => measure === "VJE")
        .map(({booked_cents, kept_cents}) => [booked_cents, kept_cents]);
    };
    expect(await rows(measures("cancelled", "X"), measures("signed", "Y"))).toEqual([[8n, 0n]]);
    expect(await rows(measures("signed", "Y"))).toEqual([[null, null]]);
    expect(await rows(measures("cancelled", "X"))).toEqual([[null, null]]);
  });

  it("tell whether the link is sure enough", async () => {
    const rows = await runModel(
      "marts.attribution_bases",
      tellBases({
        units: [unit("weak"), unit("X")],
        links: [link("weak", "Y", 1), link("X", "Z", 1)],
        orders: {Y: 1, Z: 1}
      })
    );
    expect(
      new Set(rows.filter(({is_attributed}) => is_attributed).map(({cancellation_id}) => cancellation_id))
    ).toEqual(new Set(["X"]));
  });
});

describe("marts.attributions", () => {
  const ROLES = ["initial", "rebooker", "house"];
  /** A rule of one row, by the shares of its roles, on a link of 1 001 of which 401 were delivered and 500 kept. */
  async function attribute(
    shares: Record<string, [reversal: number, credit: number]>,
    {
      isProrated = false,
      isDivided = true,
      booked = 1001
    }: {isProrated?: boolean; isDivided?: boolean; booked?: number | null} = {}
  ): Promise<unknown[][]> {
    const rows = await runModel("marts.attributions", {
      "marts.rebooking_rules": [
        {
          ...{cancellation_id: "X", rebooked_order_id: "Y", rule: "r", measure: "CA"},
          source_line: 3,
          is_prorated: isProrated
        }
      ],
      "marts.attribution_bases": ["CA", "parc"].map((measure) => ({
        ...{cancellation_id: "X", rebooked_order_id: "Y", measure},
        ...{booked_cents: booked, undelivered_cents: 600, kept_cents: 500}
      })),
      "marts.attribution_shares": Object.entries(shares).map(([role, [reversal_bp, credit_bp]]) => ({
        ...{source_line: 3, role, place: ROLES.indexOf(role) + 1},
        ...{reversal_bp, credit_bp, is_divided: isDivided}
      })),
      "marts.attribution_parties": ROLES.map((role) => ({
        ...{cancellation_id: "X", rebooked_order_id: "Y", role, party: "seller", seller_id: `V-${role}`},
        ...{channel: "field", team: "Sud"}
      }))
    });
    return rows.map((row) => [row.role, row.seller_id, row.reversal_cents, row.credit_cents, row.cents]);
  }

  it("take the whole back from one and give what is kept to another", async () => {
    const whole = {initial: [10_000, 0], rebooker: [0, 10_000], house: [0, 0]} as const;
    const told = Object.fromEntries(
      Object.entries(whole).map(([role, [a, b]]) => [role, [a, b] as [number, number]])
    );
    const expected = [
      ["initial", "V-initial", -1001n, 0n, -1001n],
      ["rebooker", "V-rebooker", 0n, 500n, 500n]
    ];
    expect(await attribute(told, {isDivided: false})).toEqual(expected);
    expect(await attribute(told)).toEqual(expected);
    expect((await attribute(told, {isProrated: true, isDivided: false}))[0]).toEqual([
      ...["initial", "V-initial"],
      ...[-600n, 0n, -600n]
    ]);
  });

  it("share both sides to the cent, what is left over going by the place of the role", async () => {
    expect(await attribute({initial: [5000, 3333], rebooker: [5000, 3333], house: [0, 3334]})).toEqual([
      ["house", "V-house", 0n, 167n, 167n],
      ["initial", "V-initial", -501n, 167n, -334n],
      ["rebooker", "V-rebooker", -500n, 166n, -334n]
    ]);
  });

  it("say nothing where the source does not have the measure", async () => {
    expect(await attribute({initial: [10_000, 10_000]}, {booked: null})).toEqual([]);
  });
});
