-- Alerts by day and channel, in the finest cut that pages can be filtered by: raised, ticked, handled, ticked too early, handled
-- and never ticked. What nobody can tell of an alert is not counted.
-- Grain: alert_date, brand, value_band, source_channel, rule, kind
select
  handlings.alert_date, -- day
  cuts.brand, -- brand
  cuts.value_band, -- band of the parc of the customer
  handlings.source_channel, -- channel or board
  handlings.rule, -- what makes one handled: sum_up or board
  handlings.kind, -- churn_risk, red_alert, nps or other
  count(*) as alerts, -- alerts that have to be handled
  count_if(coalesce(handlings.is_ticked, false))::bigint as ticked_alerts, -- of these, ticked or done
  count_if(handlings.is_handled is null)::bigint as unknown_alerts, -- of customers whom nobody knows: nothing can be told of them
  count_if(coalesce(handlings.is_strict, false))::bigint as strict_alerts, -- handled as the summary of the document has it
  count_if(coalesce(handlings.is_lenient, false))::bigint as lenient_alerts, -- handled as its first paragraph has it
  count_if(coalesce(handlings.is_handled, false))::bigint as handled_alerts, -- handled as the rule in force has it
  count_if(handlings.is_premature_tick)::bigint as premature_ticks, -- ticked, and not handled
  count_if(handlings.is_unticked)::bigint as unticked_alerts -- handled, and not ticked
from
  marts.alert_handlings as handlings
  join marts.alert_cuts as cuts on cuts.alert_id = handlings.alert_id
group by
  handlings.alert_date,
  cuts.brand,
  cuts.value_band,
  handlings.source_channel,
  handlings.rule,
  handlings.kind
