import type {DuckDBConnection} from "@duckdb/node-api";

/** The orders of a linkage benchmark; the same plan gives the same rows. */
export interface LinkagePlan {
  /** One in five is cancelled. */
  orders: number;
  /** Very large customers, who share out a part of the orders evenly. */
  accounts: number;
  /** Orders of each of them. */
  accountOrders: number;
}

/** Orders a customer has on average: 5 million orders are those of 1.2 million customers. */
const ORDERS_A_CUSTOMER = 25 / 6;
/** Six years of signatures. */
const DAYS = 2190;

/**
 * Fills `staging.orders`, `staging.order_lines` and `staging.cases` in SQL, without chance: what looks random is the
 * hash of a number. Three cancelled orders in ten are followed by their rebooking. Random pairs of orders agree about
 * as often as `docs/methods.md` takes for granted.
 */
export async function insertOrders(connection: DuckDBConnection, plan: LinkagePlan): Promise<void> {
  await connection.run(`create temp table generated as ${generated(plan)}`);
  await connection.run(`
    insert into staging.orders by name
    select
      'bench' as system, order_id, 'C' || customer as customer_id, signed_date,
      'V' || seller as seller_id, if(seller < 2, 'retention', 'telesales') as channel, source_line
    from generated`);
  await connection.run(`
    insert into staging.order_lines by name
    select
      'bench' as system, order_id, unnest(if(has_second, [1, 2], [1])) as line_no,
      'F' || if(line_no = 1, family, second_family) as family, 'P' || family as product,
      if(line_no = 1, cents, second_cents) as amount_cents, amount_cents as parc_cents,
      signed_date + 15 as term_start_date, signed_date + 380 as term_end_date, true as is_recurring,
      cut_date, cut_date - 10 as cancel_requested_date, if(cut_date is null, null, 'total') as cancel_scope, source_line
    from generated`);
  await connection.run(`
    insert into staging.cases by name
    select
      'bench' as system, 'K' || order_id as case_id, 'C' || customer as customer_id,
      (cut_date - 15)::timestamp at time zone 'UTC' as opened_at, (cut_date + 15)::timestamp at time zone 'UTC' as closed_at
    from generated
    where cut_date is not null and hash(number, 9) % if(customer < ${plan.accounts}, 200, 2) = 0`);
  await connection.run("drop table generated");
}

function generated({orders, accounts, accountOrders}: LinkagePlan): string {
  const customers = Math.round(orders / ORDERS_A_CUSTOMER);
  return `
    with
      numbered as (
        select
          number, if(number % 5 = 1 and hash(number - 1, 0) % 10 < 3, number - 1, number) as root,
          root <> number as is_rebooking
        from range(${orders}) as numbers(number)
      ),
      drawn as (
        select
          *,
          if(root < ${accounts * accountOrders}, root // 5 % ${Math.max(accounts, 1)}, ${accounts} + hash(root, 1) % ${customers}) as customer,
          date '2015-01-01' + (hash(root, 2) % ${DAYS})::integer as root_date,
          60 + (hash(root, 3) % 240)::integer as days_to_cut
        from numbered
      )
    select
      number, number + 1 as source_line, customer, 'CMD-' || lpad(number::varchar, 9, '0') as order_id,
      if(is_rebooking, root_date + days_to_cut - 5 + (hash(number, 4) % 20)::integer, root_date) as signed_date,
      if(number % 5 = 0, root_date + days_to_cut, null) as cut_date,
      if(is_rebooking and hash(number, 5) % 10 < 6, 0, hash(number, 5) % 50) as seller,
      hash(root, 6) % 7 as family, (hash(root, 6) + 1 + hash(number, 7) % 6) % 7 as second_family,
      hash(number, 7) % 10 < 4 as has_second,
      (50000 * exp(1.5 * (hash(number, 8) % 10000) / 10000))::bigint as cents, cents // 2 as second_cents
    from drawn`;
}
