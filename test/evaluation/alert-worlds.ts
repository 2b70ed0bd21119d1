// Invented customers whose alerts and requests to leave are known, and what an account of them has to find.
import {
  BIGINT,
  BOOLEAN,
  INTEGER,
  VARCHAR,
  type DuckDBConnection,
  type DuckDBType,
  type DuckDBValue
} from "@duckdb/node-api";
import {LAST_DAY, type Day} from "../../pipeline/sample/days.ts";
import {Random} from "../../pipeline/sample/random.ts";
import {appendRows, createTempTable} from "../../src/append.ts";

/** What is planted: the share of alerts that announce, the share of requests that are announced, and the lead. */
export const PLANTED = {precision: 0.35, recall: 0.23, lead: 14, leadSigma: 0.7} as const;
export const HORIZON = 60;

/** Days of the story of each customer. */
const SPAN = 900;
/** A case stays open so long that what comes after it is another request. */
const CASE_DAYS = 35;
const ALERTS_A_YEAR = 0.3;
/** Alerts that come when the request is already there. */
const AFTER_RATE = 0.05;

export interface AlertWorld {
  seed: number;
  customers: number;
  /** Whether alerts announce anything; where not, one brand has more of both alerts and requests. */
  announces: boolean;
}

export interface ToldCustomer {
  brand: string;
  arrival: Day;
  parcCents: number;
  /** Days of requests to leave; each opens a case. */
  requests: Day[];
  alerts: {day: Day; isHandled: boolean}[];
}

/** Tells the customers of a world, day by day. */
export function tellCustomers({seed, customers, announces}: AlertWorld): ToldCustomer[] {
  return Array.from({length: customers}, (_, index) => {
    const random = new Random(seed, index);
    const brand = random.chance(0.5) ? "Marly" : "Solène";
    const told: ToldCustomer = {
      brand,
      arrival: LAST_DAY - SPAN + random.int(0, 400),
      parcCents: random.int(20_000, 300_000),
      requests: [],
      alerts: []
    };
    if (announces) tellAnnounced(random, told);
    else tellUnannounced(random, told, brand === "Marly" ? 3 : 1);
    return told;
  });
}

/** Alerts of which a share announce a request; within the horizon after the others nobody asks. */
function tellAnnounced(random: Random, told: ToldCustomer): void {
  const alert = ALERTS_A_YEAR / 365;
  // Requests of their own come on days that are not within the horizon after an alert.
  const announced = (alert * PLANTED.precision * (1 - PLANTED.recall)) / PLANTED.recall;
  let quietUntil = told.arrival + 1;
  for (let day = told.arrival + 2; day <= LAST_DAY; day++) {
    if (day < quietUntil) continue;
    if (random.chance(alert)) {
      told.alerts.push({day, isHandled: random.chance(0.5)});
      const request = day + drawLead(random);
      if (!random.chance(PLANTED.precision)) quietUntil = day + HORIZON + 1;
      else quietUntil = ask(random, told, request);
    } else if (random.chance(announced)) quietUntil = ask(random, told, day);
  }
}

/** Alerts and requests that know nothing of one another. */
function tellUnannounced(random: Random, told: ToldCustomer, factor: number): void {
  let quietUntil = told.arrival + 1;
  for (let day = told.arrival + 2; day <= LAST_DAY; day++) {
    if (day >= quietUntil && random.chance((factor * ALERTS_A_YEAR) / 365))
      told.alerts.push({day, isHandled: random.chance(0.5)});
    if (day >= quietUntil && random.chance((factor * 0.25) / 365)) quietUntil = ask(random, told, day);
  }
}

/** A request, and sometimes an alert that comes after it; returns the first day after its case. */
function ask(random: Random, told: ToldCustomer, day: Day): Day {
  if (day <= LAST_DAY) told.requests.push(day);
  const late = day + random.int(1, 10);
  if (random.chance(AFTER_RATE) && late <= LAST_DAY) told.alerts.push({day: late, isHandled: false});
  return day + CASE_DAYS + 1;
}

function drawLead(random: Random): number {
  for (;;) {
    const days = Math.round(Math.exp(Math.log(PLANTED.lead) + PLANTED.leadSigma * random.normal()));
    if (days >= 1 && days <= HORIZON) return days;
  }
}

/** What the account has to find, counted customer by customer and day by day. */
export interface Expected {
  /** Episodes that count, and how many a request follows. */
  episodes: number;
  trueEpisodes: number;
  /** Customers at risk on the days of these, and how many of them ask within the horizon. */
  baseCustomers: number;
  baseRequests: number;
  lateAlerts: number;
}

