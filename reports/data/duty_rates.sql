-- How the duties of each rule were met, over all that is known; counts of fewer duties than may be shown are left out.
-- Grain: rule
with
  missing as (
    select
      rule,
      string_agg(
        distinct missing_field,
        ', '
        order by
          missing_field
      ) as missing_fields,
      coalesce(sum(at_stake_cents) filter(status = 'early_breach'), 0)::bigint as early_stake_cents,
      coalesce(sum(at_stake_cents) filter(status in ('late', 'missing')), 0)::bigint as late_stake_cents
    from
      marts.obligations
    group by
      rule
  )
select
  rates.rule, -- rule
  if (rates.is_hidden, null, rates.met)::bigint as met, -- done in time; null when too few are judged
  if (rates.is_hidden, null, rates.early_breaches)::bigint as early_breaches, -- done before it was allowed
  if (rates.is_hidden, null, rates.late)::bigint as late, -- done too late
  if (rates.is_hidden, null, rates.missing)::bigint as missing, -- not done, and too late
  if (rates.is_hidden, null, rates.judged)::bigint as judged, -- of these four kinds
  if (rates.is_hidden, null, rates.met_rate) as met_rate, -- met to judged, 0 to 1
  if (rates.is_hidden, null, rates.met_low) as met_low, -- lower bound of its 95 % interval
  if (rates.is_hidden, null, rates.met_high) as met_high, -- upper bound of its 95 % interval
  rates.pending::bigint as pending, -- not done, and still in time
  rates.not_computable::bigint as not_computable, -- not to be computed because something is not delivered
  missing.missing_fields, -- what is not delivered; null when nothing
  if (rates.is_hidden, null, rates.days_late)::bigint as days_late, -- days of lateness together
  if (rates.is_hidden, null, rates.days_early)::bigint as days_early, -- days before the first one allowed together
  if (rates.is_hidden, null, missing.early_stake_cents) as early_stake_cents, -- what hung on the early ones (cents a year)
  if (rates.is_hidden, null, missing.late_stake_cents) as late_stake_cents, -- what hung on the late and missing ones (cents a year)
  rates.is_fragile, -- few
  rates.is_hidden -- too few for a rate to mean anything
from
  marts.obligation_rates as rates
  join missing on missing.rule = rates.rule
where
  rates.period = 'all'
  and rates.cut = 'all'
order by
  rates.rule
