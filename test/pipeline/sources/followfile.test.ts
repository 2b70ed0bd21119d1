import {describe, expect, it} from "vitest";
import followfile from "../../../pipeline/sources/followfile.ts";
import {readText} from "../../support/exports.ts";
import {runModel} from "../../support/models.ts";

describe("sources.followfile", () => {
  it("knows the labels of the note block that juniors copy from", () => {
    const {rows} = readText(
      followfile,
      "N° client;Marque;Lettre reçue le;Raison de churn principale;Statu HS;Concurrent actuel ou nouvelle solution;" +
        "Fonctionnalité manquante ou inadaptée;Issue de l’appel\n" +
        "C1;Marly;05/10/2020;Prix;Inactif;Vorquenne;Caisse;Perdu\n"
    );
    expect(rows).toMatchObject([
      {
        primary_reason: "Prix",
        hs_status: "Inactif",
        competitor: "Vorquenne",
        missing_feature: "Caisse",
        call_outcome: "Perdu"
      }
    ]);
  });
});

const letter = {
  customer_id: "C1",
  brand: "Marly",
  received_date: "2020-10-05",
  source_file_id: "f1",
  source_line: 2
};

describe("followfile.letters", () => {
  it("is recorded when its day begins in France", async () => {
    const rows = await runModel("followfile.letters", {"sources.followfile": [letter]});
    expect(rows).toMatchObject([{system: "followfile", recorded_at: "2020-10-04 22:00:00+00"}]);
  });
});

describe("staging.letters", () => {
  const told = {system: "followfile", ...letter};

  it("keeps one row a letter, as the latest file has it", async () => {
    const rows = await runModel("staging.letters", {
      "entities.letters": [
        {...told, medium_label: "Recommandé", extracted_date: "2020-10-31"},
        {...told, medium_label: "LRAR", extracted_date: "2020-11-30", primary_reason: "Prix"},
        {...told, brand: "Solène", medium_label: "Fax"}
      ]
    });
    expect(rows).toMatchObject([
      {brand: "Marly", medium: "registered", medium_label: "LRAR", primary_reason: "Prix"},
      {brand: "Solène", medium: "unknown", medium_label: "Fax"}
    ]);
  });

  it("names the motives of its reasons, and none where nobody has mapped them", async () => {
    const rows = await runModel("staging.letters", {
      "entities.letters": [{...told, primary_reason: "PRIX TROP ELEVE", secondary_reason: "Voir commentaire"}]
    });
    expect(rows).toMatchObject([
      {primary_motive: "price", secondary_motive: null, secondary_reason: "Voir commentaire"}
    ]);
  });

  it("is one letter of one customer under whichever of its ids it was written down", async () => {
    const rows = await runModel("staging.letters", {
      "entities.letters": [
        {...told, extracted_date: "2020-10-31"},
        {...told, customer_id: "C1-2", primary_reason: "Prix", extracted_date: "2020-11-30"}
      ],
      "staging.customer_keys": [{delivered_id: "C1-2", customer_id: "C1"}]
    });
    expect(rows).toMatchObject([{customer_id: "C1", primary_reason: "Prix"}]);
  });

  it("knows the loss and the stop of the domain from their days on, and what is planned before", async () => {
    const given = {
      "entities.letters": [
        {
          ...told,
          lost_date: "2020-10-31",
          domain_stopped_date: "2020-11-02",
          billing_cut_date: "2020-12-15",
          ped: "2020-10-31"
        }
      ]
    };
    expect(await runModel("staging.letters", given, {asOf: "2020-10-30"})).toMatchObject([
      {lost_date: null, domain_stopped_date: null, billing_cut_date: "2020-12-15", ped: "2020-10-31"}
    ]);
    expect(await runModel("staging.letters", given, {asOf: "2020-10-31"})).toMatchObject([
      {lost_date: "2020-10-31", domain_stopped_date: null}
    ]);
  });
});
