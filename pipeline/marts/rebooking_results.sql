-- What the company has of each rebooking beside what it pays for it: the premium, the drop in CA as booked, the loss over
-- the cancelled term, and what an MO- would have kept. A unit that is replaced by several orders is shared over them as its
-- reversal is.
-- Grain: cancellation_id, rebooked_order_id
with
  losses as (
    select
      units.cancellation_id,
      units.loss_horizon_cents,
      counterfactuals.mo_gap_low_cents,
      counterfactuals.mo_gap_high_cents
    from
      marts.cancellations as units
      join marts.loss_counterfactuals as counterfactuals on counterfactuals.cancellation_id = units.cancellation_id
  )
select
  links.cancellation_id, -- cancelled unit
  links.rebooked_order_id, -- order that replaces it, or a part of it
  links.is_attributed, -- whether the link is sure enough to be told of a seller or a team
  bases.kept_cents - bases.booked_cents as company_cents, -- a − B: what the company gained or, below zero, lost of CA (cents)
  largest_remainder_cents (
    losses.loss_horizon_cents,
    links.share_weight,
    links.unit_weight,
    links.cancellation_id,
    links.rebooked_order_id
  )::bigint as loss_horizon_cents, -- loss over the cancelled term (cents)
  largest_remainder_cents (
    losses.mo_gap_low_cents,
    links.share_weight,
    links.unit_weight,
    links.cancellation_id,
    links.rebooked_order_id
  )::bigint as mo_gap_low_cents, -- what the process added to what the customer asked for, at least (cents); null when no system delivers invoices
  largest_remainder_cents (
    losses.mo_gap_high_cents,
    links.share_weight,
    links.unit_weight,
    links.cancellation_id,
    links.rebooked_order_id
  )::bigint as mo_gap_high_cents, -- at most (cents)
  rebookings.premium_cents -- premiums paid on the new order (cents); null when no system delivers premiums
from
  marts.rebooking_circumstances as links
  join marts.rebookings on rebookings.cancellation_id = links.cancellation_id
  and rebookings.rebooked_order_id = links.rebooked_order_id
  join marts.attribution_bases as bases on bases.cancellation_id = links.cancellation_id
  and bases.rebooked_order_id = links.rebooked_order_id
  and bases.measure = 'CA'
  join losses on losses.cancellation_id = links.cancellation_id
