-- How often a rebooking brings the retention desk a credit in parc while the company loses CA by it and an MO- would have
-- kept more: month by month and team by team, under each rule. Where nobody wrote down what the customer asked for, two
-- bounds. It tells of a rule, not of anybody's intention.
-- Grain: rule, month, team
with
  credits as (
    select
      attributions.rule,
      date_trunc('month', units.cancel_date)::date as month,
      coalesce(attributions.team, 'unknown') as team,
      attributions.cancellation_id,
      attributions.rebooked_order_id,
      sum(attributions.credit_cents) as credit_cents
    from
      marts.attributions
      join marts.cancelled_units as units on units.cancellation_id = attributions.cancellation_id
    where
      attributions.measure = 'parc'
      and attributions.role = 'rebooker'
      and attributions.channel = 'retention'
      and attributions.credit_cents > 0
    group by
      attributions.rule,
      month,
      coalesce(attributions.team, 'unknown'),
      attributions.cancellation_id,
      attributions.rebooked_order_id
  ),
  judged as (
    select
      credits.*,
      results.company_cents,
      results.mo_gap_low_cents,
      results.mo_gap_high_cents,
      results.premium_cents,
      results.company_cents < 0
      and results.mo_gap_low_cents > 0 as is_perverse,
      results.company_cents < 0
      and results.mo_gap_high_cents > 0 as may_be_perverse
    from
      credits
      join marts.rebooking_results as results on results.cancellation_id = credits.cancellation_id
      and results.rebooked_order_id = credits.rebooked_order_id
  )
select
  rule, -- rule
  month, -- month of the cut, by its first day
  team, -- team of the desk on the day of the signature; unknown where the list of sellers does not have the day
  count(*) as rebookings, -- rebookings with a credit in parc for the desk
  count(is_perverse) as judged_rebookings, -- of them, those of which what the process added is known or bounded
  count(*) filter(
    where
      is_perverse
  ) as perverse_rebookings, -- of those, by which the company lost CA and an MO- would surely have kept more
  count(*) filter(
    where
      may_be_perverse
  ) as possible_rebookings, -- by which it lost CA and an MO- may have kept more; the ones above included
  sum(credit_cents)::bigint as credit_cents, -- credit of the desk in parc (cents a year)
  coalesce(
    sum(credit_cents) filter(
      where
        is_perverse is not null
    ),
    0
  )::bigint as judged_credit_cents, -- of it, on rebookings that could be judged
  coalesce(
    sum(credit_cents) filter(
      where
        is_perverse
    ),
    0
  )::bigint as perverse_credit_cents, -- of that, where an MO- would surely have kept more
  coalesce(
    sum(credit_cents) filter(
      where
        may_be_perverse
    ),
    0
  )::bigint as possible_credit_cents, -- where it may have
  sum(company_cents)::bigint as company_cents, -- what the company gained or, below zero, lost of CA by all of them (cents)
  sum(mo_gap_low_cents)::bigint as mo_gap_low_cents, -- what the process added, at least (cents); null when no system delivers invoices
  sum(mo_gap_high_cents)::bigint as mo_gap_high_cents, -- at most (cents)
  sum(premium_cents)::bigint as premium_cents -- premiums paid on them (cents); null when no system delivers premiums
from
  judged
group by
  rule,
  month,
  team
