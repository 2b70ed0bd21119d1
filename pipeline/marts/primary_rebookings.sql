-- Which new order replaces which cancelled unit, one to one: what is given stands, and every other unit has the order
-- that it was assigned. Of several orders given to a unit, and of several units that a person has linked to one order,
-- the best pair is the primary one.
-- Grain: unit_no
with
  given as (
    select
      scores.unit_no,
      scores.order_no,
      pair_preference (
        scores.score,
        scores.gap_days,
        units.booked_cents - orders.booked_cents,
        scores.unit_no,
        scores.order_no
      ) as preference
    from
      marts.rebooking_scores as scores
      join marts.linkage_units as units on units.unit_no = scores.unit_no
      join marts.linkage_orders as orders on orders.order_no = scores.order_no
    where
      scores.is_given
    qualify
      is_best_of_both (preference, scores.unit_no, scores.order_no)
  )
select
  unit_no, -- number of the cancelled unit
  order_no, -- number of the order that replaces it
  false as is_approximate -- whether a better assignment of all units that contend with it may exist
from
  given
union all
select
  unit_no, -- number of the cancelled unit
  order_no, -- number of the order that replaces it
  false as is_approximate -- whether a better assignment of all units that contend with it may exist
from
  marts.exact_assignments
union all
select
  assignments.unit_no, -- number of the cancelled unit
  assignments.order_no, -- number of the order that replaces it
  components.unit_no is not null
  and components.component_no is null as is_approximate -- whether a better assignment of all units that contend with it may exist
from
  marts.best_first_assignments as assignments
  left join marts.rebooking_components as components on components.unit_no = assignments.unit_no
