import {describe, expect, it} from "vitest";
import salesforceCaseExport from "../../../pipeline/sources/salesforce_case_export.ts";
import salesforceCases from "../../../pipeline/sources/salesforce_cases.ts";
import salesforceCasesUk from "../../../pipeline/sources/salesforce_cases_uk.ts";
import {contractOf} from "../../../src/ingest/exports.ts";
import {french, machine, readWith} from "../../support/contracts.ts";
import {runModel} from "../../support/models.ts";

const contracts = [salesforceCases, salesforceCasesUk, salesforceCaseExport];

describe("the report of Salesforce", () => {
  it("is read in French and in English, with the footer of either", () => {
    const inFrench = readWith(
      salesforceCases,
      french(
        "Numéro de la requête;Date/Heure d'ouverture;Statut;Type;Numéro de compte;PED;Courrier reçu",
        "00001026;05/10/2021 14:30;Nouveau;Demande de résiliation;CL0000001;31/10/2021;1",
        "",
        "Rapport : Requêtes de résiliation",
        "Copyright (c) 2000-2021 salesforce.com, inc. Tous droits réservés.",
        "Informations confidentielles - Ne pas distribuer",
        "Total général (1 enregistrements)"
      )
    );
    expect(inFrench).toMatchObject({refused: [], skipped: 5});
    const told = {
      case_id: "00001026",
      opened_at: "2021-10-05 12:30:00+00",
      customer_id: "CL0000001",
      ped: "2021-10-31",
      letter_received: true
    };
    expect(inFrench.rows).toMatchObject([told]);
    const inEnglish = readWith(
      salesforceCasesUk,
      machine(
        "Case Number,Date/Time Opened,Status,Type,Account Number,PED,Letter received,Amount at risk,Age (Hours)",
        '"00001026","05/10/2021 14:30","New","Churn request received","CL0000001","31/10/2021","1","1,200.00","3"',
        "",
        '"Grand Totals (1 records)"',
        '"Confidential Information - Do Not Distribute"',
        '"Copyright © 2000-2021 salesforce.com, inc. All rights reserved."'
      )
    );
    expect(inEnglish).toMatchObject({refused: [], skipped: 4, unknown: ["Age (Hours)"]});
    expect(inEnglish.rows).toMatchObject([{...told, amount_at_risk_cents: 120_000n}]);
  });

  it("names the column that is missing, and the line of a cell that cannot be read", () => {
    expect(() => readWith(salesforceCases, french("Numéro requête;Statut;Type;Numéro de compte"))).toThrow(
      /column "Numéro de la requête", "Case Number".* is missing; the nearest header found is "Numéro requête"/
    );
    const damaged = readWith(
      salesforceCases,
      french(
        "Case Number;Date/Time Opened;Status;Type;Account Number",
        "1,21143E+15;05/10/2021 14:30;New;Downsell;CL1",
        "00001027;10/13/2021 14:30;New;Downsell;CL1"
      )
    );
    expect(damaged.refused).toEqual([
      "2 case_id: a spreadsheet has rounded this id; export the column as text",
      "3 opened_at: no such day in the calendar"
    ]);
  });

  it("keeps no e-mail address of a description", () => {
    const {rows} = readWith(
      salesforceCases,
      french(
        "Case Number;Date/Time Opened;Status;Type;Account Number;Description",
        "00001026;05/10/2021 14:30;New;Downsell;CL1;Rappeler gerante@salon.example demain"
      )
    );
    expect(rows[0]?.description).toMatch(/^Rappeler email:[0-9a-f]{32} demain$/);
  });
});

describe("the data export and the loader of Salesforce", () => {
  const told = {
    case_id: "00001026",
    opened_at: "2021-10-05 12:30:00+00",
    closed_at: null,
    account_id: "0015500000Xyy06AAB",
    fiscal_churn_received_on: "2021-10-05",
    amount_at_risk_cents: 120_050n,
    is_deleted: false
  };

  it("are read by the same contract, under the names of the API and those of the loader", () => {
    const exported = readWith(
      salesforceCaseExport,
      machine(
        '"Id","IsDeleted","CaseNumber","AccountId","Type","Status","Reason","Origin","OwnerId","CreatedDate","ClosedDate","LastModifiedDate","FCR__c","Amount_At_Risk__c"',
        '"5005500000AAA","0","00001026","0015500000Xyy06AAB","Downsell","New","Price","Phone","0055500000B","2021-10-05 12:30:00","","2021-10-06 08:00:00","2021-10-05","1200.5"'
      )
    );
    expect(exported).toMatchObject({rows: [told], refused: [], unknown: ["Id"]});
    const loaded = readWith(
      salesforceCaseExport,
      machine(
        "_fivetran_synced,account_id,case_number,closed_date,created_date,fcr_c,amount_at_risk_c,is_deleted,status,type",
        "2021-10-07 02:00:00.123,0015500000Xyy06AAB,00001026,,2021-10-05 12:30:00.000000,2021-10-05,1200.5,FALSE,New,Downsell"
      )
    );
    expect(loaded).toMatchObject({rows: [{...told, synced_at: "2021-10-07 02:00:00+00"}], refused: []});
  });

  it("are told from the reports by the names of their files", () => {
    const names = [
      "salesforce_requetes_2026-06-30.csv",
      "salesforce_cases_2026-06-30.csv",
      "salesforce_cases_uk_2026-06-30.csv",
      "Case.csv",
      "sf_case_data.csv"
    ];
    expect(names.map((name) => contractOf(name, contracts)?.name)).toEqual([
      "salesforce_cases",
      "salesforce_cases",
      "salesforce_cases_uk",
      "salesforce_case_export",
      "salesforce_case_export"
    ]);
  });
});

