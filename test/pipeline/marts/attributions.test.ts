import fc from "fast-check";
import {describe, expect, it} from "vitest";
import vectors from "../../vectors.json" with {type: "json"};
import {type Given, type Row, runModel} from "../../support/models.ts";
import {type Role, type RuleStory, tellRules} from "./ruled.ts";
import {LR1, type OrderStory, tell} from "./story.ts";

const YEAR = {start: "2020-01-01", end: "2021-01-01"};

/** An order of telesales for B, cut in mid-year, and one of the desk for a that names it. */
function pair(name: string, B: number, a: number): OrderStory[] {
  const customer = `C-${name}`;
  const old = {customer, signed: "2019-12-15", seller: "V1", channel: "telesales"};
  return [
    {...old, id: name, lines: [{...YEAR, amount: B, cut: "2020-07-01", requested: "2020-06-20"}]},
    {
      ...{
        id: `${name}-new`,
        customer,
        signed: "2020-07-01",
        seller: "V9",
        channel: "retention",
        replaces: name
      },
      lines: [{amount: a, start: "2020-07-01", end: "2021-07-01"}]
    }
  ];
}

const TEAMS: Given = {
  "staging.sellers": [
    {seller_id: "V1", channel: "telesales", team: "Sud", valid_from: "2015-01-01", valid_to: "2020-03-01"},
    {seller_id: "V1", channel: "field", team: "Ouest", valid_from: "2020-03-01"},
    {seller_id: "V5", channel: "customer_service", team: "Nord", valid_from: "2015-01-01"},
    {seller_id: "V9", channel: "retention", team: "Desk", valid_from: "2015-01-01"}
  ]
};

/** Somebody of customer service calls first; the product had failed. */
const BACKGROUND = (...names: string[]): Given => ({
  "staging.contacts": names.flatMap((name) => [
    {
      contact_id: `${name}0`,
      customer_id: `C-${name}`,
      direction: "inbound",
      adviser_id: "V7",
      at: "2020-06-21 08:00:00+00"
    },
    {
      contact_id: `${name}1`,
      customer_id: `C-${name}`,
      direction: "outbound",
      adviser_id: "V8",
      at: "2020-06-22 08:00:00+00",
      is_automatic: true
    },
    {
      contact_id: `${name}2`,
      customer_id: `C-${name}`,
      direction: "outbound",
      adviser_id: "V5",
      at: "2020-06-23 08:00:00+00"
    },
    {
      contact_id: `${name}3`,
      customer_id: `C-${name}`,
      direction: "outbound",
      adviser_id: "V9",
      at: "2020-06-24 08:00:00+00"
    }
  ]),
  "staging.cases": names.map((name) => ({
    case_id: `K-${name}`,
    customer_id: `C-${name}`,
    order_id: name,
    status: "closed",
    outcome: "saved",
    opened_at: "2020-06-20 08:00:00+00",
    closed_at: "2020-07-02 08:00:00+00"
  })),
  "staging.case_reasons": names.map((name) => ({
    case_id: `K-${name}`,
    position: 1,
    motive: "bug",
    is_primary: true
  }))
});

const attribute = (orders: OrderStory[], given: Given = {}) =>
  runModel("marts.attributions", {...tell(...orders), ...TEAMS, ...given});

/** What each role has of a rebooking under a rule, in cents. */
const of = (rows: Row[], id: string, rule: string, measure: string) =>
  Object.fromEntries(
    rows
      .filter(
        (row) => row.cancellation_id === `${id}@2020-07-01` && row.rule === rule && row.measure === measure
      )
      .map(({role, cents}): [string, number] => [String(role), Number(cents)])
  );

const AMOUNTS: Record<string, [number, number]> = {
  S1_2000_100: [200000, 10000],
  S2_1000_300: [100000, 30000],
  S3_odd: [100001, 33333]
};

/** A table of the vectors: the rule and the measure that it stands for. */
const TABLES: Record<keyof typeof vectors.attribution, [rule: string, measures: string[]]> = {
  current: ["current", ["parc"]],
  current_forfait_CA: ["current", ["CA"]],
  delta: ["delta", ["CA", "parc"]],
  shared_50: ["shared", ["CA", "parc"]],
  company_fault: ["company_fault", ["CA", "parc"]],
  first_contact_telesales: ["first_contact", ["CA", "parc"]]
};

