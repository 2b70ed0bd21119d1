// The steps between lines and movements, each by itself.
import {describe, expect, it} from "vitest";
import {runModel} from "../../support/models.ts";
import {tell} from "./story.ts";

describe("marts.reporting_months", () => {
  it.each([
    ["2020-03-30", ["2020-01-01", "2020-02-01"]],
    ["2020-03-31", ["2020-01-01", "2020-02-01", "2020-03-01"]],
    ["2020-01-30", []]
  ])("on %s are %j", async (asOf, months) => {
    const given = {
      "staging.orders": [
        {order_id: "A", signed_date: "2020-01-15"},
        {order_id: "B", signed_date: "2020-02-01"}
      ]
    };
    expect((await runModel("marts.reporting_months", given, {asOf})).map(({month}) => month)).toEqual(months);
  });

  it("are none without orders", async () => {
    expect(await runModel("marts.reporting_months", {})).toEqual([]);
  });
});

describe("marts.live_changes", () => {
  it("nets what starts and stops within a month, and remembers that something started", async () => {
    const lines = [
      {amount: 500, start: "2020-01-05", end: "2020-01-20"},
      {amount: 700, start: "2020-01-05", end: "2020-03-05", cut: "2020-02-10"}
    ];
    expect(await runModel("marts.live_changes", tell({id: "A", signed: "2020-01-05", lines}))).toMatchObject([
      {
        month: "2020-01-01",
        source: "line",
        lineage_id: "A",
        ca_cents: 700n,
        parc_cents: 700n,
        starts_ca: true
      },
      {month: "2020-02-01", ca_cents: -700n, parc_cents: -700n, starts_ca: false, starts_parc: false}
    ]);
  });

  it("remembers the parc that starts in a month in which goods start as well", async () => {
    const lines = [
      {amount: 500, start: "2020-01-05"},
      {amount: 700, start: "2020-01-05", end: "2021-01-05"}
    ];
    expect(await runModel("marts.live_changes", tell({id: "A", signed: "2020-01-05", lines}))).toMatchObject([
      {ca_cents: 1200n, parc_cents: 700n, starts_ca: true, starts_parc: true},
      {month: "2021-01-01"}
    ]);
  });

  it("lets goods start that have no parc, and never stop", async () => {
    const lines = [{amount: 500, start: "2020-01-05"}];
    expect(await runModel("marts.live_changes", tell({id: "A", signed: "2020-01-05", lines}))).toMatchObject([
      {ca_cents: 500n, parc_cents: 0n, starts_ca: true, starts_parc: false}
    ]);
  });

  it("starts nothing with a line that is free", async () => {
    const lines = [{amount: 0, start: "2020-01-05", end: "2021-01-05"}];
    expect(await runModel("marts.live_changes", tell({id: "A", signed: "2020-01-05", lines}))).toMatchObject([
      {month: "2020-01-01", starts_ca: false, starts_parc: false},
      {month: "2021-01-01"}
    ]);
  });

  it("puts rebookings in transit beside the lines", async () => {
    const rows = await runModel("marts.live_changes", {
      "marts.lineages": [{order_id: "Y", lineage_id: "Y", customer_id: "C1"}],
      "marts.transits": [
        {
          order_id: "Y",
          customer_id: "C1",
          from_date: "2020-01-29",
          until_date: "2020-02-05",
          ca_cents: 90,
          parc_cents: 80
        }
      ]
    });
    expect(rows).toMatchObject([
      {source: "transit", month: "2020-01-01", ca_cents: 90n, parc_cents: 80n},
      {source: "transit", month: "2020-02-01", ca_cents: -90n, parc_cents: -80n}
    ]);
  });
});

