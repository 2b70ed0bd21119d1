-- What a cancelled unit had delivered, and what it had still to deliver, make up what was booked: neither exceeds it.
-- Grain: cancellation_id
with
  line_totals as (
    select
      order_id || '@' || cut_date as cancellation_id,
      sum(greatest(amount_cents, 0)) as highest_cents,
      sum(least(amount_cents, 0)) as lowest_cents
    from
      staging.order_lines
    where
      cut_date is not null
    group by
      order_id,
      cut_date
  )
select
  units.cancellation_id, -- cancelled unit
  units.delivered_cents, -- delivered before the cut (cents)
  units.booked_cents -- booked (cents)
from
  marts.cancelled_units as units
  join line_totals on line_totals.cancellation_id = units.cancellation_id
where
  units.delivered_cents not between line_totals.lowest_cents and line_totals.highest_cents
  or units.kept_cents < 0