describe("marts.attributions", () => {
  it("gives what the reference gives, under every rule that is shipped", async () => {
    const names = Object.keys(AMOUNTS);
    const orders = Object.entries(AMOUNTS).flatMap(([name, [B, a]]) => pair(name, B, a));
    const rows = await attribute(orders, BACKGROUND(...names));
    for (const [table, [rule, measures]] of Object.entries(TABLES)) {
      const expected = vectors.attribution[table as keyof typeof TABLES] as Record<
        string,
        Record<string, number>
      >;
      for (const name of names) {
        for (const measure of measures) {
          const {retention, ...others} = expected[name] ?? {};
          const told = retention === undefined ? others : {...others, rebooker: retention};
          expect(of(rows, name, rule, measure), `${rule}, ${measure}, ${name}`).toEqual(told);
        }
      }
    }
  });

  it("says who it is, in the channel and the team of that day", async () => {
    const rows = await attribute(pair("S", 200000, 10000), BACKGROUND("S"));
    const parc = (rule: string) => rows.filter((row) => row.rule === rule && row.measure === "parc");
    expect(parc("current")).toMatchObject([
      // Sold in telesales; in the field when the order was cut.
      {
        role: "initial",
        party: "seller",
        seller_id: "V1",
        channel: "field",
        team: "Ouest",
        reversal_cents: -200000n,
        credit_cents: 0n
      },
      {
        role: "rebooker",
        party: "seller",
        seller_id: "V9",
        channel: "retention",
        team: "Desk",
        reversal_cents: 0n,
        credit_cents: 10000n
      }
    ]);
    expect(parc("first_contact")).toMatchObject([
      {role: "first_contact", seller_id: "V5", channel: "customer_service", team: "Nord"},
      {role: "initial"}
    ]);
  });

  it("leaves a role without a seller unknown, and a sale of the house to the house", async () => {
    const [old, desk] = pair("S", 200000, 10000) as [OrderStory, OrderStory];
    const rows = await attribute([
      {...old, seller: null},
      {...desk, seller: null, channel: "house"}
    ]);
    expect(rows.filter(({rule, measure}) => rule === "current" && measure === "parc")).toMatchObject([
      {role: "initial", party: "unknown", seller_id: null, channel: "unknown", cents: -200000n},
      {role: "rebooker", party: "house", cents: 10000n}
    ]);
    expect(
      rows.filter(
        ({rule, measure, role}) => rule === "first_contact" && measure === "CA" && role === "first_contact"
      )
    ).toMatchObject([{party: "unknown", cents: 10000n}]);
  });

  it("leaves delegated orders to nobody until someone says whose they are", async () => {
    const orders = pair("S", 200000, 10000);
    const told = tell(...orders);
    const delegated = (told["staging.orders"] ?? []).map((row) => ({...row, assignment: "delegated"}));
    const rows = await runModel("marts.attributions", {...told, "staging.orders": delegated});
    for (const rule of ["current", "delta", "shared", "company_fault", "first_contact"])
      expect(of(rows, "S", rule, "parc"), rule).toEqual({unknown: -190000});
  });

  it("reverses what was not delivered where the rule is pro rata", async () => {
    const rows = await attribute(LR1, {"lookups.rebooking_corrections": [LINK]});
    const {B, V, RB} = vectors.LR1;
    expect(of(rows, "X", "delta", "CA")).toEqual({initial: RB - B});
    expect(of(rows, "X", "delta_prorated", "CA")).toEqual({initial: RB - (B - V)});
  });

  it("takes the first row that fits, by the rules of the day of the cut", async () => {
    const fits = async (...conditions: RuleStory[]) => {
      const rules = conditions.flatMap((row, index): RuleStory[] => [
        {rule: `r${index}`, position: 1, credit: {rebooker: 10000}, ...row},
        {rule: `r${index}`, position: 2}
      ]);
      const rows = await runModel("marts.rebooking_rules", {
        "marts.rebooking_circumstances": [CIRCUMSTANCES],
        "lookups.attribution_rules": tellRules(...rules)
      });
      return rows.map(({source_line}) => Number(source_line) % 2 === 0);
    };
    const met: RuleStory[] = [
      {motives: "price + bug"},
      {from_days: 11, to_days: 12},
      {original_channel: "telesales", rebooking_channel: "retention"},
      {first_contact: "other"},
      {assignment: "seller"},
      {valid_to: "2020-07-02"}
    ];
    const missed: RuleStory[] = [
      {motives: "price"},
      {to_days: 11},
      {from_days: 12},
      {rebooking_channel: "field"},
      {original_channel: "field"},
      {assignment: "delegated"},
      {first_contact: "none"},
      {valid_to: "2020-07-01"},
      {valid_from: "2020-07-02"}
    ];
    expect(await fits(...met)).toEqual(met.map(() => true));
    expect(await fits(...missed)).toEqual(missed.map(() => false));
  });

  it("knows what the rules ask of a rebooking", async () => {
    const rows = await runModel("marts.rebooking_circumstances", {
      ...tell(...pair("S", 1000, 100)),
      ...BACKGROUND("S")
    });
    expect(rows).toMatchObject([{...CIRCUMSTANCES, assignment: null, first_contact_seller_id: "V5"}]);
  });

  it("is silent on links that are only more likely than not", async () => {
    const rows = await runModel("marts.rebooking_rules", {
      "marts.rebooking_circumstances": [{...CIRCUMSTANCES, class: "C", is_attributed: false}]
    });
    expect(rows).toEqual([]);
  });

  it("shares VJE and VJR as the source has them, and says nothing where it has none", async () => {
    const told = tell(...pair("S", 100001, 50000), ...pair("T", 1000, 1000));
    const measured: Record<string, object> = {
      S: {vje: 900.5, vjr: 100},
      "S-new": {vje: 400.25},
      T: {vjr: 7},
      "T-new": {vjr: 8}
    };
    const lines = (told["staging.order_lines"] ?? []).map((row) => ({
      ...row,
      ...measured[String(row.order_id)]
    }));
    const rows = await runModel("marts.attributions", {...told, "staging.order_lines": lines});
    expect(of(rows, "S", "current", "VJE")).toEqual({initial: -90050, rebooker: 40025});
    expect(of(rows, "S", "current", "VJR")).toEqual({});
    expect(of(rows, "T", "current", "VJE")).toEqual({});
    expect(of(rows, "T", "current", "VJR")).toEqual({initial: -700, rebooker: 800});
  });
});

