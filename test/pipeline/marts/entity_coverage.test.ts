import {readdirSync, readFileSync} from "node:fs";
import {basename, join} from "node:path";
import {describe, expect, it} from "vitest";
import {SHIPPED} from "../../../src/config.ts";
import {runModel} from "../../support/models.ts";
import {sqlFiles} from "../../support/files.ts";

const entities = readdirSync(join(SHIPPED.pipeline, "entities")).map((file) => basename(file, ".sql"));

describe("marts.entity_coverage", () => {
  it("counts what a system tells, and from when to when", async () => {
    const rows = await runModel("marts.entity_coverage", {
      "staging.payments": [
        {system: "gocardless", payment_id: "1", charged_date: "2021-02-05"},
        {system: "gocardless", payment_id: "2", charged_date: "2021-01-05"}
      ]
    });
    expect(rows.filter(({is_missing}) => is_missing === false)).toEqual([
      {
        entity: "payments",
        system: "gocardless",
        facts: 2n,
        first_date: "2021-01-05",
        last_date: "2021-02-05",
        is_missing: false,
        is_entity_missing: false
      }
    ]);
  });

  it("names every system that could tell of something and does not", async () => {
    const rows = await runModel("marts.entity_coverage", {
      "staging.invoices": [{system: "zuora", invoice_line_id: "1", invoice_date: "2021-02-05"}]
    });
    expect(rows.filter(({entity}) => entity === "invoices")).toMatchObject([
      {
        system: "qualiatic_ecritures",
        facts: 0n,
        first_date: null,
        is_missing: true,
        is_entity_missing: false
      },
      {system: "zuora", facts: 1n, is_missing: false, is_entity_missing: false}
    ]);
    expect(rows.find(({entity}) => entity === "payments")).toMatchObject({is_entity_missing: true});
  });

  it("counts a fact that two systems tell for both, and a system that nobody has listed too", async () => {
    const rows = await runModel("marts.entity_coverage", {
      "staging.customers": [{system: "b", systems: ["a", "b"], customer_id: "C1"}]
    });
    const told = rows.filter(({is_missing}) => is_missing === false);
    expect(told.map(({system, facts}) => [system, facts])).toEqual([
      ["a", 1n],
      ["b", 1n]
    ]);
  });

  it("has a line for every entity, and lists the systems of all mappings and no other", async () => {
    const rows = await runModel("marts.entity_coverage", {});
    expect([...new Set(rows.map(({entity}) => entity))]).toEqual(entities.sort());
    const mapped = sqlFiles([join(SHIPPED.pipeline, "sources")]).flatMap((path) => {
      const system = /^ {2}'(\w+)' as system,/m.exec(readFileSync(path, "utf8"))?.[1];
      const entity = basename(path, ".sql");
      return system === undefined || !entities.includes(entity) ? [] : [`${entity};${system}`];
    });
    expect(rows.map(({entity, system}) => `${String(entity)};${String(system)}`)).toEqual(
      [...new Set(mapped)].sort()
    );
  });
});
