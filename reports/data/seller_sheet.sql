-- The orders of sellers that were cancelled and rebooked, of those who have enough of them to be told of: what was lost of
-- each, who rebooked it, why, how much of it could have been avoided, and how sure the link is.
-- Grain: cancellation_id, rebooked_order_id
with
  rebookers as (
    select
      seller_id,
      arg_max(name, valid_from) as name
    from
      staging.sellers
    group by
      seller_id
  )
select
  links.cancellation_id, -- cancelled unit
  links.rebooked_order_id, -- order that replaces it, or a part of it
  links.cancelled_order_id, -- order drawn down
  links.group_id, -- group that its story is told by
  circumstances.cancel_date, -- day of the cut
  told.name as seller, -- seller of the cancelled order
  coalesce(rebookers.name, links.rebooking_seller_id) as rebooking_seller, -- seller of the new order; null when nobody is known
  links.rebooking_channel, -- channel of that sale
  circumstances.motive, -- motive of the case
  units.cancel_reason, -- reason of the cancellation, as keyed in
  results.company_cents, -- a − B: CA lost, below zero (cents)
  results.mo_gap_low_cents, -- what an MO- would have kept of it, at least (cents); null when nobody delivers invoices
  results.mo_gap_high_cents, -- at most (cents)
  links.class -- how sure the link is
from
  marts.rebookings as links
  join marts.told_sellers as told on told.seller_id = links.original_seller_id
  join marts.rebooking_circumstances as circumstances on circumstances.cancellation_id = links.cancellation_id
  and circumstances.rebooked_order_id = links.rebooked_order_id
  join marts.cancelled_units as units on units.cancellation_id = links.cancellation_id
  join marts.rebooking_results as results on results.cancellation_id = links.cancellation_id
  and results.rebooked_order_id = links.rebooked_order_id
  left join rebookers on rebookers.seller_id = links.rebooking_seller_id
where
  circumstances.is_attributed
qualify
  count(*) over (
    partition by
      links.original_seller_id
  ) >= parameter ('cell.fragile_below')
order by
  told.name,
  circumstances.cancel_date,
  links.cancellation_id,
  links.rebooked_order_id
