// Worlds whose truth is known, straight from the generator into the tables that the linkage reads.
import {
  type DuckDBConnection,
  type DuckDBType,
  type DuckDBValue,
  BIGINT,
  BOOLEAN,
  INTEGER,
  VARCHAR
} from "@duckdb/node-api";
import {appendRows, createTempTable} from "../../src/append.ts";
import {accountFor, type Entry} from "../../pipeline/sample/accounting.ts";
import {isoDate, LAST_DAY} from "../../pipeline/sample/days.ts";
import {isKnown, isKnownCut, type Order} from "../../pipeline/sample/orders.ts";
import {MISSING_RATES, planOf, type Profile} from "../../pipeline/sample/plans.ts";
import {Random} from "../../pipeline/sample/random.ts";
import type {Link} from "../../pipeline/sample/rebookings.ts";
import {tellStory, type Story} from "../../pipeline/sample/story.ts";

/** Which world to tell. */
export interface World {
  profile: Profile;
  /** Share of the cancellations that are rebooked, about. */
  rebooked: number;
  seed: number;
  customers: number;
}

/** Fills the tables of staging with a world, and `temp.main.truth` with its links. */
export async function loadWorld(connection: DuckDBConnection, world: World): Promise<void> {
  const rows = tellWorld(world);
  for (const [name, columns] of Object.entries(COLUMNS)) {
    const typed = Object.entries<DuckDBType>(columns).map(([column, duckdb]) => ({
      name: column,
      type: {duckdb}
    }));
    const table = `told_${name}`;
    await createTempTable(connection, table, typed);
    await appendRows(connection, `temp.main.${table}`, typed, rows[name as Told]);
  }
  for (const statement of FILL) await connection.run(statement);
}

const COLUMNS = {
  orders: {
    order_id: VARCHAR,
    customer_id: VARCHAR,
    signed_day: INTEGER,
    seller_id: VARCHAR,
    channel: VARCHAR,
    replaces_order_id: VARCHAR,
    modifies_order_id: VARCHAR,
    case_id: VARCHAR
  },
  lines: {
    order_id: VARCHAR,
    line_no: INTEGER,
    family: VARCHAR,
    product: VARCHAR,
    amount_cents: BIGINT,
    start_day: INTEGER,
    end_day: INTEGER,
    requested_day: INTEGER,
    cut_day: INTEGER,
    recorded_day: INTEGER,
    scope: VARCHAR
  },
  cases: {case_id: VARCHAR, customer_id: VARCHAR, opened_day: INTEGER, closed_day: INTEGER},
  entries: {
    invoice_line_id: VARCHAR,
    order_id: VARCHAR,
    line_no: INTEGER,
    day: INTEGER,
    amount_cents: BIGINT
  },
  truth: {
    cancellation_id: VARCHAR,
    rebooked_order_id: VARCHAR,
    allocated_cents: BIGINT,
    is_declared: BOOLEAN
  }
} as const satisfies Record<string, Record<string, DuckDBType>>;

type Told = keyof typeof COLUMNS;
type Rows = Record<Told, DuckDBValue[][]>;

const DAY = "date '1970-01-01' +";

const FILL = [
  `delete from staging.orders`,
  `insert into staging.orders by name
  select 'told' as system, * exclude (signed_day), ${DAY} signed_day as signed_date from told_orders`,
  `delete from staging.order_lines`,
  `insert into staging.order_lines by name
  select
    'told' as system, order_id, line_no, family, product, amount_cents,
    ${DAY} start_day as term_start_date, ${DAY} end_day as term_end_date, end_day is not null as is_recurring,
    annualised_cents(amount_cents, ${DAY} start_day, ${DAY} end_day, end_day is not null)::bigint as parc_cents,
    ${DAY} requested_day as cancel_requested_date, ${DAY} cut_day as cut_date,
    (${DAY} recorded_day)::timestamp at time zone 'Europe/Paris' as cancel_recorded_at, scope as cancel_scope
  from told_lines`,
  `delete from staging.cases`,
  `insert into staging.cases by name
  select
    'told' as system, case_id, customer_id,
    (${DAY} opened_day)::timestamp at time zone 'Europe/Paris' as opened_at,
    (${DAY} closed_day)::timestamp at time zone 'Europe/Paris' as closed_at
  from told_cases`,
  `delete from staging.invoices`,
  `insert into staging.invoices by name
  select
    'told' as system, invoice_line_id, invoice_line_id as invoice_id, order_id, line_no, amount_cents,
    ${DAY} day as invoice_date, if(amount_cents < 0, 'credit_note', 'invoice') as kind
  from told_entries`
];

