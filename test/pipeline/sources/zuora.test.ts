import {describe, expect, it} from "vitest";
import zuoraAbonnements from "../../../pipeline/sources/zuora_abonnements.ts";
import zuoraAccounts from "../../../pipeline/sources/zuora_accounts.ts";
import zuoraCreditMemoItems from "../../../pipeline/sources/zuora_credit_memo_items.ts";
import zuoraInvoiceItems from "../../../pipeline/sources/zuora_invoice_items.ts";
import zuoraInvoices from "../../../pipeline/sources/zuora_invoices.ts";
import zuoraLignesFacture from "../../../pipeline/sources/zuora_lignes_facture.ts";
import zuoraRatePlanCharges from "../../../pipeline/sources/zuora_rate_plan_charges.ts";
import zuoraSubscriptions from "../../../pipeline/sources/zuora_subscriptions.ts";
import {contractOf} from "../../../src/ingest/exports.ts";
import {french, machine, readWith, sharedFile} from "../../support/contracts.ts";
import {runModel, runSelect, type Row} from "../../support/models.ts";

const SEEDS = {
  zuora_account_data: zuoraAccounts,
  zuora_subscription_data: zuoraSubscriptions,
  zuora_rate_plan_charge_data: zuoraRatePlanCharges,
  zuora_invoice_data: zuoraInvoices,
  zuora_invoice_item_data: zuoraInvoiceItems
};

/** Why the tests on published files do nothing here, or undefined. */
const missing =
  sharedFile("loader-headers/dbt_zuora/zuora_account_data.csv") === undefined
    ? "the seeds of the loader are not on this machine"
    : undefined;

function readSeed(name: keyof typeof SEEDS) {
  const bytes = sharedFile(`loader-headers/dbt_zuora/${name}.csv`);
  return readWith(SEEDS[name], bytes ?? Buffer.alloc(0));
}

describe("the exports of Zuora", () => {
  const told = {
    item_id: "8a1",
    amount_cents: 4_900n,
    service_start_date: "2021-10-01",
    service_end_date: "2021-10-31",
    invoice_number: "INV00000030",
    account_number: "A00000021"
  };

  it("are read under the headers of a data source, in French writing", () => {
    const read = readWith(
      zuoraLignesFacture,
      french(
        "Invoice Item: ID;Invoice Item: Charge Amount;Invoice Item: Service Start Date;Invoice Item: Service End Date;Invoice: Invoice Number;Invoice: Status;Account: Account Number;Subscription: Name;Subscription: N° commande",
        "8a1;49,00;01/10/2021;31/10/2021;INV00000030;Posted;A00000021;A-S00000019;CD21-1"
      )
    );
    expect(read).toMatchObject({refused: [], unknown: [], rows: [{...told, order_number: "CD21-1"}]});
  });

  it("are read under the headers of a query", () => {
    const read = readWith(
      zuoraInvoiceItems,
      machine(
        "InvoiceItem.Id,InvoiceItem.ChargeAmount,InvoiceItem.ServiceStartDate,InvoiceItem.ServiceEndDate,Invoice.InvoiceNumber,Account.AccountNumber,Invoice.Body",
        "8a1,49,2021-10-01,2021-10-31,INV00000030,A00000021,x"
      )
    );
    expect(read).toMatchObject({refused: [], unknown: ["Invoice.Body"], rows: [told]});
  });

  it.skipIf(missing)(
    "are read to the last record as a loader writes them (skipped without the seeds)",
    () => {
      for (const name of Object.keys(SEEDS) as (keyof typeof SEEDS)[]) {
        expect(contractOf(`${name}.csv`, Object.values(SEEDS))).toBe(SEEDS[name]);
        const {rows, refused} = readSeed(name);
        expect({[name]: refused}).toEqual({[name]: []});
        expect(rows.length).toBeGreaterThan(3);
      }
      expect(readSeed("zuora_invoice_item_data").rows[0]).toMatchObject({
        item_id: "dff38ac0abba719061f1e5b1eb7fbf9d",
        amount_cents: 57_086_000n,
        created_at: "2016-01-15 23:23:00+00",
        service_end_date: "2015-08-31"
      });
      expect(readSeed("zuora_subscription_data").rows[1]).toMatchObject({
        start_date: "2015-01-15",
        status: expect.any(String) as string
      });
    }
  );

  it("say which column is missing and which cell cannot be read", () => {
    expect(() =>
      readWith(zuoraCreditMemoItems, machine("Credit Memo Item: ID,Credit Memo Item: Amount"))
    ).toThrow(
      /column "Credit Memo Item: Amount Without Tax".* is missing; the nearest header found is "Credit Memo Item: Amount"/
    );
    const {refused} = readWith(
      zuoraAbonnements,
      french(
        "Subscription: ID;Subscription: Name;Subscription: Status;Subscription: Term End Date",
        "1;A-S1;Active;2021-10-31",
        ";A-S1;Active;31/10/2021"
      )
    );
    expect(refused).toEqual([
      "2 term_end_date: not a day written dd/mm/yyyy",
      "3 subscription_id: a value is required here"
    ]);
  });
});

