import {describe, expect, it} from "vitest";
import {runModel} from "../../support/models.ts";

describe("staging.customers", () => {
  const told = {
    parent_customer_id: "P1",
    brand: "Solène",
    name: "Rive",
    postcode: "37000",
    segment: "small",
    email_hash: "e1",
    phone_hash: "p1"
  };
  const changed = Object.fromEntries(Object.entries(told).map(([field, value]) => [field, `new ${value}`]));
  const first = {
    ...told,
    system: "orders",
    customer_id: "C1",
    created_date: "2019-01-01",
    recorded_at: "2019-01-01 08:00:00+00",
    extracted_date: "2020-01-31",
    source_file_id: "f1",
    source_line: 7
  };
  const second = {
    ...first,
    ...changed,
    system: "crm",
    created_date: "2019-06-01",
    recorded_at: "2019-06-01 08:00:00+00"
  };

  it("takes each field from the latest file, and the earliest day of acquaintance", async () => {
    const rows = await runModel("staging.customers", {
      "entities.customers": [
        {...second, extracted_date: "2020-02-29", source_file_id: "f0", source_line: 2},
        first
      ]
    });
    expect(rows).toMatchObject([
      {
        ...changed,
        system: "crm",
        created_date: "2019-01-01",
        recorded_at: "2019-01-01 08:00:00+00",
        extracted_date: "2020-02-29",
        source_file_id: "f0",
        source_line: 2n
      }
    ]);
  });

  it("keeps a field that the latest file does not give, and knows no file of the future", async () => {
    const rows = await runModel("staging.customers", {
      "entities.customers": [
        first,
        {
          system: "crm",
          customer_id: "C1",
          name: "Salon Rive",
          extracted_date: "2020-02-29",
          source_file_id: "f0"
        },
        {system: "crm", customer_id: "C1", name: "Quai", extracted_date: "2023-01-31", source_file_id: "f9"}
      ]
    });
    expect(rows).toMatchObject([{name: "Salon Rive", brand: "Solène", postcode: "37000"}]);
  });
});

describe("staging.sellers", () => {
  it("keeps the latest version of each spell, with its channel", async () => {
    const rows = await runModel("staging.sellers", {
      "entities.sellers": [
        {seller_id: "V1", valid_from: "2020-01-01", channel_label: "Télévente", extracted_date: "2020-01-31"},
        {seller_id: "V1", valid_from: "2020-01-01", channel_label: "Terrain", extracted_date: "2020-02-29"},
        {seller_id: "V1", valid_from: "2020-08-01", channel_label: "Antichurn", extracted_date: "2020-08-31"}
      ]
    });
    expect(rows).toMatchObject([
      {valid_from: "2020-01-01", channel: "field"},
      {valid_from: "2020-08-01", channel: "unknown", channel_label: "Antichurn"}
    ]);
  });
});

describe("staging.invoices", () => {
  it("keeps the latest version of each entry known, with its kind", async () => {
    const rows = await runModel(
      "staging.invoices",
      {
        "entities.invoices": [
          {invoice_line_id: "E1", kind_label: "Facture", amount_cents: 100n, extracted_date: "2020-01-31"},
          {invoice_line_id: "E1", kind_label: "Facture", amount_cents: 200n, extracted_date: "2020-02-29"},
          {
            invoice_line_id: "E2",
            kind_label: "avoir",
            amount_cents: -50n,
            recorded_at: "2020-03-31 22:00:00+00"
          },
          {
            invoice_line_id: "E3",
            kind_label: "Avoir",
            amount_cents: -50n,
            recorded_at: "2020-03-30 22:00:00+00"
          },
          {invoice_line_id: "E4", kind_label: "Relance"}
        ]
      },
      {asOf: "2020-03-31"}
    );
    expect(rows).toMatchObject([
      {invoice_line_id: "E1", amount_cents: 200n, kind: "invoice"},
      {invoice_line_id: "E3", kind: "credit_note"},
      {invoice_line_id: "E4", kind: "unknown", kind_label: "Relance"}
    ]);
  });
});

