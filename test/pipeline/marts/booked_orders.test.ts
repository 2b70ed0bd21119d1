import {describe, expect, it} from "vitest";
import {runModel} from "../../support/models.ts";
import {tell} from "./story.ts";

const lines = [
  {amount: 60000, start: "2020-03-01", end: "2021-03-01", family: "Site", product: "Site Plus"},
  {amount: 5000, start: "2020-02-01", family: "Booster", product: "Création", cut: "2020-07-01"},
  {amount: 1000, start: "2020-02-15", end: "2020-08-15", family: "Site", product: "Site Plus", parc: 2000}
];

describe("marts.booked_orders", () => {
  it("adds up the lines as signed, those cancelled later included", async () => {
    const rows = await runModel("marts.booked_orders", tell({id: "A1", signed: "2020-01-10", lines}));
    expect(rows).toMatchObject([
      {
        booked_cents: 66000n,
        parc_cents: 62000n,
        first_start_date: "2020-02-01",
        last_end_date: "2021-03-01",
        families: ["Booster", "Site"],
        is_cancelled: false
      }
    ]);
  });

  it("is cancelled when every line is, and has no families when none is named", async () => {
    const cut = {amount: 100, start: "2020-02-01", family: null, cut: "2020-03-01"};
    const rows = await runModel(
      "marts.booked_orders",
      tell({id: "A1", signed: "2020-01-10", lines: [cut, cut]})
    );
    expect(rows).toMatchObject([{is_cancelled: true, families: [], last_end_date: null}]);
  });

  it("keeps orders apart, counts one under two cases once, and leaves out those without lines", async () => {
    const opened = {customer_id: "C2", opened_at: "2020-01-01 00:00:00+00"};
    const rows = await runModel("marts.booked_orders", {
      ...tell(
        {id: "A1", signed: "2020-01-10", lines: [{amount: 100, start: "2020-02-01"}]},
        {id: "A2", customer: "C2", signed: "2020-01-10", lines: [{amount: 7, start: "2020-02-01"}]},
        {id: "A3", signed: "2020-01-10", lines: []}
      ),
      "staging.cases": [
        {case_id: "K1", ...opened},
        {case_id: "K2", ...opened}
      ]
    });
    expect(rows.map((row) => [row.order_id, row.booked_cents, row.has_open_case])).toEqual([
      ["A1", 100n, false],
      ["A2", 7n, true]
    ]);
  });

  it.each([
    ["2020-04-30", false],
    ["2020-05-01", true],
    ["2020-05-20", true],
    ["2020-05-21", false]
  ])(
    "signed on %s, an order stands under the case open from 1 to 20 May: %s",
    async (signed, hasOpenCase) => {
      const rows = await runModel("marts.booked_orders", {
        ...tell({id: "A1", signed, lines}),
        "staging.cases": [
          {
            case_id: "K1",
            customer_id: "C1",
            opened_at: "2020-04-30 22:30:00+00",
            closed_at: "2020-05-20 12:00:00+00"
          },
          {case_id: "K2", customer_id: "C2", opened_at: "2020-01-01 00:00:00+00"}
        ]
      });
      expect(rows).toMatchObject([{has_open_case: hasOpenCase}]);
    }
  );
});
