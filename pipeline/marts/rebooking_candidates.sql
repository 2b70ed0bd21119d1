-- Scored pairs of a cancelled unit and a new order (Fellegi and Sunter): the weights of their levels add up to a score
-- in hundredths of a bit, which stands for a probability. A comparison without level weighs nothing: what is not known
-- is never held against a pair. Declared pairs are scored too, as a measure of the scoring; they do not need it.
-- Grain: cancellation_id, rebooked_order_id
with
  weighed as (
    select
      pairs.*,
      gaps.level as gap_level,
      coalesce(gaps.weight, 0) as gap_weight,
      coalesce(families.weight, 0) as family_weight,
      amounts.level as amount_level,
      coalesce(amounts.weight, 0) as amount_weight,
      coalesce(sellers.weight, 0) as seller_weight,
      coalesce(cases.weight, 0) as case_weight,
      parameter ('linkage.prior_weight')::bigint as prior_weight
    from
      marts.rebooking_pairs as pairs
      left join levels_in_force ('gap') as gaps on is_within (pairs.gap_days, gaps.lower, gaps.lower_included, gaps.upper, gaps.upper_included)
      left join levels_in_force ('amount') as amounts on is_within (pairs.amount_ratio, amounts.lower, amounts.lower_included, amounts.upper, amounts.upper_included)
      left join levels_in_force ('family') as families on families.level = pairs.family_level
      left join levels_in_force ('seller') as sellers on sellers.level = pairs.seller_level
      left join levels_in_force ('case') as cases on cases.level = pairs.case_level
  ),
  scored as (
    select
      *,
      prior_weight + gap_weight + family_weight + amount_weight + seller_weight + case_weight as score
    from
      weighed
  )
select
  cancellation_id, -- cancelled unit
  cancelled_order_id, -- order it belongs to
  rebooked_order_id, -- new order
  customer_id, -- customer of both
  is_declared, -- whether the new order names the cancelled one
  old_cents, -- amount booked for the unit (cents)
  new_cents, -- amount booked for the new order (cents)
  gap_days, -- days from the cancellation to the new signature; negative before
  gap_level, -- level of that distance
  gap_weight, -- its weight
  family_level, -- what of the product families is found again
  family_weight, -- its weight
  amount_level, -- level of the ratio of new to old amount
  amount_weight, -- its weight
  seller_level, -- who signed the new order
  seller_weight, -- its weight
  case_level, -- whether a case stands behind both
  case_weight, -- its weight
  prior_weight, -- weight that every pair starts with
  score, -- sum of the weights
  1 / (1 + pow(2, - score / 100)) as probability, -- that the new order replaces the cancelled one
  row_number() over (
    order by
      score desc,
      abs(gap_days),
      abs(old_cents - new_cents),
      cancellation_id,
      rebooked_order_id
  ) as preference -- rank of the pair among all: the best score first; nearer, then closer in amount, where equal
from
  scored
