import {describe, expect, it} from "vitest";
import {runModel} from "../../support/models.ts";

const action = {
  action: "Appel de bienvenue",
  targeted_motive: "Sur-promesse commerciale",
  unit_label: "Équipe",
  unit_value: "Télévente Nord",
  start_date: "2020-10-05",
  source_file_id: "f1",
  source_line: 2
};

describe("actions.actions", () => {
  it("ends the day after its last day, or lasts", async () => {
    const rows = await runModel("actions.actions", {
      "sources.actions": [
        {...action, end_date: "2020-12-31"},
        {...action, unit_value: "Télévente Sud", end_date: null, source_line: 3}
      ]
    });
    expect(rows.map(({end_date}) => end_date)).toEqual(["2021-01-01", null]);
  });
});

describe("staging.actions", () => {
  const told = {...action, system: "actions"};

  it("keeps the latest version of an action on a unit, however the unit is spelt", async () => {
    const rows = await runModel("staging.actions", {
      "entities.actions": [
        {...told, end_date: null, extracted_date: "2020-10-31"},
        {...told, unit_label: "equipe", end_date: "2021-01-01", extracted_date: "2021-01-31"},
        {...told, unit_label: "Région", unit_value: "Ouest"}
      ]
    });
    expect(rows).toMatchObject([
      {unit: "team", unit_value: "Télévente Nord", end_date: "2021-01-01"},
      {unit: "unknown", unit_label: "Région", unit_value: "Ouest"}
    ]);
  });

  it("names the motive that it aims at, and the customer that it is tried on", async () => {
    const rows = await runModel("staging.actions", {
      "entities.actions": [
        {...told, unit_value: "C1-2"},
        {...told, targeted_motive: "Moral", unit_label: "Client", unit_value: "C1-2"}
      ],
      "staging.customer_keys": [{delivered_id: "C1-2", customer_id: "C1"}]
    });
    expect(rows).toMatchObject([
      {unit: "customer", unit_value: "C1-2", customer_id: "C1", motive: null, targeted_motive: "Moral"},
      {unit: "team", unit_value: "C1-2", customer_id: null, motive: "oversell"}
    ]);
  });
});
