import {describe, expect, it} from "vitest";
import {runModel} from "../../support/models.ts";
import {type OrderStory, tell} from "./story.ts";

const term = {amount: 1000, start: "2020-01-01", end: "2021-01-01"};
const old: OrderStory = {id: "X", signed: "2019-12-15", lines: [{...term, cut: "2020-07-01"}]};
const fresh = (...lines: OrderStory["lines"]): OrderStory => ({
  id: "Y",
  signed: "2020-07-01",
  replaces: "X",
  lines
});

async function transit(...orders: OrderStory[]) {
  return runModel("marts.transits", tell(...orders));
}

describe("marts.transits", () => {
  it("is what is kept, from the cut to the start of the line that keeps it", async () => {
    const late = {amount: 800, start: "2020-08-01", end: "2021-08-01"};
    expect(await transit(old, fresh(late))).toMatchObject([
      {
        order_id: "Y",
        line_no: 1,
        from_date: "2020-07-01",
        until_date: "2020-08-01",
        ca_cents: 800n,
        parc_cents: 800n
      }
    ]);
  });

  it("is nothing when the line starts by the cut", async () => {
    expect(await transit(old, fresh({amount: 800, start: "2020-07-01", end: "2021-07-01"}))).toEqual([]);
  });

  it("carries only the part that is kept, shared over the lines to the cent", async () => {
    const lines = [
      {amount: 1000, start: "2020-08-01", end: "2021-08-01"},
      {amount: 1000, start: "2020-07-01", end: "2021-07-01"},
      {amount: 1000, start: "2020-09-01", end: "2021-09-01"}
    ];
    expect(await transit(old, fresh(...lines))).toMatchObject([
      {line_no: 1, until_date: "2020-08-01", ca_cents: 334n, parc_cents: 334n},
      {line_no: 3, until_date: "2020-09-01", ca_cents: 333n, parc_cents: 333n}
    ]);
  });

  it("leaves free lines and discounts behind", async () => {
    const late = {start: "2020-08-01", end: "2021-08-01"};
    const lines = [
      {...late, amount: 900},
      {...late, amount: 0},
      {...late, amount: -100}
    ];
    expect(await transit(old, fresh(...lines))).toMatchObject([
      {ca_cents: 800n},
      {ca_cents: 0n},
      {ca_cents: 0n}
    ]);
    const free = [{...late, amount: 0}];
    expect(await transit(old, fresh(...free))).toMatchObject([{ca_cents: 0n, parc_cents: 0n}]);
  });

  it("ends when the line is cut before it ever starts", async () => {
    const late = {amount: 800, start: "2020-08-01", end: "2021-08-01", cut: "2020-07-15"};
    expect(await transit(old, fresh(late))).toMatchObject([{until_date: "2020-07-15"}]);
  });

  it("carries no parc of goods", async () => {
    const goods = {amount: 800, start: "2020-08-01"};
    expect(await transit(old, fresh(goods))).toMatchObject([{ca_cents: 800n, parc_cents: 0n}]);
  });

  it.each([
    ["E", 1],
    ["A", 1],
    ["B", 1],
    ["C", 0]
  ])("of a link of class %s there are %i", async (sure, count) => {
    const late = {amount: 800, start: "2020-08-01", end: "2021-08-01"};
    const rows = await runModel("marts.transits", {
      ...tell(old, fresh(late)),
      "marts.rebookings": [
        {
          cancellation_id: "X@2020-07-01",
          rebooked_order_id: "Y",
          customer_id: "C1",
          class: sure,
          allocated_cents: 800,
          parc_cents: 800
        }
      ]
    });
    expect(rows).toHaveLength(count);
  });
});
