-- Limits within which chance alone would leave each seller of a channel, or each adviser of a team, and those that allow for
-- units that differ by more than chance. Only units with enough cases.
-- Grain: subject, panel, period, unit_id
with
  levels as (
    select
      parameter ('funnel.alert_share') as alert_share,
      parameter ('funnel.alarm_share') as alarm_share
  ),
  limits as (
    select
      units.*,
      targets.target,
      targets.is_overdispersed,
      funnel_limit (targets.target, units.trials, levels.alert_share) as alert_low,
      funnel_limit (targets.target, units.trials, 1 - levels.alert_share) as alert_high,
      funnel_limit (targets.target, units.trials, levels.alarm_share) as alarm_low,
      funnel_limit (targets.target, units.trials, 1 - levels.alarm_share) as alarm_high,
      normal_limit (targets.target, units.trials, targets.excess_variance, normal_quantile (levels.alert_share)) as wide_alert_low,
      normal_limit (targets.target, units.trials, targets.excess_variance, normal_quantile (1 - levels.alert_share)) as wide_alert_high,
      normal_limit (targets.target, units.trials, targets.excess_variance, normal_quantile (levels.alarm_share)) as wide_alarm_low,
      normal_limit (targets.target, units.trials, targets.excess_variance, normal_quantile (1 - levels.alarm_share)) as wide_alarm_high
    from
      marts.funnel_units as units
      join marts.funnel_targets as targets using (subject, panel, period)
      cross join levels
    where
      units.trials >= parameter ('cell.fragile_below')
  )
select
  subject, -- saves or recontacts
  panel, -- channel, or team
  period, -- all, a year (yyyy) or a quarter (yyyy-Qq)
  unit_id, -- seller, or adviser
  rate, -- rate that is compared, 0 to 1
  target, -- the same of all of the panel
  alert_low, -- below it lies 1 in 40 by chance
  alert_high, -- above it lies 1 in 40
  alarm_low, -- below it lies 1 in 1 000
  alarm_high, -- above it lies 1 in 1 000
  wide_alert_low, -- the same four, where units differ as much as those of the panel do
  wide_alert_high, -- 1 in 40 above
  wide_alarm_low, -- 1 in 1 000 below
  wide_alarm_high, -- 1 in 1 000 above
  is_overdispersed, -- whether the wider limits decide
  funnel_signal (
    rate,
    if (is_overdispersed, wide_alert_low, alert_low),
    if (is_overdispersed, wide_alert_high, alert_high),
    if (is_overdispersed, wide_alarm_low, alarm_low),
    if (is_overdispersed, wide_alarm_high, alarm_high)
  ) as signal -- within, or alert or alarm, below or above
from
  limits
