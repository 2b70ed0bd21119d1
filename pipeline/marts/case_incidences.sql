-- How outcomes come about as days pass, with every case: one that is still open counts until the as-of day (Aalen and
-- Johansen 1978). Outcomes compete: shares that have come to each, and the share that is still open, add up to 1.
-- Grain: channel, period, cut, cut_value, days
with
  grouped_cases as (
    select
      unnest(
        save_groups (owner_channel, opened_date, brand, family, value_band, is_delegated),
        recursive := true
      ),
      greatest(open_days, 0) as days,
      outcome
    from
      marts.case_outcomes
  ),
  days as (
    select
      channel,
      period,
      cut,
      cut_value,
      days,
      count(*) as leaving_cases,
      count_if(outcome <> 'open') as ended_cases,
      count_if(outcome in ('saved', 'saved_partial')) as kept_cases,
      count_if(outcome = 'saved') as saved_cases,
      count_if(outcome = 'saved_partial') as saved_partial_cases,
      count_if(outcome = 'lost') as lost_cases,
      count_if(outcome = 'ghost') as ghost_cases,
      count_if(outcome = 'unknown') as unknown_cases
    from
      grouped_cases
    group by all
  ),
  cases_at_risk as (
    select
      *,
      sum(leaving_cases) over (
        partition by
          channel,
          period,
          cut,
          cut_value
        order by
          days desc rows unbounded preceding
      ) as at_risk_cases
    from
      days
  ),
  open_shares as (
    select
      *,
      product(1 - ended_cases / at_risk_cases) over (so_far rows unbounded preceding) as open_share,
      coalesce(
        product(1 - ended_cases / at_risk_cases) over (
          so_far rows between unbounded preceding
          and 1 preceding
        ),
        1
      ) as open_share_before
    from
      cases_at_risk
    window
      so_far as (
        partition by
          channel,
          period,
          cut,
          cut_value
        order by
          days
      )
  )
select
  channel, -- channel of the owner, or all
  period, -- all, a year (yyyy) or a quarter (yyyy-Qq) of opening
  cut, -- what cases are cut by: all, brand, family, value_band or is_delegated
  cut_value, -- which part of the cut
  days, -- days after a case was opened
  at_risk_cases::bigint as at_risk_cases, -- cases known to be open until then
  ended_cases::bigint as ended_cases, -- of these, ended on that day
  kept_cases::bigint as kept_cases, -- of these, saved, in full or in part
  open_share_before, -- share that is open before that day, 0 to 1
  open_share, -- share that is still open after it
  sum(open_share_before * saved_cases / at_risk_cases) over so_far as saved_share, -- share saved by then
  sum(open_share_before * saved_partial_cases / at_risk_cases) over so_far as saved_partial_share, -- share saved in part by then
  sum(open_share_before * lost_cases / at_risk_cases) over so_far as lost_share, -- share lost by then
  sum(open_share_before * ghost_cases / at_risk_cases) over so_far as ghost_share, -- share given up by then, as unreachable
  sum(open_share_before * unknown_cases / at_risk_cases) over so_far as unknown_share, -- share closed by then, nobody knows how
  sum(open_share_before * kept_cases / at_risk_cases) over so_far as kept_share -- share saved by then, in full or in part
from
  open_shares
window
  so_far as (
    partition by
      channel,
      period,
      cut,
      cut_value
    order by
      days rows unbounded preceding
  )