/** The rebooking of `pair` against its background. */
const CIRCUMSTANCES = {
  cancellation_id: "S@2020-07-01",
  rebooked_order_id: "S-new",
  class: "E",
  is_attributed: true,
  cancel_date: "2020-07-01",
  motive: "bug",
  delay_days: 11n,
  original_channel: "telesales",
  rebooking_channel: "retention",
  assignment: "seller",
  first_contact: "other"
};

const LINK = {
  action: "link",
  order_id: "X",
  cancel_date: "2020-07-01",
  rebooked_order_id: "Y",
  reason: "told",
  author: "us",
  date: "2020-08-01",
  source_line: 2
};

/** A customer whose orders were cancelled and rebooked in one of the shapes that links have. */
interface Shape {
  kind: "single" | "split" | "merge" | "chain";
  old: [number, number];
  new: [number, number];
  sellers: [string | null, string | null, string | null];
}

const cents = fc.integer({min: 1, max: 300_000});
const seller = fc.constantFrom("V1", "V5", "V9", null);
const shapes = fc.array(
  fc.record<Shape>({
    kind: fc.constantFrom("single", "split", "merge", "chain"),
    old: fc.tuple(cents, cents),
    new: fc.tuple(cents, cents),
    sellers: fc.tuple(seller, seller, seller)
  }),
  {minLength: 8, maxLength: 20}
);

const ROLES: Role[] = ["initial", "rebooker", "first_contact", "dvr", "house", "unknown"];

/** Two shares that each make a whole. */
const vector = (roles: Role[]) =>
  fc.uniqueArray(fc.integer({min: 0, max: 10000}), {minLength: 5, maxLength: 5}).map((cuts) => {
    const sorted = [0, ...cuts.sort((a, b) => a - b), 10000];
    return Object.fromEntries(
      roles.map((role, index) => [
        role,
        index === roles.length - 1
          ? 10000 - (sorted[index] ?? 0)
          : (sorted[index + 1] ?? 0) - (sorted[index] ?? 0)
      ])
    );
  });

const ruleBooks = fc
  .array(
    fc.record({
      reversal: vector(ROLES.filter((role) => role !== "first_contact")),
      credit: vector(ROLES),
      isProrated: fc.boolean(),
      condition: fc.constantFrom(
        {},
        {motives: "bug"},
        {rebooking_channel: "retention"},
        {from_days: 0, to_days: 12}
      )
    }),
    {minLength: 3, maxLength: 6}
  )
  .map((drawn) =>
    drawn.flatMap(({reversal, credit, isProrated, condition}, index): RuleStory[] => {
      const row = {rule: `r${index}`, is_prorated: isProrated};
      return [
        {...row, position: 1, reversal, credit, ...condition},
        {...row, position: 2, reversal: {house: 10000}, credit: {initial: 3333, rebooker: 6667}},
        {...row, measure: "parc", is_prorated: false, position: 3, reversal, credit}
      ];
    })
  );