const file = {source_file_id: "f1", source_line: 2, extracted_date: "2021-10-31"};
const subscription = {
  ...file,
  subscription_id: "v1",
  name: "A-S1",
  status: "Active",
  version: 1,
  account_number: "A1",
  contract_effective_date: "2021-01-15",
  term_end_date: "2022-01-15",
  original_created_at: "2021-01-14 09:00:00+00",
  updated_at: "2021-09-01 10:00:00+00"
};
const charge = {
  ...file,
  charge_id: "c1",
  charge_number: "C-1",
  charge_type: "Recurring",
  segment: 1,
  is_last_segment: true,
  start_date: "2021-01-15",
  end_date: "2022-01-15",
  end_condition: "SubscriptionEnd",
  mrr_cents: 4_900n,
  subscription_id: "v1"
};

describe("zuora.orders", () => {
  it("are subscriptions in their latest version that is neither a draft nor expired", async () => {
    const rows = await runModel("zuora.orders", {
      "sources.zuora_abonnements": [
        {...subscription, status: "Expired"},
        {...subscription, version: 2, subscription_id: "v2", status: "Cancelled"},
        {...subscription, version: 3, subscription_id: "v3", status: "Draft"},
        {...subscription, name: "A-S2", status: "Expired"},
        {...subscription, name: "A-S3", order_number: "CD21-1"}
      ]
    });
    expect(rows).toMatchObject([
      {
        order_id: "A-S1",
        status_label: "Cancelled",
        customer_id: "zuora:A1",
        signed_date: "2021-01-15",
        recorded_at: "2021-01-14 09:00:00+00"
      }
    ]);
  });
});

