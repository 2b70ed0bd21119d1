-- Why each link was made: the level and the weight of every comparison.
-- Grain: cancellation_id, rebooked_order_id
select
  group_id, -- rebooking that it belongs to
  cancellation_id, -- cancelled unit
  cancelled_order_id, -- order cancelled
  rebooked_order_id, -- order that replaces it
  class, -- how sure the link is: E, A, B or C
  type, -- kind of replacement
  score, -- sum of the weights (hundredths of a bit)
  probability, -- that the order replaces the unit
  gap_days, -- days from the cancellation to the new signature; negative before
  gap_level, -- level of that distance; null when there is no evidence, here and below
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
  corrected_by, -- who has linked them by hand; null when nobody
  correction_reason, -- and why
  allocated_cents -- amount of the unit that the order keeps (cents)
from
  marts.rebookings
order by
  cancellation_id,
  rebooked_order_id
