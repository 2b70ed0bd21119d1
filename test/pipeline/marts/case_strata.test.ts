import {describe, expect, it} from "vitest";
import {type Row, runModel} from "../../support/models.ts";

const stakes = {case_id: "K1", at_risk_ca_cents: 10000, family: "Site", is_delegated: false};

async function stratum(more: {
  stakes?: Partial<Row>;
  episode?: Partial<Row>;
  customer?: Partial<Row>;
}): Promise<Row | undefined> {
  const [row] = await runModel("marts.case_strata", {
    "marts.case_episodes": [{case_id: "K1", case_ids: ["K1"], customer_id: "C1", ...more.episode}],
    "marts.case_stakes": more.stakes === undefined ? [] : [{...stakes, ...more.stakes}],
    "staging.customers": more.customer === undefined ? [] : [{customer_id: "C1", ...more.customer}],
    "staging.case_reasons": [{case_id: "K1", position: 1, raw_label: "Prix", motive: "price"}]
  });
  return row;
}

describe("marts.case_strata", () => {
  it("has the motive, the band of the amount at risk and the product family", async () => {
    expect(await stratum({stakes: {}})).toMatchObject({
      motive: "price",
      value_band: "under 500",
      family: "Site"
    });
  });

  it.each([
    [0, "under 500"],
    [49999, "under 500"],
    [50000, "500 to 1 000"],
    [100000, "1 000 to 2 000"],
    [200000, "2 000 and above"]
  ])("puts %d cents at risk under the band %s", async (at_risk_ca_cents, value_band) => {
    expect(await stratum({stakes: {at_risk_ca_cents}})).toMatchObject({value_band});
  });

  it("takes the brand of the case, else that of the customer, else none", async () => {
    expect(await stratum({episode: {brand: "Marly"}, customer: {brand: "Solène"}})).toMatchObject({
      brand: "Marly"
    });
    expect(await stratum({customer: {brand: "Solène"}})).toMatchObject({brand: "Solène"});
    expect(await stratum({})).toMatchObject({
      brand: "unknown",
      family: "unknown",
      value_band: "under 500",
      is_delegated: false
    });
  });
});

describe("marts.case_stakes", () => {
  const line = {order_id: "X", amount_cents: 100, term_start_date: "2020-01-01", is_recurring: false};
  const told = async (lines: Partial<Row>[], orders: Partial<Row>[]): Promise<Row | undefined> => {
    const [row] = await runModel("marts.case_stakes", {
      "marts.case_episodes": [{case_id: "K1", customer_id: "C1", opened_date: "2020-06-01"}],
      "staging.orders": orders.map((more) => ({customer_id: "C1", signed_date: "2020-01-01", ...more})),
      "staging.order_lines": lines.map((more) => ({...line, ...more}))
    });
    return row;
  };

  it("names the family at risk, or that there are several", async () => {
    const order = [{order_id: "X"}];
    expect(await told([{family: "Site"}, {family: "Site"}], order)).toMatchObject({family: "Site"});
    expect(await told([{family: "Site"}, {family: null}], order)).toMatchObject({family: "several"});
    expect(await told([{}], order)).toMatchObject({family: "unknown"});
  });

  it("knows who had signed, and whether an order had been handed on", async () => {
    const lines = [{}, {order_id: "Y"}];
    const orders = (assignment: string) => [
      {order_id: "X", seller_id: "V2", assignment: "seller"},
      {order_id: "Y", seller_id: "V1", assignment}
    ];
    expect(await told(lines, orders("delegated"))).toMatchObject({
      is_delegated: true,
      seller_ids: ["V1", "V2"]
    });
    expect(await told(lines, orders("seller"))).toMatchObject({is_delegated: false});
    expect(await told([{}], [{order_id: "X"}])).toMatchObject({seller_ids: []});
  });
});
