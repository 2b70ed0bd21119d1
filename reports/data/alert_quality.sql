-- How well red alerts announce requests to leave, split by whether they were handled; over fewer episodes than may be shown the
-- figures are withheld.
-- Grain: handled
with
  shown as (
    select
      *,
      episodes < parameter ('cell.hidden_below') as is_hidden
    from
      marts.alert_quality
  )
select
  handled, -- all, handled, not_handled or unknown
  episodes, -- episodes that count
  if (is_hidden, null, true_episodes) as true_episodes, -- of these, followed by a request within the horizon
  if (is_hidden, null, precision_rate) as precision_rate, -- share that is, 0 to 1
  if (is_hidden, null, precision_low) as precision_low, -- lower bound of its 95 % interval
  if (is_hidden, null, precision_high) as precision_high, -- upper bound
  base_customers, -- customers at risk on the days of the episodes
  base_requests, -- of these, those who asked to leave
  base_rate, -- their share, 0 to 1
  if (is_hidden, null, lift) as lift, -- share after an alert over share at large
  requests, -- requests that an alert could have announced
  if (is_hidden, null, announced_requests) as announced_requests, -- of these, announced by such an episode
  if (is_hidden, null, recall_rate) as recall_rate, -- their share, 0 to 1
  if (is_hidden, null, recall_low) as recall_low, -- lower bound of its 95 % interval
  if (is_hidden, null, recall_high) as recall_high, -- upper bound
  controls, -- customers like them at risk on the same day
  control_requests, -- of these, those who asked to leave
  if (is_hidden, null, risk_ratio) as risk_ratio, -- risk after an alert over that of customers like them
  if (is_hidden, null, risk_ratio_low) as risk_ratio_low, -- lower bound of its 95 % interval
  if (is_hidden, null, risk_ratio_high) as risk_ratio_high, -- upper bound
  if (is_hidden, null, brier) as brier, -- mean squared error of the two shares as forecasts
  if (is_hidden, null, lead_days_low) as lead_days_low, -- days from alert to request: a quarter is shorter
  if (is_hidden, null, lead_days_median) as lead_days_median, -- median
  if (is_hidden, null, lead_days_high) as lead_days_high, -- a quarter is longer
  episodes < parameter ('cell.fragile_below') as is_fragile, -- whether the figures rest on few episodes
  is_hidden -- whether they rest on too few to be shown
from
  shown
order by
  array_position(['all', 'handled', 'not_handled', 'unknown'], handled)
