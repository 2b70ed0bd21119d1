// What another attribution rule, or another premium plan, would have paid to whom: the rebookings of a period replayed.
import type {DuckDBConnection} from "@duckdb/node-api";
import {RessacError} from "../../src/errors.ts";
import {quoteText, readRows} from "../../src/warehouse.ts";

/** What is replayed: everything under today's rule and plan when nothing is said. */
export interface Replay {
  rule?: string | undefined;
  plan?: string | undefined;
  /** First day of cancellation (`yyyy-mm-dd`). */
  from?: string | undefined;
  /** Last day of cancellation. */
  to?: string | undefined;
}

/** One who gains or loses: a channel, the house, or unknown; cents as today and as tried. */
export interface PartyPay {
  party: string;
  today_cents: bigint;
  tried_cents: bigint;
}

/** What a replay gives. */
export interface Simulation {
  rule: string;
  plan: string;
  today_rule: string;
  today_plan: string;
  rebookings: bigint;
  parties: PartyPay[];
  /** What sellers are paid, less what is taken back from them: what the company pays. */
  today_paid_cents: bigint;
  tried_paid_cents: bigint;
  /** Rebookings that pay for the seller who makes them. */
  today_paying: bigint;
  tried_paying: bigint;
  /** Those that pay today and would no longer. */
  no_longer_paying: bigint;
  /** Of those, by which the company lost CA and an MO- would surely have kept more. */
  no_longer_paying_worse: bigint;
}

/** The rule that is in force, by its name in data/lookups/attribution_rules.csv. */
const TODAY = "current";

/**
 * Replays the rebookings of a period under a rule and a plan, beside today's.
 * @throws RessacError (2) when there is no such rule or plan, or no rebooking to replay.
 */
export async function simulate(connection: DuckDBConnection, replay: Replay): Promise<Simulation> {
  const today_plan = await readTodaysPlan(connection);
  const {rule = TODAY, plan = today_plan, from = "0001-01-01", to = "9999-12-31"} = replay;
  await requireTried(connection, rule, plan);
  await requireTried(connection, TODAY, today_plan);
  const days = `between date ${quoteText(from)} and date ${quoteText(to)}`;
  const today = `(${quoteText(TODAY)}, ${quoteText(today_plan)})`;
  const tried = `(${quoteText(rule)}, ${quoteText(plan)})`;
  const parties = await readRows(
    connection,
    `select
      holders.holder as party,
      coalesce(sum(premiums.cents) filter (where (premiums.rule, premiums.plan) = ${today}), 0)::bigint as today_cents,
      coalesce(sum(premiums.cents) filter (where (premiums.rule, premiums.plan) = ${tried}), 0)::bigint as tried_cents
    from marts.simulated_premiums as premiums
    join marts.attribution_holders as holders on holders.channel = premiums.channel
    where premiums.cancel_date ${days}
      and (premiums.rule, premiums.plan) in (${today}, ${tried})
    group by holders.holder
    order by holders.holder`
  );
  const [counts] = await readRows(
    connection,
    `select
      count(*) as rebookings,
      count(*) filter (where today.pays) as today_paying,
      count(*) filter (where tried.pays) as tried_paying,
      count(*) filter (where today.pays and not tried.pays) as no_longer_paying,
      count(*) filter (where today.pays and not tried.pays and today.is_company_worse) as no_longer_paying_worse
    from marts.rebooker_pay as today
    join marts.rebooker_pay as tried on tried.cancellation_id = today.cancellation_id
      and tried.rebooked_order_id = today.rebooked_order_id
      and (tried.rule, tried.plan) = ${tried}
    where (today.rule, today.plan) = ${today} and today.cancel_date ${days}`
  );
  const counted = counts as unknown as Omit<Simulation, "parties">;
  if (counted.rebookings === 0n)
    throw new RessacError("no rebooking of that period is sure enough to be replayed; choose other days");
  return {
    ...{rule, plan, today_rule: TODAY, today_plan},
    ...paid(parties as unknown as PartyPay[]),
    ...counted
  };
}

/** The parties, and what the company pays: the house pays itself, and nobody pays the unknown. */
function paid(parties: PartyPay[]): Pick<Simulation, "parties" | "today_paid_cents" | "tried_paid_cents"> {
  const sellers = parties.filter(({party}) => party !== "house" && party !== "unknown");
  const sum = (key: "today_cents" | "tried_cents"): bigint =>
    sellers.reduce((total, row) => total + row[key], 0n);
  return {parties, today_paid_cents: sum("today_cents"), tried_paid_cents: sum("tried_cents")};
}

async function readTodaysPlan(connection: DuckDBConnection): Promise<string> {
  const rows = await readRows(
    connection,
    "select distinct plan from marts.premium_plans where is_current and issue is null"
  );
  const [row] = rows;
  if (rows.length === 1 && row !== undefined) return String(row.plan);
  throw new RessacError(
    `data/lookups/premium_plans.csv: ${rows.length} plans are marked is_current; mark the one in use, and run again`
  );
}

async function requireTried(connection: DuckDBConnection, rule: string, plan: string): Promise<void> {
  const tried = await readRows(connection, "select distinct rule, plan from marts.rebooker_pay");
  if (tried.some((row) => row.rule === rule && row.plan === plan)) return;
  const known = (key: "rule" | "plan"): string =>
    [...new Set(tried.map((row) => String(row[key])))].sort().join(", ");
  if (tried.length === 0)
    throw new RessacError("the published build has no rebooking that is sure enough to be replayed");
  if (!tried.some((row) => row.rule === rule))
    throw new RessacError(
      `no rebooking was replayed under a rule called ${rule}; choose one of ${known("rule")}`
    );
  if (!tried.some((row) => row.plan === plan))
    throw new RessacError(
      `no rebooking was replayed under a plan called ${plan}; choose one of ${known("plan")}`
    );
  throw new RessacError(
    `rule ${rule} does not share out all that plan ${plan} pays on; choose another of either`
  );
}
