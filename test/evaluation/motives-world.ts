// What the account of motives says of a company whose reasons are known, beside what was planted.
import {BOOLEAN, INTEGER, VARCHAR, type DuckDBType, type DuckDBValue} from "@duckdb/node-api";
import {readFile} from "node:fs/promises";
import {join} from "node:path";
import {DRIFT, MOTIVE_LABELS, UNMAPPED_LABELS} from "../../pipeline/sample/company.ts";
import {LAST_DAY} from "../../pipeline/sample/days.ts";
import {planOf} from "../../pipeline/sample/plans.ts";
import {Random} from "../../pipeline/sample/random.ts";
import {tellStory} from "../../pipeline/sample/story.ts";
import {appendRows, createTempTable} from "../../src/append.ts";
import {SHIPPED} from "../../src/config.ts";
import type {Bench} from "./bench.ts";
import {loadWorld} from "./world.ts";

/** The marts that are measured; all that they are made from is built too. */
export const MOTIVE_TARGETS = ["marts.reason_counts", "marts.reason_charts", "marts.reason_drifts"];

/** Weeks within which a drift is to be found (docs/methods.md §13). */
export const DRIFT_WEEKS = 8;

export interface Share {
  motive: string;
  /** Cases counted under it. */
  counted: number;
  /** Cases that it was planted in. */
  planted: number;
}

/** How one kind of chart did: the drift, and what stood out without one. */
export interface Watch {
  chart: string;
  counting: string;
  /** What counts as a signal. */
  rule: string;
  /** Weeks from the beginning of the drift to the first signal of the motive that drifted; null when there is none. */
  weeks_to_signal: number | null;
  /** Stretches of signals of motives that did not drift. */
  false_signals: number;
  /** Years of charts of such motives. */
  motive_years: number;
}

export interface MotiveMeasures {
  seed: number;
  cases: number;
  shares: Share[];
  watches: Watch[];
}

/** Tells a company, counts its motives, and compares them with what was planted. */
export async function measureMotives(
  bench: Bench,
  {seed, customers}: {seed: number; customers: number}
): Promise<MotiveMeasures> {
  await loadWorld(bench.connection, {profile: "standard", rebooked: 0.3, seed, customers});
  const told = tellReasons(seed, customers);
  await giveReasons(bench, told);
  await bench.build();
  return {seed, ...(await compareShares(bench, told)), watches: await readWatches(bench)};
}

interface ToldCase {
  id: string;
  orderId: string;
  brand: string;
  reasons: string[];
}

function tellReasons(seed: number, customers: number): ToldCase[] {
  const plan = planOf("standard", 0.3);
  const told: ToldCase[] = [];
  for (let index = 1; index <= customers; index++) {
    const story = tellStory(new Random(seed, index), index, plan);
    for (const known of story.cases) {
      if (known.opened.day > LAST_DAY) continue;
      told.push({
        id: known.id,
        orderId: known.order.id,
        brand: known.order.customer.brand,
        reasons: known.reasons
      });
    }
  }
  return told;
}

const CASE_COLUMNS = {case_id: VARCHAR, order_id: VARCHAR, brand: VARCHAR};
const REASON_COLUMNS = {case_id: VARCHAR, position: INTEGER, raw_label: VARCHAR, is_primary: BOOLEAN};

/** Puts what the cases say into the tables that the mapping of labels reads, and maps them as a run would. */
async function giveReasons(bench: Bench, told: readonly ToldCase[]): Promise<void> {
  await fillTemp(
    bench,
    "told_details",
    CASE_COLUMNS,
    told.map(({id, orderId, brand}) => [id, orderId, brand])
  );
  const reasons = told.flatMap(({id, reasons: labels}) =>
    labels.map((label, place): DuckDBValue[] => [id, place + 1, label, place === 0])
  );
  await fillTemp(bench, "told_reasons", REASON_COLUMNS, reasons);
  const mapping = await readFile(join(SHIPPED.pipeline, "staging", "case_reasons.sql"), "utf8");
  const statements = [
    `update staging.cases set order_id = told.order_id, brand = told.brand, status = 'closed', kind = 'churn_request',
      outcome = if(closed_at is null, 'open', 'lost')
    from temp.main.told_details as told where told.case_id = cases.case_id`,
    "delete from entities.case_reasons",
    `insert into entities.case_reasons by name
    select 'salesforce_cases' as system, 'told' as source_file_id, * from temp.main.told_reasons`,
    "delete from staging.case_reasons",
    `insert into staging.case_reasons by name\n${mapping}`
  ];
  for (const statement of statements) await bench.run(statement);
}

