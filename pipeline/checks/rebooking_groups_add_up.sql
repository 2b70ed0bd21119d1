-- A rebooking group is the sum of its units, and what it keeps is the sum of its links; no unit and no order is in two
-- groups.
-- Grain: group_id
with
  units as (
    select
      group_id,
      sum(booked_cents) as old_cents
    from
      marts.cancellations
    where
      group_id is not null
    group by
      group_id
  ),
  links as (
    select
      group_id,
      sum(allocated_cents) as rebooked_cents
    from
      marts.rebookings
    group by
      group_id
  ),
  shared as (
    select
      min(group_id) as group_id
    from
      marts.rebookings
    group by
      grouping sets (cancellation_id, rebooked_order_id)
    having
      count(distinct group_id) > 1
  )
select
  groups.group_id, -- rebooking group
  groups.old_cents, -- amount cancelled (cents)
  units.old_cents as unit_cents, -- the same, by its units (cents)
  groups.rebooked_cents, -- amount kept (cents)
  links.rebooked_cents as link_cents -- the same, by its links (cents)
from
  marts.rebooking_groups as groups
  left join units on units.group_id = groups.group_id
  left join links on links.group_id = groups.group_id
where
  groups.old_cents is distinct from units.old_cents
  or groups.rebooked_cents is distinct from links.rebooked_cents
  or groups.group_id in (
    select
      group_id
    from
      shared
  )
