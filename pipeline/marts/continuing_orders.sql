-- Orders that go on with what another order of the customer ends: most of their amount is in lines that begin, in the
-- same product family, on the very day on which a line of that order comes to its natural end.
-- Grain: order_id
with
  lines as (
    select
      orders.customer_id,
      orders.signed_date,
      lines.order_id,
      lines.line_no,
      lines.family,
      lines.amount_cents,
      lines.term_start_date,
      lines.term_end_date,
      lines.cut_date
    from
      staging.order_lines as lines
      join staging.orders on orders.order_id = lines.order_id
  ),
  continued_lines as (
    select distinct
      later.order_id,
      later.line_no,
      later.amount_cents
    from
      lines as later
      join lines as ended on ended.customer_id = later.customer_id
      and ended.term_end_date = later.term_start_date
    where
      ended.cut_date is null
      and coalesce(ended.family = later.family, true)
      and (
        ended.signed_date < later.signed_date
        or (
          ended.signed_date = later.signed_date
          and ended.order_id < later.order_id
        )
      )
  ),
  continued_orders as (
    select
      order_id,
      sum(amount_cents)::bigint as continued_cents
    from
      continued_lines
    group by
      order_id
  ),
  totals as (
    select
      lines.order_id,
      sum(lines.amount_cents)::bigint as booked_cents
    from
      staging.order_lines as lines
      semi join continued_orders on continued_orders.order_id = lines.order_id
    group by
      lines.order_id
  )
select
  continued_orders.order_id, -- order that goes on with another
  totals.booked_cents, -- amount booked for it (cents)
  continued_orders.continued_cents -- of it, in lines that take over where others end (cents)
from
  continued_orders
  join totals on totals.order_id = continued_orders.order_id
where
  100 * continued_orders.continued_cents >= parameter ('renewal.continued_percent') * totals.booked_cents
