import type {
  AlertDelays,
  AlertExclusion,
  AlertFlow,
  AlertHandling,
  AlertLead,
  AlertPrecision,
  FlowCell,
  Handled,
  HandlingCell,
  LeadDays,
  OutcomeCell,
  RequestCell,
  RiskDayCell
} from "./alert-results.js";
import type {Cube} from "./cube.js";
import type {Filters} from "./filters.js";
import {interpolatedQuantile, type Counted} from "./quantiles.js";
import type {About} from "./results.js";
import {wilson} from "./wilson.js";
import {withhold} from "./withheld.js";

type Limits = Pick<About, "hidden_below" | "fragile_below">;

/** The cubes that tell what red alerts announce. */
export interface QualityCubes {
  outcomes: Cube<OutcomeCell>;
  riskDays: Cube<RiskDayCell>;
  requests: Cube<RequestCell>;
}

const KINDS: readonly Handled[] = ["all", "handled", "not_handled", "unknown"];
const TOLD: Exclude<Handled, "all">[] = ["handled", "not_handled", "unknown"];

/** How often a request follows a red alert over what is filtered, handled or not; few episodes are withheld. */
export function alertPrecisions(cubes: QualityCubes, filters: Filters, limits: Limits): AlertPrecision[] {
  const rows = KINDS.map((handled) => sumsOf(cubes, filters, handled)).filter(({episodes}) => episodes > 0);
  const withheld = withhold(
    rows.filter(({handled}) => handled !== "all"),
    ({episodes}) => episodes,
    limits.hidden_below
  );
  return rows.map((row) => precisionOf(row, row.episodes < limits.hidden_below || withheld.has(row), limits));
}

interface Sums {
  handled: Handled;
  episodes: number;
  true_episodes: number;
  base_customers: number;
  base_requests: number;
  requests: number;
  announced_requests: number;
}

/** As `marts.alert_bases`: each day counts as often as there are episodes on it. */
function sumsOf({outcomes, riskDays, requests}: QualityCubes, filters: Filters, handled: Handled): Sums {
  const kinds = handled === "all" ? TOLD : [handled];
  const chosen = outcomes.where(filters, {exclusion: "counted", handled: kinds});
  const episodes = new Map(
    chosen.by("alert_date").map((row) => [row.alert_date.getTime(), row.episodes] as const)
  );
  let [baseCustomers, baseRequests] = [0, 0];
  for (const day of riskDays.where(filters).by("alert_date")) {
    const count = episodes.get(day.alert_date.getTime()) ?? 0;
    baseCustomers += count * day.customers;
    baseRequests += count * day.requests;
  }
  const total = chosen.total();
  return {
    ...{handled, episodes: total.episodes, true_episodes: total.true_episodes},
    ...{base_customers: baseCustomers, base_requests: baseRequests},
    requests: requests.where(filters).total().requests,
    announced_requests: requests.where(filters, {announced: kinds}).total().requests
  };
}

function precisionOf(sums: Sums, isHidden: boolean, {fragile_below}: Limits): AlertPrecision {
  const told = <T>(value: T): T | null => (isHidden ? null : value);
  const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);
  const precision = share(sums.true_episodes, sums.episodes);
  const base = share(sums.base_requests, sums.base_customers);
  const interval = wilson(sums.true_episodes, sums.episodes);
  return {
    ...sums,
    true_episodes: told(sums.true_episodes),
    precision_rate: told(precision),
    ...{precision_low: told(interval?.[0] ?? null), precision_high: told(interval?.[1] ?? null)},
    base_rate: base,
    lift: told(precision === null || base === null || base === 0 ? null : precision / base),
    announced_requests: told(sums.announced_requests),
    recall_rate: told(share(sums.announced_requests, sums.requests)),
    is_fragile: !isHidden && sums.episodes < fragile_below,
    is_hidden: isHidden
  };
}

/** Episodes that do not count, and why. */
export function alertExclusions({outcomes}: QualityCubes, filters: Filters): AlertExclusion[] {
  return outcomes
    .where(filters)
    .by("exclusion")
    .filter(({exclusion}) => exclusion !== "counted");
}

