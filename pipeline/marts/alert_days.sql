-- Alerts by day and channel: raised, ticked, handled, ticked too early, handled and never ticked.
-- Grain: alert_date, source_channel, rule, kind
select
  alert_date, -- day
  source_channel, -- channel or board
  rule, -- what makes one handled: sum_up or board
  kind, -- churn_risk, red_alert, nps or other
  count(*) as alerts, -- alerts that have to be handled
  count_if(is_ticked)::bigint as ticked_alerts, -- of these, ticked or done
  count_if(is_handled is null)::bigint as unknown_alerts, -- of customers whom nobody knows: nothing can be told of them
  count_if(is_strict)::bigint as strict_alerts, -- handled as the summary of the document has it
  count_if(is_lenient)::bigint as lenient_alerts, -- handled as its first paragraph has it
  count_if(is_handled)::bigint as handled_alerts, -- handled as the rule in force has it
  count_if(is_premature_tick)::bigint as premature_ticks, -- ticked, and not handled
  count_if(is_unticked)::bigint as unticked_alerts -- handled, and not ticked
from
  marts.alert_handlings
group by
  alert_date,
  source_channel,
  rule,
  kind
