-- What each party would earn by its credit in a rebooking, and give back by its reversal, under every attribution rule and
-- premium plan, before cap and clawback. A plan is tried only with rules that share out all that it pays on.
-- Grain: rule, plan, cancellation_id, rebooked_order_id, role
with
  covered as (
    select
      rule,
      bool_or(measure = 'CA') as has_ca,
      bool_or(measure = 'parc') as has_parc
    from
      marts.attribution_rules
    where
      issue is null
    group by
      rule
  ),
  sides as (
    select
      rule,
      cancellation_id,
      rebooked_order_id,
      role,
      any_value(party) as party,
      any_value(seller_id) as seller_id,
      any_value(channel) as channel,
      sum(if (measure = 'CA', credit_cents, 0)) as ca_credit_cents,
      sum(if (measure = 'CA', reversal_cents, 0)) as ca_reversal_cents,
      sum(if (measure = 'parc', credit_cents, 0)) as parc_credit_cents,
      sum(if (measure = 'parc', reversal_cents, 0)) as parc_reversal_cents
    from
      marts.attributions
    where
      measure in ('CA', 'parc')
    group by
      rule,
      cancellation_id,
      rebooked_order_id,
      role
  )
select
  sides.rule, -- attribution rule
  plans.plan, -- premium plan
  plans.source_line, -- row of data/lookups/premium_plans.csv
  sides.cancellation_id, -- cancelled unit
  sides.rebooked_order_id, -- order that replaces it, or a part of it
  sides.role, -- whom the rule names
  sides.party, -- on whom it falls: seller, house or unknown
  sides.seller_id, -- seller; null when there is none
  sides.channel, -- channel of that seller on that day
  links.cancel_date, -- day of the cut
  round_half_up (plans.ca_rate_bp * sides.ca_credit_cents + plans.parc_rate_bp * sides.parc_credit_cents, 10000)::bigint as earned_cents, -- earned by the credit (cents)
  round_half_up (plans.ca_rate_bp * sides.ca_reversal_cents + plans.parc_rate_bp * sides.parc_reversal_cents, 10000)::bigint as taken_back_cents, -- given back by the reversal (cents), below zero
  round_half_up (plans.cap_kept_bp * rebookings.in_term_cents, 10000)::bigint as cap_cents -- most that the rebooking can earn its parties (cents); null for no cap
from
  sides
  join covered on covered.rule = sides.rule
  join marts.rebooking_circumstances as links on links.cancellation_id = sides.cancellation_id
  and links.rebooked_order_id = sides.rebooked_order_id
  join marts.rebookings on rebookings.cancellation_id = sides.cancellation_id
  and rebookings.rebooked_order_id = sides.rebooked_order_id
  join marts.premium_plans as plans on plans.issue is null
  and links.cancel_date >= plans.valid_from
  and links.cancel_date < plans.end_date
  and (
    covered.has_ca
    or plans.ca_rate_bp = 0
  )
  and (
    covered.has_parc
    or plans.parc_rate_bp = 0
  )
