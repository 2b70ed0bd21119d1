// How many of the links would be there anyway: the same linkage on cancellations that never were.
import {readFile} from "node:fs/promises";
import {join} from "node:path";
import type {DuckDBConnection} from "@duckdb/node-api";
import {runSql} from "../../src/build.ts";
import {SHIPPED} from "../../src/config.ts";
import {readRows} from "../../src/warehouse.ts";

/** What is built again for the placebo. */
export const PLACEBO_TARGETS = ["marts.rebookable_units"];

/** How often cancelled units were answered, in truth or for show. */
export interface PlaceboRate {
  /** How an answer is told: by the linkage, or by any new order within so many days. */
  method: string;
  units: number;
  answered: number;
  decoys: number;
  decoys_answered: number;
  /** answered / units */
  observed_rate: number;
  /** b = decoys_answered / decoys: the background */
  background_rate: number;
  /** (observed − b) / (1 − b) */
  corrected_rate: number;
  /** b · (1 − corrected) / observed: the share of the answers that are none */
  false_share: number;
}

/** Days of the rule that takes any new order for an answer. */
const WINDOWS = [1, 7, 14, 30, 60];

/**
 * Compares how often cancellations are answered with how often decoys are (docs/methods.md §4.8). Cases are left out on
 * both sides: a customer who cancelled nothing mostly has none. Declared rebookings are no question on either side.
 * The tables of staging are changed: run it on a scratch only.
 */
export async function measurePlacebo({
  connection,
  build
}: {
  connection: DuckDBConnection;
  build: () => Promise<void>;
}): Promise<PlaceboRate[]> {
  await connection.run("delete from staging.cases");
  await build();
  const real = await countAnswers(connection);
  const path = join(SHIPPED.pipeline, "placebo", "decoys.sql");
  await runSql(connection, path, `create temp table decoy_lines as\n${await readFile(path, "utf8")}`);
  await connection.run("delete from staging.order_lines");
  await connection.run("insert into staging.order_lines by name from decoy_lines");
  await connection.run("drop table decoy_lines");
  await build();
  const decoy = await countAnswers(connection);
  return real.map((row, index) => rateOf(row, decoy[index] ?? {...row, units: 0, answered: 0}));
}

interface Answers {
  method: string;
  units: number;
  answered: number;
}

async function countAnswers(connection: DuckDBConnection): Promise<Answers[]> {
  const rows = await readRows(
    connection,
    `with
      units as (from marts.rebookable_units where not is_declared),
      waits as (
        select units.cancellation_id, min(orders.signed_date - units.cancel_date) as days
        from units
        left join marts.booked_orders as orders on orders.customer_id = units.customer_id
          and orders.order_id <> units.order_id
          and orders.signed_date >= units.cancel_date
        group by units.cancellation_id
      )
    select 'linkage' as method, count(*)::integer as units, count_if(is_linked)::integer as answered, 0 as days from units
    union all
    select 'any order within ' || windows.days || ' d', count(*)::integer, count_if(waits.days <= windows.days)::integer, windows.days
    from waits cross join (select unnest([${WINDOWS.join(", ")}]) as days) as windows
    group by windows.days
    order by days`
  );
  return rows as unknown as Answers[];
}

function rateOf(real: Answers, decoy: Answers): PlaceboRate {
  const observed = real.answered / real.units;
  const background = decoy.answered / decoy.units;
  const corrected = (observed - background) / (1 - background);
  return {
    ...{method: real.method, units: real.units, answered: real.answered},
    decoys: decoy.units,
    decoys_answered: decoy.answered,
    observed_rate: observed,
    background_rate: background,
    corrected_rate: corrected,
    false_share: (background * (1 - corrected)) / observed
  };
}
