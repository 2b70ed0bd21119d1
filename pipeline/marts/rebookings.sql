-- Rebookings: a cancelled unit and an order that replaces it, with the evidence, how sure the link is, what kind of
-- replacement it is and how much it keeps.
-- Grain: cancellation_id, rebooked_order_id
with
  -- The best pair that a link has to beat: another one of either side that was not accepted as well. Only pairs near
  -- enough to the lowest score of class A can be in the way of that class.
  rejected as (
    select
      scores.unit_no,
      scores.order_no,
      scores.score
    from
      marts.rebooking_scores as scores
      anti join marts.rebooking_links as links on links.unit_no = scores.unit_no
      and links.order_no = scores.order_no
    where
      not scores.is_given
      and scores.score > parameter ('class.a_score') - parameter ('class.a_margin')
  ),
  unit_rivals as (
    select
      unit_no,
      max(score) as score
    from
      rejected
    group by
      unit_no
  ),
  order_rivals as (
    select
      order_no,
      max(score) as score
    from
      rejected
    group by
      order_no
  ),
  links as (
    select
      links.group_id,
      links.role,
      links.unit_orders,
      links.order_units,
      links.is_approximate,
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
      left join unit_rivals on unit_rivals.unit_no = links.unit_no
      left join order_rivals on order_rivals.order_no = links.order_no
  ),
  corrections as (
    select
      cancellation_id,
      rebooked_order_id,
      author,
      reason
    from
      marts.rebooking_corrections
    where
      action = 'link'
      and issue is null
  )
select
  links.group_id, -- the unit of the pair that its group grew from
  links.role, -- primary: that pair; split: a further order; merge: a further unit
  links.cancellation_id, -- cancelled unit
  links.cancelled_order_id, -- order it belongs to
  links.rebooked_order_id, -- order that replaces it, or a part of it
  links.customer_id, -- customer
  case
    when links.is_declared
    or links.is_corrected then 'E'
    when links.score >= parameter ('class.a_score')
    and not links.is_approximate
    and coalesce(links.lead >= parameter ('class.a_margin'), true) then 'A'
    when links.score >= parameter ('class.b_score') then 'B'
    else 'C'
  end as class, -- how sure the link is: E declared or linked by a person, A almost certain, B probable, C more likely than not
  case
    when units.is_explicit_partial
    or orders.modifies_order_id = links.cancelled_order_id then 'explicit_mo'
    when rewritten.cancellation_id is not null
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
  links.is_approximate, -- whether so many units contend that a better assignment may exist; such a link is B at best
  links.is_corrected, -- whether a person has linked them
  corrections.author as corrected_by, -- who has; null when nobody
  corrections.reason as correction_reason, -- and why
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
  orders.channel as rebooking_channel, -- channel of that sale
  premiums.premium_cents -- premiums paid on the new order that go with the link, less what was taken back (cents); null when no system delivers premiums
from
  links
  join marts.cancelled_units as units on units.cancellation_id = links.cancellation_id
  join marts.booked_orders as orders on orders.order_id = links.rebooked_order_id
  left join marts.rewritten_orders as rewritten on rewritten.cancellation_id = links.cancellation_id
  and rewritten.rebooked_order_id = links.rebooked_order_id
  left join marts.rebooking_premiums as premiums on premiums.cancellation_id = links.cancellation_id
  and premiums.rebooked_order_id = links.rebooked_order_id
  left join corrections on corrections.cancellation_id = links.cancellation_id
  and corrections.rebooked_order_id = links.rebooked_order_id
