-- Episodes of red alerts, whether they count and whether a request to leave followed, by all that the page can be filtered by.
-- Grain: month, alert_date, brand, value_band, exclusion, handled, lead_days
with
  judged as (
    select
      *,
      case
        when is_handled then 'handled'
        when not is_handled then 'not_handled'
        else 'unknown'
      end as handled
    from
      marts.alert_outcomes
  )
select
  first_of_month (alert_date) as month, -- month of the first alert
  alert_date, -- day of the first alert
  coalesce(brand, 'unknown') as brand, -- brand
  coalesce(value_band, 'unknown') as value_band, -- band of the parc of the customer
  coalesce(exclusion, 'counted') as exclusion, -- counted, or why not: no_customer, not_watched, after_request, not_live, open_case or immature
  handled, -- handled, not_handled or unknown
  coalesce(judged.lead_days::varchar, 'none') as lead_days, -- days until the request within the horizon; none without one
  count(*)::integer as episodes, -- episodes
  count_if(is_true)::integer as true_episodes -- of these, followed by a request within the horizon
from
  judged
group by all
order by
  alert_date,
  brand,
  value_band,
  exclusion,
  handled,
  lead_days
