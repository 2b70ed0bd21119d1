-- Rebookings: a cancelled unit and an order that replaces it, with the evidence, how sure the link is, what kind of
-- replacement it is and how much it keeps.
-- Grain: cancellation_id, rebooked_order_id
with
  -- The best pair that a link has to beat: another one of either side that was not accepted as well.
  rejected as (
    select
      candidates.*
    from
      marts.rebooking_candidates as candidates
      anti join marts.rebooking_links as links on links.cancellation_id = candidates.cancellation_id
      and links.rebooked_order_id = candidates.rebooked_order_id
    where
      not candidates.is_declared
  ),
  unit_rivals as (
    select
      cancellation_id,
      max(score) as score
    from
      rejected
    group by
      cancellation_id
  ),
  order_rivals as (
    select
      rebooked_order_id,
      max(score) as score
    from
      rejected
    group by
      rebooked_order_id
  ),
  links as (
    select
      links.group_id,
      links.role,
      links.unit_orders,
      links.order_units,
      pairs.*,
      shares.allocated_cents,
      shares.in_term_cents,
      shares.parc_cents,
      pairs.new_cents / nullif(pairs.old_cents, 0) as amount_ratio,
      pairs.score - greatest(unit_rivals.score, order_rivals.score) as lead
    from
      marts.rebooking_links as links
      join marts.rebooking_candidates as pairs on pairs.cancellation_id = links.cancellation_id
      and pairs.rebooked_order_id = links.rebooked_order_id
      join marts.rebooking_shares as shares on shares.cancellation_id = links.cancellation_id
      and shares.rebooked_order_id = links.rebooked_order_id
      left join unit_rivals on unit_rivals.cancellation_id = links.cancellation_id
      left join order_rivals on order_rivals.rebooked_order_id = links.rebooked_order_id
  )
select
  links.group_id, -- the unit of the pair that its group grew from
  links.role, -- primary: that pair; split: a further order; merge: a further unit
  links.cancellation_id, -- cancelled unit
  links.cancelled_order_id, -- order it belongs to
  links.rebooked_order_id, -- order that replaces it, or a part of it
  links.customer_id, -- customer
  case
    when links.is_declared then 'E'
    when links.score >= parameter ('class.a_score')
    and coalesce(links.lead >= parameter ('class.a_margin'), true) then 'A'
    when links.score >= parameter ('class.b_score') then 'B'
    else 'C'
  end as class, -- how sure the link is: E declared, A almost certain, B probable, C more likely than not
  case
    when units.is_explicit_partial
    or orders.modifies_order_id = links.cancelled_order_id then 'explicit_mo'
    when units.products = orders.products
    and links.amount_ratio between parameter ('type.reissue_low') and parameter ('type.reissue_high')
    and (
      (units.first_start_date, units.last_end_date) is not distinct from (orders.first_start_date, orders.last_end_date)
      or (
        abs(links.gap_days) <= parameter ('type.reissue_gap_days')
        and units.seller_id = orders.seller_id
      )
    ) then 'admin_reissue'
    when links.unit_orders > 1 then 'split'
    when links.order_units > 1 then 'merge'
    when links.amount_ratio < parameter ('type.same_amount_low') then 'downgrade'
    when links.amount_ratio > parameter ('type.same_amount_high') then 'upgrade'
    when coalesce(links.family_level, 'same_set') = 'same_set' then 'like_for_like'
    else 'product_swap'
  end as type, -- kind of replacement
  links.score, -- sum of the weights below (hundredths of a bit)
  links.probability, -- that the order replaces the unit
  links.gap_days, -- days from the cancellation to the new signature; negative before
  links.gap_level, -- level of that distance
  links.gap_weight, -- its weight
  links.family_level, -- what of the product families is found again
  links.family_weight, -- its weight
  links.amount_level, -- level of the ratio of new to old amount
  links.amount_weight, -- its weight
  links.seller_level, -- who signed the new order
  links.seller_weight, -- its weight
  links.case_level, -- whether a case stands behind both
  links.case_weight, -- its weight
  links.prior_weight, -- weight that every pair starts with
  links.allocated_cents, -- amount of the unit that the order keeps (cents)
  links.in_term_cents, -- of it, delivered before the cancelled term would have ended (cents)
  links.parc_cents, -- parc of the new order that goes with the allocated amount (cents a year)
  units.seller_id as original_seller_id, -- seller of the cancelled order
  units.channel as original_channel, -- channel of that sale
  orders.seller_id as rebooking_seller_id, -- seller of the new order
  orders.channel as rebooking_channel -- channel of that sale
from
  links
  join marts.cancelled_units as units on units.cancellation_id = links.cancellation_id
  join marts.booked_orders as orders on orders.order_id = links.rebooked_order_id
