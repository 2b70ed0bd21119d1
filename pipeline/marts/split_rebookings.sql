-- Further orders that replace a unit which has its first one already: signed within days of it, and no larger than what
-- is left of the cancelled amount. Taken best first, each round the best of both sides, what is left shrinking as orders
-- are taken. A further order that is given needs no such proof.
-- Grain: unit_no, order_no
with recursive
  further_given as (
    select
      given.unit_no,
      given.order_no,
      orders.booked_cents as new_cents
    from
      marts.given_rebookings as given
      join marts.linkage_orders as orders on orders.order_no = given.order_no
      semi join marts.primary_rebookings as primaries on primaries.unit_no = given.unit_no
      anti join marts.primary_rebookings as primaries on primaries.order_no = given.order_no
  ),
  further_cents as (
    select
      unit_no,
      sum(new_cents) as new_cents
    from
      further_given
    group by
      unit_no
  ),
  -- A unit that shares its order with others by a person's word takes no further one.
  merged_orders as (
    select
      order_no
    from
      marts.given_rebookings
    group by
      order_no
    having
      count(*) > 1
  ),
  linked_units as (
    select
      primaries.unit_no,
      first_orders.signed_date as first_signed_date,
      units.booked_cents - first_orders.booked_cents - coalesce(further_cents.new_cents, 0) as left_cents
    from
      marts.primary_rebookings as primaries
      join marts.linkage_units as units on units.unit_no = primaries.unit_no
      join marts.linkage_orders as first_orders on first_orders.order_no = primaries.order_no
      left join further_cents on further_cents.unit_no = primaries.unit_no
      anti join merged_orders on merged_orders.order_no = primaries.order_no
  ),
  rounds as (
    select
      scores.unit_no,
      scores.order_no,
      pair_preference (
        scores.score,
        scores.gap_days,
        units.booked_cents - orders.booked_cents,
        scores.unit_no,
        scores.order_no
      ) as preference,
      orders.booked_cents as new_cents,
      linked_units.left_cents::hugeint as left_cents,
      false as is_best
    from
      marts.rebooking_scores as scores
      join linked_units on linked_units.unit_no = scores.unit_no
      join marts.linkage_units as units on units.unit_no = scores.unit_no
      join marts.linkage_orders as orders on orders.order_no = scores.order_no
      anti join marts.primary_rebookings as primaries on primaries.order_no = scores.order_no
    where
      not scores.is_given
      and scores.score > parameter ('class.c_score')
      and abs(orders.signed_date - linked_units.first_signed_date) <= parameter ('split.max_days')
    union all
    select
      unit_no,
      order_no,
      preference,
      new_cents,
      left_cents - coalesce(
        max(new_cents) filter(
          where
            is_best
        ) over (
          partition by
            unit_no
        ),
        0
      ) as left_cents,
      is_best
    from
      (
        select
          * replace(is_best_of_both (preference, unit_no, order_no) as is_best)
        from
          rounds
        where
          not is_best
          and 100 * new_cents <= parameter ('split.max_residual_percent')::bigint * left_cents
      ) as open_pairs
    qualify
      is_best
      or not has_best (is_best, order_no)
  )
select
  unit_no, -- number of the cancelled unit
  order_no -- number of a further order that replaces a part of it
from
  further_given
union all
select
  unit_no, -- number of the cancelled unit
  order_no -- number of a further order that replaces a part of it
from
  rounds
where
  is_best