/** Counts the slow way what the models count by changes. */
export function countSlowly(told: readonly ToldCustomer[]): Expected {
  const counted: Day[] = [];
  let trueEpisodes = 0;
  let lateAlerts = 0;
  for (const customer of told) {
    let before = -Infinity;
    for (const {day} of customer.alerts) {
      const isFirst = day - before > 7;
      before = day;
      if (!isFirst) continue;
      if (!isAtRisk(customer, day) || customer.requests.includes(day)) lateAlerts++;
      else if (day + HORIZON <= LAST_DAY) {
        counted.push(day);
        if (asks(customer, day)) trueEpisodes++;
      }
    }
  }
  const weights = new Map<Day, number>();
  for (const day of counted) weights.set(day, (weights.get(day) ?? 0) + 1);
  let [baseCustomers, baseRequests] = [0, 0];
  for (const customer of told) {
    for (const [day, weight] of weights) {
      if (!isAtRisk(customer, day)) continue;
      baseCustomers += weight;
      if (asks(customer, day)) baseRequests += weight;
    }
  }
  return {episodes: counted.length, trueEpisodes, baseCustomers, baseRequests, lateAlerts};
}

function isAtRisk({arrival, requests}: ToldCustomer, day: Day): boolean {
  return day >= arrival && !requests.some((request) => request < day && day <= request + CASE_DAYS);
}

function asks({requests}: ToldCustomer, day: Day): boolean {
  return requests.some((request) => request > day && request <= day + HORIZON);
}

const COLUMNS = {
  customers: {customer_id: VARCHAR, brand: VARCHAR, arrival: INTEGER, parc_cents: BIGINT},
  requests: {customer_id: VARCHAR, case_id: VARCHAR, day: INTEGER},
  alerts: {customer_id: VARCHAR, alert_id: VARCHAR, day: INTEGER, is_handled: BOOLEAN}
} as const satisfies Record<string, Record<string, DuckDBType>>;

const DAY = "date '1970-01-01' +";

const FILL = [
  "delete from staging.customers",
  `insert into staging.customers by name
  select 'told' as system, ['zendesk_sell'] as systems, customer_id, brand from told_customers`,
  "delete from staging.orders",
  "insert into staging.orders by name select 'O' || customer_id as order_id, customer_id from told_customers",
  "delete from staging.order_lines",
  `insert into staging.order_lines by name
  select 'O' || customer_id as order_id, 1 as line_no, parc_cents, ${DAY} arrival as term_start_date from told_customers`,
  "delete from staging.cases",
  `insert into staging.cases by name
  select
    customer_id, case_id, 'churn_request' as kind, 'closed' as status,
    (${DAY} day + interval 12 hour)::timestamp at time zone 'Europe/Paris' as opened_at,
    (${DAY} (day + ${CASE_DAYS}) + interval 12 hour)::timestamp at time zone 'Europe/Paris' as closed_at
  from told_requests`,
  "delete from staging.alerts",
  `insert into staging.alerts by name
  select
    'slack_messages' as system, alert_id, customer_id, 'red_alert' as kind, true as is_ticked, 'Planity' as competitor,
    (${DAY} day + interval 10 hour)::timestamp at time zone 'Europe/Paris' as at,
    (${DAY} (day + 5))::timestamp at time zone 'Europe/Paris' as appointment_at
  from told_alerts`,
  "delete from staging.tasks",
  `insert into staging.tasks by name
  select
    'asana' as system, alert_id as task_id, customer_id, 'red alert - ' || customer_id as name, '12/12/2025' as meeting,
    ${DAY} day as created_date, ${DAY} day as completed_date
  from told_alerts where is_handled`
];

/** Fills the tables of staging with a world. */
export async function loadAlerts(connection: DuckDBConnection, told: readonly ToldCustomer[]): Promise<void> {
  const rows: Record<keyof typeof COLUMNS, DuckDBValue[][]> = {customers: [], requests: [], alerts: []};
  told.forEach(({brand, arrival, parcCents, requests, alerts}, index) => {
    const id = `C${String(index).padStart(6, "0")}`;
    rows.customers.push([id, brand, arrival, BigInt(parcCents)]);
    requests.forEach((day, place) => rows.requests.push([id, `${id}-${place}`, day]));
    alerts.forEach(({day, isHandled}, place) => rows.alerts.push([id, `${id}/${place}`, day, isHandled]));
  });
  for (const [name, columns] of Object.entries(COLUMNS)) {
    const typed = Object.entries<DuckDBType>(columns).map(([column, duckdb]) => ({
      name: column,
      type: {duckdb}
    }));
    await createTempTable(connection, `told_${name}`, typed);
    await appendRows(connection, `temp.main.told_${name}`, typed, rows[name as keyof typeof COLUMNS]);
  }
  for (const statement of FILL) await connection.run(statement);
}
