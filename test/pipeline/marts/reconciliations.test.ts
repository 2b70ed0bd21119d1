import {describe, expect, it} from "vitest";
import {type Given, type Row, runModel} from "../../support/models.ts";
import {LR1, type OrderStory, tell} from "./story.ts";

/** Lines of invoices and credit notes in few words; an amount below zero is a credit note. */
function bill(...entries: Partial<Row>[]): Given {
  return {
    "staging.invoices": entries.map((entry, index) => ({
      system: "billing",
      invoice_line_id: `E${index}`,
      invoice_id: `F${index}`,
      customer_id: "C1",
      invoice_date: "2020-01-10",
      kind: Number(entry.amount_cents) < 0 ? "credit_note" : "invoice",
      source_file_id: "bills",
      source_line: index + 2,
      ...entry
    }))
  };
}

/** Revenue of ledgers, document by document. */
function enter(...entries: Partial<Row>[]): Given {
  return {
    "staging.accounting_entries": entries.map((entry, index) => ({
      is_revenue: true,
      journal_code: "VE",
      entry_no: String(index),
      customer_id: "C1",
      entry_date: "2020-01-10",
      source_file_id: "ledger",
      source_line: index + 2,
      ...entry
    }))
  };
}

const order = (line: Partial<OrderStory["lines"][number]> = {}): OrderStory => ({
  id: "A",
  signed: "2020-01-05",
  lines: [{amount: 36600, start: "2020-01-10", end: "2021-01-10", ...line}]
});
const invoice = {
  order_id: "A",
  line_no: 1,
  amount_cents: 36600,
  service_start_date: "2020-01-10",
  service_end_date: "2021-01-10"
};

describe("marts.order_reconciliations", () => {
  const compare = async (orders: OrderStory[], billed: Given, asOf = "2022-12-31") =>
    runModel("marts.order_reconciliations", {...tell(...orders), ...billed}, {asOf});

  it.each([
    ["the whole amount", 36600, "agrees", 0],
    ["a euro less", 36500, "agrees", -100],
    ["a euro and a cent less", 36499, "amount_differs", -101],
    ["a euro and a cent more", 36701, "amount_differs", 101]
  ])("expects an order that has ended to be billed whole: %s", async (_, cents, status, difference) => {
    const rows = await compare([order()], bill({...invoice, amount_cents: cents}));
    expect(rows).toMatchObject([
      {
        reconciliation_id: "A",
        status,
        difference_cents: BigInt(difference),
        booked_cents: 36600n,
        order_file_id: "orders",
        billing_file_id: "bills",
        billing_line: 2n
      }
    ]);
  });

  it("leaves it open whether an order under way is billed ahead, and gives billing a month to follow", async () => {
    const rows = (cents: number) => compare([order()], bill({...invoice, amount_cents: cents}), "2020-07-31");
    // Until 30 June, 172 days of 366.
    expect(await rows(36600)).toMatchObject([
      {status: "agrees", due_low_cents: 17200n, due_high_cents: 36600n}
    ]);
    expect(await rows(17100)).toMatchObject([{status: "agrees"}]);
    expect(await rows(17099)).toMatchObject([{status: "amount_differs", difference_cents: -101n}]);
  });

  it("expects of a cancelled order what it had delivered, once a credit note had time to come", async () => {
    const cut = order({cut: "2020-07-01", recordedAt: "2020-07-02 08:00:00+00"});
    const rows = (asOf: string) => compare([cut], bill(invoice), asOf);
    expect(await rows("2020-08-01")).toMatchObject([{status: "agrees", due_high_cents: 36600n}]);
    expect(await rows("2020-08-02")).toMatchObject([
      {status: "amount_differs", is_cancelled: true, due_high_cents: 17300n, difference_cents: 19300n}
    ]);
  });

  it("shows what was delivered and never billed of LR1", async () => {
    const credited = bill({order_id: "X", amount_cents: 200000}, {order_id: "X", amount_cents: -200000});
    const rows = await compare(LR1, credited);
    expect(rows[0]).toMatchObject({
      reconciliation_id: "X",
      status: "amount_differs",
      difference_cents: -71549n
    });
  });

  it("bills a line without end a year at a time", async () => {
    const endless = order({end: null, isRecurring: true, amount: 36500});
    const rows = (cents: number) => compare([endless], bill({...invoice, amount_cents: cents}), "2022-02-10");
    expect(await rows(109500)).toMatchObject([
      {status: "agrees", due_low_cents: 73000n, due_high_cents: 109500n}
    ]);
    expect(await rows(36500)).toMatchObject([{status: "amount_differs", difference_cents: -36500n}]);
  });

  it("names what stands on one side only, be it without an order", async () => {
    const later = {...order(), id: "B", lines: [{amount: 500, start: "2020-03-01", end: "2021-03-01"}]};
    const rows = await compare(
      [order(), later],
      bill(invoice, {order_id: "Z", amount_cents: 700}, {amount_cents: 900, invoice_id: "F9"})
    );
    expect(rows).toMatchObject([
      {reconciliation_id: "A", status: "agrees"},
      {reconciliation_id: "B", status: "only_orders", difference_cents: -500n, billing_system: null},
      {reconciliation_id: "Z", status: "only_billing", difference_cents: 700n, order_system: null},
      {reconciliation_id: "document F9", status: "only_billing", difference_cents: 900n}
    ]);
  });

  it("waits for billing of what has only begun, and does not miss what began before any billing is known", async () => {
    const fresh = {...order(), id: "B", lines: [{amount: 36500, start: "2022-12-31", end: "2023-12-31"}]};
    const old = {...order(), id: "C", lines: [{amount: 500, start: "2019-12-01", end: "2020-12-01"}]};
    const rows = await compare([order(), fresh, old], bill(invoice));
    expect(rows).toMatchObject([{status: "agrees"}, {status: "agrees"}, {status: "not_covered"}]);
  });

  it.each([
    ["2020-02-10", "agrees"],
    ["2020-02-11", "date_differs"]
  ])("compares the first day billed with that of service: %s, %s", async (start, status) => {
    expect(await compare([order()], bill({...invoice, service_start_date: start}))).toMatchObject([{status}]);
  });

  it("is empty where nobody delivers invoices", async () => {
    expect(await compare([order()], {})).toEqual([]);
  });
});

