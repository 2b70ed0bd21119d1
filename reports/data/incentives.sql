-- The perverse-incentive index by month and team, and over all of them, under each rule. Shares of few rebookings are
-- withheld.
-- Grain: rule, period, team
with
  periods as (
    select
      strftime(month, '%Y-%m') as period,
      *
    from
      marts.incentive_index
    union all
    by name
    select
      'all' as period,
      'all' as team,
      * exclude (team)
    from
      marts.incentive_index
  ),
  sums as (
    select
      rule,
      period,
      team,
      sum(rebookings) as rebookings,
      sum(judged_rebookings) as judged_rebookings,
      sum(perverse_rebookings) as perverse_rebookings,
      sum(possible_rebookings) as possible_rebookings,
      sum(credit_cents) as credit_cents,
      sum(judged_credit_cents) as judged_credit_cents,
      sum(perverse_credit_cents) as perverse_credit_cents,
      sum(possible_credit_cents) as possible_credit_cents,
      sum(company_cents) as company_cents,
      sum(mo_gap_low_cents) as mo_gap_low_cents,
      sum(mo_gap_high_cents) as mo_gap_high_cents,
      sum(premium_cents) as premium_cents,
      sum(judged_rebookings) < parameter ('cell.hidden_below') as is_hidden
    from
      periods
    group by
      rule,
      period,
      team
  )
select
  rule, -- rule
  period, -- month (yyyy-mm), or all
  if (period = 'all', null, strptime(period, '%Y-%m')::date) as month, -- its first day; null for all
  team, -- team of the desk, or all
  rebookings::bigint as rebookings, -- rebookings with a credit in parc for the desk
  judged_rebookings::bigint as judged_rebookings, -- of them, those that could be judged
  if (is_hidden, null, perverse_rebookings)::bigint as perverse_rebookings, -- by which the company lost CA and an MO- would surely have kept more; null when too few
  if (is_hidden, null, possible_rebookings)::bigint as possible_rebookings, -- or may have
  if (is_hidden, null, perverse_rebookings / judged_rebookings) as perverse_rate, -- their share, at least (0 to 1)
  if (is_hidden, null, possible_rebookings / judged_rebookings) as possible_rate, -- at most
  credit_cents::bigint as credit_cents, -- credit of the desk in parc (cents a year)
  if (is_hidden, null, perverse_credit_cents / nullif(judged_credit_cents, 0)) as perverse_credit_rate, -- share of that credit, at least (0 to 1)
  if (is_hidden, null, possible_credit_cents / nullif(judged_credit_cents, 0)) as possible_credit_rate, -- at most
  company_cents::bigint as company_cents, -- what the company gained or, below zero, lost of CA by them (cents)
  mo_gap_low_cents::bigint as mo_gap_low_cents, -- what the process added, at least (cents); null when nobody delivers invoices
  mo_gap_high_cents::bigint as mo_gap_high_cents, -- at most (cents)
  premium_cents::bigint as premium_cents, -- premiums paid on them (cents); null when nobody delivers premiums
  is_hidden, -- whether there are too few to tell a share
  judged_rebookings < parameter ('cell.fragile_below') as is_fragile -- whether there are few
from
  sums
order by
  rule,
  period,
  team
