-- A rebooking never keeps more of a cancelled unit than it was worth, nor more than the new order is worth, nor less
-- than nothing.
-- Grain: side, id
with
  sides as (
    select
      'cancelled unit' as side,
      links.cancellation_id as id,
      sum(links.allocated_cents) as allocated_cents,
      min(links.allocated_cents) as smallest_cents,
      any_value(units.booked_cents) as booked_cents
    from
      marts.rebookings as links
      join marts.cancelled_units as units on units.cancellation_id = links.cancellation_id
    group by
      links.cancellation_id
    union all
    select
      'new order' as side,
      links.rebooked_order_id as id,
      sum(links.allocated_cents) as allocated_cents,
      min(links.allocated_cents) as smallest_cents,
      any_value(orders.booked_cents) as booked_cents
    from
      marts.rebookings as links
      join marts.booked_orders as orders on orders.order_id = links.rebooked_order_id
    group by
      links.rebooked_order_id
  )
select
  side, -- which side is exceeded
  id, -- cancelled unit or order
  allocated_cents, -- allocated over all its links (cents)
  smallest_cents, -- the smallest of them (cents)
  booked_cents -- its amount (cents)
from
  sides
where
  smallest_cents < 0
  or allocated_cents > greatest(booked_cents, 0)
