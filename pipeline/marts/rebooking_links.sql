-- Links between cancelled units and the orders that replace them, in groups: a unit with one order; a unit split over
-- several orders; or several units, cancelled within days, merged into one order. A unit that has no order of its own
-- joins the order of another one; an order that shares a split unit takes no further unit, so that every group has one
-- centre and its money can be shared out exactly.
-- Grain: cancellation_id, rebooked_order_id
with
  merges as (
    select
      scores.unit_no,
      scores.order_no,
      primaries.unit_no as centre_no,
      primaries.is_approximate
    from
      marts.rebooking_scores as scores
      join marts.primary_rebookings as primaries on primaries.order_no = scores.order_no
      join marts.linkage_units as first_units on first_units.unit_no = primaries.unit_no
      join marts.linkage_units as units on units.unit_no = scores.unit_no
      join marts.linkage_orders as orders on orders.order_no = scores.order_no
      anti join marts.primary_rebookings as linked on linked.unit_no = scores.unit_no
      anti join marts.split_rebookings as splits on splits.unit_no = primaries.unit_no
    where
      scores.is_given
      or (
        scores.score > parameter ('class.c_score')
        and abs(units.cancel_date - first_units.cancel_date) <= parameter ('merge.max_days')
      )
    qualify
      row_number() over (
        partition by
          scores.unit_no
        order by
          scores.is_given desc,
          pair_preference (
            scores.score,
            scores.gap_days,
            units.booked_cents - orders.booked_cents,
            scores.unit_no,
            scores.order_no
          )
      ) = 1
  ),
  links as (
    select
      unit_no,
      order_no,
      unit_no as centre_no,
      is_approximate,
      'primary' as role
    from
      marts.primary_rebookings
    union all
    select
      splits.unit_no,
      splits.order_no,
      splits.unit_no as centre_no,
      primaries.is_approximate,
      'split' as role
    from
      marts.split_rebookings as splits
      join marts.primary_rebookings as primaries on primaries.unit_no = splits.unit_no
    union all
    select
      unit_no,
      order_no,
      centre_no,
      is_approximate,
      'merge' as role
    from
      merges
  )
select
  units.cancellation_id, -- cancelled unit
  orders.order_id as rebooked_order_id, -- order that replaces it, or a part of it
  links.unit_no, -- number of the unit
  links.order_no, -- number of the order
  centres.cancellation_id as group_id, -- the unit of the pair that the group grew from
  links.role, -- primary: that pair; split: a further order; merge: a further unit
  scores.score, -- sum of the weights of the pair
  row_number() over (
    partition by
      links.unit_no
    order by
      links.role = 'split',
      scores.score desc,
      abs(scores.gap_days),
      abs(units.booked_cents - orders.booked_cents),
      links.order_no
  ) as turn, -- place of the order among those of the unit: the primary one first, then the best
  scores.is_given, -- whether the link needs no scoring: declared, or made by a person
  links.is_approximate, -- whether a better assignment of all units that contend with it may exist
  count(*) over (
    partition by
      links.unit_no
  ) as unit_orders, -- orders that replace the unit
  count(*) over (
    partition by
      links.order_no
  ) as order_units -- units that the order replaces
from
  links
  join marts.linkage_units as units on units.unit_no = links.unit_no
  join marts.linkage_orders as orders on orders.order_no = links.order_no
  join marts.linkage_units as centres on centres.unit_no = links.centre_no
  join marts.rebooking_scores as scores on scores.unit_no = links.unit_no
  and scores.order_no = links.order_no
