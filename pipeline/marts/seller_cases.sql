-- Mature cases of a seller in a channel, kept, and expected to be kept at the rates that all sellers have in cases of the
-- same kind.
-- Grain: seller_id, channel, period
with
  cases as (
    select
      outcomes.owner_seller_id as seller_id,
      outcomes.owner_channel as channel,
      unnest(save_periods (outcomes.opened_date)) as period,
      strata.motive,
      strata.value_band,
      strata.brand,
      strata.is_delegated,
      outcomes.is_timely
      and outcomes.outcome in ('saved', 'saved_partial') as is_kept
    from
      marts.case_outcomes as outcomes
      left join marts.case_strata as strata on strata.case_id = outcomes.case_id
    where
      outcomes.is_mature
  ),
  expected_cases as (
    select
      *,
      count_if(is_kept) over stratum as stratum_kept_cases,
      count(*) over stratum as stratum_cases
    from
      cases
    window
      stratum as (
        partition by
          period,
          motive,
          value_band,
          brand,
          is_delegated
      )
  )
select
  coalesce(seller_id, 'unknown') as seller_id, -- seller who owned the cases
  channel, -- channel of the seller when they ended
  period, -- all, a year (yyyy) or a quarter (yyyy-Qq) of opening
  count(*) as cases, -- mature cases
  count_if(is_kept)::bigint as kept_cases, -- of these, kept in time
  ordered_sum (stratum_kept_cases / stratum_cases, stratum_key (motive, value_band, brand, is_delegated)) as expected_cases -- of these, kept if all sellers were alike
from
  expected_cases
group by
  coalesce(seller_id, 'unknown'),
  channel,
  period
