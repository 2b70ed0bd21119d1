-- Customers at risk on the days on which red alerts came, and how many of them asked to leave within the horizon, by all that the
-- page can be filtered by: what alerts are set beside.
-- Grain: month, alert_date, brand, value_band
select
  first_of_month (alert_date) as month, -- month of that day
  alert_date, -- day on which an alert came
  brand, -- brand
  value_band, -- band of the parc
  sum(customers)::integer as customers, -- customers at risk
  sum(requests)::integer as requests -- of these, those who asked to leave within the horizon
from
  marts.alert_risk_sets
group by
  first_of_month (alert_date),
  alert_date,
  brand,
  value_band
order by
  alert_date,
  brand,
  value_band
