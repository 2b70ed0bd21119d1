-- Alerts that have to be handled, by what makes them handled and by kind, week by week and by all that the page can be filtered
-- by. A week that two months share stands in both.
-- Grain: month, week, brand, value_band, rule, source_channel, kind
select
  first_of_month (alert_date) as month, -- month in which they were raised
  date_trunc('week', alert_date)::date as week, -- first day of the week
  brand, -- brand
  value_band, -- band of the parc of the customer
  rule, -- what makes one handled: sum_up (case and task) or board (request)
  source_channel, -- channel or board
  kind, -- churn_risk, red_alert, nps or other
  sum(alerts)::integer as alerts, -- alerts
  sum(unknown_alerts)::integer as unknown_alerts, -- of these, of customers whom nobody knows
  sum(alerts - unknown_alerts)::integer as known_alerts, -- of these, of customers who are known
  sum(ticked_alerts)::integer as ticked_alerts, -- ticked or done
  sum(strict_alerts)::integer as strict_alerts, -- handled as the summary of the document has it
  sum(lenient_alerts)::integer as lenient_alerts, -- handled as its first paragraph has it
  sum(handled_alerts)::integer as handled_alerts, -- handled as the rule in force has it
  sum(premature_ticks)::integer as premature_ticks, -- ticked, and not handled
  sum(unticked_alerts)::integer as unticked_alerts -- handled, and not ticked
from
  marts.alert_days
group by
  first_of_month (alert_date),
  date_trunc('week', alert_date)::date,
  brand,
  value_band,
  rule,
  source_channel,
  kind
order by
  month,
  week,
  brand,
  value_band,
  rule desc,
  source_channel,
  kind
