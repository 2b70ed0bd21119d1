-- Mature cases of a channel by what makes them hard to keep: what channels are compared within.
-- Grain: channel, period, motive, value_band, brand, is_delegated
with
  cases as (
    select
      outcomes.owner_channel as channel,
      unnest(save_periods (outcomes.opened_date)) as period,
      coalesce(strata.motive, 'MISSING') as motive,
      coalesce(strata.value_band, 'unknown') as value_band,
      coalesce(strata.brand, 'unknown') as brand,
      coalesce(strata.is_delegated, false) as is_delegated,
      outcomes.is_timely
      and outcomes.outcome in ('saved', 'saved_partial') as is_kept
    from
      marts.case_outcomes as outcomes
      left join marts.case_strata as strata on strata.case_id = outcomes.case_id
    where
      outcomes.is_mature
  )
select
  channel, -- channel of the owner
  period, -- all, a year (yyyy) or a quarter (yyyy-Qq) of opening
  motive, -- motive
  value_band, -- band of the amount at risk
  brand, -- brand
  is_delegated, -- whether an order at risk was handed to another holder than its seller
  count(*) as cases, -- mature cases
  count_if(is_kept)::bigint as kept_cases -- of these, kept in time
from
  cases
group by all
