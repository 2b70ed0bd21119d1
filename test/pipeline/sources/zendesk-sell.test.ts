import {describe, expect, it} from "vitest";
import zendeskSellContacts from "../../../pipeline/sources/zendesk_sell_contacts.ts";
import zendeskSellDeals from "../../../pipeline/sources/zendesk_sell_deals.ts";
import zendeskSellOpportunites from "../../../pipeline/sources/zendesk_sell_opportunites.ts";
import {french, machine, readWith} from "../../support/contracts.ts";
import {runModel} from "../../support/models.ts";

describe("the deals of Zendesk Sell", () => {
  const told = {
    deal_id: "200000064",
    title: "Risque de churn - Salon Rive",
    mrr_cents: 6_800n,
    opened_at: "2021-10-05 12:30:00+00",
    contact_id: "165795496"
  };

  it("are read under English labels, with the id in the second column", () => {
    const read = readWith(
      zendeskSellDeals,
      machine(
        "Deal name,ID,Value,Pipeline,Stage,Source,Owner,Contact ID,Reason of Churn Risk creation,Added on,Hot",
        '"Risque de churn - Salon Rive",200000064,68,Churn Risk,Call planned,fid,Ambre,165795496,"Bug, Ergonomie",2021-10-05 14:30:00,false'
      )
    );
    expect(read).toMatchObject({rows: [told], refused: [], unknown: ["Hot"]});
  });

  it("are read under the names of the API", () => {
    const read = readWith(
      zendeskSellDeals,
      machine(
        "id,creator_id,owner_id,name,value,currency,hot,stage_id,last_stage_change_at,source_id,contact_id,organization_id,added_at,created_at",
        "200000064,1,7,Risque de churn - Salon Rive,68.00,EUR,false,12,2021-10-06 09:00:00,3,165795496,,2021-10-05 14:30:00,2021-10-05 14:30:00"
      )
    );
    expect(read).toMatchObject({
      rows: [{...told, owner_user_id: "7", stage: "12", source: "3"}],
      refused: []
    });
  });

  it("are read under French labels, as a French spreadsheet saves them", () => {
    const read = readWith(
      zendeskSellOpportunites,
      french(
        "Nom de l'opportunité;Identifiant;Valeur;Pipeline;Étape;Proprietaire;ID du contact;Ajouté le",
        "Risque de churn - Salon Rive;200000064;68,00;churn;A traiter;Ambre;165795496;05/10/2021 14:30"
      )
    );
    expect(read).toMatchObject({rows: [told], refused: []});
  });

  it("say what is wrong", () => {
    expect(() => readWith(zendeskSellDeals, machine("Name,Stag,ID,Added on"))).toThrow(
      /column "Stage".* is missing; the nearest header found is "Stag"/
    );
    const {refused} = readWith(
      zendeskSellDeals,
      machine("Name,Stage,ID,Added on,Value", "downsell - Rive,New,1,2021-10-05 14:30:00,68 TTC")
    );
    expect(refused).toEqual(["2 mrr_cents: not an amount with at most two decimals, such as 1234.56"]);
  });
});

describe("the contacts of Zendesk Sell", () => {
  it("keep hashes instead of addresses, and leave out what is none", () => {
    const {rows, refused} = readWith(
      zendeskSellContacts,
      machine(
        "id,contact_id,name,is_organization,email,phone,mobile,custom_fields.Customer ID",
        "165795496,,Salon Rive,true,Gerante@Salon.example,non,06 12 34 56 78,CL0000001"
      )
    );
    expect(refused).toEqual([]);
    expect(rows).toMatchObject([{contact_id: "165795496", is_organization: true, phone_hash: null}]);
    expect(rows[0]?.email_hash).toMatch(/^[0-9a-f]{32}$/);
    expect(rows[0]?.mobile_hash).toMatch(/^[0-9a-f]{32}$/);
  });

  it("are numbered by Zendesk and declare the company's number", async () => {
    const rows = await runModel("zendesk_sell.customers", {
      "sources.zendesk_sell_contacts": [
        {contact_id: "7", organization_id: "6", customer_id: "CL1", phone_hash: "p", mobile_hash: "m"},
        {contact_id: "8", phone_hash: "p", created_at: "2021-10-31 23:30:00+00", source_line: 3}
      ]
    });
    expect(rows).toMatchObject([
      {
        customer_id: "zendesk_sell:7",
        same_as_customer_id: "CL1",
        parent_customer_id: "zendesk_sell:6",
        phone_hash: "m"
      },
      {
        customer_id: "zendesk_sell:8",
        same_as_customer_id: null,
        parent_customer_id: null,
        phone_hash: "p",
        created_date: "2021-11-01"
      }
    ]);
  });
});