function tellWorld(world: World): Rows {
  const plan = planOf(world.profile, world.rebooked);
  const rows: Rows = {orders: [], lines: [], cases: [], entries: [], truth: []};
  for (let index = 1; index <= world.customers; index++) {
    const random = new Random(world.seed, index);
    const story = tellStory(random, index, plan);
    // What an export lacks is drawn apart, so that the same seed tells the same stories in every profile of a plan.
    const gaps = new Random(world.seed + 1_000_000, index);
    addStory(rows, story, {world, gaps, entries: accountFor(random, story)});
  }
  return rows;
}

function addStory(
  rows: Rows,
  story: Story,
  {world, gaps, entries}: {world: World; gaps: Random; entries: Entry[]}
): void {
  const missing = MISSING_RATES[world.profile];
  const hasCases = world.profile !== "no_case_data";
  for (const order of story.orders.filter(isKnown)) {
    const lacksSeller = gaps.chance(missing);
    const lacksFamilies = gaps.chance(missing);
    rows.orders.push(orderRow(order, {hasCases, lacksSeller}));
    rows.lines.push(...lineRows(order, lacksFamilies));
  }
  for (const known of hasCases ? story.cases : []) {
    if (known.opened.day > LAST_DAY) continue;
    const closed = known.closed.day <= LAST_DAY ? known.closed.day : null;
    rows.cases.push([known.id, known.order.customerId, known.opened.day, closed]);
  }
  for (const {id, orderId, lineNumber, date, cents} of entries)
    rows.entries.push([id, orderId, lineNumber, date, BigInt(cents)]);
  for (const link of story.links) if (isKnownLink(link)) rows.truth.push(truthRow(link));
}

function orderRow(
  order: Order,
  {hasCases, lacksSeller}: {hasCases: boolean; lacksSeller: boolean}
): DuckDBValue[] {
  const known = order.case ?? (isKnownCut(order) ? order.cancellation?.case : null);
  return [
    order.id,
    order.customerId,
    order.signed,
    lacksSeller ? null : order.seller.id,
    lacksSeller ? "unknown" : order.channel,
    order.replaces?.id ?? null,
    order.modifies?.id ?? null,
    hasCases ? (known?.id ?? null) : null
  ];
}

function lineRows(order: Order, lacksFamilies: boolean): DuckDBValue[][] {
  return order.lines.map((line) => {
    const cut = isKnownCut(order) && line.isCut ? order.cancellation : null;
    const scope = cut?.scope === "MO-" ? "partial" : "total";
    return [
      order.id,
      line.number,
      lacksFamilies ? null : line.family,
      lacksFamilies ? null : line.product,
      BigInt(line.cents),
      line.start,
      line.end,
      cut?.requested ?? null,
      cut?.effective ?? null,
      cut?.recorded.day ?? null,
      cut === null ? null : scope
    ];
  });
}

function isKnownLink({cancelled, rebooked}: Link): boolean {
  return isKnownCut(cancelled) && isKnown(rebooked);
}

function truthRow({cancelled, rebooked, cents, isExplicit}: Link): DuckDBValue[] {
  const day = isoDate(cancelled.cancellation?.effective ?? 0);
  return [`${cancelled.id}@${day}`, rebooked.id, BigInt(cents), isExplicit];
}
