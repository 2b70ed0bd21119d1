import {readFileSync} from "node:fs";
import {describe, expect, it} from "vitest";
import {runModel} from "../../support/models.ts";

describe("reports.parameters_in_force", () => {
  const rule = {source: "choice", meaning: "What it decides"};

  it("has every parameter and policy with the value that holds on the as-of day", async () => {
    const rows = await runModel(
      "reports.parameters_in_force",
      {
        "lookups.parameters": [
          {...rule, name: "maturity.days", value: 60, valid_from: "2000-01-01"},
          {...rule, name: "maturity.days", value: 90, valid_from: "2022-01-01"},
          {...rule, name: "maturity.days", value: 120, valid_from: "2023-01-01"}
        ],
        "lookups.policies": [{...rule, name: "ghost.policy", value: "wait", valid_from: "2000-01-01"}]
      },
      {asOf: "2022-06-30"}
    );
    expect(rows.filter(({name}) => name === "maturity.days")).toMatchObject([
      {number_value: 90, text_value: null, valid_from: "2022-01-01"}
    ]);
    expect(rows.filter(({name}) => name === "ghost.policy")).toMatchObject([
      {number_value: null, text_value: "wait"}
    ]);
  });

  it("leaves out none of the table that people edit", async () => {
    const lines = readFileSync("data/lookups/parameters.csv", "utf8").trim().split("\n").slice(1);
    const names = new Set(lines.map((line) => line.split(";")[0]));
    const rows = await runModel("reports.parameters_in_force", {});
    for (const name of names) expect(rows.map((row) => row.name)).toContain(name);
  });
});

describe("reports.worked_example", () => {
  const unit = (id: string, booked_cents: number, rebooked_cents: number, more = {}) => ({
    cancellation_id: id,
    booked_cents,
    rebooked_cents,
    loss_booked_cents: booked_cents - rebooked_cents,
    class: "A",
    is_mature: true,
    ...more
  });
  const link = (cancellation_id: string, rebooked_order_id: string) => ({cancellation_id, rebooked_order_id});

  it("is the sure and settled rebooking of one by one that comes nearest to 2,000 rebooked at 100", async () => {
    const units = [
      unit("young", 200_000, 10_000, {is_mature: false}),
      unit("possible", 200_000, 10_000, {class: "C"}),
      unit("two orders", 200_000, 10_000),
      unit("near", 190_000, 12_000),
      unit("far", 500_000, 400_000)
    ];
    const rows = await runModel("reports.worked_example", {
      "marts.cancellations": units,
      "marts.loss_counterfactuals": units.map(({cancellation_id}) => ({cancellation_id})),
      "marts.rebookings": [
        ...units.map(({cancellation_id}) => link(cancellation_id, "new")),
        link("two orders", "other")
      ]
    });
    expect(rows).toMatchObject([{cancellation_id: "near", rebooked_order_id: "new"}]);
  });
});

describe("the parts of the waterfall", () => {
  const row = (customer_id: string, view: string, kind: string, ca_cents: number) => ({
    customer_id,
    month: "2022-01-01",
    view,
    ledger: view === "economic" ? "bridged" : "strict",
    kind,
    ca_cents,
    parc_cents: 0,
    customers: 0
  });
  const movements = [
    row("moved", "as_booked", "churn", -2000),
    row("moved", "as_booked", "new", 100),
    row("moved", "economic", "contraction", -1900),
    row("gone", "as_booked", "churn", -700),
    row("gone", "economic", "churn", -700),
    row("later", "as_booked", "churn", -150)
  ];

  it("keep what has no brand, and add up to the whole", async () => {
    const rows = await runModel("reports.movement_months", {
      "marts.movements": movements,
      "staging.customers": [{customer_id: "moved", brand: "Marly"}]
    });
    expect(new Set(rows.map(({brand}) => brand))).toEqual(new Set(["Marly", "unknown"]));
    const sum = rows.reduce((total, {ca_cents}) => total + (ca_cents as bigint), 0n);
    expect(sum).toBe(BigInt(movements.reduce((total, {ca_cents}) => total + ca_cents, 0)));
  });

  it("list the customers whose movements differ, the largest first, the others as one line", async () => {
    const differing = Array.from({length: 60}, (_, index) =>
      row(`small ${index}`, "as_booked", "churn", -1 - index)
    );
    const rows = await runModel("reports.movement_differences", {
      "marts.movements": [...movements, ...differing]
    });
    expect(rows).toHaveLength(51);
    expect(rows[0]).toMatchObject({
      customer_id: "moved",
      booked_won_cents: 100n,
      booked_lost_cents: -2000n,
      won_cents: 0n,
      lost_cents: -1900n
    });
    expect(rows.map(({customer_id}) => customer_id)).not.toContain("gone");
    expect(rows[50]).toMatchObject({customer_id: null, customers: 12n});
    const lost = rows.reduce((total, {booked_lost_cents}) => total + (booked_lost_cents as bigint), 0n);
    expect(lost).toBe(-2150n - (60n * 61n) / 2n);
  });
});