describe("marts.balances", () => {
  const change = {customer_id: "C1", lineage_id: "A", source: "line", starts_ca: true, starts_parc: true};

  it("adds up a customer economically, and a lineage as booked", async () => {
    const rows = await runModel("marts.balances", {
      "marts.live_changes": [
        {...change, month: "2020-01-01", ca_cents: 1000, parc_cents: 1000},
        {
          ...change,
          month: "2020-03-01",
          ca_cents: -1000,
          parc_cents: -1000,
          starts_ca: false,
          starts_parc: false
        },
        {...change, lineage_id: "B", month: "2020-03-01", ca_cents: 400, parc_cents: 400},
        {...change, lineage_id: "B", source: "transit", month: "2020-02-01", ca_cents: 100, parc_cents: 100}
      ]
    });
    const told = (view: string, ledger: string) =>
      rows
        .filter((row) => row.view === view && row.ledger === ledger)
        .map(({unit_id, month, opening_ca_cents, closing_ca_cents, ca_kind}) =>
          [unit_id, month, opening_ca_cents, closing_ca_cents, ca_kind].join(" ")
        );
    expect(told("economic", "strict")).toEqual([
      "C1 2020-01-01 0 1000 new",
      "C1 2020-03-01 1000 400 contraction"
    ]);
    expect(told("economic", "bridged")).toEqual([
      "C1 2020-01-01 0 1000 new",
      "C1 2020-02-01 1000 1100 expansion",
      "C1 2020-03-01 1100 500 contraction"
    ]);
    expect(told("as_booked", "strict")).toEqual([
      "A 2020-01-01 0 1000 new",
      "A 2020-03-01 1000 0 churn",
      "B 2020-03-01 0 400 new"
    ]);
  });

  it("remembers what started, whatever else stopped in that month", async () => {
    const starts = {...change, ca_cents: 100, parc_cents: 100};
    const stops = {
      ...change,
      lineage_id: "B",
      ca_cents: -100,
      parc_cents: -100,
      starts_ca: false,
      starts_parc: false
    };
    const rows = await runModel("marts.balances", {
      "marts.live_changes": [
        {...starts, month: "2020-01-01"},
        {...stops, month: "2020-01-01"},
        {...starts, month: "2020-03-01"}
      ]
    });
    expect(rows.filter(({view, month}) => view === "economic" && month === "2020-03-01")).toMatchObject([
      {ca_kind: "reactivation", parc_kind: "reactivation", was_live_before: true},
      {ca_kind: "reactivation", parc_kind: "reactivation", was_live_before: true}
    ]);
  });

  it("remembers CA and parc apart", async () => {
    const rows = await runModel("marts.balances", {
      "marts.live_changes": [
        {...change, month: "2020-01-01", ca_cents: 100, parc_cents: 0, starts_parc: false},
        {...change, month: "2020-02-01", ca_cents: -100, parc_cents: 0, starts_ca: false, starts_parc: false},
        {...change, month: "2020-03-01", ca_cents: 100, parc_cents: 100}
      ]
    });
    expect(rows.filter(({view}) => view === "as_booked")).toMatchObject([
      {ca_kind: "new", parc_kind: null, was_live_before: false},
      {ca_kind: "churn", parc_kind: null, was_live_before: true},
      {ca_kind: "reactivation", parc_kind: "new", was_live_before: true}
    ]);
  });
});

describe("marts.customer_states", () => {
  const unit = {
    view: "as_booked",
    ledger: "strict",
    customer_id: "C1",
    opening_parc_cents: 0,
    closing_parc_cents: 0
  };
  const state = async (...units: Record<string, string | number | boolean>[]) =>
    runModel("marts.customer_states", {"marts.balances": units.map((more) => ({...unit, ...more}))});
  const begins = {
    unit_id: "A",
    month: "2020-01-01",
    opening_ca_cents: 0,
    closing_ca_cents: 100,
    was_live_before: false
  };
  const ends = {
    unit_id: "A",
    month: "2020-03-01",
    opening_ca_cents: 100,
    closing_ca_cents: 0,
    was_live_before: true
  };

  it("holds from a change until the next one", async () => {
    expect(await state(begins, ends)).toMatchObject([
      {
        month: "2020-01-01",
        next_month: "2020-03-01",
        ca_cents: 100n,
        customers: 1n,
        is_won: true,
        is_lost: false
      },
      {month: "2020-03-01", next_month: null, ca_cents: 0n, customers: 0n, is_won: false, is_lost: true}
    ]);
  });

  it("loses and wins a customer of whom nothing goes on, and neither when something does", async () => {
    const other = {...begins, unit_id: "B", month: "2020-03-01"};
    expect((await state(begins, ends, other))[1]).toMatchObject({
      is_lost: true,
      is_won: true,
      starts_new_unit: true
    });
    const staying = {...begins, unit_id: "Z"};
    expect((await state(begins, staying, ends, other))[1]).toMatchObject({
      is_lost: false,
      is_won: false,
      customers: 1n
    });
  });

  it("wins back, rather than wins, when all that starts had been in force before", async () => {
    const again = {...begins, month: "2020-05-01", was_live_before: true};
    expect((await state(begins, ends, again))[2]).toMatchObject({is_won: true, starts_new_unit: false});
  });
});
