-- What followed an episode of red alerts: the request to leave within the horizon, if any, and how long after. Episodes that can
-- say nothing about what alerts announce are excluded, with the reason. It shows what goes together, not what causes what: an
-- alert that is acted upon may prevent what it announces.
-- Grain: episode_id
with
  placed as (
    select
      episodes.episode_id,
      episodes.customer_id,
      episodes.brand,
      episodes.alert_date,
      episodes.is_handled,
      episodes.handled_date,
      customers.customer_id is not null as is_known,
      watched.customer_id is not null as is_watched,
      spells.is_live,
      spells.has_open_case,
      spells.has_open_request,
      spells.value_band,
      spells.tenure_band
    from
      marts.alert_episodes as episodes
      left join staging.customers on customers.customer_id = episodes.customer_id
      left join marts.watched_customers as watched on watched.customer_id = episodes.customer_id
      asof left join marts.risk_spells as spells on spells.customer_id = episodes.customer_id
      and spells.from_date <= episodes.alert_date
  ),
  announced as (
    select
      placed.*,
      earlier.request_date as earlier_date,
      later.request_date as later_date
    from
      placed
      asof left join marts.churn_requests as earlier on earlier.customer_id = placed.customer_id
      and earlier.request_date <= placed.alert_date
      asof left join marts.churn_requests as later on later.customer_id = placed.customer_id
      and later.request_date > placed.alert_date
  ),
  judged as (
    select
      announced.*,
      case
        when not announced.is_known then 'no_customer'
        when not announced.is_watched then 'not_watched'
        when announced.earlier_date = announced.alert_date
        or announced.has_open_request
        or not coalesce(announced.is_live, false)
        and announced.earlier_date >= announced.alert_date - parameter ('alert.horizon_days')::integer then 'after_request'
        when not coalesce(announced.is_live, false) then 'not_live'
        when announced.has_open_case then 'open_case'
        when announced.alert_date + parameter ('alert.horizon_days')::integer > runs.as_of then 'immature'
      end as exclusion
    from
      announced
      cross join meta.run as runs
  )
select
  episode_id, -- episode: its first alert
  customer_id, -- customer; null when nobody knows
  brand, -- brand
  alert_date, -- day of the first alert
  value_band, -- band of its parc on that day; null when nobody knows
  tenure_band, -- band of its engagement on that day
  exclusion, -- why it does not count: no_customer, not_watched, after_request, not_live, open_case or immature; null when it counts
  exclusion is null as is_counted, -- whether it counts
  if (later_date - alert_date <= parameter ('alert.horizon_days'), later_date, null) as request_date, -- first request within the horizon; null when there is none
  coalesce(later_date - alert_date <= parameter ('alert.horizon_days'), false) as is_true, -- whether there is one
  if (later_date - alert_date <= parameter ('alert.horizon_days'), later_date - alert_date, null) as lead_days, -- days from the first alert to it
  if (
    is_handled is null,
    null,
    coalesce(
      handled_date <= alert_date + parameter ('alert.handled_days')::integer
      and coalesce(handled_date < later_date, true),
      false
    )
  ) as is_handled -- whether it was handled within days (alert.handled_days) and before that request; null when nobody can tell
from
  judged
