import {describe, expect, it} from "vitest";
import {runModel} from "../../support/models.ts";
import {tell} from "./story.ts";

async function bill(amounts: number[], entries: {line?: number; cents: number; order?: string | null}[]) {
  const rows = await runModel("marts.billed_lines", {
    ...tell({
      id: "A1",
      signed: "2020-01-10",
      lines: amounts.map((amount) => ({amount, start: "2020-02-01"}))
    }),
    "staging.invoices": entries.map(({line, cents, order = "A1"}, index) => ({
      invoice_line_id: `E${index}`,
      order_id: order,
      line_no: line ?? null,
      amount_cents: cents
    }))
  });
  return rows.map(({line_no, billed_cents}) => [line_no, billed_cents]);
}

describe("marts.billed_lines", () => {
  it("takes credit notes off the invoices of their line", async () => {
    expect(
      await bill(
        [600, 400],
        [
          {line: 1, cents: 600},
          {line: 1, cents: -200},
          {line: 2, cents: 400}
        ]
      )
    ).toEqual([
      [1, 400n],
      [2, 400n]
    ]);
  });

  it("shares an entry that names only the order over its lines, to the cent", async () => {
    expect(await bill([4900, 1900], [{cents: 10000}])).toEqual([
      [1, 7206n],
      [2, 2794n]
    ]);
    expect(await bill([1, 1], [{cents: -10001}])).toEqual([
      [1, -5001n],
      [2, -5000n]
    ]);
  });

  it("shares an entry for a line that the order does not have like one for the order", async () => {
    expect(
      await bill(
        [1000, 1000],
        [
          {line: 9, cents: 500},
          {line: 1, cents: 10}
        ]
      )
    ).toEqual([
      [1, 260n],
      [2, 250n]
    ]);
  });

  it("lets discounts and free lines bear no part, and shares over free lines alone evenly", async () => {
    expect(await bill([1, 0], [{cents: 800}])).toEqual([
      [1, 800n],
      [2, 0n]
    ]);
    expect(await bill([1000, -200], [{cents: 800}])).toEqual([
      [1, 800n],
      [2, 0n]
    ]);
    expect(await bill([0, 0], [{cents: 3}])).toEqual([
      [1, 2n],
      [2, 1n]
    ]);
  });

  it("adds what is shared to what is told of a line, though both are the same", async () => {
    expect(await bill([1000, 1000], [{line: 1, cents: 250}, {cents: 500}])).toEqual([
      [1, 500n],
      [2, 250n]
    ]);
  });

  it("lets a discount bear no part of large entries either", async () => {
    expect(await bill([100, -200], [{cents: 100_000}])).toEqual([
      [1, 100_000n],
      [2, 0n]
    ]);
  });

  it("keeps to the order that an entry names", async () => {
    const line = {amount: 100, start: "2020-02-01"};
    const rows = await runModel("marts.billed_lines", {
      ...tell(
        {id: "A1", signed: "2020-01-10", lines: [line]},
        {id: "A2", signed: "2020-01-10", lines: [line, line]}
      ),
      "staging.invoices": [
        {invoice_line_id: "E1", order_id: "A1", line_no: 2, amount_cents: 60},
        {invoice_line_id: "E2", order_id: "A2", line_no: 1, amount_cents: 7}
      ]
    });
    expect(rows.map(({order_id, line_no, billed_cents}) => [order_id, line_no, billed_cents])).toEqual([
      ["A1", 1, 60n],
      ["A2", 1, 7n]
    ]);
  });

  it("knows nothing of entries without order", async () => {
    expect(await bill([1000], [{cents: 800, order: null}])).toEqual([]);
  });
});
