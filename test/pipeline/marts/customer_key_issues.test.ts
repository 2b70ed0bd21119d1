import {describe, expect, it} from "vitest";
import {runModel} from "../../support/models.ts";

describe("marts.customer_key_issues", () => {
  it("lists both customers of a shared address, with what hangs on each", async () => {
    const rows = await runModel("marts.customer_key_issues", {
      "entities.customers": [
        {customer_id: "C1", email_hash: "a"},
        {customer_id: "C2", email_hash: "a"}
      ],
      "entities.orders": [{system: "s", order_id: "O1", customer_id: "C1"}],
      "entities.order_lines": [
        {system: "s", order_id: "O1", line_no: 1, amount_cents: 100n},
        {system: "s", order_id: "O1", line_no: 2, amount_cents: 50n}
      ],
      "entities.invoices": [{invoice_line_id: "E1", invoice_id: "F1", customer_id: "C2", amount_cents: 70n}],
      "entities.cases": [
        {case_id: "K1", customer_id: "C1", amount_at_risk_cents: 40n, opened_at: "2020-01-01 08:00:00+00"}
      ]
    });
    expect(rows).toMatchObject([
      {
        kind: "shared_email",
        delivered_id: "C1",
        others: ["C2"],
        orders: 1n,
        booked_cents: 150n,
        invoices: 0n,
        billed_cents: 0n,
        cases: 1n,
        at_risk_cents: 40n
      },
      {kind: "shared_email", delivered_id: "C2", others: ["C1"], orders: 0n, invoices: 1n, billed_cents: 70n}
    ]);
  });

  it("lists a customer whose address and phone number mean two others, with all three", async () => {
    const rows = await runModel("marts.customer_key_issues", {
      "entities.customers": [
        {customer_id: "C1", email_hash: "a"},
        {customer_id: "C2", phone_hash: "p"},
        {customer_id: "crm:7", email_hash: "a", phone_hash: "p"}
      ]
    });
    expect(rows.map(({kind, delivered_id, others}) => [kind, delivered_id, others])).toEqual([
      ["doubled_group", "C1", ["C2", "crm:7"]],
      ["doubled_group", "C2", ["C1", "crm:7"]],
      ["doubled_group", "crm:7", ["C1", "C2"]],
      ["unmatched", "crm:7", []]
    ]);
  });

  it("lists a crosswalk that contradicts an export, and one that names an id that no export has", async () => {
    const rows = await runModel("marts.customer_key_issues", {
      "entities.customers": [{customer_id: "C1"}, {customer_id: "crm:7", same_as_customer_id: "C1"}],
      "lookups.customer_crosswalk": [
        {system: "crm", customer_id: "7", canonical_customer_id: "C2", date: "2020-01-01"},
        {system: "crm", customer_id: "8", canonical_customer_id: "C1", date: "2020-01-01"}
      ]
    });
    expect(rows).toMatchObject([
      {kind: "crosswalk_against_id", delivered_id: "crm:7", customer_id: "C2", others: ["C1"]},
      {kind: "crosswalk_unknown", delivered_id: "crm:8", customer_id: "C1", others: ["C1"]},
      {kind: "unmatched", delivered_id: "crm:7"}
    ]);
  });

  it("lists the customers of a system that are joined to no other, but none of the company's own", async () => {
    const rows = await runModel("marts.customer_key_issues", {
      "entities.customers": [
        {customer_id: "C1", email_hash: "a"},
        {customer_id: "crm:7", email_hash: "a"},
        {customer_id: "crm:8", email_hash: "b"},
        {customer_id: "C3"}
      ],
      "entities.invoices": [
        {invoice_line_id: "E1", invoice_id: "F1", customer_id: "crm:8", amount_cents: 70n}
      ]
    });
    expect(rows).toMatchObject([{kind: "unmatched", delivered_id: "crm:8", billed_cents: 70n}]);
  });
});

describe("reports.customer_keys", () => {
  it("counts what was joined and what is in doubt, the amount of a customer once", async () => {
    const rows = await runModel("reports.customer_keys", {
      "entities.customers": [
        {customer_id: "C1", email_hash: "a"},
        {customer_id: "crm:7", email_hash: "a"},
        {customer_id: "crm:8"},
        {customer_id: "crm:9"}
      ],
      "entities.invoices": [
        {invoice_line_id: "E1", invoice_id: "F1", customer_id: "crm:8", amount_cents: 70n},
        {invoice_line_id: "E2", invoice_id: "F2", customer_id: "crm:9", amount_cents: 5n}
      ],
      "lookups.customer_crosswalk": [
        {system: "crm", customer_id: "9", canonical_customer_id: "crm:8", date: "2020-01-01"}
      ]
    });
    expect(rows).toEqual([
      {
        kind: "joined_crosswalk",
        numbering: "crm",
        is_joined: true,
        ids: 1n,
        booked_cents: null,
        billed_cents: null
      },
      {
        kind: "joined_email",
        numbering: "crm",
        is_joined: true,
        ids: 1n,
        booked_cents: null,
        billed_cents: null
      },
      {kind: "unmatched", numbering: "crm", is_joined: false, ids: 2n, booked_cents: 0n, billed_cents: 75n}
    ]);
  });
});

describe("checks.crosswalk_is_plain", () => {
  const row = {system: "crm", customer_id: "7", canonical_customer_id: "C1"};

  it("finds an id that is named twice, one that is replaced twice over, and a half row", async () => {
    expect(await runModel("checks.crosswalk_is_plain", {"lookups.customer_crosswalk": [row]})).toEqual([]);
    expect(
      await runModel("checks.crosswalk_is_plain", {"lookups.customer_crosswalk": [row, row]})
    ).toHaveLength(1);
    expect(
      await runModel("checks.crosswalk_is_plain", {
        "lookups.customer_crosswalk": [
          row,
          {system: "company", customer_id: "C1", canonical_customer_id: "C2"},
          {system: null, customer_id: "C8", canonical_customer_id: "C2"}
        ]
      })
    ).toHaveLength(2);
  });
});
