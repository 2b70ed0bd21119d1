-- Pairs that are more likely than not, of cancelled units to which no order is given: they contend for one another.
-- Grain: unit_no, order_no
select
  scores.unit_no, -- number of the cancelled unit
  scores.order_no, -- number of the new order
  scores.score, -- sum of the weights
  abs(scores.gap_days) as gap_days, -- distance between cancellation and new signature, whatever its sign
  abs(units.booked_cents - orders.booked_cents) as difference_cents, -- distance between their amounts (cents)
  pair_preference (
    scores.score,
    scores.gap_days,
    units.booked_cents - orders.booked_cents,
    scores.unit_no,
    scores.order_no
  ) as preference -- place of the pair in the order best first: smaller is better
from
  marts.rebooking_scores as scores
  join marts.linkage_units as units on units.unit_no = scores.unit_no
  join marts.linkage_orders as orders on orders.order_no = scores.order_no
  anti join marts.given_rebookings as given on given.unit_no = scores.unit_no
where
  not scores.is_given
  and scores.score > parameter ('class.c_score')
