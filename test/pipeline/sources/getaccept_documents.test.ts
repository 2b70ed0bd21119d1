import {describe, expect, it} from "vitest";
import {runModel} from "../../support/models.ts";

const contract = {contract_id: "D1", customer_id: "C1", source_file_id: "f1", source_line: 2};

describe("getaccept_documents.contracts", () => {
  it("is recorded when it is sent, or signed where the sending is not told, on the days of France", async () => {
    const rows = await runModel("getaccept_documents.contracts", {
      "sources.getaccept_documents": [
        {...contract, sent_at: "2020-10-04 22:00:00+00", signed_at: "2020-10-07 23:30:00+00"},
        {...contract, contract_id: "D2", signed_at: "2020-11-06 23:00:00+00"},
        {...contract, contract_id: "D3"}
      ]
    });
    expect(rows).toMatchObject([
      {recorded_at: "2020-10-04 22:00:00+00", sent_date: "2020-10-05", signed_date: "2020-10-08"},
      {recorded_at: "2020-11-06 23:00:00+00", sent_date: null, signed_date: "2020-11-07"},
      {recorded_at: null, sent_date: null, signed_date: null}
    ]);
  });
});

describe("staging.contracts", () => {
  const told = {...contract, system: "getaccept_documents"};

  it("brings its status to the shared words", async () => {
    const rows = await runModel("staging.contracts", {
      "entities.contracts": [
        {...told, status_label: "Signed"},
        {...told, contract_id: "D2", status_label: "envoye"},
        {...told, contract_id: "D3", status_label: "On hold"}
      ]
    });
    expect(rows.map(({status, status_label}) => [status, status_label])).toEqual([
      ["signed", "Signed"],
      ["sent", "envoye"],
      ["unknown", "On hold"]
    ]);
  });

  it("knows the signature from its day on", async () => {
    const given = {
      "entities.contracts": [{...told, signed_date: "2020-10-07", service_start_date: "2020-12-01"}]
    };
    expect(await runModel("staging.contracts", given, {asOf: "2020-10-06"})).toMatchObject([
      {signed_date: null, service_start_date: "2020-12-01"}
    ]);
    expect(await runModel("staging.contracts", given, {asOf: "2020-10-07"})).toMatchObject([
      {signed_date: "2020-10-07"}
    ]);
  });

  it("keeps the latest version", async () => {
    const rows = await runModel("staging.contracts", {
      "entities.contracts": [
        {...told, status_label: "Signed", extracted_date: "2020-10-31"},
        {...told, status_label: "Sent", extracted_date: "2020-09-30", source_file_id: "f9"}
      ]
    });
    expect(rows).toMatchObject([{status: "signed"}]);
  });

  it("knows its customer by whichever id a system has", async () => {
    const rows = await runModel("staging.contracts", {
      "entities.contracts": [{...told, customer_id: "sell:7"}],
      "staging.customer_keys": [{delivered_id: "sell:7", customer_id: "C1"}]
    });
    expect(rows).toMatchObject([{customer_id: "C1"}]);
  });
});
