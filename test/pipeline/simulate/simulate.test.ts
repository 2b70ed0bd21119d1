// The sample, replayed: what the planted case brings to whom, and what other rules and plans would make of it.
import {join} from "node:path";
import type {DuckDBConnection} from "@duckdb/node-api";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {type Replay, simulate} from "../../../pipeline/simulate/index.ts";
import {databaseOf, openDatabase, publishedBuild, readRows} from "../../../src/warehouse.ts";
import {ressac} from "../../support/command.ts";
import {usePublished} from "../../support/published.ts";

/** Everybody's case: 2 000 sold by telesales, cancelled whole by the desk and rebooked at 100. */
const SEED = "CD25-0000001-01@2025-07-01";
const DAY = {from: "2025-07-01", to: "2025-07-01"};

let folder: string;
let connection: DuckDBConnection;
let close: () => void;

beforeAll(async () => {
  ({out: folder} = await usePublished());
  ({connection, close} = await openDatabase(databaseOf(await publishedBuild(join(folder, "warehouse"))), {
    readOnly: true
  }));
}, 240_000);

afterAll(() => close());

const replay = (what: Replay) => simulate(connection, {...DAY, ...what});

describe("the planted case", () => {
  it("is found by the index under today's rule, and is not there under the delta rule", async () => {
    const rows = await readRows(
      connection,
      "select rule, perverse_rebookings, perverse_credit_cents from marts.incentive_index where month = '2025-07-01' order by rule"
    );
    expect(rows.find(({rule}) => rule === "current")).toEqual({
      rule: "current",
      perverse_rebookings: 1n,
      perverse_credit_cents: 10000n
    });
    expect(rows.filter(({rule}) => rule === "delta")).toEqual([]);
  });

  it("shows the drop of one and the credit of the other on one line", async () => {
    const rows = await readRows(
      connection,
      `select role, party, channel, cents from marts.attributions
      where cancellation_id = '${SEED}' and rule = 'current' and measure = 'parc' order by role`
    );
    expect(rows).toEqual([
      {role: "initial", party: "seller", channel: "telesales", cents: -200000n},
      {role: "rebooker", party: "seller", channel: "retention", cents: 10000n}
    ]);
  });

  it("pays the desk 4 today, takes 80 back from telesales, and pays the desk nothing under the delta rule", async () => {
    const {parties, ...told} = await replay({rule: "delta"});
    expect(told).toMatchObject({rebookings: 1n, today_paying: 1n, tried_paying: 0n, no_longer_paying: 1n});
    expect(told.no_longer_paying_worse).toBe(1n);
    // Channels of so few rebookings are told together.
    const sum = (key: "today_cents" | "tried_cents") => parties.reduce((total, row) => total + row[key], 0n);
    expect([sum("today_cents"), sum("tried_cents")]).toEqual([-7600n, -7600n]);
    expect([told.today_paid_cents, told.tried_paid_cents]).toEqual([-7600n, -7600n]);
  });

  it("pays at most a part of what it keeps within the cancelled term where the plan has a cap", async () => {
    const [pay] = await readRows(
      connection,
      `select earned_cents from marts.simulated_premiums
      where cancellation_id = '${SEED}' and rule = 'current' and plan = 'cap_kept' and role = 'rebooker'`
    );
    // 2 % of 66.58, of the 4 that the credit would bring.
    expect(pay).toEqual({earned_cents: 133n});
  });
});

describe("simulate", () => {
  it("changes nothing where nothing is changed", async () => {
    const {parties} = await simulate(connection, {});
    for (const {today_cents, tried_cents} of parties) expect(tried_cents).toBe(today_cents);
  });

  it("says what there is where there is no such rule, plan or day, or where they do not go together", async () => {
    await expect(replay({rule: "fair"})).rejects.toThrow(
      /under a rule called fair; choose one of company_fault, current/
    );
    await expect(replay({plan: "gold"})).rejects.toThrow(
      /under a plan called gold; choose one of ca_and_parc, ca_only/
    );
    await expect(replay({rule: "delta_prorated"})).rejects.toThrow(
      "rule delta_prorated does not share out all that plan parc_only pays on; choose another of either"
    );
    await expect(simulate(connection, {from: "2031-01-01"})).rejects.toThrow(/choose other days/);
  });
});

describe("ressac simulate", () => {
  it("prints who gains and who loses, as text and as JSON", async () => {
    const days = ["--from", DAY.from, "--to", DAY.to, "--out", folder];
    const {exitCode, stdout} = await ressac("simulate", "--rule", "delta", ...days);
    expect(exitCode).toBe(0);
    expect(stdout).toContain("today (current, parc_only)  tried (delta, parc_only)  gains or loses");
    expect(stdout).toMatch(/paid to sellers +-76\.00 +-76\.00 +0\.00/);
    expect(stdout).toContain("of 1 rebookings, 1 pay for the one who makes them today, 0 as tried");
    const json = await ressac("simulate", "--rule", "delta", "--json", ...days);
    expect(JSON.parse(json.stdout)).toMatchObject({rule: "delta", rebookings: 1, today_paid_cents: -7600});
    expect(await ressac("simulate", "--plan", "gold", ...days)).toMatchObject({exitCode: 2});
  }, 60_000);
});
