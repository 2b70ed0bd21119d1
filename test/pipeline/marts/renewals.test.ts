import {describe, expect, it} from "vitest";
import {runModel} from "../../support/models.ts";
import {type OrderStory, tell} from "./story.ts";

const year = (id: string, start: number, more: Partial<OrderStory> = {}): OrderStory => ({
  id,
  signed: `${start - 1}-12-15`,
  lines: [{amount: 1000, start: `${start}-01-01`, end: `${start + 1}-01-01`}],
  ...more
});
const from = (start: string): Partial<OrderStory> => ({lines: [{amount: 1000, start, end: "2022-01-01"}]});

async function renew(...orders: OrderStory[]): Promise<string[]> {
  const rows = await runModel("marts.renewals", tell(...orders));
  return rows.map(({renewed_order_id, order_id}) => [renewed_order_id, order_id].join("-"));
}

describe("marts.renewals", () => {
  it.each([
    ["2020-12-01", []],
    ["2020-12-02", ["A-B"]],
    ["2021-01-31", ["A-B"]],
    ["2021-02-01", []]
  ])("an order that starts on %s renews one that ends on 1 January: %j", async (start, expected) => {
    expect(await renew(year("A", 2020), year("B", 2021, from(start)))).toEqual(expected);
  });

  it("wants an order that was not cancelled, and a customer", async () => {
    const line = {amount: 1000, start: "2020-01-01", end: "2021-01-01"};
    const partly = year("A", 2020, {lines: [line, {...line, cut: "2020-06-01"}]});
    const wholly = year("A", 2020, {lines: [{...line, cut: "2020-06-01"}]});
    expect(await renew(partly, year("B", 2021))).toEqual(["A-B"]);
    expect(await renew(wholly, year("B", 2021))).toEqual([]);
    expect(await renew(year("A", 2020), year("B", 2021, {customer: "C2"}))).toEqual([]);
  });

  it("takes no order that declares to replace or amend another", async () => {
    expect(await renew(year("A", 2020), year("B", 2021, {replaces: "Z"}))).toEqual([]);
    expect(await renew(year("A", 2020), year("B", 2021, {modifies: "A"}))).toEqual([]);
  });

  it("is one to one, the nearest first", async () => {
    expect(
      await renew(year("A", 2020), year("B", 2021, from("2021-01-03")), year("C", 2021, from("2021-01-02")))
    ).toEqual(["A-C"]);
    const ends = (end: string) => ({lines: [{amount: 1, start: "2020-01-01", end}]});
    const orders = [
      year("A", 2020, ends("2020-12-28")),
      year("B", 2020, ends("2020-12-31")),
      year("C", 2021),
      year("D", 2021, from("2021-01-05"))
    ];
    expect(await renew(...orders)).toEqual(["B-C", "A-D"]);
  });

  it("renews nothing that has no end", async () => {
    const goods = (id: string, day: string): OrderStory => ({
      id,
      signed: day,
      lines: [{amount: 1, start: day}]
    });
    expect(await renew(goods("A", "2020-01-01"), goods("B", "2020-01-02"))).toEqual([]);
  });
});

describe("marts.lineages", () => {
  it("follows an order through its renewals; every other order begins one", async () => {
    const rows = await runModel(
      "marts.lineages",
      tell(year("A", 2019), year("B", 2020), year("C", 2021), year("Z", 2020, {replaces: "Y"}))
    );
    expect(rows.map(({order_id, lineage_id}) => [order_id, lineage_id])).toEqual([
      ["A", "A"],
      ["B", "A"],
      ["C", "A"],
      ["Z", "Z"]
    ]);
  });
});
