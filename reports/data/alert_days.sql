-- Alerts by day and channel, of all kinds that have to be handled.
-- Grain: alert_date, source_channel
select
  alert_date, -- day
  source_channel, -- channel or board
  sum(alerts)::bigint as alerts, -- alerts
  sum(handled_alerts)::bigint as handled_alerts, -- of these, handled
  sum(premature_ticks)::bigint as premature_ticks, -- ticked, and not handled
  sum(unticked_alerts)::bigint as unticked_alerts, -- handled, and not ticked
  sum(unknown_alerts)::bigint as unknown_alerts -- of customers whom nobody knows
from
  marts.alert_days
group by
  alert_date,
  source_channel
order by
  alert_date,
  source_channel