/** Orders of a customer, and the links that a person has made between them. */
function drawOrders(
  {kind, old, new: fresh, sellers}: Shape,
  index: number
): {orders: OrderStory[]; links: Row[]} {
  const customer = `C${index}`;
  const [first, second, third] = sellers;
  const channel = "telesales";
  const sold = {customer, channel, signed: "2019-12-15"};
  const line = (amount: number, cut: string) => [{...YEAR, amount, cut}];
  const renewed = (amount: number, cut?: string) => [
    {amount, start: "2020-07-01", end: "2021-07-01", ...(cut === undefined ? {} : {cut})}
  ];
  const fresher = {customer, channel: "retention", signed: "2020-07-02"};
  const X = {...sold, id: `${index}X`, seller: first, lines: line(old[0], "2020-07-01")};
  const X2 = {...sold, id: `${index}X2`, seller: second, lines: line(old[1], "2020-07-01")};
  const Y = {...fresher, id: `${index}Y`, seller: third, lines: renewed(fresh[0])};
  const Y2 = {...fresher, id: `${index}Y2`, seller: second, lines: renewed(fresh[1])};
  const link = (from: OrderStory, to: OrderStory, day = "2020-07-01") => ({
    ...LINK,
    order_id: from.id,
    cancel_date: day,
    rebooked_order_id: to.id
  });
  if (kind === "single") return {orders: [X, Y], links: [link(X, Y)]};
  if (kind === "split") return {orders: [X, Y, Y2], links: [link(X, Y), link(X, Y2)]};
  if (kind === "merge") return {orders: [X, X2, Y], links: [link(X, Y), link(X2, Y)]};
  const cutY = {...Y, lines: renewed(fresh[0], "2020-10-01")};
  const last = {
    ...Y2,
    signed: "2020-10-02",
    lines: [{amount: fresh[1], start: "2020-10-01", end: "2021-10-01"}]
  };
  return {orders: [X, cutY, last], links: [link(X, cutY), link(cutY, last, "2020-10-01")]};
}

describe("attribution (I8)", () => {
  it("shares out exactly what the company lost, whatever the rules, over chains, splits and merges", async () => {
    await fc.assert(
      fc.asyncProperty(shapes, ruleBooks, async (drawn, book) => {
        const told = drawn.map(drawOrders);
        const given = {
          ...tell(...told.flatMap(({orders}) => orders)),
          ...TEAMS,
          "lookups.rebooking_corrections": told
            .flatMap(({links}) => links)
            .map((row, index) => ({...row, source_line: index + 2})),
          "lookups.attribution_rules": tellRules(...book)
        };
        expect(await runModel("checks.attribution_rules_are_sound", given)).toEqual([]);
        expect(await runModel("checks.attributions_add_up", given)).toEqual([]);
        expect(await runModel("checks.attribution_bases_add_up", given)).toEqual([]);
        const rows = await runModel("marts.attributions", given);
        const units = await runModel("marts.cancellations", given);
        const linked = units.filter(({group_id}) => group_id !== null);
        const lost = {
          CA: linked.reduce(
            (sum, unit) => sum + (unit.rebooked_cents as bigint) - (unit.booked_cents as bigint),
            0n
          ),
          undelivered: linked.reduce(
            (sum, unit) =>
              sum +
              (unit.rebooked_cents as bigint) -
              (unit.booked_cents as bigint) +
              (unit.delivered_cents as bigint),
            0n
          ),
          parc: linked.reduce((sum, unit) => sum - (unit.loss_parc_cents as bigint), 0n)
        };
        expect(linked).toHaveLength(
          told
            .flatMap(({links}) => new Set(links.map(({order_id}) => order_id)).size)
            .reduce((a, b) => a + b, 0)
        );
        const totals = new Map<string, bigint>();
        for (const {rule, measure, is_prorated, cents} of rows) {
          const key = `${String(rule)} ${is_prorated ? "undelivered" : String(measure)}`;
          totals.set(key, (totals.get(key) ?? 0n) + (cents as bigint));
        }
        expect(totals.size).toBeGreaterThan(0);
        for (const [key, cents] of totals)
          expect([key, cents]).toEqual([key, lost[key.split(" ")[1] as keyof typeof lost]]);
        for (const row of rows) {
          expect(row.reversal_cents as bigint).toBeLessThanOrEqual(0n);
          expect(row.credit_cents as bigint).toBeGreaterThanOrEqual(0n);
          expect(row.party === "seller").toBe(row.seller_id !== null && row.channel !== "house");
        }
      }),
      {numRuns: 4, endOnFailure: true}
    );
  }, 280_000);
});
