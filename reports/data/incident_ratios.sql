-- How much more often customers ask to leave so many days after an outage; over too few cases it is withheld.
-- Grain: lag_days
select
  lag_days, -- days between the outage and the request
  if (is_hidden, null, exposed_cases) as exposed_cases, -- cases opened so many days after an outage
  exposed_days, -- customer-days so many days after an outage
  if (is_hidden, null, other_cases) as other_cases, -- cases opened on other days
  other_days, -- other customer-days
  if (is_hidden, null, ratio) as ratio, -- rate on the first to rate on the others
  if (is_hidden, null, low) as low, -- lower bound of its 95 % interval
  if (is_hidden, null, high) as high, -- upper bound of its 95 % interval
  not is_hidden
  and coalesce(adjusted_p_value <= parameter ('chart.false_discovery_rate'), false) as is_discovery, -- whether it stands out among all lags that were declared
  is_hidden -- whether it rests on too few cases to be shown
from
  marts.incident_ratios
order by
  lag_days
