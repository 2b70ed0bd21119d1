-- What is rebooked and what is lost by how sure a link has to be to count: from those declared only to all that are
-- possible. The last is for sensitivity only.
-- Grain: class
with
  classes as (
    select
      class,
      position
    from
      lookups.link_classes
    union all
    select
      'D' as class,
      max(position) + 1 as position
    from
      lookups.link_classes
  ),
  allocations as (
    select
      class,
      allocated_cents
    from
      marts.rebookings
    union all
    select
      'D' as class,
      allocated_cents
    from
      marts.possible_rebookings
  ),
  cancelled as (
    select
      coalesce(sum(greatest(booked_cents, 0)), 0) as booked_cents
    from
      marts.cancelled_units
  )
select
  classes.class, -- the least sure class that counts
  classes.position, -- its place, the surest first
  count(allocations.class) as links, -- links of this class
  cancelled.booked_cents::bigint as cancelled_cents, -- amount cancelled, the same for all (cents)
  sum(coalesce(sum(allocations.allocated_cents), 0)) over (
    order by
      classes.position
  )::bigint as rebooked_cents, -- of it, kept by links of this class and of surer ones (cents)
  (
    cancelled.booked_cents - sum(coalesce(sum(allocations.allocated_cents), 0)) over (
      order by
        classes.position
    )
  )::bigint as loss_cents -- lost when those count (cents)
from
  classes
  cross join cancelled
  left join allocations on allocations.class = classes.class
group by
  classes.class,
  classes.position,
  cancelled.booked_cents
