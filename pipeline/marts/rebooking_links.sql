-- Links between cancelled units and the orders that replace them, in groups: a unit with one order; a unit split over
-- several orders; or several units, cancelled within days, merged into one order. A unit that has no order of its own
-- joins the order of another one; an order that shares a split unit takes no further unit, so that every group has one
-- centre and its money can be shared out exactly.
-- Grain: cancellation_id, rebooked_order_id
with
  merges as (
    select
      candidates.cancellation_id,
      candidates.rebooked_order_id,
      candidates.preference,
      primaries.cancellation_id as group_id
    from
      marts.rebooking_candidates as candidates
      join marts.primary_rebookings as primaries on primaries.rebooked_order_id = candidates.rebooked_order_id
      join marts.cancelled_units as first_units on first_units.cancellation_id = primaries.cancellation_id
      join marts.cancelled_units as units on units.cancellation_id = candidates.cancellation_id
      anti join marts.primary_rebookings as linked on linked.cancellation_id = candidates.cancellation_id
      anti join marts.split_rebookings as splits on splits.cancellation_id = primaries.cancellation_id
    where
      candidates.score > parameter ('class.c_score')
      and abs(units.cancel_date - first_units.cancel_date) <= parameter ('merge.max_days')
    qualify
      row_number() over (
        partition by
          candidates.cancellation_id
        order by
          candidates.preference
      ) = 1
  ),
  links as (
    select
      cancellation_id,
      rebooked_order_id,
      preference,
      cancellation_id as group_id,
      'primary' as role
    from
      marts.primary_rebookings
    union all
    select
      cancellation_id,
      rebooked_order_id,
      preference,
      cancellation_id as group_id,
      'split' as role
    from
      marts.split_rebookings
    union all
    select
      cancellation_id,
      rebooked_order_id,
      preference,
      group_id,
      'merge' as role
    from
      merges
  )
select
  cancellation_id, -- cancelled unit
  rebooked_order_id, -- order that replaces it, or a part of it
  group_id, -- the unit of the pair that the group grew from
  role, -- primary: that pair; split: a further order; merge: a further unit
  preference, -- rank of the pair among all
  count(*) over (
    partition by
      cancellation_id
  ) as unit_orders, -- orders that replace the unit
  count(*) over (
    partition by
      rebooked_order_id
  ) as order_units -- units that the order replaces
from
  links
