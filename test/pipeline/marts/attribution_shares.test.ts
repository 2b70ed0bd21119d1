// Who a rule names, on whom that falls, and under which name it is shown.
import {describe, expect, it} from "vitest";
import {type Given, type Row, runModel} from "../../support/models.ts";

describe("marts.attribution_shares", () => {
  const shares = async (rule: Partial<Row>): Promise<unknown[][]> => {
    const rows = await runModel("marts.attribution_shares", {
      "lookups.attribution_rules": [{source_line: 7, ...rule}]
    });
    return rows
      .sort((a, b) => Number(a.place) - Number(b.place))
      .map(({role, place, reversal_bp, credit_bp, is_divided}) => [
        role,
        place,
        reversal_bp,
        credit_bp,
        is_divided
      ]);
  };

  it("have a row for each role, whose share is nothing where the rule is silent", async () => {
    expect(await shares({reversal_house_bp: 10_000, credit_rebooker_bp: 10_000})).toEqual([
      ["initial", 1, 0, 0, false],
      ["rebooker", 2, 0, 10_000, false],
      ["first_contact", 3, 0, 0, false],
      ["dvr", 4, 0, 0, false],
      ["house", 5, 10_000, 0, false],
      ["unknown", 6, 0, 0, false]
    ]);
  });

  it("tell where a side has several shares, of the reversal or of the credit", async () => {
    const isDivided = async (rule: Partial<Row>) => [...new Set((await shares(rule)).map((row) => row[4]))];
    expect(await isDivided({reversal_dvr_bp: 4000, reversal_unknown_bp: 6000})).toEqual([true]);
    expect(await isDivided({credit_initial_bp: 5000, credit_first_contact_bp: 5000})).toEqual([true]);
    expect(await isDivided({reversal_initial_bp: 10_000, credit_unknown_bp: 10_000})).toEqual([false]);
  });

  it("do not tell one row of a rule by another", async () => {
    const rows = await runModel("marts.attribution_shares", {
      "lookups.attribution_rules": [
        {source_line: 2, credit_initial_bp: 10_000},
        {source_line: 3, credit_initial_bp: 1, credit_house_bp: 9999}
      ]
    });
    const told = rows.filter(({is_divided}) => is_divided).map(({source_line}) => Number(source_line));
    expect(new Set(told)).toEqual(new Set([3]));
  });
});

describe("marts.attribution_parties", () => {
  const LINK: Row = {
    cancellation_id: "X",
    rebooked_order_id: "Y",
    is_attributed: true,
    original_seller_id: "V1",
    original_channel: "telesales",
    cancel_date: "2020-07-01",
    rebooking_seller_id: "V9",
    rebooking_channel: "retention",
    signed_date: "2020-07-10",
    first_contact_seller_id: "V5",
    first_contact_date: "2020-06-20"
  };
  const SELLERS: Partial<Row>[] = [
    {seller_id: "V1", channel: "telesales", team: "Sud", valid_from: "2015-01-01", valid_to: "2020-07-01"},
    {seller_id: "V1", channel: "field", team: "Ouest", valid_from: "2020-07-01", valid_to: "2020-07-02"},
    {seller_id: "V9", channel: "retention", team: "Desk", valid_from: "2020-07-10", valid_to: null},
    {
      seller_id: "V5",
      channel: "customer_service",
      team: "Nord",
      valid_from: "2015-01-01",
      valid_to: "2020-06-20"
    }
  ];
  const parties = async (link: Partial<Row> = {}, sellers = SELLERS): Promise<Record<string, unknown[]>> => {
    const given: Given = {
      "marts.rebooking_circumstances": [{...LINK, ...link}],
      "staging.sellers": sellers
    };
    const rows = await runModel("marts.attribution_parties", given);
    return Object.fromEntries(
      rows.map(({role, ...row}): [string, unknown[]] => [
        String(role),
        [row.party, row.seller_id, row.channel, row.team]
      ])
    );
  };

  it("are in the channel and the team of that day, the last day of a spell being no part of it", async () => {
    expect(await parties()).toEqual({
      initial: ["seller", "V1", "field", "Ouest"],
      rebooker: ["seller", "V9", "retention", "Desk"],
      // The list of sellers ends on the very day: a first contact has no channel of a sale either.
      first_contact: ["seller", "V5", "unknown", null],
      dvr: ["unknown", null, "unknown", null],
      house: ["house", null, "house", null],
      unknown: ["unknown", null, "unknown", null]
    });
  });

  it("are in the channel of the sale where the list of sellers does not have the day", async () => {
    const rows = await parties({signed_date: "2020-07-09", cancel_date: "2020-07-02"});
    expect(rows.rebooker).toEqual(["seller", "V9", "retention", null]);
    expect(rows.initial).toEqual(["seller", "V1", "telesales", null]);
  });

  it("are the desk of the cancelled order only where that was of the desk", async () => {
    const rows = await parties({original_channel: "dvr"}, []);
    expect(rows.dvr).toEqual(["seller", "V1", "dvr", null]);
    expect(rows.initial).toEqual(["seller", "V1", "dvr", null]);
  });

  it("are the house for what is sold for it, whoever sold it, and unknown where nobody did", async () => {
    const rows = await parties(
      {rebooking_channel: "house", original_seller_id: null, first_contact_seller_id: null},
      []
    );
    expect(rows.rebooker).toEqual(["house", "V9", "house", null]);
    expect(rows.initial).toEqual(["unknown", null, "unknown", null]);
    expect(rows.first_contact).toEqual(["unknown", null, "unknown", null]);
  });

  it("are those of links that are sure enough", async () => {
    expect(await parties({is_attributed: false})).toEqual({});
  });
});

describe("marts.attribution_holders", () => {
  it("show channels of fewer than five rebookings together, and the house and the unknown by name", async () => {
    const parts = (channel: string, orders: string[]): Partial<Row>[] =>
      orders.map((order) => ({
        ...{cancellation_id: "X", rebooked_order_id: order, rule: "r", measure: "CA", role: "initial"},
        channel
      }));
    const rows = await runModel("marts.attribution_holders", {
      "marts.attributions": [
        ...parts("field", ["1", "2", "3", "4", "5"]),
        ...parts("telesales", ["1", "2", "3", "4", "4"]),
        ...parts("house", ["1"]),
        ...parts("unknown", ["1"])
      ]
    });
    expect(rows.map(({channel, rebookings, holder}) => [channel, rebookings, holder])).toEqual([
      ["field", 5n, "field"],
      ["house", 1n, "house"],
      ["telesales", 4n, "other"],
      ["unknown", 1n, "unknown"]
    ]);
  });
});
