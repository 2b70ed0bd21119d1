import {describe, expect, it} from "vitest";
import gocardlessCustomers from "../../../pipeline/sources/gocardless_customers.ts";
import gocardlessPayments from "../../../pipeline/sources/gocardless_payments.ts";
import {machine, readWith} from "../../support/contracts.ts";
import {runModel} from "../../support/models.ts";

const PAYMENTS =
  "id,created_at,charge_date,amount,description,currency,status,amount_refunded,reference,transaction_fee,payout_date,app_fee,links.mandate,links.creditor,links.customer,links.payout,links.subscription,customers.id,customers.created_at,customers.email,customers.given_name,customers.family_name,customers.company_name";

describe("the exports of GoCardless", () => {
  it("are read with amounts in euros and instants in UTC; of an address only the hash is kept", () => {
    const {rows, refused, unknown} = readWith(
      gocardlessPayments,
      machine(
        PAYMENTS,
        "PM1,2021-10-01T03:00:00.000Z,2021-10-05,58.8,Abo,EUR,paid_out,0,INV1,0.2,2021-10-08,0,MD1,CR1,CU1,PO1,,CU1,2021-01-15T10:00:00.000Z,Gerante@Salon.example,,,Salon Rive"
      )
    );
    expect(refused).toEqual([]);
    expect(unknown).toContain("customers.family_name");
    expect(rows).toMatchObject([
      {
        payment_id: "PM1",
        created_at: "2021-10-01 03:00:00+00",
        charged_date: "2021-10-05",
        collected_cents: 5_880n,
        account_id: "CU1",
        subscription_id: null
      }
    ]);
    expect(JSON.stringify(rows, (_, value: unknown) => String(value))).not.toMatch(/salon\.example/i);
    const customers = readWith(
      gocardlessCustomers,
      machine(
        "id,created_at,email,given_name,family_name,company_name,address_line1,postal_code,active_mandates,metadata",
        'CU1,2021-01-15T10:00:00.000Z,gerante@salon.example,Ambre,Bréval,,1 rue,37000,1,"{""customer_id"":""CL1""}"'
      )
    );
    expect(customers).toMatchObject({
      refused: [],
      rows: [{account_id: "CU1", email_hash: rows[0]?.email_hash, metadata: '{"customer_id":"CL1"}'}]
    });
  });

  it("are refused with the line, the column and the reason", () => {
    expect(() => readWith(gocardlessPayments, machine("id,created_at,charge date,status"))).toThrow(
      /column "amount" is missing; the nearest header found is/
    );
    const {refused} = readWith(
      gocardlessPayments,
      machine("id,created_at,charge date,amount,status", "PM1,2021-10-01T03:00:00Z,05/10/2021,58.855,failed")
    );
    expect(refused).toEqual([
      "2 charged_date: not a day written yyyy-mm-dd",
      "2 collected_cents: not an amount with at most two decimals, such as 1234.56"
    ]);
  });
});

const file = {source_file_id: "f1", source_line: 2, extracted_date: "2021-10-31"};

it("staging.payments: the latest version of a payment, under the customer that its metadata or its list name", async () => {
  const payment = {...file, payment_id: "PM1", charged_date: "2021-10-05", collected_cents: 5_880n};
  const rows = await runModel("staging.payments", {
    "sources.gocardless_customers": [{...file, account_id: "CU1", metadata: '{"customer_id": "CL1"}'}],
    "sources.gocardless_payments": [
      {...payment, linked_account_id: "CU1", status_label: "pending_submission"},
      {
        ...payment,
        linked_account_id: "CU1",
        status_label: "paid_out",
        source_file_id: "f2",
        extracted_date: "2021-11-30"
      },
      {...payment, payment_id: "PM2", customer_id: "CL2", status_label: "charged_back"},
      {...payment, payment_id: "PM3", account_id: "CU9", status_label: "resubmitted"}
    ]
  });
  expect(rows).toMatchObject([
    {payment_id: "PM1", customer_id: "CL1", status: "collected", collected_cents: 5_880n, refunded_cents: 0n},
    {payment_id: "PM2", customer_id: "CL2", status: "failed"},
    {payment_id: "PM3", customer_id: "gocardless:CU9", status: "unknown", status_label: "resubmitted"}
  ]);
});

it("gocardless.customers: those of the list and those of payments, each once a file, by company or own name", async () => {
  const rows = await runModel("gocardless.customers", {
    "sources.gocardless_customers": [
      {...file, account_id: "CU1", given_name: "Ambre", family_name: "Bréval", metadata: "customer_id=CL1"},
      {...file, account_id: "CU2", company_name: "Salon Rive", source_line: 3, metadata: "{}"}
    ],
    "sources.gocardless_payments": [
      {...file, payment_id: "PM1", account_id: "CU3", company_name: "Quai", source_file_id: "f2"},
      {
        ...file,
        payment_id: "PM2",
        account_id: "CU3",
        company_name: "Quai",
        source_file_id: "f2",
        source_line: 3
      }
    ]
  });
  expect(
    rows.map(({customer_id, same_as_customer_id, name}) => [customer_id, same_as_customer_id, name])
  ).toEqual([
    ["gocardless:CU1", "CL1", "Ambre Bréval"],
    ["gocardless:CU2", null, "Salon Rive"],
    ["gocardless:CU3", null, "Quai"]
  ]);
});
