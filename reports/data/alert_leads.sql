-- Days from the first red alert to the request that it announced, one row a week of them, handled or not.
-- Grain: handled, from_days
select
  case
    when is_handled then 'handled'
    when not is_handled then 'not_handled'
    else 'unknown'
  end as handled, -- handled, not_handled or unknown
  ((lead_days - 1) // 7 * 7 + 1)::integer as from_days, -- first day of the week of days
  count(*)::bigint as requests -- episodes whose request came in it
from
  marts.alert_outcomes
where
  is_counted
  and is_true
group by all
order by
  handled,
  from_days
