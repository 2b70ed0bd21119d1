-- Evidence: the pairs of a cancelled unit and a new order that were compared, with the level and the weight of every
-- comparison and the probability that their score stands for. Kept are the best pairs of each unit and those linked; a
-- customer with thousands of orders has more than anybody can look at. Given pairs are scored too, as a measure of the
-- scoring; they do not need it.
-- Grain: cancellation_id, rebooked_order_id
with
  best as (
    select
      unit_no,
      unnest(
        max(
          (32768 + score)::bigint * 8796093022208 + (32768 - abs(gap_days))::bigint * 134217728 + 134217727 - order_no,
          parameter ('candidate.kept')::bigint
        )
      ) as place
    from
      marts.rebooking_scores
    group by
      unit_no
  ),
  kept as (
    select
      unit_no,
      (134217727 - place % 134217728)::integer as order_no
    from
      best
    union
    select
      unit_no,
      order_no
    from
      marts.rebooking_links
  )
select
  units.cancellation_id, -- cancelled unit
  old_orders.order_id as cancelled_order_id, -- order it belongs to
  orders.order_id as rebooked_order_id, -- new order
  orders.customer_id, -- customer of both
  scores.is_given
  and not coalesce(given.is_corrected, false) as is_declared, -- whether the new order names the cancelled one
  coalesce(given.is_corrected, false) as is_corrected, -- whether a person has linked them
  units.booked_cents as old_cents, -- amount booked for the unit (cents)
  orders.booked_cents as new_cents, -- amount booked for the new order (cents)
  scores.gap_days::bigint as gap_days, -- days from the cancellation to the new signature; negative before
  gaps.level as gap_level, -- level of that distance; null when there is no evidence, here and below
  coalesce(gaps.weight, 0) as gap_weight, -- its weight
  families.level as family_level, -- what of the product families is found again
  coalesce(families.weight, 0) as family_weight, -- its weight
  amounts.level as amount_level, -- level of the ratio of new to old amount
  coalesce(amounts.weight, 0) as amount_weight, -- its weight
  sellers.level as seller_level, -- who signed the new order
  coalesce(sellers.weight, 0) as seller_weight, -- its weight
  cases.level as case_level, -- whether a case stands behind both
  coalesce(cases.weight, 0) as case_weight, -- its weight
  parameter ('linkage.prior_weight')::bigint as prior_weight, -- weight that every pair starts with
  scores.score::bigint as score, -- sum of the weights
  1 / (1 + pow(2, - scores.score / 100)) as probability, -- that the new order replaces the cancelled one
  row_number() over (
    partition by
      scores.unit_no
    order by
      scores.score desc,
      abs(scores.gap_days),
      abs(units.booked_cents - orders.booked_cents),
      scores.order_no
  ) as preference -- place of the pair among those kept of its unit, the best first
from
  marts.rebooking_scores as scores
  semi join kept on kept.unit_no = scores.unit_no
  and kept.order_no = scores.order_no
  join marts.linkage_units as units on units.unit_no = scores.unit_no
  join marts.linkage_orders as orders on orders.order_no = scores.order_no
  join marts.linkage_orders as old_orders on old_orders.order_no = units.order_no
  left join marts.given_rebookings as given on given.unit_no = scores.unit_no
  and given.order_no = scores.order_no
  left join weights_in_force ('gap') as gaps on gaps.position = scores.gap_level
  left join weights_in_force ('family') as families on families.position = scores.family_level
  left join weights_in_force ('amount') as amounts on amounts.position = scores.amount_level
  left join weights_in_force ('seller') as sellers on sellers.position = scores.seller_level
  left join weights_in_force ('case') as cases on cases.position = scores.case_level
