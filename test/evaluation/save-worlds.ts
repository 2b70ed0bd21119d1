// Invented cases whose truth is known, many runs at once: a run is a channel, so that the models keep them apart.
import {
  type DuckDBConnection,
  type DuckDBType,
  type DuckDBValue,
  BOOLEAN,
  INTEGER,
  VARCHAR
} from "@duckdb/node-api";
import {LAST_DAY} from "../../pipeline/sample/days.ts";
import {Random} from "../../pipeline/sample/random.ts";
import {appendRows, createTempTable} from "../../src/append.ts";

/** A case as it is told: the day is that of opening, the days are those until its outcome, whenever that comes. */
export interface ToldCase {
  channel: string;
  seller: string | null;
  motive: string;
  opened: number;
  days: number;
  outcome: "saved" | "lost" | "ghost";
}

const HORIZON = 60;
/** Cases open within about six months before the as-of day. */
const SPAN = 180;
const SAVED = {share: 0.45, mean: 12};

/** The share that is saved within the horizon, in whole days begun. */
export const TRUE_SHARE = SAVED.share * (1 - Math.exp(-(HORIZON + 1) / SAVED.mean));

/** Runs in which saved, lost and given up compete: saves come sooner than losses. */
export function competingCases(runs: number, cases: number, seed: number): ToldCase[] {
  return eachCase(runs, cases, seed, (random, channel) => {
    const opened = LAST_DAY - random.int(0, SPAN - 1);
    const outcome = random.weighted([
      ["saved", SAVED.share],
      ["lost", 0.4],
      ["ghost", 0.15]
    ] as const);
    const waits = {saved: SAVED.mean, lost: 35, ghost: 7};
    const days = Math.floor((outcome === "ghost" ? 14 : 0) + random.exponential(waits[outcome]));
    return {channel, seller: null, motive: "price", opened, days, outcome};
  });
}

/** Runs of sellers with 10 to 80 settled cases each, of whom the last few keep more than the others. */
export function sellersOfRuns(
  runs: number,
  {sellers, planted, seed}: {sellers: number; planted: number; seed: number}
): ToldCase[] {
  const told: ToldCase[] = [];
  for (let run = 0; run < runs; run++) {
    const random = new Random(seed, run);
    for (let seller = 0; seller < sellers; seller++) {
      const rate = seller < sellers - planted ? 0.55 : 0.8;
      const cases = random.int(10, 80);
      for (let place = 0; place < cases; place++)
        told.push({...settled(runName(run), random.chance(rate)), seller: `S${seller}`});
    }
  }
  return told;
}

/** Two channels of which the one keeps more of every kind of case, and gets most of the hard ones. */
export function reversedCases(cases: number, seed: number): ToldCase[] {
  const random = new Random(seed, 0);
  const rates = {retention: {easy: 0.9, hard: 0.4}, telesales: {easy: 0.8, hard: 0.3}};
  const shares = {retention: 0.2, telesales: 0.8};
  return (["retention", "telesales"] as const).flatMap((channel) =>
    Array.from({length: cases}, () => {
      const motive = random.chance(shares[channel]) ? "easy" : "hard";
      return {...settled(channel, random.chance(rates[channel][motive])), motive};
    })
  );
}

function settled(channel: string, isKept: boolean): ToldCase {
  const outcome = isKept ? "saved" : "lost";
  return {channel, seller: null, motive: "price", opened: LAST_DAY - 100, days: 10, outcome};
}

export const runName = (run: number): string => `run ${String(run).padStart(4, "0")}`;

function eachCase(
  runs: number,
  cases: number,
  seed: number,
  tell: (random: Random, channel: string) => ToldCase
): ToldCase[] {
  const told: ToldCase[] = [];
  for (let run = 0; run < runs; run++) {
    const random = new Random(seed, run);
    for (let place = 0; place < cases; place++) told.push(tell(random, runName(run)));
  }
  return told;
}

const COLUMNS: Record<string, DuckDBType> = {
  case_id: VARCHAR,
  channel: VARCHAR,
  seller: VARCHAR,
  motive: VARCHAR,
  opened: INTEGER,
  open_days: INTEGER,
  outcome: VARCHAR,
  is_ended: BOOLEAN
};

const FILL = [
  "delete from marts.case_strata",
  `insert into marts.case_strata by name
  select case_id, motive, 'all' as value_band, 'all' as brand, 'all' as family, false as is_delegated from told_cases`,
  "delete from marts.case_outcomes",
  `insert into marts.case_outcomes by name
  select
    case_id, case_id as customer_id, date '1970-01-01' + opened as opened_date,
    if(is_ended, outcome, 'open') as outcome, if(is_ended, outcome, 'open') as crm_outcome,
    channel as first_channel, channel as owner_channel, seller as owner_seller_id,
    'all' as brand, 'all' as family, 'all' as value_band, false as is_delegated, open_days,
    1000 as at_risk_ca_cents, 1000 as at_risk_parc_cents,
    if(is_ended and outcome = 'saved', 1000, 0) as kept_ca_cents,
    if(is_ended and outcome = 'saved', 1000, 0) as kept_parc_cents,
    date '1970-01-01' + opened + ${HORIZON} <= runs.as_of as is_mature,
    is_ended and open_days <= ${HORIZON} as is_timely
  from told_cases cross join meta.run as runs`
];

/** Fills the cases of a bench, as they stand on the as-of day: what has not ended by then is open. */
export async function loadCases(connection: DuckDBConnection, cases: readonly ToldCase[]): Promise<void> {
  const columns = Object.entries(COLUMNS).map(([name, duckdb]) => ({name, type: {duckdb}}));
  const rows = cases.map(({channel, seller, motive, opened, days, outcome}, index): DuckDBValue[] => {
    const isEnded = opened + days <= LAST_DAY;
    return [
      `K${index}`,
      channel,
      seller,
      motive,
      opened,
      isEnded ? days : LAST_DAY - opened,
      outcome,
      isEnded
    ];
  });
  await createTempTable(connection, "told_cases", columns);
  await appendRows(connection, "temp.main.told_cases", columns, rows);
  for (const statement of FILL) await connection.run(statement);
}