/** Requests that alerts announced, a week of days a row. */
export function alertLeadWeeks({outcomes}: QualityCubes, filters: Filters): AlertLead[] {
  const weeks = new Map<string, AlertLead>();
  for (const {handled, lead_days: days, true_episodes: requests} of leadsOf(outcomes, filters)) {
    const from = Math.floor((Number(days) - 1) / 7) * 7 + 1;
    const week = weeks.get(`${handled} ${from}`) ?? {handled, from_days: from, requests: 0};
    weeks.set(`${handled} ${from}`, {...week, requests: week.requests + requests});
  }
  return [...weeks.values()].sort(
    (a, b) => TOLD.indexOf(a.handled) - TOLD.indexOf(b.handled) || a.from_days - b.from_days
  );
}

function leadsOf(outcomes: Cube<OutcomeCell>, filters: Filters) {
  return outcomes
    .where(filters, {exclusion: "counted"})
    .by("handled", "lead_days")
    .filter((row) => row.true_episodes > 0);
}

/** The median days from alert to request and their quarters; withheld over few requests. */
export function alertLeadDays({outcomes}: QualityCubes, filters: Filters, {hidden_below}: Limits): LeadDays {
  const counts = leadsOf(outcomes, filters).map(({lead_days: days, true_episodes: count}) => ({
    value: Number(days),
    count
  }));
  const isHidden = counts.reduce((sum, {count}) => sum + count, 0) < hidden_below;
  const at = (share: number): number | null => (isHidden ? null : interpolatedQuantile(counts, share));
  return {low: at(0.25), median: at(0.5), high: at(0.75)};
}

/** Alerts by what makes them handled and by kind; few known ones are withheld. */
export function handlingOf(cube: Cube<HandlingCell>, filters: Filters, limits: Limits): AlertHandling[] {
  const rows = cube.where(filters).by("rule", "source_channel", "kind");
  const withheld = withhold(rows, ({known_alerts: count}) => count, limits.hidden_below);
  return rows.map((row) => {
    const isHidden = withheld.has(row);
    const told = <T>(value: T): T | null => (isHidden ? null : value);
    const interval = wilson(row.handled_alerts, row.known_alerts);
    return {
      ...row,
      ticked_alerts: told(row.ticked_alerts),
      strict_alerts: told(row.strict_alerts),
      lenient_alerts: told(row.lenient_alerts),
      handled_alerts: told(row.handled_alerts),
      handled_rate: told(interval === null ? null : row.handled_alerts / row.known_alerts),
      ...{handled_low: told(interval?.[0] ?? null), handled_high: told(interval?.[1] ?? null)},
      premature_ticks: told(row.premature_ticks),
      unticked_alerts: told(row.unticked_alerts),
      is_fragile: !isHidden && row.known_alerts < limits.fragile_below,
      is_hidden: isHidden
    };
  });
}

/** The ways of alerts over what is filtered, and the median delays of all of them. */
export function flowOf(cube: Cube<FlowCell>, filters: Filters): {flow: AlertFlow[]; delays: AlertDelays} {
  const cells = cube.where(filters);
  const all = cells.by("kind", "case_state", "outcome", "case_days", "outcome_days");
  const flow = cells.by("kind", "case_state", "outcome").map(({kind, case_state, outcome, alerts}) => {
    const mine = all.filter(
      (row) => row.kind === kind && row.case_state === case_state && row.outcome === outcome
    );
    return {kind, case_state, outcome, alerts, ...delaysOf(mine)};
  });
  return {flow, delays: delaysOf(all)};
}

function delaysOf(rows: Pick<FlowCell, "case_days" | "outcome_days" | "alerts">[]): AlertDelays {
  const median = (key: "case_days" | "outcome_days"): number | null => {
    const counts: Counted[] = rows
      .filter((row) => row[key] !== "none")
      .map((row) => ({value: Number(row[key]), count: row.alerts}));
    return interpolatedQuantile(counts, 0.5);
  };
  return {case_delay_days: median("case_days"), outcome_delay_days: median("outcome_days")};
}
