// What the account of alerts says of worlds whose truth is known, and whether it keeps the tolerances.
import {
  type AlertWorld,
  countSlowly,
  type Expected,
  HORIZON,
  loadAlerts,
  PLANTED,
  tellCustomers
} from "./alert-worlds.ts";
import {type Bench, openBench} from "./bench.ts";
import {type Goal, share} from "./goals.ts";

/** The mart that is measured; all that it is made from is built too. */
export const ALERT_TARGETS = ["marts.alert_quality", "marts.alert_outcomes"];

/** A row of the account: one of the ways in which alerts were handled. */
export interface Account {
  episodes: number;
  true_episodes: number;
  precision_rate: number;
  precision_low: number;
  precision_high: number;
  base_customers: number;
  base_requests: number;
  base_rate: number;
  lift: number;
  recall_rate: number;
  recall_low: number;
  recall_high: number;
  risk_ratio: number;
  risk_ratio_low: number;
  risk_ratio_high: number;
  lead_days_median: number;
}

export interface AlertMeasures {
  world: AlertWorld;
  accounts: Record<string, Account>;
  expected: Expected;
  /** Episodes that came after the request, as the account counts them. */
  after: number;
}

export function openAlertBench(threads = 1): Promise<Bench> {
  return openBench(threads, ALERT_TARGETS);
}

/** Tells a world, lets the models account for it, and counts the truth the slow way. */
export async function measureAlerts(bench: Bench, world: AlertWorld): Promise<AlertMeasures> {
  const told = tellCustomers(world);
  await loadAlerts(bench.connection, told);
  await bench.build();
  const rows = await bench.rows("from marts.alert_quality");
  const [late] = await bench.rows(
    "select count(*) as episodes from marts.alert_outcomes where exclusion in ('after_request', 'open_case')"
  );
  const accounts = Object.fromEntries(
    rows.map(({handled, ...figures}) => [
      String(handled),
      Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, Number(value)]))
    ])
  ) as unknown as Record<string, Account>;
  return {world, accounts, expected: countSlowly(told), after: Number(late?.episodes)};
}

/** The tolerances of docs/methods.md §13 that alerts have to keep. */
export function judgeAlerts(measured: readonly AlertMeasures[]): Goal[] {
  const planted = measured.filter(({world}) => world.announces);
  const empty = measured.filter(({world}) => !world.announces);
  const all = planted.flatMap(({accounts}) => (accounts.all === undefined ? [] : [accounts.all]));
  const split = planted.flatMap(({accounts}) =>
    [accounts.handled, accounts.not_handled].filter((one) => one !== undefined)
  );
  const lifts = planted.map(({accounts, expected}) => {
    const {base_rate = NaN, precision_low = NaN, precision_high = NaN} = accounts.all ?? {};
    const truth = PLANTED.precision / (expected.baseRequests / expected.baseCustomers);
    return precision_low / base_rate <= truth && truth <= precision_high / base_rate;
  });
  return [
    covers(
      "PPV: truth inside its 95 % interval",
      all.map((one) => isWithin(PLANTED.precision, one.precision_low, one.precision_high))
    ),
    covers(
      "the same, handled and not handled apart",
      split.map((one) => isWithin(PLANTED.precision, one.precision_low, one.precision_high))
    ),
    covers("lift: truth inside the interval of the PPV over the base rate", lifts),
    covers(
      "recall: truth inside its 95 % interval",
      all.map((one) => isWithin(PLANTED.recall, one.recall_low, one.recall_high))
    ),
    ...leadGoals(all),
    exactGoal(measured),
    covers(
      "alerts that say nothing: 1 inside the interval of the risk ratio",
      empty.flatMap(({accounts}) =>
        accounts.all === undefined
          ? []
          : [isWithin(1, accounts.all.risk_ratio_low, accounts.all.risk_ratio_high)]
      )
    ),
    confoundedGoal(empty)
  ];
}

function isWithin(truth: number, low: number, high: number): boolean {
  return low <= truth && truth <= high;
}

/** Of intervals that should hold the truth 95 times in 100, so many do over the seeds, give or take three standard errors. */
function covers(what: string, held: readonly boolean[]): Goal {
  const least = 0.95 - 3 * Math.sqrt((0.95 * 0.05) / held.length);
  const found = held.filter(Boolean).length;
  return {
    what,
    goal: `at least ${share(least)} of worlds`,
    measured: `${found} of ${held.length}`,
    isReached: found / held.length >= least
  };
}

function leadGoals(all: readonly Account[]): Goal[] {
  const large = all.filter(({true_episodes}) => true_episodes >= 200);
  const worst = Math.max(...large.map(({lead_days_median}) => Math.abs(lead_days_median - PLANTED.lead)));
  return [
    {
      what: `median lead, worlds with 200 true episodes or more (${large.length})`,
      goal: "within 2 days of the truth",
      measured: `${worst.toFixed(1)} days off at most`,
      isReached: large.length > 0 && worst <= 2
    }
  ];
}

/** Episodes, risk sets and exclusions against the slow count. */
function exactGoal(measured: readonly AlertMeasures[]): Goal {
  const unequal = measured.filter(({accounts, expected, after}) => {
    const {episodes, true_episodes, base_customers, base_requests} = accounts.all ?? {};
    const found = [episodes, true_episodes, base_customers, base_requests, after];
    const meant = [
      expected.episodes,
      expected.trueEpisodes,
      expected.baseCustomers,
      expected.baseRequests,
      expected.lateAlerts
    ];
    return found.some((count, place) => count !== meant[place]);
  });
  return {
    what: `episodes, hits, risk sets within ${HORIZON} days and late alerts`,
    goal: "the slow count, exactly",
    measured: unequal.length === 0 ? "equal" : `${unequal.length} worlds differ`,
    isReached: unequal.length === 0
  };
}

/** Without matching, alerts that say nothing would seem to: otherwise the control above shows nothing. */
function confoundedGoal(empty: readonly AlertMeasures[]): Goal {
  const lifts = empty.map(({accounts}) => accounts.all?.lift ?? NaN);
  const mean = lifts.reduce((total, lift) => total + lift, 0) / lifts.length;
  return {
    what: "the same: lift without matching, mean (negative control)",
    goal: "at least 1.15",
    measured: mean.toFixed(2),
    isReached: mean >= 1.15
  };
}
