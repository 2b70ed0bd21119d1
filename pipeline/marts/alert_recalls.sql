-- Requests to leave that a red alert had announced, of all that one could have: by customers at risk within the horizon before,
-- once alerts had come for as long as that.
-- Grain: handled
with
  kinds as (
    select
      unnest(['all', 'handled', 'not_handled', 'unknown']) as handled
  )
select
  kinds.handled, -- all, handled, not_handled or unknown
  count(*)::bigint as requests, -- requests that an alert could have announced
  count_if(
    requests.announced = kinds.handled
    or kinds.handled = 'all'
    and requests.announced <> 'none'
  )::bigint as announced_requests -- of these, announced by an episode of this kind
from
  kinds
  cross join marts.announced_requests as requests
group by
  kinds.handled