async function fillTemp(
  {connection}: Bench,
  table: string,
  columns: Record<string, DuckDBType>,
  rows: DuckDBValue[][]
): Promise<void> {
  const typed = Object.entries(columns).map(([name, duckdb]) => ({name, type: {duckdb}}));
  await createTempTable(connection, table, typed);
  await appendRows(connection, `temp.main.${table}`, typed, rows);
}

const CODES = new Map<string, string>(
  Object.entries(MOTIVE_LABELS).map(([motive, label]) => [label, motive])
);
const BEYOND_THE_LIST: readonly string[] = UNMAPPED_LABELS;

/** What was planted in a case: the first reason is the main one. */
function plantedIn(reasons: readonly string[]): string {
  const [first] = reasons;
  if (first === undefined) return "MISSING";
  return BEYOND_THE_LIST.includes(first) ? "UNMAPPED" : (CODES.get(first) ?? "administrative");
}

async function compareShares(
  bench: Bench,
  told: readonly ToldCase[]
): Promise<{cases: number; shares: Share[]}> {
  const reasons = new Map(told.map(({id, reasons: labels}) => [id, labels]));
  const episodes = await bench.rows(
    "select episodes.case_ids from marts.case_episodes as episodes join marts.case_outcomes using (case_id)"
  );
  const planted = new Map<string, number>();
  for (const {case_ids} of episodes) {
    // Of cases that are one request, the first that gives a reason speaks for all.
    const labels = (case_ids as {items: string[]}).items.map((id) => reasons.get(id) ?? []);
    const motive = plantedIn(labels.find((list) => list.length > 0) ?? []);
    planted.set(motive, (planted.get(motive) ?? 0) + 1);
  }
  const counted = new Map(
    (
      await bench.rows(
        "select motive, sum(case_parts) // case_unit() as cases from marts.reason_counts where counting = 'primary' group by motive"
      )
    ).map(({motive, cases}) => [String(motive), Number(cases)])
  );
  const motives = [...new Set([...planted.keys(), ...counted.keys()])].sort();
  return {
    cases: episodes.length,
    shares: motives.map((motive) => ({
      motive,
      counted: counted.get(motive) ?? 0,
      planted: planted.get(motive) ?? 0
    }))
  };
}

const RULES = {
  "any rule": "is_signal",
  "beyond the limits": "is_signal and is_beyond",
  "beyond, adjusted":
    "is_signal and is_beyond and adjusted_p_value <= parameter('chart.false_discovery_rate')",
  "cumulated evidence": "is_drift"
};

async function readWatches(bench: Bench): Promise<Watch[]> {
  const rows = [];
  for (const [rule, test] of Object.entries(RULES)) {
    rows.push(
      ...(await bench.rows(`
    with
      weeks as (
        select
          chart, counting, motive, (week - date_trunc('week', date '${DRIFT.from}' + 6)::date) // 7 + 1 as place,
          coalesce(${test}, false) as is_told, level > centre as is_above
        from marts.reason_charts left join marts.reason_drifts using (chart, counting, motive, week)
        where is_monitored and centre is not null
      ),
      stretches as (
        select *, is_told and not coalesce(lag(is_told) over (partition by chart, counting, motive order by place), false) as begins
        from weeks
      )
    select
      chart, counting, '${rule}' as rule,
      min(place) filter (where motive = '${DRIFT.motive}' and is_told and is_above)::integer as weeks_to_signal,
      count_if(motive <> '${DRIFT.motive}' and begins)::integer as false_signals,
      count_if(motive <> '${DRIFT.motive}') / 52 as motive_years
    from stretches group by chart, counting order by chart, counting`))
    );
  }
  return rows as unknown as Watch[];
}
