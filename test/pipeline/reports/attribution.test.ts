import {describe, expect, it} from "vitest";
import {type Given, runModel} from "../../support/models.ts";

/** So many rebookings of a seller under a rule, each a drop of 1 000 and a credit of 100. */
function rebookings(seller_id: string, count: number, {rule = "current", channel = "field"} = {}): Given {
  const ids = Array.from({length: count}, (_, index) => ({
    cancellation_id: `${seller_id}${index}@1`,
    rebooked_order_id: `${seller_id}${index}-new`
  }));
  return {
    "marts.attributions": ids.map((id) => ({
      ...{
        ...id,
        rule,
        measure: "CA",
        is_prorated: false,
        role: "initial",
        party: "seller",
        seller_id,
        channel
      },
      ...{reversal_cents: -1000, credit_cents: 100, cents: -900}
    })),
    "marts.cancelled_units": ids.map(({cancellation_id}) => ({cancellation_id, cancel_date: "2020-07-10"})),
    "marts.rebooking_circumstances": ids.map((id, index) => ({...id, class: index % 2 === 0 ? "A" : "B"}))
  };
}

/** Several of them; a rebooking under several rules is one. */
function all(...given: Given[]): Given {
  const rows = (table: string) => given.flatMap((tables) => tables[table] ?? []);
  const links = new Map(rows("marts.rebooking_circumstances").map((row) => [row.cancellation_id, row]));
  return {
    "marts.attributions": rows("marts.attributions"),
    "marts.cancelled_units": rows("marts.cancelled_units"),
    "marts.rebooking_circumstances": [...links.values()]
  };
}

const sellers = async (...given: Given[]) =>
  (await runModel("reports.attribution_sellers", all(...given))).map(
    ({rule, seller, rebookings: n, cents}) => [rule, seller, n, cents]
  );

describe("reports.attribution_sellers", () => {
  it("tells of sellers with at least 20 rebookings, by name", async () => {
    expect(
      await sellers(rebookings("V2", 20), rebookings("V1", 21), rebookings("V3", 19), rebookings("V4", 19))
    ).toEqual([
      ["current", "V1", 21n, -18900n],
      ["current", "V2", 20n, -18000n]
    ]);
  });

  it("leaves out a second one where a single one left out could be found by subtraction", async () => {
    expect(await sellers(rebookings("V2", 20), rebookings("V1", 21), rebookings("V3", 19))).toEqual([
      ["current", "V1", 21n, -18900n]
    ]);
  });

  it("withholds the amounts of a rule under which too few are left", async () => {
    expect(await sellers(rebookings("V1", 20), rebookings("V1", 19, {rule: "delta"}))).toEqual([
      ["current", "V1", 20n, -18000n],
      ["delta", "V1", null, null]
    ]);
  });
});

describe("reports.seller_sheet", () => {
  it("lists the orders of sellers who have 20 of them, and of no other", async () => {
    const sheet = (count: number) => {
      const {"marts.rebooking_circumstances": rows = []} = rebookings("V1", count);
      const ids = rows.map(({cancellation_id, rebooked_order_id}) => ({cancellation_id, rebooked_order_id}));
      return runModel("reports.seller_sheet", {
        "marts.told_sellers": [{seller_id: "V1", name: "Vendeur 1", rebookings: 40}],
        "marts.rebookings": ids.map((id) => ({...id, original_seller_id: "V1"})),
        "marts.rebooking_circumstances": ids.map((id) => ({...id, is_attributed: true})),
        "marts.cancelled_units": ids.map(({cancellation_id}) => ({cancellation_id})),
        "marts.rebooking_results": ids.map((id) => ({...id, company_cents: -100}))
      });
    };
    expect(await sheet(20)).toHaveLength(20);
    expect(await sheet(19)).toEqual([]);
  });
});

describe("reports.attribution_parties", () => {
  it("tells channels of few rebookings together, and loses none of their cents", async () => {
    const rows = await runModel(
      "reports.attribution_parties",
      all(
        rebookings("V1", 5),
        rebookings("V2", 4, {channel: "dvr"}),
        rebookings("V3", 1, {channel: "retention"}),
        rebookings("V4", 1, {channel: "house"}),
        rebookings("V5", 1, {channel: "unknown"})
      )
    );
    expect(rows.map(({holder, rebookings: n, cents}) => [holder, n, cents])).toEqual([
      ["field", 5, -4500n],
      ["house", 1, -900n],
      ["other", 5, -4500n],
      ["unknown", 1, -900n]
    ]);
    expect(rows[0]).toMatchObject({month: "2020-07-01", brand: "unknown"});
  });
});

describe("reports.incentives", () => {
  it("withholds shares of fewer than five, and tells those of all of them", async () => {
    const month = (month: string, judged: number, perverse: number) => ({
      ...{rule: "current", month, team: "Desk", rebookings: judged, judged_rebookings: judged},
      ...{
        perverse_rebookings: perverse,
        possible_rebookings: judged,
        credit_cents: 100,
        judged_credit_cents: 100
      },
      ...{perverse_credit_cents: 50, possible_credit_cents: 100, company_cents: -10}
    });
    const rows = await runModel("reports.incentives", {
      "marts.incentive_index": [month("2020-01-01", 4, 1), month("2020-02-01", 6, 3)]
    });
    expect(
      rows.map(({period, team, perverse_rate, is_hidden}) => [period, team, perverse_rate, is_hidden])
    ).toEqual([
      ["2020-01", "Desk", null, true],
      ["2020-02", "Desk", 0.5, false],
      ["all", "all", 0.4, false]
    ]);
  });
});

describe("reports.attribution_coverage", () => {
  it("shows what rests on links that are too weak, and what the source does not tell", async () => {
    const id = (name: string) => ({cancellation_id: `${name}@1`, rebooked_order_id: `${name}-new`});
    const rows = await runModel("reports.attribution_coverage", {
      "marts.attribution_bases": [
        {...id("X"), measure: "CA", is_attributed: true, booked_cents: 100, kept_cents: 10},
        {...id("X"), measure: "VJE", is_attributed: true},
        {...id("Z"), measure: "CA", is_attributed: false, booked_cents: 50, kept_cents: 5}
      ],
      "marts.rebooking_circumstances": [
        {...id("X"), class: "A"},
        {...id("Z"), class: "C"}
      ],
      "marts.possible_rebookings": [{...id("W"), allocated_cents: 7}]
    });
    expect(rows).toMatchObject([
      {measure: "CA", class: "A", is_attributed: true, rebookings: 1n, booked_cents: 100n},
      {measure: "CA", class: "C", is_attributed: false, booked_cents: 50n, kept_cents: 5n},
      {measure: "CA", class: "D", is_attributed: false, kept_cents: 7n},
      {measure: "VJE", class: "A", rebookings: 1n, unmeasured: 1n, booked_cents: 0n}
    ]);
  });
});
