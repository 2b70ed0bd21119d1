-- Over all roles, what a rule attributes of a rebooking is what the company lost by it, a − B', to the cent; every rebooking
-- that is sure enough has it under every rule in force, and whether a rule is pro rata alone decides its total.
-- Grain: cancellation_id, rebooked_order_id, rule, measure
with
  totals as (
    select
      cancellation_id,
      rebooked_order_id,
      rule,
      measure,
      sum(cents) as cents,
      max(reversal_cents) as largest_reversal_cents,
      min(credit_cents) as smallest_credit_cents
    from
      marts.attributions
    group by
      cancellation_id,
      rebooked_order_id,
      rule,
      measure
  )
select
  links.cancellation_id, -- cancelled unit
  links.rebooked_order_id, -- order that replaces it
  links.rule, -- rule
  links.measure, -- measure
  totals.cents, -- attributed over all roles (cents)
  bases.kept_cents - if (links.is_prorated, bases.undelivered_cents, bases.booked_cents) as lost_cents -- a − B' (cents)
from
  marts.rebooking_rules as links
  join marts.attribution_bases as bases on bases.cancellation_id = links.cancellation_id
  and bases.rebooked_order_id = links.rebooked_order_id
  and bases.measure = links.measure
  left join totals on totals.cancellation_id = links.cancellation_id
  and totals.rebooked_order_id = links.rebooked_order_id
  and totals.rule = links.rule
  and totals.measure = links.measure
where
  bases.booked_cents is not null
  and (
    totals.cents is distinct from lost_cents
    or totals.smallest_credit_cents < 0
  )