describe("marts.ledger_reconciliations", () => {
  const compare = (billed: Given, ledger: Given) =>
    runModel("marts.ledger_reconciliations", {...billed, ...ledger});

  it("compares documents, be they of several lines, to the cent and the day", async () => {
    const rows = await compare(
      bill(
        {invoice_id: "F1", amount_cents: 60},
        {invoice_id: "F1", amount_cents: 40},
        {invoice_id: "F2", amount_cents: 100},
        {invoice_id: "F3", amount_cents: 100, invoice_date: "2020-01-04"},
        {invoice_id: "F4", amount_cents: 100, invoice_date: "2020-01-05"},
        {invoice_id: "F5", amount_cents: 100}
      ),
      enter(
        {document_id: "F1", amount_cents: 100},
        {document_id: "F2", amount_cents: 99},
        {document_id: "F3", amount_cents: 100},
        {document_id: "F4", amount_cents: 100},
        {document_id: "F6", amount_cents: 100},
        {document_id: null, amount_cents: 5},
        {document_id: "F7", amount_cents: 9, is_revenue: false}
      )
    );
    expect(rows).toMatchObject([
      {document_id: "F1", status: "agrees", billed_cents: 100n, ledger_cents: 100n, ledger_line: 2n},
      {document_id: "F2", status: "amount_differs", difference_cents: -1n},
      {document_id: "F3", status: "date_differs", days_apart: 6n},
      {document_id: "F4", status: "agrees", days_apart: 5n},
      {document_id: "F5", status: "only_billing", difference_cents: -100n},
      {document_id: "F6", status: "only_ledger", difference_cents: 100n},
      {document_id: "entry VE 5 2020", status: "only_ledger", ledger_cents: 5n}
    ]);
  });

  it("does not miss what no ledger covers: another year, or a system of which it has nothing", async () => {
    const rows = await compare(
      bill(
        {invoice_id: "F1", amount_cents: 1},
        {invoice_id: "F2", amount_cents: 2, invoice_date: "2021-01-10"},
        {invoice_id: "F3", amount_cents: 3, system: "other"}
      ),
      enter({document_id: "F1", amount_cents: 1})
    );
    expect(rows.map(({status}) => status)).toEqual(["agrees", "not_covered", "not_covered"]);
  });

  it("is empty where there is no ledger, or no billing", async () => {
    expect(await compare(bill({amount_cents: 1}), {})).toEqual([]);
    expect(await compare({}, enter({document_id: "F1", amount_cents: 1}))).toEqual([]);
  });
});

