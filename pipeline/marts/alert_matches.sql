-- Episodes of red alerts that count, beside customers like them at risk on the same day (same brand, band of the parc and band
-- of the engagement) who had no alert then: all episodes, those that were handled, those that were not, and those of which
-- nobody can tell.
-- Grain: handled, alert_date, brand, value_band, tenure_band
with
  counted as (
    select
      alert_date,
      brand,
      value_band,
      tenure_band,
      is_true,
      case
        when is_handled then 'handled'
        when not is_handled then 'not_handled'
        else 'unknown'
      end as handled
    from
      marts.alert_outcomes
    where
      is_counted
  ),
  alerted as (
    select
      alert_date,
      brand,
      value_band,
      tenure_band,
      count(*) as episodes,
      count_if(is_true) as true_episodes
    from
      counted
    group by
      alert_date,
      brand,
      value_band,
      tenure_band
  ),
  grouped as (
    select
      handled,
      alert_date,
      brand,
      value_band,
      tenure_band,
      count(*) as episodes,
      count_if(is_true) as true_episodes
    from
      counted
    group by
      handled,
      alert_date,
      brand,
      value_band,
      tenure_band
    union all
    select
      'all' as handled,
      alert_date,
      brand,
      value_band,
      tenure_band,
      episodes,
      true_episodes
    from
      alerted
  )
select
  grouped.handled, -- all, handled, not_handled or unknown
  grouped.alert_date, -- day of the alerts
  grouped.brand, -- brand
  grouped.value_band, -- band of the parc
  grouped.tenure_band, -- band of the days since engagement
  grouped.episodes::bigint as episodes, -- episodes
  grouped.true_episodes::bigint as true_episodes, -- of these, followed by a request
  (sets.customers - alerted.episodes)::bigint as controls, -- customers like them without an alert on that day
  (sets.requests - alerted.true_episodes)::bigint as control_requests -- of these, those who asked to leave
from
  grouped
  join alerted on alerted.alert_date = grouped.alert_date
  and alerted.brand = grouped.brand
  and alerted.value_band = grouped.value_band
  and alerted.tenure_band = grouped.tenure_band
  join marts.alert_risk_sets as sets on sets.alert_date = grouped.alert_date
  and sets.brand = grouped.brand
  and sets.value_band = grouped.value_band
  and sets.tenure_band = grouped.tenure_band