const one = {
  case_id: "00001026",
  opened_at: "2021-10-05 12:30:00+00",
  source_file_id: "f1",
  source_line: 2,
  extracted_date: "2021-10-31"
};
const note = `Date et AM du RDV: 12/10 Ambre
Raison de churn principale : Ergonomie
Raison de churn secondaire (optionnel) : -
Statu HS: ok
Concurrent actuel ou nouvelle solution : Vorquenne
Fonctionnalité manquante ou inadaptée : Export des avis
Issue de l’appel: Perdu`;

describe("salesforce_cases.cases", () => {
  it("are the cases of every export; an account is one customer whether 15 or 18 letters are written", async () => {
    const rows = await runModel("salesforce_cases.cases", {
      "sources.salesforce_cases": [{...one, customer_id: "0015500000Xyy06"}],
      "sources.salesforce_cases_uk": [
        {...one, case_id: "00001027", customer_id: "CL1", source_file_id: "f2"}
      ],
      "sources.salesforce_case_export": [
        {...one, case_id: "00001028", account_id: "0015500000Xyy06AAB", source_file_id: "f3"},
        {
          ...one,
          case_id: "00001029",
          account_id: "0015500000Xyy06AAB",
          customer_id: "CL1",
          source_file_id: "f4"
        },
        {...one, case_id: "00001030", is_deleted: true, source_file_id: "f5"}
      ]
    });
    expect(rows.map(({case_id, customer_id}) => [case_id, customer_id])).toEqual([
      ["00001026", "salesforce:0015500000Xyy06"],
      ["00001027", "CL1"],
      ["00001028", "salesforce:0015500000Xyy06"],
      ["00001029", "CL1"]
    ]);
  });

  it("count from the day of the row where the name of the file has none", async () => {
    const loaded = {...one, extracted_date: null};
    const rows = await runModel("salesforce_cases.cases", {
      "sources.salesforce_case_export": [
        {...loaded, recorded_at: "2021-10-31 23:30:00+00"},
        {...loaded, case_id: "00001027", source_file_id: "f2", synced_at: "2021-11-03 02:00:00+00"}
      ]
    });
    expect(rows.map(({extracted_date}) => extracted_date)).toEqual(["2021-11-01", "2021-11-03"]);
  });

  it("take from the note block what no field says", async () => {
    const rows = await runModel("salesforce_cases.cases", {
      "sources.salesforce_cases": [
        {...one, description: note},
        {
          ...one,
          case_id: "00001027",
          source_line: 3,
          description: note,
          competitor: "Ploumic",
          outcome_label: "Sauvé"
        }
      ]
    });
    expect(rows).toMatchObject([
      {competitor: "Vorquenne", missing_feature: "Export des avis", outcome_label: "Perdu"},
      {competitor: "Ploumic", missing_feature: "Export des avis", outcome_label: "Sauvé"}
    ]);
  });
});

it("salesforce_cases.case_reasons: the main reason of the note block comes before the field, and counts once", async () => {
  const rows = await runModel("salesforce_cases.case_reasons", {
    "sources.salesforce_cases": [{...one, description: note, reasons: "Prix trop élevé ; ergonomie"}]
  });
  expect(rows).toMatchObject([
    {position: 1, raw_label: "Ergonomie", is_primary: true},
    {position: 2, raw_label: "Prix trop élevé", is_primary: false}
  ]);
});

it("salesforce_cases.customers: an account declares the company's number that it carries", async () => {
  const rows = await runModel("salesforce_cases.customers", {
    "sources.salesforce_cases": [{...one, customer_id: "CL1", customer_name: "Salon Rive"}],
    "sources.salesforce_case_export": [
      {...one, account_id: "0015500000Xyy06AAB", customer_id: "CL1", source_file_id: "f2"}
    ]
  });
  expect(rows).toMatchObject([
    {customer_id: "CL1", same_as_customer_id: "CL1", name: "Salon Rive"},
    {customer_id: "salesforce:0015500000Xyy06", same_as_customer_id: "CL1"}
  ]);
});

it("staging.cases: the owner is found by a name that one seller has, the outcome by the last status", async () => {
  const seller = {valid_from: "2020-01-01"};
  const rows = await runModel("staging.cases", {
    "entities.sellers": [
      {...seller, seller_id: "V1", name: "Ambre Bréval"},
      {...seller, seller_id: "V2", name: "Hugo Corm"},
      {...seller, seller_id: "V3", name: "Hugo Corm"}
    ],
    "entities.cases": [
      {
        ...one,
        owner_name: "ambre breval",
        status_label: "Recover no action",
        closed_at: "2021-10-20 10:00:00+00"
      },
      {...one, case_id: "00001027", source_line: 3, owner_name: "Hugo Corm"}
    ]
  });
  expect(rows).toMatchObject([
    {owner_seller_id: "V1", outcome: "ghost", status: "closed"},
    {owner_seller_id: null, owner_name: "Hugo Corm"}
  ]);
});
