import {describe, expect, it} from "vitest";
import {type Row, runModel} from "../../support/models.ts";

const bill = {
  customer_id: "C1",
  order_id: "A",
  invoice_date: "2021-01-01",
  service_start_date: "2021-01-01",
  service_end_date: "2022-01-01",
  amount_cents: 120_000
};

/** What is thought of an amount, with 100 a month billed. */
async function judge(mrr_cents: number | null, invoices: Partial<Row>[] = [bill]): Promise<Row> {
  const [row = {}] = await runModel("marts.case_amounts", {
    "staging.cases": [{case_id: "K1", customer_id: "C1", mrr_cents, opened_at: "2021-06-15 08:00:00+00"}],
    "staging.invoices": invoices.map((invoice, index) => ({invoice_line_id: String(index), ...invoice}))
  });
  return row;
}

describe("marts.case_amounts", () => {
  it("agrees to the cent, or does not", async () => {
    expect(await judge(10_000)).toEqual({
      case_id: "K1",
      mrr_cents: 10_000n,
      billed_mrr_cents: 10_000n,
      agreement: "agrees"
    });
    expect(await judge(10_001)).toMatchObject({agreement: "differs"});
  });

  it.each([
    [11_949, "differs"],
    [11_950, "with_vat"],
    [12_000, "with_vat"],
    [12_050, "with_vat"],
    [12_051, "differs"]
  ])("thinks of %i where 10 000 are billed: %s", async (cents, agreement) => {
    expect(await judge(cents)).toMatchObject({agreement});
  });

  it("bills what recurs on that day: neither what is over, nor what was invoiced later, nor what has no end", async () => {
    expect(
      await judge(12_000, [
        bill,
        {...bill, amount_cents: 24_000},
        {...bill, service_end_date: "2021-06-15"},
        {...bill, invoice_date: "2021-06-16", amount_cents: -120_000},
        {...bill, service_end_date: null},
        {...bill, customer_id: "C2"}
      ])
    ).toMatchObject({billed_mrr_cents: 12_000n, agreement: "agrees"});
  });

  it("takes the order that the case names, where it names one", async () => {
    const rows = await runModel("marts.case_amounts", {
      "staging.cases": [
        {
          case_id: "K1",
          customer_id: "C1",
          order_id: "A",
          mrr_cents: 10_000,
          opened_at: "2021-06-15 08:00:00+00"
        }
      ],
      "staging.invoices": [bill, {...bill, order_id: "B"}]
    });
    expect(rows).toMatchObject([{agreement: "agrees"}]);
  });

  it("says when there is nothing to compare", async () => {
    expect(await judge(null)).toMatchObject({agreement: "no_amount"});
    expect(await judge(10_000, [])).toMatchObject({billed_mrr_cents: null, agreement: "not_billed"});
    expect(await judge(10_000, [bill, {...bill, amount_cents: -120_000}])).toMatchObject({
      agreement: "not_billed"
    });
  });
});
