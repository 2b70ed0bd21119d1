-- The premium of each rebooking beside what the company has of it.
-- Grain: cancellation_id, rebooked_order_id
select
  results.cancellation_id, -- cancelled unit
  results.rebooked_order_id, -- order that replaces it, or a part of it
  links.group_id, -- group that its story is told by
  links.rebooking_channel as channel, -- channel of the new sale
  links.class, -- how sure the link is
  results.premium_cents, -- premiums paid on the new order (cents); null when nobody delivers premiums
  results.company_cents, -- a − B: what the company gained or, below zero, lost of CA (cents)
  results.loss_horizon_cents, -- loss over the cancelled term (cents)
  results.mo_gap_low_cents, -- what the process added, at least (cents); null when nobody delivers invoices
  results.mo_gap_high_cents -- at most (cents)
from
  marts.rebooking_results as results
  join marts.rebookings as links on links.cancellation_id = results.cancellation_id
  and links.rebooked_order_id = results.rebooked_order_id
where
  results.is_attributed
order by
  results.cancellation_id,
  results.rebooked_order_id
