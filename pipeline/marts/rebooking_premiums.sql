-- Premiums paid on the new order of each rebooking, less what was taken back of them. An order that replaces several units
-- is shared over them by what it keeps of each, in whole cents.
-- Grain: cancellation_id, rebooked_order_id
with
  paid as (
    select
      order_id,
      sum(premium_cents) as premium_cents
    from
      staging.premiums
    where
      order_id is not null
    group by
      order_id
  ),
  weighted as (
    select
      cancellation_id,
      rebooked_order_id,
      sum(allocated_cents) over (
        partition by
          rebooked_order_id
      ) as order_allocated_cents,
      -- An order that keeps nothing of any unit goes to all of them alike.
      if (order_allocated_cents = 0, 1, allocated_cents) as weight
    from
      marts.rebooking_shares
  ),
  wholes as (
    select
      weighted.*,
      coalesce(paid.premium_cents, 0) as premium_cents,
      sum(weighted.weight) over (
        partition by
          weighted.rebooked_order_id
      ) as order_weight
    from
      weighted
      left join paid on paid.order_id = weighted.rebooked_order_id
  )
select
  cancellation_id, -- cancelled unit
  rebooked_order_id, -- order that replaces it, or a part of it
  if (
    exists (
      from
        staging.premiums
    ),
    largest_remainder_cents (premium_cents, weight, order_weight, rebooked_order_id, cancellation_id),
    null
  )::bigint as premium_cents -- premiums of the new order that go with the link (cents); null when no system delivers premiums
from
  wholes
