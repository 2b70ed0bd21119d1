-- Alerts that have to be handled, by what makes them handled and by kind, over the last twelve months of them; figures over
-- fewer alerts than may be shown are withheld. Rates are over alerts whose customer is known.
-- Grain: rule, source_channel, kind
with
  recent as (
    select
      days.*
    from
      marts.alert_days as days
      cross join (
        select
          max(alert_date) as last_date
        from
          marts.alert_days
      ) as ends
    where
      days.alert_date > add_months (ends.last_date, -12)
  ),
  sums as (
    select
      rule,
      source_channel,
      kind,
      min(alert_date) as first_date,
      max(alert_date) as last_date,
      sum(alerts)::bigint as alerts,
      sum(unknown_alerts)::bigint as unknown_alerts,
      sum(alerts - unknown_alerts)::bigint as known_alerts,
      sum(ticked_alerts)::bigint as ticked_alerts,
      sum(strict_alerts)::bigint as strict_alerts,
      sum(lenient_alerts)::bigint as lenient_alerts,
      sum(handled_alerts)::bigint as handled_alerts,
      sum(premature_ticks)::bigint as premature_ticks,
      sum(unticked_alerts)::bigint as unticked_alerts
    from
      recent
    group by
      rule,
      source_channel,
      kind
  ),
  shown as (
    select
      *,
      known_alerts < parameter ('cell.hidden_below') as is_hidden
    from
      sums
  )
select
  rule, -- what makes one handled: sum_up (case and task) or board (request)
  source_channel, -- channel or board
  kind, -- churn_risk, red_alert, nps or other
  first_date, -- first day
  last_date, -- last day
  alerts, -- alerts
  unknown_alerts, -- of these, of customers whom nobody knows
  known_alerts, -- of these, of customers who are known
  if (is_hidden, null, ticked_alerts) as ticked_alerts, -- ticked or done
  if (is_hidden, null, strict_alerts) as strict_alerts, -- handled as the summary of the document has it
  if (is_hidden, null, lenient_alerts) as lenient_alerts, -- handled as its first paragraph has it
  if (is_hidden, null, handled_alerts) as handled_alerts, -- handled as the rule in force has it
  if (is_hidden, null, handled_alerts / known_alerts) as handled_rate, -- their share, 0 to 1
  if (is_hidden, null, wilson_low (handled_alerts, known_alerts, parameter ('wilson.z'))) as handled_low, -- lower bound of its 95 % interval
  if (is_hidden, null, wilson_high (handled_alerts, known_alerts, parameter ('wilson.z'))) as handled_high, -- upper bound
  if (is_hidden, null, premature_ticks) as premature_ticks, -- ticked, and not handled
  if (is_hidden, null, unticked_alerts) as unticked_alerts, -- handled, and not ticked
  known_alerts < parameter ('cell.fragile_below') as is_fragile, -- whether the rates rest on few alerts
  is_hidden -- whether they rest on too few to be shown
from
  shown
order by
  rule desc,
  source_channel,
  kind
