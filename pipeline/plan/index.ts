// What an action still to come could show: the models of declared actions, on one that nobody has declared yet.
import type {DuckDBConnection} from "@duckdb/node-api";
import {RessacError} from "../../src/errors.ts";
import {quoteText, readRows} from "../../src/warehouse.ts";

/** The table that the planned action is put into, and what is made from it. */
export const PLAN_TABLE = "staging.actions";
export const PLAN_TARGETS = ["marts.action_detectables"];

/** An action on units of one kind, from a day on. */
export interface ActionPlan {
  motive: string;
  unit: string;
  values: readonly string[];
  /** First day, yyyy-mm-dd. */
  from: string;
  /** How alike customers of one unit are; measured on the months before where nothing is said. */
  icc?: number | undefined;
}

/** The least fall that would be seen after some months; rates for 100 customers and a year. */
export interface PlannedMonths {
  months: number;
  /** Null where not even the end of all cases would be seen. */
  fall: number | null;
  is_plausible: boolean;
}

/** What a plan could show. */
export interface PlanResult {
  outcome: "motive" | "churn";
  rate: number;
  before_months: number;
  exposed_customers: number;
  compared_customers: number;
  design_effect: number;
  months: PlannedMonths[];
}

/** Months over which an action may be judged. */
const SPANS = [3, 6, 12, 24];
const UNITS = ["team", "brand", "customer"];

/**
 * What a planned action could show, by the models of those declared. The table of actions is changed: run it on an overlay only.
 * @throws RessacError (2) when no such unit or motive is known, when nothing is left to compare with, or no month lies before.
 */
export async function planAction(
  {connection, build}: {connection: DuckDBConnection; build: () => Promise<void>},
  plan: ActionPlan
): Promise<PlanResult[]> {
  await requireKnown(connection, plan);
  for (const value of plan.values)
    await connection.run(`insert into ${PLAN_TABLE} by name
      select 'plan' as action, ${quoteText(plan.unit)} as unit, ${quoteText(value)} as unit_value,
        ${quoteText(plan.motive)} as motive, ${quoteText(plan.motive)} as targeted_motive,
        if(unit = 'customer', unit_value, null) as customer_id, date ${quoteText(plan.from)} as start_date`);
  await build();
  const rows = await readRows(connection, falls(plan.icc));
  if (rows.length === 0)
    throw new RessacError(`no month before ${plan.from} is known; choose an earlier day`);
  if (rows.some((row) => Number(row.compared_customers) === 0))
    throw new RessacError(
      `every ${plan.unit} would be exposed, and none is left to compare with; leave some out`
    );
  return groupOutcomes(rows);
}

/** Least falls by outcome and months: what a trial could show (docs/methods.md 12.4), over other spans. */
function falls(icc: number | undefined): string {
  const effect =
    icc === undefined
      ? "detectables.design_effect"
      : `design_effect(detectables.exposed_customers / units.units, ${icc})`;
  return `
    with
      units as (select trial_id, count(*) as units from marts.action_units group by trial_id),
      befores as (
        select trial_id, outcome, count(distinct month) as before_months
        from marts.action_arms where is_baseline group by trial_id, outcome
      ),
      spans as (select unnest([${SPANS.join(", ")}]) as months),
      rules as (select parameter('action.level') as level, parameter('action.power') as power),
      volumes as (
        select
          detectables.*, befores.before_months, spans.months, rules.*, greatest(1, ${effect}) as taken,
          per_arm / planned_months * spans.months / taken / (1 + spans.months / befores.before_months) as effective
        from marts.action_detectables as detectables
        join units using (trial_id)
        join befores using (trial_id, outcome)
        cross join spans cross join rules
      )
    select
      outcome, hundred_a_year(baseline_rate) as rate, before_months, exposed_customers, compared_customers,
      taken as design_effect, months,
      hundred_a_year(baseline_rate - detectable_below(baseline_rate, effective, level, power)) as fall,
      coalesce(fall <= plausible_share * rate, false) as is_plausible
    from volumes
    order by outcome desc, months`;
}

function groupOutcomes(rows: readonly Record<string, unknown>[]): PlanResult[] {
  const outcomes = [...new Set(rows.map((row) => row.outcome as PlanResult["outcome"]))];
  return outcomes.map((outcome) => {
    const mine = rows.filter((row) => row.outcome === outcome);
    const first = mine[0] ?? {};
    return {
      outcome,
      rate: Number(first.rate),
      before_months: Number(first.before_months),
      exposed_customers: Number(first.exposed_customers),
      compared_customers: Number(first.compared_customers),
      design_effect: Number(first.design_effect),
      months: mine.map(({months, fall, is_plausible}) => ({
        months: Number(months),
        fall: fall === null ? null : Number(fall),
        is_plausible: is_plausible === true
      }))
    };
  });
}

async function requireKnown(connection: DuckDBConnection, {motive, unit, values}: ActionPlan): Promise<void> {
  if (!UNITS.includes(unit))
    throw new RessacError(`no action is tried on a ${unit}; choose one of ${UNITS.join(", ")}`);
  const motives = await textsOf(connection, "select distinct motive from marts.unit_motives");
  if (!motives.includes(motive))
    throw new RessacError(`nobody mentions a motive called ${motive}; choose one of ${motives.join(", ")}`);
  if (values.length === 0)
    throw new RessacError(`no ${unit} is named; name those to be exposed with --units`);
  for (const value of values) await requireUnit(connection, unit, value);
}

async function requireUnit(connection: DuckDBConnection, unit: string, value: string): Promise<void> {
  const column = unit === "customer" ? "customer_id" : unit;
  const [found] = await textsOf(
    connection,
    `select ${column} from marts.customer_teams where ${column} = ${quoteText(value)} limit 1`
  );
  if (found !== undefined) return;
  // Customers are too many to be named.
  const known =
    unit === "customer"
      ? []
      : await textsOf(connection, `select distinct ${column} from marts.customer_teams`);
  const choice = known.length === 0 ? "check its number" : `choose among ${known.join(", ")}`;
  throw new RessacError(`no ${unit} is called ${value}; ${choice}`);
}

async function textsOf(connection: DuckDBConnection, sql: string): Promise<string[]> {
  return (await readRows(connection, sql)).flatMap((row) => Object.values(row).map(String)).sort();
}
