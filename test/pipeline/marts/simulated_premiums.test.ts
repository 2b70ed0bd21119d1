import {describe, expect, it} from "vitest";
import {type Given, type Row, runModel} from "../../support/models.ts";

const LINK = {cancellation_id: "X@1", rebooked_order_id: "Y"};
const PLAN = {plan: "p", valid_from: "2020-01-01", source_line: 2};

/** 1 000 rebooked at 300: the drop is the first seller's, the credit both sellers' half and half. */
const REBOOKED: Given = {
  "marts.attribution_rules": ["CA", "parc"].map((measure) => ({rule: "r", measure})),
  "marts.attributions": ["CA", "parc"].flatMap((measure) => [
    {
      ...LINK,
      rule: "r",
      measure,
      role: "initial",
      party: "seller",
      seller_id: "V1",
      channel: "field",
      reversal_cents: -100000,
      credit_cents: 15000
    },
    {
      ...LINK,
      rule: "r",
      measure,
      role: "rebooker",
      party: "seller",
      seller_id: "V9",
      channel: "retention",
      reversal_cents: 0,
      credit_cents: 15000
    }
  ]),
  "marts.rebooking_circumstances": [
    {...LINK, cancel_date: "2020-07-01", signed_date: "2020-07-01", rebooking_seller_id: "V9"}
  ],
  "marts.rebookings": [{...LINK, in_term_cents: 20000}],
  "marts.booked_orders": [{order_id: "Y", signed_date: "2020-07-01", booked_cents: 30000}]
};

const pay = (plan: Partial<Row>, given: Given = {}): Promise<Row[]> =>
  runModel("marts.simulated_premiums", {
    ...REBOOKED,
    "lookups.premium_plans": [{...PLAN, ...plan}],
    ...given
  });

const cut = (day: string, amount: number): Given => ({
  "staging.order_lines": [{order_id: "Y", line_no: 1, amount_cents: amount, cut_date: day}]
});

describe("marts.simulated_premiums", () => {
  it("pays on the credit and takes back on the reversal, at the rates of the plan", async () => {
    expect(await pay({ca_rate_bp: 200, parc_rate_bp: 100})).toMatchObject([
      {role: "initial", earned_cents: 450n, taken_back_cents: -3000n, clawed_back_cents: 0n, cents: -2550n},
      {role: "rebooker", earned_cents: 450n, taken_back_cents: 0n, cents: 450n}
    ]);
  });

  it("is capped once a rebooking, its parties sharing the cap", async () => {
    const capped = await pay({ca_rate_bp: 1000, cap_kept_bp: 1});
    // 10 % of 300 is 30.00, the cap is a hundredth of a percent of 200.00.
    expect(capped.map(({earned_cents}) => earned_cents)).toEqual([1n, 1n]);
    const wide = await pay({ca_rate_bp: 1000, cap_kept_bp: 10000});
    expect(wide.map(({earned_cents}) => earned_cents)).toEqual([1500n, 1500n]);
  });

  it("takes back the part that is cut within the days of the plan, and nothing later", async () => {
    const plan = {ca_rate_bp: 1000, clawback_days: 90};
    const clawed = async (given: Given) => (await pay(plan, given)).map((row) => row.clawed_back_cents);
    expect(await clawed(cut("2020-09-28", 30000))).toEqual([-1500n, -1500n]);
    expect(await clawed(cut("2020-09-28", 10000))).toEqual([-500n, -500n]);
    expect(await clawed(cut("2020-09-29", 30000))).toEqual([0n, 0n]);
    expect(
      (await pay({ca_rate_bp: 1000}, cut("2020-07-02", 30000))).map((row) => row.clawed_back_cents)
    ).toEqual([0n, 0n]);
  });

  it("tries a plan on the days it holds, and with rules that share out what it pays on", async () => {
    expect(await pay({ca_rate_bp: 1, valid_to: "2020-07-01"})).toEqual([]);
    expect(await pay({ca_rate_bp: 1, valid_from: "2020-07-02"})).toEqual([]);
    const noParc = {"marts.attribution_rules": [{rule: "r", measure: "CA"}]};
    expect(await pay({parc_rate_bp: 1}, noParc)).toEqual([]);
    expect(await pay({ca_rate_bp: 1}, noParc)).toHaveLength(2);
  });

  it("says whether a rebooking pays for the one who makes it", async () => {
    const judge = async (company_cents: number, gap: number, plan: Partial<Row>) => {
      const [row] = await runModel("marts.rebooker_pay", {
        ...REBOOKED,
        "lookups.premium_plans": [{...PLAN, ...plan}],
        "marts.rebooking_results": [{...LINK, company_cents, mo_gap_low_cents: gap, mo_gap_high_cents: gap}]
      });
      return [row?.rebooker_cents, row?.pays, row?.is_company_worse];
    };
    expect(await judge(-70000, 1, {ca_rate_bp: 1000})).toEqual([1500n, true, true]);
    expect(await judge(-70000, 0, {ca_rate_bp: 1000})).toEqual([1500n, true, false]);
    expect(await judge(-70000, 1, {ca_rate_bp: 1000, cap_kept_bp: 0})).toEqual([0n, false, true]);
  });
});
