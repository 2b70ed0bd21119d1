import {describe, expect, it} from "vitest";
import vectors from "../../vectors.json" with {type: "json"};
import {type Given, type Row, runModel} from "../../support/models.ts";
import {LR1, LR1_ASKED, type OrderStory, tell} from "./story.ts";

const [X, Y] = LR1_ASKED as [OrderStory, OrderStory];
const DECLARED = [X, {...Y, replaces: "X"}];
const PAID: Given = {
  "staging.sellers": [{seller_id: "V9", channel: "retention", team: "Desk", valid_from: "2015-01-01"}],
  "staging.invoices": [{invoice_line_id: "E1", order_id: "another", amount_cents: 0, kind: "invoice"}],
  "staging.premiums": [
    {order_id: "Y", premium_cents: 500, source_file_id: "p", source_line: 2},
    {order_id: "Y", premium_cents: -100, source_file_id: "p", source_line: 3},
    {order_id: null, premium_cents: 999, source_file_id: "p", source_line: 4}
  ]
};

const index = async (orders: OrderStory[], given: Given = PAID): Promise<Row[]> =>
  runModel("marts.incentive_index", {...tell(...orders), ...given});

describe("marts.incentive_index", () => {
  it("finds that the desk is credited for what costs the company, and not under the delta rule", async () => {
    const rows = await index(DECLARED);
    expect(rows.map(({rule}) => rule)).toEqual(["company_fault", "current", "shared"]);
    expect(rows.find(({rule}) => rule === "current")).toEqual({
      rule: "current",
      month: "2020-07-01",
      team: "Desk",
      rebookings: 1n,
      judged_rebookings: 1n,
      perverse_rebookings: 1n,
      possible_rebookings: 1n,
      credit_cents: BigInt(vectors.LR1.RB),
      judged_credit_cents: BigInt(vectors.LR1.RB),
      perverse_credit_cents: BigInt(vectors.LR1.RB),
      possible_credit_cents: BigInt(vectors.LR1.RB),
      company_cents: BigInt(vectors.LR1.RB - vectors.LR1.B),
      mo_gap_low_cents: BigInt(vectors.LR1.MO_gap_avoidable),
      mo_gap_high_cents: BigInt(vectors.LR1.MO_gap_avoidable),
      premium_cents: 400n
    });
  });

  it("finds a drop of 1 000 that makes 300, of which the customer wanted to drop 400 only", async () => {
    const cut = {start: "2020-02-01", end: "2021-02-01", cut: "2020-07-01"};
    const rows = await index([
      {
        ...X,
        lines: [
          {...cut, amount: 60000, family: "Site"},
          {...cut, amount: 40000, family: "Booster", requested: "2020-06-25"}
        ]
      },
      {...Y, replaces: "X", lines: [{amount: 30000, start: "2020-07-01", end: "2021-07-01"}]}
    ]);
    const found = (rule: string) => rows.find((row) => row.rule === rule)?.perverse_credit_cents;
    expect([found("current"), found("shared"), found("delta")]).toEqual([30000n, 15000n, undefined]);
  });

  it("says what may be where nobody wrote down what was asked for, and nothing without invoices", async () => {
    const unknown = LR1.map((order) => (order.id === "Y" ? {...order, replaces: "X"} : order));
    // 715.49 are delivered and 100 rebooked: an MO- of everything would have kept more; with 700 billed, only one of less.
    const billed = {
      ...PAID,
      "staging.invoices": [{invoice_line_id: "E1", order_id: "X", amount_cents: 70000, kind: "invoice"}]
    };
    expect((await index(unknown, billed)).find(({rule}) => rule === "current")).toMatchObject({
      judged_rebookings: 1n,
      perverse_rebookings: 0n,
      possible_rebookings: 1n
    });
    const without = {...PAID, "staging.invoices": [], "staging.premiums": []};
    expect((await index(DECLARED, without)).find(({rule}) => rule === "current")).toMatchObject({
      rebookings: 1n,
      judged_rebookings: 0n,
      perverse_rebookings: 0n,
      mo_gap_low_cents: null,
      premium_cents: null
    });
  });

  it("does not count a rebooking that keeps what there was, nor one by another channel", async () => {
    const whole = [
      X,
      {...Y, replaces: "X", lines: [{amount: 200000, start: "2020-07-01", end: "2021-07-01"}]}
    ];
    expect((await index(whole)).find(({rule}) => rule === "current")).toMatchObject({
      rebookings: 1n,
      perverse_rebookings: 0n,
      possible_rebookings: 0n
    });
    expect(await index([X, {...Y, replaces: "X", seller: "V3", channel: "field"}])).toEqual([]);
  });
});

describe("marts.rebooking_premiums", () => {
  it("shares the premium of an order over the units that it replaces", async () => {
    const share = (cents: number) => ({rebooked_order_id: "Y", allocated_cents: cents});
    const rows = await runModel("marts.rebooking_premiums", {
      "marts.rebooking_shares": [
        {cancellation_id: "A", ...share(100)},
        {cancellation_id: "B", ...share(200)},
        {cancellation_id: "C", rebooked_order_id: "Z", allocated_cents: 0},
        {cancellation_id: "D", rebooked_order_id: "none", allocated_cents: 5}
      ],
      "staging.premiums": [
        {order_id: "Y", premium_cents: 1000},
        {order_id: "Z", premium_cents: 7}
      ]
    });
    expect(rows.map(({premium_cents}) => premium_cents)).toEqual([333n, 667n, 7n, 0n]);
  });
});
