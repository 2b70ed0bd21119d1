import {expect, it} from "vitest";
import {runModel} from "../../support/models.ts";
import {type OrderStory, tell} from "./story.ts";

const site = {amount: 60000, start: "2020-01-01", end: "2021-01-01", family: "Site"};
const ended: OrderStory = {id: "W", signed: "2019-12-10", lines: [site]};
const next = {...site, start: "2021-01-01", end: "2022-01-01"};
const later: OrderStory = {id: "Y", signed: "2020-12-05", lines: [next]};

/** The orders that go on with another. */
async function continuing(...orders: OrderStory[]) {
  return (await runModel("marts.continuing_orders", tell(...orders))).map(({order_id}) => order_id);
}

it("goes on with lines of its family on the day they end", async () => {
  expect(await runModel("marts.continuing_orders", tell(ended, later))).toMatchObject([
    {order_id: "Y", booked_cents: 60000n, continued_cents: 60000n}
  ]);
});

it("does not a day later, in another family, for another customer, or after a cut", async () => {
  expect(await continuing(ended, {...later, lines: [{...next, start: "2021-01-02"}]})).toEqual([]);
  expect(await continuing(ended, {...later, lines: [{...next, family: "Booster"}]})).toEqual([]);
  expect(await continuing(ended, {...later, customer: "C2"})).toEqual([]);
  expect(await continuing({...ended, lines: [{...site, cut: "2021-01-01"}]}, later)).toEqual([]);
});

it("does not when it was signed before the order that ends", async () => {
  expect(await continuing(ended, {...later, signed: "2019-12-09"})).toEqual([]);
});

it("takes a family that is not told for any family", async () => {
  expect(await continuing(ended, {...later, lines: [{...next, family: null}]})).toEqual(["Y"]);
  expect(await continuing({...ended, lines: [{...site, family: null}]}, later)).toEqual(["Y"]);
});

it("goes on for half of its amount at least", async () => {
  const extra = {amount: 60000, start: "2021-01-01", end: "2022-01-01", family: "Booster"};
  expect(await continuing(ended, {...later, lines: [next, extra]})).toEqual(["Y"]);
  expect(await continuing(ended, {...later, lines: [next, {...extra, amount: 60001}]})).toEqual([]);
});

it("counts a line that takes over from two once", async () => {
  const twin: OrderStory = {...ended, id: "V"};
  expect(await runModel("marts.continuing_orders", tell(ended, twin, later))).toMatchObject([
    {continued_cents: 60000n}
  ]);
});
