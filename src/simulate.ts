import {join} from "node:path";
import {pathToFileURL} from "node:url";
import type {DuckDBConnection} from "@duckdb/node-api";
import {type Config, SHIPPED} from "./config.ts";
import {formatTable} from "./table-text.ts";
import {databaseOf, openDatabase, publishedBuild} from "./warehouse.ts";

/** What is replayed; today's rule and plan, and all days, where nothing is said. */
export interface Replay {
  rule?: string | undefined;
  plan?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
}

/** What a replay gives; cents. */
export interface Simulation {
  rule: string;
  plan: string;
  today_rule: string;
  today_plan: string;
  rebookings: bigint;
  parties: {party: string; today_cents: bigint; tried_cents: bigint}[];
  today_paid_cents: bigint;
  tried_paid_cents: bigint;
  today_paying: bigint;
  tried_paying: bigint;
  no_longer_paying: bigint;
  no_longer_paying_worse: bigint;
}

/** What the simulator of a pipeline offers to the engine. */
interface SimulateModule {
  simulate: (connection: DuckDBConnection, replay: Replay) => Promise<Simulation>;
}

/** Replays the published build. @throws RessacError (2) when rule, plan or period are not in it. */
export async function runSimulation(
  {warehouse}: Pick<Config, "warehouse">,
  replay: Replay
): Promise<Simulation> {
  const path = join(SHIPPED.pipeline, "simulate", "index.ts");
  const {simulate} = (await import(pathToFileURL(path).href)) as SimulateModule;
  const {connection, close} = await openDatabase(databaseOf(await publishedBuild(warehouse)), {
    readOnly: true
  });
  try {
    return await simulate(connection, replay);
  } finally {
    close();
  }
}

/** A replay as text, amounts to the cent; or as JSON, in cents. */
export function formatSimulation(simulation: Simulation, {json}: {json: boolean}): string {
  if (json)
    return JSON.stringify(
      simulation,
      (_, value: unknown) => (typeof value === "bigint" ? Number(value) : value),
      2
    );
  const {rule, plan, today_rule, today_plan, parties, today_paid_cents, tried_paid_cents} = simulation;
  const row = (name: string, today: bigint, tried: bigint): string[] => [
    name,
    amount(today),
    amount(tried),
    amount(tried - today)
  ];
  const table = formatTable([
    ["", `today (${today_rule}, ${today_plan})`, `tried (${rule}, ${plan})`, "gains or loses"],
    ...parties.map(({party, today_cents, tried_cents}) => row(party, today_cents, tried_cents)),
    row("paid to sellers", today_paid_cents, tried_paid_cents)
  ]);
  const {rebookings, today_paying, tried_paying, no_longer_paying, no_longer_paying_worse} = simulation;
  return [
    table,
    `of ${rebookings} rebookings, ${today_paying} pay for the one who makes them today, ${tried_paying} as tried`,
    `${no_longer_paying} would no longer pay; by ${no_longer_paying_worse} of them the company lost revenue that an amendment would have kept`
  ].join("\n");
}

function amount(cents: bigint): string {
  const size = cents < 0n ? -cents : cents;
  return `${cents < 0n ? "-" : ""}${size / 100n}.${String(size % 100n).padStart(2, "0")}`;
}