describe("staging.cases", () => {
  const one = {
    system: "crm",
    case_id: "K1",
    opened_at: "2020-05-01 08:00:00+00",
    source_file_id: "f1",
    source_line: 2
  };

  it("brings kind, status, outcome and channel to the shared words", async () => {
    const rows = await runModel("staging.cases", {
      "entities.cases": [
        {
          ...one,
          closed_at: "2020-05-20 08:00:00+00",
          kind_label: "Demande de résiliation",
          status_label: "Fermée",
          outcome_label: "Sauvé partiellement",
          first_channel_label: "Service client"
        },
        {...one, case_id: "K2", kind_label: "Autre", closed_at: "2020-05-20 08:00:00+00", outcome_label: null}
      ]
    });
    expect(rows).toMatchObject([
      {kind: "churn_request", status: "closed", outcome: "saved_partial", first_channel: "customer_service"},
      {kind: "unknown", kind_label: "Autre", status: "unknown", outcome: "unknown", first_channel: "unknown"}
    ]);
  });

  it("is open until it is closed, whatever its label says later", async () => {
    const closed = {...one, closed_at: "2020-05-20 22:30:00+00", outcome_label: "Sauvé"};
    const given = {"entities.cases": [closed]};
    expect(await runModel("staging.cases", given, {asOf: "2020-05-20"})).toMatchObject([
      {outcome: "open", closed_at: null}
    ]);
    expect(await runModel("staging.cases", given, {asOf: "2020-05-21"})).toMatchObject([{outcome: "saved"}]);
  });

  it("is not there before it is opened", async () => {
    expect(await runModel("staging.cases", {"entities.cases": [one]}, {asOf: "2020-04-30"})).toEqual([]);
  });

  it("takes the latest version", async () => {
    const rows = await runModel("staging.cases", {
      "entities.cases": [
        {...one, owner_seller_id: "V1", extracted_date: "2020-05-31"},
        {...one, owner_seller_id: "V2", extracted_date: "2020-06-30", source_file_id: "f0"}
      ]
    });
    expect(rows).toMatchObject([{owner_seller_id: "V2"}]);
  });
});

describe("staging.case_reasons", () => {
  const reason = {
    system: "salesforce_cases",
    case_id: "K1",
    position: 1,
    is_primary: true,
    source_file_id: "f1"
  };

  it("names the motive of a label, and none where nobody has mapped it", async () => {
    const rows = await runModel("staging.case_reasons", {
      "entities.case_reasons": [
        {...reason, raw_label: "PRIX TROP ELEVE"},
        {...reason, position: 2, raw_label: "Divers"},
        {...reason, system: "zendesk", case_id: "K2", raw_label: "Prix trop élevé"}
      ]
    });
    expect(rows.map(({motive, raw_label}) => [motive, raw_label])).toEqual([
      ["price", "PRIX TROP ELEVE"],
      [null, "Divers"],
      [null, "Prix trop élevé"]
    ]);
  });

  it("lets what a label means to the brand of the case go before what it means to all", async () => {
    const label = {system: "salesforce_cases", label: "Prix", valid_from: "2000-01-01"};
    const rows = await runModel("staging.case_reasons", {
      "lookups.motives": [
        {...label, motive: "price"},
        {...label, brand: "Marly", motive: "competitor"}
      ],
      "entities.cases": [
        {case_id: "K1", brand: "Marly", opened_at: "2020-01-01 00:00:00+00"},
        {case_id: "K2", brand: "Solène", opened_at: "2020-01-01 00:00:00+00"}
      ],
      "entities.case_reasons": ["K1", "K2", "K3"].map((case_id) => ({...reason, case_id, raw_label: "prix"}))
    });
    expect(rows.map(({case_id, motive}) => [case_id, motive])).toEqual([
      ["K1", "competitor"],
      ["K2", "price"],
      ["K3", "price"]
    ]);
  });

  it("keeps the reasons of the latest file only", async () => {
    const rows = await runModel("staging.case_reasons", {
      "entities.case_reasons": [
        {...reason, raw_label: "Bug", extracted_date: "2020-05-31", source_file_id: "f2"},
        {...reason, position: 2, raw_label: "Ergonomie", extracted_date: "2020-05-31", source_file_id: "f2"},
        {...reason, raw_label: "Prix trop élevé", extracted_date: "2020-06-30"}
      ]
    });
    expect(rows).toMatchObject([{position: 1, motive: "price"}]);
  });
});
