-- How many saves still last as days pass (Kaplan and Meier 1958): those still followed count as lasting until then.
-- Grain: channel, period, days
with
  grouped_saves as (
    select
      unnest(
        save_groups (owner_channel, opened_date, brand, family, value_band, is_delegated),
        recursive := true
      ),
      followed_days as days,
      has_ended
    from
      marts.case_outcomes
    where
      followed_days is not null
  ),
  days as (
    select
      channel,
      period,
      days,
      count(*) as leaving_saves,
      count_if(has_ended) as ended_saves
    from
      grouped_saves
    where
      cut = 'all'
    group by all
  ),
  saves_at_risk as (
    select
      *,
      sum(leaving_saves) over (
        partition by
          channel,
          period
        order by
          days desc rows unbounded preceding
      ) as at_risk_saves
    from
      days
  )
select
  channel, -- channel of the owner, or all
  period, -- all, a year (yyyy) or a quarter (yyyy-Qq) of opening
  days, -- days after the save
  at_risk_saves::bigint as at_risk_saves, -- saves known to last until then
  ended_saves::bigint as ended_saves, -- of these, ended on that day
  product(1 - ended_saves / at_risk_saves) over so_far as lasting_share, -- share that still lasts after it, 0 to 1
  sum(
    if (at_risk_saves > ended_saves, ended_saves / (at_risk_saves * (at_risk_saves - ended_saves)), null)
  ) over so_far as hazards -- Greenwood's sum, of which its bounds are made
from
  saves_at_risk
window
  so_far as (
    partition by
      channel,
      period
    order by
      days rows unbounded preceding
  )
