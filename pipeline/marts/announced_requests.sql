-- Requests to leave that a red alert could have announced, and whether one did: by customers at risk within the horizon before,
-- once alerts had come for as long as that.
-- Grain: customer_id, request_date
with
  watch as (
    select
      min(alert_date) + parameter ('alert.horizon_days')::integer as first_date
    from
      marts.alert_episodes
  ),
  -- The last spell before the request tells what it is cut by.
  requests as (
    select
      requests.customer_id,
      requests.request_date,
      arg_max(requests.brand, requests.from_date) as brand,
      arg_max(requests.value_band, requests.from_date) as value_band
    from
      marts.risk_requests as requests
      join watch on requests.request_date >= watch.first_date
    group by
      requests.customer_id,
      requests.request_date
  ),
  announced as (
    select
      customer_id,
      request_date,
      -- Several episodes can announce one request: it counts once, as handled when any of them was.
      case
        when bool_or(is_handled) then 'handled'
        when bool_or(is_handled is null) then 'unknown'
        else 'not_handled'
      end as handled
    from
      marts.alert_outcomes
    where
      is_true
      and coalesce(exclusion, 'immature') = 'immature'
    group by
      customer_id,
      request_date
  )
select
  requests.customer_id, -- customer
  requests.request_date, -- day of the request
  requests.brand, -- brand
  requests.value_band, -- band of the parc before it
  coalesce(announced.handled, 'none') as announced -- by an episode that was handled, not_handled or unknown; none when no alert announced it
from
  requests
  left join announced on announced.customer_id = requests.customer_id
  and announced.request_date = requests.request_date