describe("zuora.order_lines", () => {
  const linesOf = async (charges: Partial<Row>[], told: Partial<Row> = {}) =>
    runModel("zuora.order_lines", {
      "sources.zuora_subscriptions": [{...subscription, ...told}],
      "sources.zuora_rate_plan_charges": charges
    });

  it("are worth their monthly price over the term, in place of their charges", async () => {
    const rows = await linesOf([
      {...charge, charge_id: "c2", charge_number: "C-2", source_line: 3, end_date: null, mrr_cents: 100n},
      charge,
      {
        ...charge,
        charge_id: "c3",
        charge_number: "C-3",
        source_line: 4,
        charge_type: "OneTime",
        mrr_cents: null,
        tcv_cents: 5_000n
      },
      {...charge, charge_id: "c4", charge_number: "C-4", source_line: 5, charge_type: "Usage"}
    ]);
    expect(
      rows.map(({line_no, amount_cents, is_recurring}) => [line_no, amount_cents, is_recurring])
    ).toEqual([
      [1, 58_800n, true],
      [2, 1_200n, true],
      [3, 5_000n, false]
    ]);
  });

  it("keep the term agreed when the subscription is cancelled, with the day of the cut", async () => {
    const cancelled = {status: "Cancelled", cancelled_date: "2021-09-15", cancel_reason: "Prix"};
    expect(await linesOf([{...charge, end_date: "2021-09-15"}], cancelled)).toMatchObject([
      {
        amount_cents: 58_800n,
        term_end_date: "2022-01-15",
        cut_date: "2021-09-15",
        cancel_scope_label: "Total",
        cancel_reason: "Prix",
        cancel_recorded_at: "2021-09-01 10:00:00+00"
      }
    ]);
  });

  it("are cut alone when a charge is taken out of a subscription that lasts, not when its price changes", async () => {
    const rows = await linesOf(
      [
        {...charge, end_date: "2021-07-15"},
        {...charge, charge_id: "c2", charge_number: "C-2", end_date: "2021-07-15", is_last_segment: false},
        {
          ...charge,
          charge_id: "c3",
          charge_number: "C-2",
          segment: 2,
          start_date: "2021-07-15",
          mrr_cents: 3_000n
        }
      ].map((row, index) => ({...row, source_line: index + 2}))
    );
    expect(
      rows.map(({cut_date, cancel_scope_label, amount_cents}) => [cut_date, cancel_scope_label, amount_cents])
    ).toEqual([
      ["2021-07-15", "Partial", 58_800n],
      [null, null, 29_400n],
      [null, null, 18_000n]
    ]);
  });

  it("stand under the version of the subscription that was known when they were exported", async () => {
    const rows = await runModel("zuora.order_lines", {
      "sources.zuora_abonnements": [
        subscription,
        {
          ...subscription,
          status: "Cancelled",
          cancelled_date: "2021-11-15",
          source_file_id: "f2",
          extracted_date: "2021-11-30"
        }
      ],
      "sources.zuora_charges_abonnement": [
        charge,
        {...charge, source_file_id: "f3", extracted_date: "2021-11-30"}
      ]
    });
    expect(rows.map(({source_file_id, cut_date}) => [source_file_id, cut_date])).toEqual([
      ["f1", null],
      ["f3", "2021-11-15"]
    ]);
  });
});

