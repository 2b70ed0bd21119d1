import {describe, expect, it} from "vitest";
import requetes from "../../../pipeline/sources/requetes_tlv.ts";
import {readText} from "../../support/exports.ts";
import {runModel} from "../../support/models.ts";

describe("sources.requetes_tlv", () => {
  it("keeps no phone number that somebody wrote into the subject", () => {
    process.env.RESSAC_KEY ??= "a key for the tests only";
    const {rows} = readText(
      requetes,
      "N° requête;N° client;Créée le;Objet\nR1;C1;05/10/2020 10:00;Rappeler au 06 12 34 56 78 svp\n"
    );
    expect(rows).toMatchObject([
      {subject: expect.stringMatching(/^Rappeler au phone:[0-9a-f]{32} svp$/) as string}
    ]);
  });
});

const request = {
  request_id: "R1",
  customer_id: "C1",
  created_at: "2020-10-05 08:00:00+00",
  source_file_id: "f1",
  source_line: 2
};

describe("requetes_tlv.requests", () => {
  it("is recorded when it is made", async () => {
    const rows = await runModel("requetes_tlv.requests", {"sources.requetes_tlv": [request]});
    expect(rows).toMatchObject([{system: "requetes_tlv", recorded_at: "2020-10-05 08:00:00+00"}]);
  });
});

describe("staging.requests", () => {
  const told = {...request, system: "requetes_tlv", recorded_at: request.created_at};

  it("is open until it is closed, whatever the file says later", async () => {
    const given = {
      "entities.requests": [
        {
          ...told,
          recipient_channel_label: "Télévente",
          taken_at: "2020-10-06 08:00:00+00",
          closed_at: "2020-10-07 08:00:00+00",
          follow_up: "Client rappelé"
        }
      ]
    };
    expect(await runModel("staging.requests", given, {asOf: "2020-10-04"})).toEqual([]);
    expect(await runModel("staging.requests", given, {asOf: "2020-10-06"})).toMatchObject([
      {
        recipient_channel: "telesales",
        taken_at: "2020-10-06 08:00:00+00",
        closed_at: null,
        follow_up: null
      }
    ]);
    expect(await runModel("staging.requests", given, {asOf: "2020-10-07"})).toMatchObject([
      {closed_at: "2020-10-07 08:00:00+00", follow_up: "Client rappelé"}
    ]);
  });

  it("keeps the latest version", async () => {
    const rows = await runModel("staging.requests", {
      "entities.requests": [
        {...told, recipient_id: "V1", extracted_date: "2020-10-31"},
        {...told, recipient_id: "V2", extracted_date: "2020-11-30", recipient_channel_label: "Standard"}
      ]
    });
    expect(rows).toMatchObject([
      {recipient_id: "V2", recipient_channel: "unknown", recipient_channel_label: "Standard"}
    ]);
  });

  it("knows its customer by whichever id a system has", async () => {
    const rows = await runModel("staging.requests", {
      "entities.requests": [{...told, customer_id: "sell:7"}],
      "staging.customer_keys": [{delivered_id: "sell:7", customer_id: "C1"}]
    });
    expect(rows).toMatchObject([{customer_id: "C1"}]);
  });
});
