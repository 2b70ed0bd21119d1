-- Why the share of cases lost changed between two periods, by motive, channel, brand and product family: because other
-- cases came (mix), or because more of the same were lost (rate); and for the amount lost a case, because the lost ones
-- were dearer (value). Only cases that have had their time count. Parts add up to the change.
-- Grain: comparison, cut, segment
with
  cases as (
    select
      cuts.month,
      outcomes.is_timely
      and outcomes.outcome in ('lost', 'ghost') as is_lost,
      outcomes.at_risk_ca_cents,
      unnest(['motive', 'channel', 'brand', 'family']) as cut,
      unnest([motives.motive, cuts.channel, cuts.brand, cuts.family]) as segment
    from
      marts.case_outcomes as outcomes
      join marts.case_cuts as cuts on cuts.case_id = outcomes.case_id
      join marts.case_motives as motives on motives.case_id = outcomes.case_id
    where
      outcomes.is_mature
  ),
  counts as (
    select
      periods.comparison,
      cases.cut,
      cases.segment,
      count_if(periods.period = 'before')::bigint as cases_before,
      count_if(periods.period = 'after')::bigint as cases_after,
      count_if(
        periods.period = 'before'
        and cases.is_lost
      )::bigint as lost_before,
      count_if(
        periods.period = 'after'
        and cases.is_lost
      )::bigint as lost_after,
      sum(
        if (
          periods.period = 'before'
          and cases.is_lost,
          cases.at_risk_ca_cents,
          0
        )
      )::bigint as lost_before_cents,
      sum(
        if (
          periods.period = 'after'
          and cases.is_lost,
          cases.at_risk_ca_cents,
          0
        )
      )::bigint as lost_after_cents
    from
      cases
      join marts.comparison_periods as periods on cases.month between periods.first_month and periods.last_month
    group by
      periods.comparison,
      cases.cut,
      cases.segment
  ),
  rates as (
    select
      *,
      cases_before / nullif(sum(cases_before) over whole, 0) as share_before,
      cases_after / nullif(sum(cases_after) over whole, 0) as share_after,
      lost_before / nullif(cases_before, 0) as rate_before,
      lost_after / nullif(cases_after, 0) as rate_after,
      lost_before_cents / nullif(lost_before, 0) as value_before,
      lost_after_cents / nullif(lost_after, 0) as value_after
    from
      counts
    window
      whole as (
        partition by
          comparison,
          cut
      )
  ),
  -- What one period lacks is given the level of the other: nothing of it changed but the mix, or the rate.
  levels as (
    select
      *,
      coalesce(rate_before, rate_after, 0) as known_rate_before,
      coalesce(rate_after, rate_before, 0) as known_rate_after,
      coalesce(value_before, value_after, 0) as known_value_before,
      coalesce(value_after, value_before, 0) as known_value_after
    from
      rates
  )
select
  comparison, -- previous or year_before
  cut, -- motive, channel, brand or family
  segment, -- its value
  cases_before, -- cases before
  cases_after, -- cases after
  lost_before, -- of these, lost or given up in time
  lost_after, -- of these, lost or given up in time
  lost_before_cents, -- amount at risk in the lost ones (cents)
  lost_after_cents, -- amount at risk in the lost ones (cents)
  kitagawa_mix (share_before, share_after, rate_before, rate_after) as mix, -- part of the change in the share lost that its weight among cases makes
  kitagawa_rate (share_before, share_after, rate_before, rate_after) as rate, -- part that its own share lost makes
  das_gupta_part (
    share_before,
    share_after,
    known_rate_before,
    known_rate_after,
    known_value_before,
    known_value_after
  ) as mix_amount, -- part of the change in the amount lost a case that its weight makes (cents a case)
  das_gupta_part (
    known_rate_before,
    known_rate_after,
    share_before,
    share_after,
    known_value_before,
    known_value_after
  ) as rate_amount, -- part that its share lost makes (cents a case)
  das_gupta_part (
    known_value_before,
    known_value_after,
    share_before,
    share_after,
    known_rate_before,
    known_rate_after
  ) as value_amount -- part that the amount of a lost case makes (cents a case)
from
  levels
where
  share_before is not null
  and share_after is not null