describe("marts.untold_cancellations", () => {
  const find = (orders: OrderStory[], billed: Given, ledger: Given = {}) =>
    runModel("marts.untold_cancellations", {...tell(...orders), ...billed, ...ledger});
  const credit = (cents: number, from: string) => ({
    ...invoice,
    invoice_id: "A1",
    invoice_date: "2020-07-03",
    amount_cents: -cents,
    service_start_date: from
  });

  it("finds an order that accounting cancelled and that the order tool still holds for active", async () => {
    const rows = await find(
      [order()],
      bill(invoice, credit(36600, "2020-01-10")),
      enter({document_id: "A1", amount_cents: -36600})
    );
    expect(rows).toMatchObject([
      {
        order_id: "A",
        is_known_order: true,
        booked_cents: 36600n,
        credited_cents: 36600n,
        ledger_cents: -36600n,
        from_date: "2020-01-10",
        documents: "A1",
        source_file_id: "bills",
        source_line: 3n
      }
    ]);
  });

  it("finds one that was credited from a day on, and one of an order that nobody knows", async () => {
    // From 1 July on, 193 days of 366.
    expect(await find([order()], bill(invoice, credit(19300, "2020-07-01")))).toMatchObject([
      {credited_cents: 19300n, ledger_cents: null}
    ]);
    expect(await find([], bill(invoice, credit(36600, "2020-01-10")))).toMatchObject([
      {order_id: "A", is_known_order: false, booked_cents: null}
    ]);
  });

  it.each([
    [17369, 0],
    [17370, 1]
  ])("takes less than nine tenths for a gesture: %s of 193.00", async (cents, found) => {
    expect(await find([order()], bill(invoice, credit(cents, "2020-07-01")))).toHaveLength(found);
  });

  it("finds nothing where the order tool knows the cut, or what was credited is billed again", async () => {
    const cut = order({cut: "2020-07-01"});
    expect(await find([cut], bill(invoice, credit(36600, "2020-01-10")))).toEqual([]);
    const again = {...invoice, invoice_id: "F9", invoice_date: "2020-07-03"};
    expect(await find([order()], bill(invoice, credit(36600, "2020-01-10"), again))).toEqual([]);
  });

  it("looks line by line where documents name lines, else at the order", async () => {
    const two = (cutFirst: boolean): OrderStory => ({
      id: "A",
      signed: "2020-01-05",
      lines: [
        {amount: 36600, start: "2020-01-10", end: "2021-01-10", ...(cutFirst ? {cut: "2020-07-01"} : {})},
        {amount: 5000, start: "2020-01-10", end: "2021-01-10"}
      ]
    });
    const second = {...invoice, line_no: 2, amount_cents: 5000};
    const lineCredit = {...second, invoice_id: "A2", amount_cents: -5000};
    expect(await find([two(true)], bill(invoice, second, lineCredit))).toMatchObject([
      {credited_cents: 5000n}
    ]);
    const unnamed = bill(
      {...invoice, line_no: null, amount_cents: 41600},
      {...invoice, line_no: null, amount_cents: -41600}
    );
    expect(await find([two(true)], unnamed)).toEqual([]);
    expect(await find([two(false)], unnamed)).toHaveLength(1);
  });
});
