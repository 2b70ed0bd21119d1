import {describe, expect, it} from "vitest";
import {type Given, type Row, runModel} from "../../support/models.ts";
import {LR1, type OrderStory, tell} from "./story.ts";

const line = {
  action: "link",
  order_id: "X",
  cancel_date: "2020-07-01",
  rebooked_order_id: "Z",
  reason: "the customer says so",
  author: "Anne",
  date: "2020-09-01"
};
const later: OrderStory = {
  id: "Z",
  signed: "2020-12-01",
  seller: "V2",
  lines: [{amount: 5000, start: "2020-12-01", end: "2021-12-01", family: "Other"}]
};

function corrected(lines: Partial<Row>[], ...orders: OrderStory[]): Given {
  const rows = lines.map((row, index) => ({...line, ...row, source_line: index + 2}));
  return {...tell(...LR1, later, ...orders), "lookups.rebooking_corrections": rows};
}

async function links(given: Given, asOf?: string): Promise<Row[]> {
  return runModel("marts.rebookings", given, asOf === undefined ? {} : {asOf});
}

describe("a correction", () => {
  it("links what no score would, beside what was found, and says who and why", async () => {
    expect(await links(corrected([{}]))).toMatchObject([
      {
        rebooked_order_id: "Z",
        class: "E",
        is_corrected: true,
        corrected_by: "Anne",
        correction_reason: "the customer says so"
      }
    ]);
  });

  it("rules a pair out for good, found or declared", async () => {
    expect(await links(corrected([{action: "unlink", rebooked_order_id: "Y"}]))).toEqual([]);
    const declared: OrderStory = {...later, replaces: "X"};
    const given = {...corrected([{action: "unlink"}]), ...tell(...LR1, declared)};
    expect(await links(given)).toMatchObject([{rebooked_order_id: "Y", class: "A", is_corrected: false}]);
  });

  it("stands before what an order declares", async () => {
    const other: OrderStory = {...(LR1[0] as OrderStory), id: "W", signed: "2020-01-16"};
    const declared: OrderStory = {...later, replaces: "W"};
    const given = {...corrected([{}]), ...tell(...LR1, other, declared)};
    expect((await links(given)).filter(({rebooked_order_id}) => rebooked_order_id === "Z")).toMatchObject([
      {cancelled_order_id: "X", is_corrected: true}
    ]);
  });

  it("can merge units into one order, and split a unit over several", async () => {
    const other: OrderStory = {...(LR1[0] as OrderStory), id: "W", signed: "2020-01-16"};
    const merge = await links(corrected([{}, {order_id: "W"}], other));
    expect(
      merge
        .filter(({rebooked_order_id}) => rebooked_order_id === "Z")
        .map(({cancelled_order_id}) => cancelled_order_id)
    ).toEqual(["W", "X"]);
    const split = await links(corrected([{}, {rebooked_order_id: "Y"}]));
    expect(split.map(({rebooked_order_id, type}) => [rebooked_order_id, type])).toEqual([
      ["Y", "split"],
      ["Z", "split"]
    ]);
  });

  it("holds from its day on", async () => {
    expect(await links(corrected([{date: "2021-01-01"}]), "2020-12-31")).toMatchObject([
      {rebooked_order_id: "Y", is_corrected: false}
    ]);
  });

  it.each([
    [{order_id: "nobody's"}, "unknown_cancellation"],
    [{cancel_date: "2020-07-02"}, "unknown_cancellation"],
    [{rebooked_order_id: "nobody's"}, "unknown_order"],
    [{rebooked_order_id: "OTHER"}, "other_customer"],
    [{rebooked_order_id: "BEFORE"}, "not_later"],
    [{}, null]
  ])("that says %j is listed as %s", async (row, issue) => {
    const given = corrected(
      [row],
      {...later, id: "OTHER", customer: "C2"},
      {...later, id: "BEFORE", signed: "2020-01-01"}
    );
    expect(await runModel("marts.rebooking_corrections", given)).toMatchObject([{source_line: 2, issue}]);
    if (issue !== null)
      expect(await links(given)).toMatchObject([{rebooked_order_id: "Y", is_corrected: false}]);
  });

  it("that contradicts another is refused with its line", async () => {
    const refused = async (rows: Partial<Row>[], ...orders: OrderStory[]) =>
      (await runModel("checks.corrections_agree", corrected(rows, ...orders))).map(
        ({source_line}) => source_line
      );
    const other: OrderStory = {...(LR1[0] as OrderStory), id: "W", signed: "2020-01-16"};
    expect(await refused([{}, {rebooked_order_id: "Y"}])).toEqual([]);
    expect(await refused([{}, {action: "unlink"}])).toEqual([2, 3]);
    expect(await refused([{}, {rebooked_order_id: "Y"}, {order_id: "W"}], other)).toEqual([2]);
    expect(await refused([{}, {order_id: "W", action: "join"}])).toEqual([3]);
    expect(await refused([{author: null}])).toEqual([2]);
  });
});
