// What a world's truth says about the linkage and the money that rests on it.
import {isDrawn, readStrata, shareSample} from "../../pipeline/audit/draw.ts";
import type {Bench} from "./bench.ts";
import {loadWorld, type World} from "./world.ts";

/** Pairs found, pairs there are, and those found that are there. */
export interface Pairs {
  found: number;
  there: number;
  right: number;
}

/** The sums from which recall, false links and ratio are calibrated (docs/methods.md §4.9), in cents. */
export interface Sums {
  /** Of units truly rebooked: booked, truly rebooked, identified. */
  rebooked_booked: number;
  rebooked_true: number;
  rebooked_identified: number;
  /** Of the others: booked, identified. */
  other_booked: number;
  other_identified: number;
}

/** What one world shows. Amounts in cents; errors relative to the true net loss of CA. */
export interface Measures {
  world: World;
  units: number;
  pairs: Pairs;
  naive: Pairs;
  oracle: Pairs | null;
  classes: Record<"A" | "B" | "C", Pairs>;
  /** Whether a unit was rebooked at all. */
  detection: Pairs;
  exact_units: number;
  rebook_rate: number;
  true_rebook_rate: number;
  sums: Sums;
  raw_error: number;
  naive_error: number;
  corrected_error: number;
  audit_error: number | null;
  /** Whether the interval of the audit holds the truth. */
  audit_covers: boolean | null;
}

export interface MeasureOptions {
  /** Units that the audit draws; none when not given. */
  audit?: number;
  /** Whether to measure the best weights that there are for this world, too. */
  oracle?: boolean;
}

/** Tells a world, links it, and compares with the truth. */
export async function measureWorld(
  bench: Bench,
  world: World,
  {audit, oracle = false}: MeasureOptions = {}
): Promise<Measures> {
  await loadWorld(bench.connection, world);
  await useCalibration(bench, world);
  await bench.build();
  for (const statement of PREPARE) await bench.run(statement);
  const [row = {}] = await bench.rows(SUMMARY);
  const number = (name: string): number => Number(row[name]);
  const pairs = (name: string): Pairs => ({
    found: number(`${name}_found`),
    there: number(`${name}_there`),
    right: number(`${name}_right`)
  });
  const net = number("booked") - number("kept") - number("true_rebooked");
  const error = (loss: number): number => (loss - net) / net;
  const measures: Measures = {
    world,
    units: number("units"),
    pairs: pairs("pairs"),
    naive: pairs("naive"),
    oracle: null,
    classes: {A: pairs("a"), B: pairs("b"), C: pairs("c")},
    detection: pairs("detection"),
    exact_units: number("exact_units"),
    rebook_rate: number("linked_units") / number("units"),
    true_rebook_rate: number("true_units") / number("units"),
    sums: {
      rebooked_booked: number("rebooked_booked"),
      rebooked_true: number("rebooked_true"),
      rebooked_identified: number("rebooked_identified"),
      other_booked: number("other_booked"),
      other_identified: number("other_identified")
    },
    raw_error: error(number("booked") - number("kept") - number("identified")),
    naive_error: error(number("booked") - number("kept") - number("naive_rebooked")),
    corrected_error: error(await correctedLoss(bench, "loss_cents")),
    audit_error: null,
    audit_covers: null
  };
  if (audit !== undefined) Object.assign(measures, await auditWorld(bench, audit, net));
  if (oracle) measures.oracle = await measureOracle(bench);
  return measures;
}

/** The correction goes by the row of the world's own profile, calibrated on other seeds. */
async function useCalibration({run}: Bench, {profile}: World): Promise<void> {
  const applies = profile === "no_case_data" ? "without_cases" : "with_cases";
  await run(
    `update lookups.linkage_calibration set applies_to = if(profile = '${profile}', '${applies}', null)`
  );
}

async function correctedLoss({rows}: Bench, column: string): Promise<number> {
  const [row = {}] = await rows(
    `select ${column}::double as cents from marts.corrected_rebookings where period = 'all'`
  );
  return Number(row.cents);
}

