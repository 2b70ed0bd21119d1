-- Orders that go on with what another order of the customer ends: most of their amount is in lines that begin, in the
-- same product family, on the very day on which a line of that order comes to its natural end.
-- Grain: order_id
with
  ends as (
    select distinct
      orders.customer_id,
      orders.order_id,
      orders.signed_date,
      lines.family,
      lines.term_end_date
    from
      staging.order_lines as lines
      join staging.orders on orders.order_id = lines.order_id
    where
      lines.cut_date is null
      and lines.term_end_date is not null
  ),
  continued as (
    select distinct
      lines.order_id,
      lines.line_no
    from
      staging.order_lines as lines
      join staging.orders on orders.order_id = lines.order_id
      join ends on ends.customer_id = orders.customer_id
      and ends.term_end_date = lines.term_start_date
      and coalesce(ends.family = lines.family, true)
      and (ends.signed_date, ends.order_id) < (orders.signed_date, orders.order_id)
  ),
  totals as (
    select
      lines.order_id,
      sum(lines.amount_cents)::bigint as booked_cents,
      coalesce(
        sum(lines.amount_cents) filter(
          where
            continued.order_id is not null
        ),
        0
      )::bigint as continued_cents
    from
      staging.order_lines as lines
      left join continued on continued.order_id = lines.order_id
      and continued.line_no = lines.line_no
    group by
      lines.order_id
  )
select
  order_id, -- order that goes on with another
  booked_cents, -- amount booked for it (cents)
  continued_cents -- of it, in lines that take over where others end (cents)
from
  totals
where
  100 * continued_cents >= parameter ('renewal.continued_percent') * booked_cents
  and continued_cents > 0
