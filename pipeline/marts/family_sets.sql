-- Sets of product families that orders and cancelled units have, numbered, so that each pair of sets is compared once.
-- Grain: family_set_no
select
  row_number() over (
    order by
      families
  )::integer as family_set_no, -- number of the set
  families -- product families, sorted
from
  (
    select
      families
    from
      marts.cancelled_units
    union
    select
      families
    from
      marts.booked_orders
  ) as delivered_sets
where
  len(families) > 0