const deal = {
  deal_id: "1",
  title: "Salon Rive",
  stage: "Call planned",
  contact_id: "7",
  opened_at: "2021-10-05 12:30:00+00",
  source_file_id: "f1",
  source_line: 2,
  extracted_date: "2021-10-31"
};

async function kindOf(told: Partial<Record<"title" | "pipeline" | "source", string>>): Promise<unknown> {
  const cases = await runModel("staging.cases", {"sources.zendesk_sell_deals": [{...deal, ...told}]});
  return cases.map(({kind, kind_label}) => [kind, kind_label])[0];
}

describe("the kind of a deal", () => {
  it("is that of its pipeline, unless the title says downsell or shop selling", async () => {
    expect(await kindOf({pipeline: "Churn Risk"})).toEqual(["potential_churn", "Churn Risk"]);
    expect(await kindOf({pipeline: "churn", title: "Risque de churn - Rive"})).toEqual([
      "churn_request",
      "churn"
    ]);
    expect(await kindOf({pipeline: "churn", title: "Downsell - Rive"})).toEqual(["downsell", "Downsell"]);
    expect(await kindOf({pipeline: "Churn Risk", title: "risque de downsell – Rive"})).toEqual([
      "downsell",
      "Downsell"
    ]);
    expect(await kindOf({pipeline: "churn", title: "shop selling - Rive"})).toEqual([
      "churn_request",
      "Shop selling"
    ]);
  });

  it("is that of the title, then of the source, where the export has no pipeline", async () => {
    expect(await kindOf({title: "Risque de churn - Rive"})).toEqual(["potential_churn", "Risque de churn"]);
    expect(await kindOf({source: "fid"})).toEqual(["potential_churn", "fid"]);
  });

  it("is none for sales and onboarding, and unknown for a pipeline that nobody has mapped", async () => {
    expect(await kindOf({pipeline: "Pipeline des ventes", source: "fid"})).toBeUndefined();
    expect(await kindOf({pipeline: "ONBOARDING"})).toBeUndefined();
    expect(await kindOf({})).toBeUndefined();
    expect(await kindOf({pipeline: "Reconquête"})).toEqual(["unknown", "Reconquête"]);
  });
});

