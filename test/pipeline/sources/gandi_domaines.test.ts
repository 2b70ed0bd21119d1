import {describe, expect, it} from "vitest";
import {runModel} from "../../support/models.ts";

const domain = {domain: "Salon-Rive.example", customer_id: "C1", source_file_id: "f1", source_line: 2};

describe("gandi_domaines.domains", () => {
  it("writes a name in lower case, as names are compared", async () => {
    const rows = await runModel("gandi_domaines.domains", {"sources.gandi_domaines": [domain]});
    expect(rows).toMatchObject([{system: "gandi_domaines", domain: "salon-rive.example"}]);
  });
});

describe("staging.domains", () => {
  it("keeps the latest list known", async () => {
    const told = {...domain, system: "gandi_domaines", domain: "salon-rive.example"};
    const given = {
      "entities.domains": [
        {...told, is_auto_renewed: true, extracted_date: "2020-10-31"},
        {
          ...told,
          is_auto_renewed: false,
          auto_renew_changed_at: "2020-11-03 09:00:00+00",
          extracted_date: "2020-11-30"
        }
      ]
    };
    expect(await runModel("staging.domains", given, {asOf: "2020-11-29"})).toMatchObject([
      {is_auto_renewed: true, auto_renew_changed_at: null}
    ]);
    expect(await runModel("staging.domains", given, {asOf: "2020-11-30"})).toMatchObject([
      {is_auto_renewed: false, auto_renew_changed_at: "2020-11-03 09:00:00+00"}
    ]);
  });
});
