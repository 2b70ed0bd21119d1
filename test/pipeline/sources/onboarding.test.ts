import {describe, expect, it} from "vitest";
import {runModel} from "../../support/models.ts";

const onboarding = {
  customer_id: "C1",
  onboarding_start_date: "2020-10-05",
  source_file_id: "f1",
  source_line: 2
};

describe("onboarding.onboardings", () => {
  it("is recorded when its first day begins in France", async () => {
    const rows = await runModel("onboarding.onboardings", {"sources.onboarding": [onboarding]});
    expect(rows).toMatchObject([{system: "onboarding", recorded_at: "2020-10-04 22:00:00+00"}]);
  });
});

describe("staging.onboardings", () => {
  const told = {...onboarding, system: "onboarding"};

  it("lasts until it is completed", async () => {
    const given = {"entities.onboardings": [{...told, completed_date: "2020-11-02"}]};
    expect(await runModel("staging.onboardings", given, {asOf: "2020-11-01"})).toMatchObject([
      {completed_date: null}
    ]);
    expect(await runModel("staging.onboardings", given, {asOf: "2020-11-02"})).toMatchObject([
      {completed_date: "2020-11-02"}
    ]);
  });

  it("keeps the latest version of each, and both of a customer who is taken by the hand twice", async () => {
    const rows = await runModel("staging.onboardings", {
      "entities.onboardings": [
        {...told, owner: "Ambre", extracted_date: "2020-10-31"},
        {...told, owner: "Basile", extracted_date: "2020-11-30"},
        {...told, onboarding_start_date: "2021-10-04", owner: "Céleste"}
      ]
    });
    expect(rows.map(({owner}) => owner)).toEqual(["Basile", "Céleste"]);
  });

  it("knows its customer by whichever id a system has", async () => {
    const rows = await runModel("staging.onboardings", {
      "entities.onboardings": [{...told, customer_id: "sell:7"}],
      "staging.customer_keys": [{delivered_id: "sell:7", customer_id: "C1"}]
    });
    expect(rows).toMatchObject([{customer_id: "C1"}]);
  });
});
