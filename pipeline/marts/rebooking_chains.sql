-- Chains of rebookings, once each: orders that were cancelled, what replaced them, what replaced that in its turn. What
-- the first orders were worth less what stands at the end is what was lost on the way less what was sold on top, so that
-- the losses within a chain are never taken for those of as many customers. Where chains meet in one order, the chain that
-- gives up its name ends with the order that it hands over, and the other one goes on from there.
-- Grain: chain_id
with
  links as (
    select
      units.chain_id,
      rebookings.rebooked_order_id as order_id,
      sum(rebookings.allocated_cents) as allocated_cents
    from
      marts.rebookings
      join marts.cancellations as units on units.cancellation_id = rebookings.cancellation_id
    group by
      units.chain_id,
      rebookings.rebooked_order_id
  ),
  new_sides as (
    select
      links.chain_id,
      count(*) as orders,
      sum(orders.booked_cents) as booked_cents,
      sum(orders.booked_cents - links.allocated_cents) as excess_cents
    from
      links
      join marts.booked_orders as orders on orders.order_id = links.order_id
    group by
      links.chain_id
  ),
  old_sides as (
    select
      units.chain_id,
      any_value(units.customer_id) as customer_id,
      min(units.cancel_date) as first_cancel_date,
      count(*) as units,
      count(links.order_id) as cut_again_units,
      sum(units.booked_cents) as booked_cents,
      coalesce(sum(if (links.order_id is null, 0, units.booked_cents)), 0) as cut_again_cents,
      sum(units.loss_booked_cents) as loss_cents
    from
      marts.cancellations as units
      left join links on links.chain_id = units.chain_id
      and links.order_id = units.order_id
    group by
      units.chain_id
  )
select
  old_sides.chain_id, -- chain: the group that it starts from
  old_sides.customer_id, -- customer
  old_sides.first_cancel_date, -- first day on which a unit of it was cut
  old_sides.units, -- units cancelled
  old_sides.cut_again_units, -- of them, units of an order that had itself replaced another one of the chain
  new_sides.orders, -- orders that replace them
  (old_sides.booked_cents - old_sides.cut_again_cents)::bigint as first_cents, -- what the chain started with (B_root, cents)
  (new_sides.booked_cents - old_sides.cut_again_cents)::bigint as last_cents, -- what stands at its end (B_terminal, cents)
  old_sides.loss_cents::bigint as loss_cents, -- lost from link to link (Σ B − a, cents)
  new_sides.excess_cents::bigint as excess_cents, -- of the new orders, worth more than they replace (Σ excess, cents)
  (first_cents - last_cents)::bigint as net_loss_cents -- lost from the first order to the last (cents)
from
  old_sides
  join new_sides on new_sides.chain_id = old_sides.chain_id
