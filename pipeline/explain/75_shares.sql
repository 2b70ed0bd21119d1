-- who replaces whom, and with how much
-- Grain: cancellation_id, rebooked_order_id
with
  allocated as (
    select
      rebooked_order_id,
      sum(allocated_cents) as allocated_cents
    from
      marts.rebookings
    group by
      rebooked_order_id
  )
select
  links.cancellation_id, -- cancelled
  links.rebooked_order_id, -- new order
  links.class, -- class
  links.allocated_cents, -- a
  links.in_term_cents, -- aH
  (orders.booked_cents - allocated.allocated_cents)::bigint as excess_cents, -- excess
  links.role, -- role
  links.type -- kind
from
  marts.rebookings as links
  join marts.booked_orders as orders on orders.order_id = links.rebooked_order_id
  join allocated on allocated.rebooked_order_id = links.rebooked_order_id
where
  links.group_id in (
    select
      group_id
    from
      marts.rebookings
    where
      (
        cancelled_order_id = getvariable ('order_id')
        and coalesce(cancellation_id = getvariable ('cancellation_id'), true)
      )
      or rebooked_order_id = getvariable ('order_id')
  )
order by
  links.cancellation_id,
  links.role = 'split',
  links.rebooked_order_id