/** Draws an audit as the product does and lets two readers answer with the truth. */
async function auditWorld(
  bench: Bench,
  size: number,
  net: number
): Promise<Pick<Measures, "audit_error" | "audit_covers">> {
  const quotas = shareSample(size, await readStrata(bench.connection));
  await bench.run(`
    insert into lookups.rebooking_audit by name
    select
      units.cancellation_id, runs.as_of as drawn_date, units.is_linked, units.band, units.booked_cents,
      units.identified_cents, true_cents as first_reader_cents, true_cents as second_reader_cents
    from (from marts.audit_candidates where ${isDrawn(quotas)}) as units
    cross join meta.run as runs
    join (select cancellation_id, true_cents from judged_units) using (cancellation_id)
  `);
  await bench.build("lookups.rebooking_audit");
  const [loss, low, high] = [
    await correctedLoss(bench, "loss_cents"),
    await correctedLoss(bench, "low_loss_cents"),
    await correctedLoss(bench, "high_loss_cents")
  ];
  await bench.run("delete from lookups.rebooking_audit");
  return {audit_error: (loss - net) / net, audit_covers: low <= net && net <= high};
}

/**
 * The pairs that the best weights find: those that the truth itself gives for this world, every level's share among
 * true and among other candidates. No estimator can know them; they bound what weights can do.
 */
async function measureOracle(bench: Bench): Promise<Pairs> {
  await bench.run("create or replace temp table shipped_levels as from lookups.linkage_levels");
  await bench.run("create or replace temp table shipped_parameters as from lookups.parameters");
  for (const statement of ORACLE) await bench.run(statement);
  // The weights reach the marts through macros, which no model is seen to read.
  await bench.build();
  for (const statement of PREPARE) await bench.run(statement);
  const [row = {}] = await bench.rows(SUMMARY);
  await bench.run("create or replace table lookups.linkage_levels as from shipped_levels");
  await bench.run("create or replace table lookups.parameters as from shipped_parameters");
  return {
    found: Number(row.pairs_found),
    there: Number(row.pairs_there),
    right: Number(row.pairs_right)
  };
}

// Declared rebookings are left out of what is judged: they need no linkage. Money counts all of them.
const PREPARE = [
  `create or replace temp table judged_units as
  select
    units.*,
    coalesce(truth.cents, 0) as true_cents,
    coalesce(truth.is_declared, false) or units.is_declared as is_left_out
  from marts.rebookable_units as units
  left join (
    select cancellation_id, sum(allocated_cents) as cents, bool_or(is_declared) as is_declared
    from told_truth group by cancellation_id
  ) as truth using (cancellation_id)`,
  `create or replace temp table true_pairs as
  select cancellation_id, rebooked_order_id
  from told_truth join judged_units using (cancellation_id) where not is_left_out`,
  `create or replace temp table found_pairs as
  select links.cancellation_id, links.rebooked_order_id, links.class,
    true_pairs.cancellation_id is not null as is_right
  from marts.rebookings as links
  join judged_units as units on units.cancellation_id = links.cancellation_id and not units.is_left_out
  left join true_pairs on true_pairs.cancellation_id = links.cancellation_id
    and true_pairs.rebooked_order_id = links.rebooked_order_id
  where links.class in ('A', 'B', 'C')`,
  // The rule that everybody writes first: the nearest new order of the customer within 30 days.
  `create or replace temp table naive_pairs as
  select units.cancellation_id, orders.order_id as rebooked_order_id,
    least(units.booked_cents, orders.booked_cents) as rebooked_cents,
    true_pairs.cancellation_id is not null as is_right, units.is_left_out
  from judged_units as units
  join marts.cancelled_units as facts using (cancellation_id)
  join marts.booked_orders as orders on orders.customer_id = units.customer_id
    and (orders.signed_date, orders.order_id) > (facts.signed_date, units.order_id)
    and orders.signed_date - units.cancel_date between 0 and 30
  left join true_pairs on true_pairs.cancellation_id = units.cancellation_id
    and true_pairs.rebooked_order_id = orders.order_id
  qualify row_number() over (
    partition by units.cancellation_id order by orders.signed_date, orders.order_id
  ) = 1`
];

