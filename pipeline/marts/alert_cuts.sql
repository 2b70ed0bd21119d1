-- What alerts can be filtered by, as cases and cancellations can: month, brand, band of what the customer has in force.
-- Grain: alert_id
select
  alerts.alert_id, -- alert
  first_of_month (alerts.alert_date) as month, -- month in which it was raised
  alerts.brand, -- brand
  coalesce(spells.value_band, 'unknown') as value_band -- band of the parc of its customer on that day; unknown where nobody knows the customer, or the parc
from
  marts.alert_messages as alerts
  asof left join marts.risk_spells as spells on spells.customer_id = alerts.customer_id
  and spells.from_date <= alerts.alert_date
