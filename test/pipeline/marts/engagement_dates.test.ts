import {describe, expect, it} from "vitest";
import {type Given, runModel} from "../../support/models.ts";

const told: Given = {
  "staging.customers": [{customer_id: "C1"}],
  "staging.contracts": [
    {customer_id: "C1", contract_id: "1", status: "signed", service_start_date: "2021-03-01"},
    {customer_id: "C1", contract_id: "2", status: "signed", service_start_date: "2022-03-01"}
  ],
  "staging.onboardings": [{customer_id: "C1", onboarding_start_date: "2021-02-10"}],
  "staging.payments": [
    {customer_id: "C1", payment_id: "1", status: "failed", charged_date: "2021-01-02"},
    {customer_id: "C1", payment_id: "2", status: "collected", charged_date: "2021-02-05"}
  ]
};

const without = (...tables: string[]): Given => ({
  ...told,
  ...Object.fromEntries(tables.map((table) => [table, []]))
});

describe("marts.engagement_dates", () => {
  it("goes by the first signed contract, whatever came before it", async () => {
    expect(await runModel("marts.engagement_dates", told)).toEqual([
      {
        customer_id: "C1",
        engagement_date: "2021-03-01",
        engagement_source: "contract",
        contract_service_date: "2021-03-01",
        onboarding_start_date: "2021-02-10",
        first_payment_date: "2021-02-05"
      }
    ]);
  });

  it("goes by the onboarding without a signed contract that names a day", async () => {
    for (const contracts of [
      [],
      [{customer_id: "C1", status: "sent", service_start_date: "2021-03-01"}],
      [{customer_id: "C1", status: "signed"}]
    ]) {
      expect(
        await runModel("marts.engagement_dates", {...told, "staging.contracts": contracts})
      ).toMatchObject([{engagement_date: "2021-02-10", engagement_source: "onboarding"}]);
    }
  });

  it("goes by the first payment collected without either", async () => {
    expect(
      await runModel("marts.engagement_dates", without("staging.contracts", "staging.onboardings"))
    ).toMatchObject([{engagement_date: "2021-02-05", engagement_source: "first_payment"}]);
  });

  it("keeps a customer of whom nothing tells it", async () => {
    expect(
      await runModel(
        "marts.engagement_dates",
        without("staging.contracts", "staging.onboardings", "staging.payments")
      )
    ).toMatchObject([{customer_id: "C1", engagement_date: null, engagement_source: null}]);
  });

  it("follows the rule that is in force", async () => {
    const rule = (source: string, priority: number, valid_from = "2000-01-01") => ({
      source,
      priority,
      valid_from
    });
    const rows = await runModel(
      "marts.engagement_dates",
      {
        ...told,
        "lookups.engagement_sources": [
          rule("contract", 1),
          rule("onboarding", 2),
          rule("onboarding", 0, "2022-01-01"),
          rule("first_payment", -1, "2030-01-01")
        ]
      },
      {asOf: "2022-06-30"}
    );
    expect(rows).toMatchObject([{engagement_source: "onboarding", first_payment_date: null}]);
  });
});