const countPairs = (name: string, where: string): string => `
  (select count(*) from found_pairs where ${where}) as ${name}_found,
  (select count(*) from true_pairs) as ${name}_there,
  (select count(*) from found_pairs where is_right and ${where}) as ${name}_right`;

const SUMMARY = `
with sets as (
  select units.*,
    (select list_sort(list(rebooked_order_id)) from true_pairs where true_pairs.cancellation_id = units.cancellation_id) as true_set,
    (select list_sort(list(rebooked_order_id)) from found_pairs where found_pairs.cancellation_id = units.cancellation_id) as found_set
  from judged_units as units
)
select
  ${countPairs("pairs", "true")},
  ${countPairs("a", "class = 'A'")},
  ${countPairs("b", "class = 'B'")},
  ${countPairs("c", "class = 'C'")},
  (select count(*) from naive_pairs where not is_left_out) as naive_found,
  (select count(*) from true_pairs) as naive_there,
  (select count(*) from naive_pairs where is_right) as naive_right,
  (select sum(rebooked_cents) from naive_pairs)::double as naive_rebooked,
  count_if(not is_left_out and found_set is not null) as detection_found,
  count_if(not is_left_out and true_set is not null) as detection_there,
  count_if(not is_left_out and found_set is not null and true_set is not null) as detection_right,
  count_if(not is_left_out and found_set is not distinct from true_set) as exact_units,
  count(*) as units,
  count_if(is_linked) as linked_units,
  count_if(true_cents > 0) as true_units,
  sum(booked_cents)::double as booked,
  sum(kept_cents)::double as kept,
  sum(identified_cents)::double as identified,
  sum(true_cents)::double as true_rebooked,
  sum(if(not is_declared and true_cents > 0, booked_cents, 0))::double as rebooked_booked,
  sum(if(not is_declared and true_cents > 0, true_cents, 0))::double as rebooked_true,
  sum(if(not is_declared and true_cents > 0, identified_cents, 0))::double as rebooked_identified,
  sum(if(not is_declared and true_cents = 0, booked_cents, 0))::double as other_booked,
  sum(if(not is_declared and true_cents = 0, identified_cents, 0))::double as other_identified
from sets`;

// Half a pair is added to each count: a level that never occurs among true pairs has a weight all the same.
const ORACLE = [
  `create or replace temp table level_counts as
  select comparison, level, count(*) as pairs, count_if(is_true) as true_pairs
  from (
    select unnest([
        {'comparison': 'gap', 'level': gap_level},
        {'comparison': 'family', 'level': family_level},
        {'comparison': 'amount', 'level': amount_level},
        {'comparison': 'seller', 'level': seller_level},
        {'comparison': 'case', 'level': case_level}
      ], recursive := true),
      true_pairs.cancellation_id is not null as is_true
    from marts.rebooking_candidates as candidates
    left join true_pairs on true_pairs.cancellation_id = candidates.cancellation_id
      and true_pairs.rebooked_order_id = candidates.rebooked_order_id
    where not candidates.is_declared
  )
  where level is not null
  group by comparison, level`,
  `update lookups.linkage_levels as levels set weight = round(100 * log2(
      (true_pairs + 0.5) / (select sum(true_pairs + 0.5) from level_counts as c where c.comparison = levels.comparison)
      / ((pairs - true_pairs + 0.5) / (select sum(pairs - true_pairs + 0.5) from level_counts as c where c.comparison = levels.comparison))
    ))::bigint
  from level_counts as counts
  where counts.comparison = levels.comparison and counts.level = levels.level`,
  `update lookups.parameters set value = (
    select round(100 * log2(sum(true_pairs) / sum(pairs - true_pairs))) from level_counts where comparison = 'gap'
  ) where name = 'linkage.prior_weight'`
];
