import {describe, expect, it} from "vitest";
import {type Given, type Row, runModel} from "../../support/models.ts";

const company = (customer_id: string, given: Partial<Row> = {}): Partial<Row> => ({
  system: "orders",
  source_file_id: "f1",
  customer_id,
  ...given
});
const other = (customer_id: string, given: Partial<Row> = {}): Partial<Row> => ({
  system: customer_id.split(":")[0] ?? "",
  source_file_id: "f2",
  customer_id,
  ...given
});

async function keysOf(customers: Partial<Row>[], given: Given = {}): Promise<Record<string, string>> {
  const rows = await runModel("staging.customer_keys", {"entities.customers": customers, ...given});
  return Object.fromEntries(
    rows.map(({delivered_id, customer_id, matched_by}): [string, string] => [
      String(delivered_id),
      `${String(customer_id)} ${String(matched_by)}`
    ])
  );
}

const crosswalk = (system: string, customer_id: string, canonical_customer_id: string): Given => ({
  "lookups.customer_crosswalk": [
    {system, customer_id, canonical_customer_id, author: "Inès", date: "2022-01-10"}
  ]
});

describe("staging.customer_keys", () => {
  it("lets an id that nothing joins stand for itself, whatever its name", async () => {
    expect(await keysOf([company("C1", {name: "Salon Rive"}), other("crm:7", {name: "Salon Rive"})])).toEqual(
      {C1: "C1 none", "crm:7": "crm:7 none"}
    );
  });

  it("goes by the number that a system carries, before any address", async () => {
    expect(
      await keysOf([
        company("C1", {email_hash: "a"}),
        company("C2"),
        other("crm:7", {same_as_customer_id: "C2", email_hash: "b"})
      ])
    ).toEqual({C1: "C1 none", C2: "C2 none", "crm:7": "C2 declared"});
  });

  it("goes by an address, then by a phone number", async () => {
    expect(
      await keysOf([
        company("C1", {email_hash: "a"}),
        company("C2", {phone_hash: "p"}),
        other("crm:7", {email_hash: "a"}),
        other("crm:8", {phone_hash: "p"})
      ])
    ).toMatchObject({"crm:7": "C1 email", "crm:8": "C2 phone"});
  });

  it("goes from system to system: the bank knows the CRM's address, the CRM the company's number", async () => {
    expect(
      await keysOf([
        company("C1", {phone_hash: "p"}),
        other("crm:7", {email_hash: "a", phone_hash: "p"}),
        other("bank:9", {email_hash: "a"})
      ])
    ).toEqual({C1: "C1 none", "crm:7": "C1 email", "bank:9": "C1 email"});
  });

  it("calls a customer that has no number of the company by one of its ids", async () => {
    expect(await keysOf([other("crm:7", {email_hash: "a"}), other("bank:9", {email_hash: "a"})])).toEqual({
      "crm:7": "bank:9 email",
      "bank:9": "bank:9 none"
    });
  });

  it("joins nothing by an address that two customers of one system share", async () => {
    expect(
      await keysOf([
        company("C1", {email_hash: "a"}),
        company("C1-2", {email_hash: "a"}),
        other("crm:7", {email_hash: "a"})
      ])
    ).toEqual({C1: "C1 none", "C1-2": "C1-2 none", "crm:7": "crm:7 none"});
  });

  it("joins nothing when the address means one customer and the phone number another", async () => {
    expect(
      await keysOf([
        company("C1", {email_hash: "a"}),
        company("C2", {phone_hash: "p"}),
        other("crm:7", {email_hash: "a", phone_hash: "p"})
      ])
    ).toEqual({C1: "C1 none", C2: "C2 none", "crm:7": "crm:7 none"});
  });

  it("is overruled by the crosswalk, from the day on which it was written", async () => {
    const customers = [
      company("C1", {email_hash: "a"}),
      company("C2"),
      other("crm:7", {same_as_customer_id: "C1"})
    ];
    expect(await keysOf(customers, crosswalk("crm", "7", "C2"))).toMatchObject({"crm:7": "C2 crosswalk"});
    const before = await runModel(
      "staging.customer_keys",
      {"entities.customers": customers, ...crosswalk("crm", "7", "C2")},
      {asOf: "2022-01-09"}
    );
    expect(before).toMatchObject([{}, {}, {customer_id: "C1", matched_by: "declared"}]);
  });

  it("makes one of two records of a shop when the crosswalk says so, and takes their ids along", async () => {
    expect(
      await keysOf(
        [company("C1", {email_hash: "a"}), company("C1-2"), other("crm:7", {same_as_customer_id: "C1-2"})],
        crosswalk("company", "C1-2", "C1")
      )
    ).toEqual({C1: "C1 none", "C1-2": "C1 crosswalk", "crm:7": "C1 crosswalk"});
  });

  it("knows a crosswalked id that stands on orders only", async () => {
    const given = {
      "entities.orders": [{order_id: "O1", customer_id: "C1-2"}],
      ...crosswalk("company", "C1-2", "C1")
    };
    expect(await runModel("staging.orders", given)).toMatchObject([{order_id: "O1", customer_id: "C1"}]);
  });
});

describe("staging.customers", () => {
  it("is one row for all ids of a customer", async () => {
    const rows = await runModel("staging.customers", {
      "entities.customers": [
        company("C1", {email_hash: "a", brand: "Solène", extracted_date: "2020-01-31"}),
        other("crm:7", {email_hash: "a", segment: "small", extracted_date: "2020-02-29"}),
        company("C2", {parent_customer_id: "crm:7"})
      ]
    });
    expect(rows).toMatchObject([
      {customer_id: "C1", brand: "Solène", segment: "small"},
      {customer_id: "C2", parent_customer_id: "C1"}
    ]);
  });
});
