-- Requests to leave that a red alert had announced, of all that one could have: by customers at risk within the horizon before,
-- once alerts had come for as long as that.
-- Grain: handled
with
  watch as (
    select
      min(alert_date) + parameter ('alert.horizon_days')::integer as first_date
    from
      marts.alert_episodes
  ),
  requests as (
    select distinct
      requests.customer_id,
      requests.request_date
    from
      marts.risk_requests as requests
      join watch on requests.request_date >= watch.first_date
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
  ),
  kinds as (
    select
      unnest(['all', 'handled', 'not_handled', 'unknown']) as handled
  )
select
  kinds.handled, -- all, handled, not_handled or unknown
  count(*)::bigint as requests, -- requests that an alert could have announced
  count_if(
    announced.handled = kinds.handled
    or kinds.handled = 'all'
    and announced.handled is not null
  )::bigint as announced_requests -- of these, announced by an episode of this kind
from
  kinds
  cross join requests
  left join announced on announced.customer_id = requests.customer_id
  and announced.request_date = requests.request_date
group by
  kinds.handled
