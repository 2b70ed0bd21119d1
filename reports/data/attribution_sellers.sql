-- Sellers under each rule, CA and parc, those with enough rebookings to be told of: never ranked, never below that number,
-- and never so that a single one who is left out could be found by subtraction.
-- Grain: rule, measure, seller_id
with
  sums as (
    select
      attributions.rule,
      attributions.measure,
      attributions.seller_id,
      count(distinct (attributions.cancellation_id, attributions.rebooked_order_id)) as rebookings,
      count(distinct (attributions.cancellation_id, attributions.rebooked_order_id)) filter(
        where
          links.class in ('E', 'A')
      ) as sure_rebookings,
      sum(attributions.reversal_cents) as reversal_cents,
      sum(attributions.credit_cents) as credit_cents,
      sum(attributions.cents) as cents,
      count(distinct (attributions.cancellation_id, attributions.rebooked_order_id)) < parameter ('cell.fragile_below') as is_hidden
    from
      marts.attributions
      join marts.told_sellers as told on told.seller_id = attributions.seller_id
      join marts.rebooking_circumstances as links on links.cancellation_id = attributions.cancellation_id
      and links.rebooked_order_id = attributions.rebooked_order_id
    where
      attributions.party = 'seller'
      and attributions.measure in ('CA', 'parc')
    group by
      attributions.rule,
      attributions.measure,
      attributions.seller_id
  )
select
  sums.rule, -- rule
  sums.measure, -- CA or parc
  sums.seller_id, -- seller
  told.name as seller, -- name, else the code
  if (sums.is_hidden, null, sums.rebookings)::bigint as rebookings, -- rebookings under this rule; null where they are too few to be told of
  if (sums.is_hidden, null, sums.sure_rebookings)::bigint as sure_rebookings, -- of them, declared or almost certain
  if (sums.is_hidden, null, sums.reversal_cents)::bigint as reversal_cents, -- drop (cents), below zero
  if (sums.is_hidden, null, sums.credit_cents)::bigint as credit_cents, -- credit (cents)
  if (sums.is_hidden, null, sums.cents)::bigint as cents -- both
from
  sums
  join marts.told_sellers as told on told.seller_id = sums.seller_id
order by
  sums.rule,
  sums.measure,
  seller,
  sums.seller_id
