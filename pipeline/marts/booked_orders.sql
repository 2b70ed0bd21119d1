-- Orders with what their lines add up to, as signed: lines cancelled later count in full.
-- Grain: order_id
with
  line_totals as (
    select
      order_id,
      count(*) as lines,
      count(cut_date) as cut_lines,
      sum(amount_cents)::bigint as booked_cents,
      sum(parc_cents)::bigint as parc_cents,
      min(term_start_date) as first_start_date,
      max(term_end_date) as last_end_date,
      list_sort(list_distinct(list(family))) as families
    from
      staging.order_lines
    group by
      order_id
  ),
  -- An order signed while a case of its customer is open may well be the answer to it.
  orders_under_case as (
    select distinct
      orders.order_id
    from
      staging.orders
      join staging.cases on cases.customer_id = orders.customer_id
      and orders.signed_date >= local_date (cases.opened_at)
      and (
        cases.closed_at is null
        or orders.signed_date <= local_date (cases.closed_at)
      )
  )
select
  orders.order_id, -- order
  orders.customer_id, -- customer who signed it
  orders.signed_date, -- day of signature
  orders.seller_id, -- seller who signed it
  orders.channel, -- channel of the sale
  orders.case_id, -- case that led to the order or to its end
  orders.replaces_order_id, -- order that it declares to replace
  orders.modifies_order_id, -- order that it declares to amend
  line_totals.booked_cents, -- amount booked (cents)
  line_totals.parc_cents, -- parc value (cents a year)
  line_totals.first_start_date, -- first day of service of its earliest line
  line_totals.last_end_date, -- natural end: first day no longer served of its latest line; null when no end was agreed
  line_totals.families, -- product families, sorted
  line_totals.cut_lines = line_totals.lines as is_cancelled, -- whether every line was cancelled
  orders_under_case.order_id is not null as has_open_case -- whether a case of the customer was open at signature
from
  staging.orders
  join line_totals on line_totals.order_id = orders.order_id
  left join orders_under_case on orders_under_case.order_id = orders.order_id
