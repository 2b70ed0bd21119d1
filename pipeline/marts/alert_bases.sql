-- How often customers at risk asked to leave within the horizon, on the days on which alerts came: each day counts as often as
-- there are episodes on it.
-- Grain: handled
with
  days as (
    select
      alert_date,
      sum(customers) as customers,
      sum(requests) as requests
    from
      marts.alert_risk_sets
    group by
      alert_date
  ),
  episodes as (
    select
      handled,
      alert_date,
      sum(episodes) as episodes
    from
      marts.alert_matches
    group by
      handled,
      alert_date
  )
select
  episodes.handled, -- all, handled, not_handled or unknown
  sum(episodes.episodes * days.customers)::bigint as base_customers, -- customers at risk on the days of the episodes
  sum(episodes.episodes * days.requests)::bigint as base_requests -- of these, those who asked to leave
from
  episodes
  join days on days.alert_date = episodes.alert_date
group by
  episodes.handled
