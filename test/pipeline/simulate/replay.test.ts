// What a replay adds up, on premiums written down here: four parties, two rules, two plans.
import type {DuckDBConnection} from "@duckdb/node-api";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {type Replay, simulate} from "../../../pipeline/simulate/index.ts";
import {openDatabase} from "../../../src/warehouse.ts";

let connection: DuckDBConnection;
let close: () => void;

beforeAll(async () => {
  ({connection, close} = await openDatabase(":memory:", {threads: 1}));
  await connection.run(`
    create schema marts;
    create table marts.premium_plans (plan text, is_current boolean, issue text);
    insert into marts.premium_plans values ('parc', true, null), ('parc', true, null), ('ca', false, null), ('old', true, 'no rate');
    create table marts.attribution_holders (channel text, holder text);
    insert into marts.attribution_holders values
      ('retention', 'retention'), ('field', 'other'), ('telesales', 'other'), ('house', 'house'), ('unknown', 'unknown');
    create table marts.simulated_premiums (rule text, plan text, channel text, cancel_date date, cents bigint);
    insert into marts.simulated_premiums
    select rule, plan, channel, day::date, cents
    from (values
      ('current', 'parc', 'retention', '2025-07-01', 400), ('current', 'parc', 'retention', '2025-07-31', 30),
      ('current', 'parc', 'field', '2025-07-01', 5), ('current', 'parc', 'telesales', '2025-07-01', -8000),
      ('current', 'parc', 'house', '2025-07-01', 70), ('current', 'parc', 'unknown', '2025-07-01', 9),
      ('delta', 'parc', 'telesales', '2025-07-01', -7600), ('delta', 'parc', 'house', '2025-07-01', 11),
      ('delta', 'ca', 'retention', '2025-07-01', 999), ('current', 'ca', 'retention', '2025-07-01', 250)
    ) as premiums (rule, plan, channel, day, cents);
    create table marts.rebooker_pay (
      rule text, plan text, cancellation_id text, rebooked_order_id text, cancel_date date, pays boolean, is_company_worse boolean
    );
    insert into marts.rebooker_pay
    select rule, plan, cancellation_id, rebooked_order_id, day::date, pays, worse
    from (values
      ('current', 'parc', 'A', 'X', '2025-07-01', true, true), ('current', 'parc', 'A', 'Y', '2025-07-01', true, false),
      ('current', 'parc', 'B', 'X', '2025-07-31', true, true), ('current', 'parc', 'C', 'Z', '2025-07-01', false, true),
      ('delta', 'parc', 'A', 'X', '2025-07-01', false, true), ('delta', 'parc', 'A', 'Y', '2025-07-01', false, false),
      ('delta', 'parc', 'B', 'X', '2025-07-31', true, true), ('delta', 'parc', 'C', 'Z', '2025-07-01', true, true),
      ('current', 'ca', 'A', 'X', '2025-07-01', true, true)
    ) as pay (rule, plan, cancellation_id, rebooked_order_id, day, pays, worse)
  `);
});

afterAll(() => close());

const replay = (what: Replay) => simulate(connection, what);

describe("a replay", () => {
  it("shows each party beside today, and pays neither the house nor the unknown", async () => {
    const {parties, ...told} = await replay({rule: "delta"});
    expect(parties).toEqual([
      {party: "house", today_cents: 70n, tried_cents: 11n},
      {party: "other", today_cents: -7995n, tried_cents: -7600n},
      {party: "retention", today_cents: 430n, tried_cents: 0n},
      {party: "unknown", today_cents: 9n, tried_cents: 0n}
    ]);
    expect(told).toEqual({
      rule: "delta",
      plan: "parc",
      today_rule: "current",
      today_plan: "parc",
      today_paid_cents: -7565n,
      tried_paid_cents: -7600n,
      rebookings: 4n,
      today_paying: 3n,
      tried_paying: 2n,
      no_longer_paying: 2n,
      no_longer_paying_worse: 1n
    });
  });

  it("is of the days asked for, the first and the last of them included", async () => {
    const counts = async (days: Replay) => (await replay({rule: "delta", ...days})).rebookings;
    expect(await counts({from: "2025-07-01", to: "2025-07-31"})).toBe(4n);
    expect(await counts({from: "2025-07-02"})).toBe(1n);
    expect(await counts({to: "2025-07-30"})).toBe(3n);
    const {parties} = await replay({from: "2025-07-31"});
    expect(parties).toEqual([{party: "retention", today_cents: 30n, tried_cents: 30n}]);
  });

  it("is of another plan under today's rule where only the plan is said", async () => {
    expect(await replay({plan: "ca"})).toMatchObject({
      rule: "current",
      plan: "ca",
      rebookings: 1n,
      tried_paid_cents: 250n
    });
  });

  it("says what there is where there is no such rule, plan or day, or not together", async () => {
    await expect(replay({rule: "fair"})).rejects.toThrow(
      "no rebooking was replayed under a rule called fair; choose one of current, delta"
    );
    await expect(replay({plan: "gold"})).rejects.toThrow(
      "no rebooking was replayed under a plan called gold; choose one of ca, parc"
    );
    await expect(replay({rule: "delta", plan: "ca"})).rejects.toThrow(
      "rule delta does not share out all that plan ca pays on; choose another of either"
    );
    await expect(replay({from: "2025-08-01"})).rejects.toThrow(
      "no rebooking of that period is sure enough to be replayed; choose other days"
    );
  });

  it("is of nothing where no rebooking is sure enough, or where it is not clear what is paid today", async () => {
    const without = async (change: string): Promise<unknown> => {
      await connection.run(`begin transaction; ${change}`);
      try {
        return await replay({}).catch((error: unknown) => (error as Error).message);
      } finally {
        await connection.run("rollback");
      }
    };
    expect(await without("delete from marts.rebooker_pay")).toBe(
      "the published build has no rebooking that is sure enough to be replayed"
    );
    expect(await without("delete from marts.premium_plans")).toBe(
      "data/lookups/premium_plans.csv: 0 plans are marked is_current; mark the one in use, and run again"
    );
    expect(await without("update marts.premium_plans set is_current = true")).toMatch(/: 2 plans are marked/);
  });
});
