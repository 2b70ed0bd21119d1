-- Those who are held against their like within the limits of chance: sellers by the cases they keep, beside those of their
-- channel; advisers by the customers who get in touch again, beside those of their team, at the motives of the team.
-- Grain: subject, panel, period, unit_id
with
  advisers as (
    select
      *,
      sum(recontacts) over team_of_period / sum(contacts) over team_of_period as team_rate
    from
      marts.adviser_recontacts
    window
      team_of_period as (
        partition by
          team,
          period
      )
  ),
  units as (
    select
      'saves' as subject,
      channel as panel,
      period,
      seller_id as unit_id,
      cases as trials,
      kept_cases as successes,
      kept_cases / cases as rate
    from
      marts.seller_cases
    union all
    select
      'recontacts' as subject,
      team as panel,
      period,
      adviser_id as unit_id,
      contacts as trials,
      recontacts as successes,
      coalesce(least(1, recontacts / nullif(expected_recontacts, 0) * team_rate), 0) as rate
    from
      advisers
  )
select
  subject, -- saves or recontacts
  panel, -- channel, or team
  period, -- all, a year (yyyy) or a quarter (yyyy-Qq)
  unit_id, -- seller, or adviser
  trials, -- mature cases, or contacts
  successes, -- of these, kept, or followed by another
  rate -- rate that is compared: as it is, or as it would be at the motives of the team
from
  units