describe("zuora.invoices", () => {
  const item = {
    ...file,
    item_id: "i1",
    amount_cents: 4_900n,
    invoice_id: "x1",
    account_id: "a1",
    subscription_id: "v1",
    charge_id: "c1",
    created_at: "2021-10-01 08:00:00+00",
    service_start_date: "2021-10-01",
    service_end_date: "2021-10-31"
  };

  it("are posted items without taxes, under the number and the day of their invoice", async () => {
    const rows = await runModel("zuora.invoices", {
      "sources.zuora_accounts": [{...file, account_id: "a1", account_number: "A1"}],
      "sources.zuora_subscriptions": [subscription],
      "sources.zuora_rate_plan_charges": [charge],
      "sources.zuora_invoices": [
        {invoice_id: "x1", invoice_number: "INV1", invoice_date: "2021-10-02", status: "Posted"},
        {invoice_id: "x2", invoice_number: "INV2", invoice_date: "2021-10-02", status: "Draft"}
      ],
      "sources.zuora_invoice_items": [
        item,
        {...item, item_id: "i2", invoice_id: "x2"},
        {...item, item_id: "i3", processing_type: "3"},
        {...item, item_id: "i4", is_gone: true},
        {...item, item_id: "i5", processing_type: "1", amount_cents: -500n},
        {...item, item_id: "i6", processing_type: "0", amount_cents: -4_900n, invoice_id: "x9"}
      ]
    });
    expect(
      rows.map(({invoice_line_id, invoice_id, kind_label}) => [invoice_line_id, invoice_id, kind_label])
    ).toEqual([
      ["i1", "INV1", "Invoice"],
      ["i5", "INV1", "Invoice"],
      ["i6", "x9", "Credit note"]
    ]);
    expect(rows[0]).toMatchObject({
      customer_id: "zuora:A1",
      order_id: "A-S1",
      line_no: 1,
      invoice_date: "2021-10-02",
      service_end_date: "2021-11-01",
      amount_cents: 4_900n
    });
  });

  it("take back what a posted credit memo says, under the order that the subscription bills", async () => {
    const credit = {
      ...file,
      item_id: "m1",
      amount_cents: 1_000n,
      memo_number: "CM1",
      memo_date: "2021-10-20",
      memo_status: "Posted",
      credited_item_id: "i1",
      order_number: "CD21-1",
      line_no: 2
    };
    const rows = await runModel("zuora.invoices", {
      "sources.zuora_lignes_facture": [
        {...item, invoice_number: "INV1", invoice_status: "Posted", order_number: "CD21-1", line_no: 2}
      ],
      "sources.zuora_lignes_avoir": [credit, {...credit, item_id: "m2", memo_status: "Draft"}]
    });
    expect(rows).toMatchObject([
      {invoice_line_id: "i1", order_id: "CD21-1", line_no: 2},
      {
        invoice_line_id: "m1",
        invoice_id: "CM1",
        credits_invoice_id: "INV1",
        kind_label: "Credit note",
        amount_cents: -1_000n,
        order_id: "CD21-1",
        invoice_date: "2021-10-20"
      }
    ]);
  });

  it.skipIf(missing)(
    "are made of the seeds of a loader: one row an item, every cent (skipped without them)",
    async () => {
      const given = Object.fromEntries(
        (Object.keys(SEEDS) as (keyof typeof SEEDS)[]).map((name) => [
          `sources.${SEEDS[name].name}`,
          readSeed(name).rows.map((row, index) => ({
            ...(row as Row),
            source_file_id: name,
            source_line: index + 2
          }))
        ])
      );
      const items = given["sources.zuora_invoice_items"] ?? [];
      const invoices = await runModel("staging.invoices", given, {asOf: "2023-12-31"});
      expect(invoices).toHaveLength(items.length);
      const sum = (rows: Partial<Row>[]) =>
        rows.reduce((total, row) => total + (row.amount_cents as bigint), 0n);
      expect(sum(invoices)).toBe(sum(items));
      const orders = await runModel("staging.orders", given, {asOf: "2023-12-31"});
      expect(orders.map(({order_id, status}) => [order_id, status])).toEqual([
        ["A-S00000011", "active"],
        ["A-S00000013", "active"]
      ]);
    }
  );
});

it("zuora.customers: an account declares who it is in the CRM; one that only a subscription names is listed too", async () => {
  const rows = await runModel("zuora.customers", {
    "sources.zuora_comptes": [
      {...file, account_number: "A1", name: "Rive", crm_id: "0015500000Xyy06AAB", email_hash: "e"},
      {...file, account_number: "A2", name: "Quai", crm_id: "x", customer_number: "CL2", source_line: 3}
    ],
    "sources.zuora_abonnements": [{...subscription, account_number: "A3", account_name: "Port"}]
  });
  expect(
    rows.map(({customer_id, same_as_customer_id, name}) => [customer_id, same_as_customer_id, name])
  ).toEqual([
    ["zuora:A1", "salesforce:0015500000Xyy06", "Rive"],
    ["zuora:A2", "CL2", "Quai"],
    ["zuora:A3", null, "Port"]
  ]);
});

it("term_amount_cents: whole months by months, others by days, a year without an end", async () => {
  const [row] = await runSelect(
    `select term_amount_cents(4900, date '2021-01-31', date '2021-02-28') as month,
      term_amount_cents(4900, date '2019-12-31', date '2023-12-31') as years,
      term_amount_cents(1000, date '2021-01-01', date '2021-01-11') as days,
      term_amount_cents(-1000, date '2021-01-01', date '2021-01-11') as discount,
      term_amount_cents(100, date '2021-01-01', null::date) as open`
  );
  expect(row).toEqual({month: 4_900n, years: 235_200n, days: 329n, discount: -329n, open: 1_200n});
});
