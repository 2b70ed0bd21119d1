-- Episodes of red alerts by whether they count, and why not.
-- Grain: exclusion
select
  coalesce(exclusion, 'counted') as exclusion, -- counted, no_customer, not_watched, after_request, not_live, open_case or immature
  count(*)::bigint as episodes -- episodes
from
  marts.alert_outcomes
group by
  exclusion
order by
  array_position(
    ['counted', 'immature', 'after_request', 'open_case', 'not_live', 'not_watched', 'no_customer'],
    coalesce(exclusion, 'counted')
  )
