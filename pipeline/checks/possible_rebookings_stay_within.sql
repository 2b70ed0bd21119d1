-- What is only possible takes what links have left: of a cancelled unit no more than is left of it, of an order no more
-- than it is worth, and no order that a link has.
-- Grain: side, id
with
  sides as (
    select
      'cancelled unit' as side,
      possible.cancellation_id as id,
      sum(possible.allocated_cents) as allocated_cents,
      min(possible.allocated_cents) as smallest_cents,
      any_value(units.booked_cents - units.rebooked_cents) as left_cents
    from
      marts.possible_rebookings as possible
      join marts.cancellations as units on units.cancellation_id = possible.cancellation_id
    group by
      possible.cancellation_id
    union all
    select
      'new order' as side,
      possible.rebooked_order_id as id,
      sum(possible.allocated_cents) as allocated_cents,
      min(possible.allocated_cents) as smallest_cents,
      if (any_value(links.rebooked_order_id) is null, any_value(orders.booked_cents), 0) as left_cents
    from
      marts.possible_rebookings as possible
      join marts.booked_orders as orders on orders.order_id = possible.rebooked_order_id
      left join marts.rebookings as links on links.rebooked_order_id = possible.rebooked_order_id
    group by
      possible.rebooked_order_id
  )
select
  side, -- which side is exceeded
  id, -- cancelled unit or order
  allocated_cents, -- allocated over its possible links (cents)
  smallest_cents, -- the smallest of them (cents)
  left_cents -- what links have left of it (cents)
from
  sides
where
  smallest_cents <= 0
  or allocated_cents > left_cents
