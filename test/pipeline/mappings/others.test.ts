import {expect, it} from "vitest";
import {runModel} from "../../support/models.ts";

it("vendeurs.sellers: a spell ends the day after its last day, or lasts", async () => {
  const rows = await runModel("vendeurs.sellers", {
    "sources.vendeurs": [
      {seller_id: "V1", valid_from: "2020-01-01", valid_to: "2020-06-30"},
      {seller_id: "V1", valid_from: "2020-07-01", valid_to: null}
    ]
  });
  expect(rows.map(({valid_to}) => valid_to)).toEqual(["2020-07-01", null]);
});

it("qualiatic_ecritures.invoices: an entry is recorded when its day begins in France", async () => {
  const rows = await runModel("qualiatic_ecritures.invoices", {
    "sources.qualiatic_ecritures": [
      {
        entry_id: "E1",
        entry_date: "2020-07-01",
        document_id: "F1",
        kind_label: "Facture",
        amount_cents: 100n
      },
      {entry_id: "E2", document_id: "A1", credits_document_id: "F1", kind_label: "Avoir", amount_cents: -100n}
    ]
  });
  expect(rows).toMatchObject([
    {
      invoice_line_id: "E1",
      invoice_id: "F1",
      invoice_date: "2020-07-01",
      recorded_at: "2020-06-30 22:00:00+00"
    },
    {invoice_line_id: "E2", credits_invoice_id: "F1", amount_cents: -100n}
  ]);
});

it("salesforce_cases.cases: a case that was never changed was recorded when it was opened", async () => {
  const rows = await runModel("salesforce_cases.cases", {
    "sources.salesforce_cases": [
      {case_id: "K1", opened_at: "2020-05-01 08:00:00+00", recorded_at: "2020-05-09 08:00:00+00"},
      {case_id: "K2", opened_at: "2020-05-02 08:00:00+00"}
    ]
  });
  expect(rows.map(({recorded_at}) => recorded_at)).toEqual([
    "2020-05-09 08:00:00+00",
    "2020-05-02 08:00:00+00"
  ]);
});

it("salesforce_cases.case_reasons: one reason for each label of the cell, the first being the main one", async () => {
  const rows = await runModel("salesforce_cases.case_reasons", {
    "sources.salesforce_cases": [
      {case_id: "K1", reasons: "Prix trop élevé ; Ergonomie"},
      {case_id: "K2", reasons: " ; Ergonomie ; "},
      {case_id: "K3", reasons: null}
    ]
  });
  expect(rows).toMatchObject([
    {case_id: "K1", position: 1, raw_label: "Prix trop élevé", is_primary: true},
    {case_id: "K1", position: 2, raw_label: "Ergonomie", is_primary: false},
    {case_id: "K2", position: 1, raw_label: "Ergonomie", is_primary: true}
  ]);
});

it("salesforce_cases.customers: a customer of two cases is listed once, known since the first", async () => {
  const one = {customer_id: "C1", source_file_id: "f1"};
  const rows = await runModel("salesforce_cases.customers", {
    "sources.salesforce_cases": [
      {
        ...one,
        case_id: "K1",
        customer_name: "Salon Rive",
        opened_at: "2020-05-02 08:00:00+00",
        source_line: 2
      },
      {...one, case_id: "K2", customer_name: "Salon", opened_at: "2020-05-01 08:00:00+00", source_line: 3}
    ]
  });
  expect(rows).toMatchObject([
    {customer_id: "C1", name: "Salon Rive", recorded_at: "2020-05-01 08:00:00+00", source_line: 2n}
  ]);
});

it("entities.customers: gathers what every system delivers; a column that a system lacks is null", async () => {
  const rows = await runModel("entities.customers", {
    "sources.atropos_commandes": [
      {order_id: "A1", customer_id: "C1", customer_name: "Rive", brand: "Solène", source_line: 2}
    ],
    "sources.salesforce_cases": [{case_id: "K1", customer_id: "C2", customer_name: "Quai", source_line: 2}]
  });
  expect(rows).toHaveLength(2);
  expect(rows).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        system: "atropos_commandes",
        customer_id: "C1",
        brand: "Solène",
        segment: null
      }),
      expect.objectContaining({system: "salesforce_cases", customer_id: "C2", brand: null})
    ])
  );
});