describe("zendesk_sell.cases", () => {
  const risk = {...deal, pipeline: "Churn Risk"};

  it("take the amount as a monthly one", async () => {
    const rows = await runModel("staging.cases", {
      "sources.zendesk_sell_deals": [{...risk, mrr_cents: 6_800n}]
    });
    expect(rows).toMatchObject([
      {mrr_cents: 6_800n, parc_at_risk_cents: 81_600n, amount_at_risk_cents: null, status: "in_progress"}
    ]);
  });

  it("end when they come to a last stage", async () => {
    const moved = {...risk, stage_changed_at: "2021-10-20 08:00:00+00"};
    const stages = ["Ghost", "Gagné", "Perdu", "No answer", "Unqualified", "12"];
    const rows = await runModel("staging.cases", {
      "sources.zendesk_sell_deals": stages.map((stage, index) => ({
        ...moved,
        stage,
        deal_id: String(index),
        source_line: index
      }))
    });
    expect(rows.map(({outcome, status, closed_at}) => [outcome, status, closed_at !== null])).toEqual([
      ["ghost", "closed", true],
      ["saved", "closed", true],
      ["lost", "closed", true],
      ["open", "in_progress", false],
      ["unknown", "error", true],
      ["open", "unknown", false]
    ]);
  });

  it("are about the customer that the deal, its company or its contact names", async () => {
    const rows = await runModel("zendesk_sell.cases", {
      "sources.zendesk_sell_deals": [risk],
      "sources.zendesk_sell_opportunites": [
        {...risk, deal_id: "2", organization_id: "6", source_file_id: "f2"},
        {...risk, deal_id: "3", customer_id: "CL1", source_file_id: "f2"}
      ]
    });
    expect(rows.map(({customer_id}) => customer_id)).toEqual(["zendesk_sell:7", "zendesk_sell:6", "CL1"]);
  });

  it("take competitor and missing feature from either note block", async () => {
    const rows = await runModel("zendesk_sell.cases", {
      "sources.zendesk_sell_deals": [
        {
          ...risk,
          note: "Fonctionnalite manquante ou inadaptée : Export des avis Concurrent actuel ou nouvelle solution : aucun"
        },
        {
          ...risk,
          deal_id: "2",
          source_line: 3,
          note: "Le problème décrit par le client est: trop lent\nLe client a été sollicité par la concurrence (si oui par qui) :\nPloumic\nLe client exige les choses suivantes: -"
        }
      ]
    });
    expect(rows).toMatchObject([
      {missing_feature: "Export des avis", competitor: null},
      {missing_feature: null, competitor: "Ploumic"}
    ]);
  });
});

describe("zendesk_sell.case_reasons", () => {
  const risk = {...deal, pipeline: "Churn Risk"};
  const reasonsOf = async (told: Record<string, string>) => {
    const rows = await runModel("staging.case_reasons", {
      "sources.zendesk_sell_deals": [{...risk, ...told}]
    });
    return rows.map(({raw_label, motive, is_primary}) => [raw_label, motive, is_primary]);
  };

  it("are all those chosen, none of them the main one", async () => {
    expect(await reasonsOf({reasons: "Bug, Ergonomie, Autre"})).toEqual([
      ["Bug", "bug", null],
      ["Ergonomie", "ux", null],
      ["Autre", null, null]
    ]);
    expect(await reasonsOf({reasons: "Prix, trop cher;Bug"})).toEqual([
      ["Prix, trop cher", null, null],
      ["Bug", "bug", null]
    ]);
    expect(await reasonsOf({reasons: '["Bug"]', loss_reason: "bug"})).toEqual([["Bug", "bug", null]]);
  });

  it("begin with the main one of the note block", async () => {
    const note = "Raison de churn secondaire (optionnel) : Bug\nRaison de churn principale : Prix trop élevé";
    expect(await reasonsOf({reasons: "Ergonomie, Prix trop eleve", note})).toEqual([
      ["Prix trop élevé", "price", true],
      ["Bug", "bug", false],
      ["Ergonomie", "ux", false]
    ]);
  });
});

it("staging.case_events: several exports tell several changes, each once, with the role of its author then", async () => {
  const risk = {...deal, pipeline: "Churn Risk", stage_changed_by: "Ambre Bréval"};
  const first = {...risk, stage: "New churn risk deal", stage_changed_at: "2021-10-05 12:30:00+00"};
  const rows = await runModel("staging.case_events", {
    "entities.sellers": [
      {
        seller_id: "V1",
        name: "Ambre Bréval",
        role: "AM junior",
        valid_from: "2020-01-01",
        valid_to: "2021-11-01"
      },
      {seller_id: "V1", name: "Ambre Bréval", role: "Team leader AM", valid_from: "2021-11-01"}
    ],
    "sources.zendesk_sell_deals": [
      first,
      {...first, source_file_id: "f2", extracted_date: "2021-11-15"},
      {
        ...risk,
        stage: "Ghost",
        stage_changed_at: "2021-11-20 08:00:00+00",
        source_file_id: "f3",
        extracted_date: "2021-11-30"
      }
    ]
  });
  expect(rows.map(({value, actor_seller_id, actor_role}) => [value, actor_seller_id, actor_role])).toEqual([
    ["New churn risk deal", "V1", "AM junior"],
    ["Ghost", "V1", "Team leader AM"]
  ]);
});
