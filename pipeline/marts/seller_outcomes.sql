-- Sellers against the limits within which chance alone would leave them: no order, no rank. Where sellers of the channel
-- differ by more than chance, what lies outside is told by limits that allow for it. Only sellers with enough cases.
-- Grain: seller_id, channel, period
with
  levels as (
    select
      parameter ('funnel.alert_share') as alert_share,
      parameter ('funnel.alarm_share') as alarm_share
  ),
  limits as (
    select
      sellers.seller_id,
      sellers.channel,
      sellers.period,
      targets.target,
      targets.excess_variance,
      targets.is_overdispersed,
      sellers.cases,
      sellers.kept_cases,
      sellers.kept_cases / sellers.cases as kept_rate,
      sellers.expected_cases,
      funnel_limit (targets.target, sellers.cases, levels.alert_share) as alert_low,
      funnel_limit (targets.target, sellers.cases, 1 - levels.alert_share) as alert_high,
      funnel_limit (targets.target, sellers.cases, levels.alarm_share) as alarm_low,
      funnel_limit (targets.target, sellers.cases, 1 - levels.alarm_share) as alarm_high,
      normal_limit (targets.target, sellers.cases, targets.excess_variance, normal_quantile (levels.alert_share)) as wide_alert_low,
      normal_limit (targets.target, sellers.cases, targets.excess_variance, normal_quantile (1 - levels.alert_share)) as wide_alert_high,
      normal_limit (targets.target, sellers.cases, targets.excess_variance, normal_quantile (levels.alarm_share)) as wide_alarm_low,
      normal_limit (targets.target, sellers.cases, targets.excess_variance, normal_quantile (1 - levels.alarm_share)) as wide_alarm_high
    from
      marts.seller_cases as sellers
      join marts.funnel_targets as targets using (channel, period)
      cross join levels
    where
      sellers.cases >= parameter ('cell.fragile_below')
  )
select
  seller_id, -- seller
  channel, -- channel of the seller when the cases ended
  period, -- all, a year (yyyy) or a quarter (yyyy-Qq) of opening
  cases, -- mature cases
  kept_cases, -- of these, kept in time
  kept_rate, -- kept to mature cases, 0 to 1
  target, -- the same of all sellers of the channel
  alert_low, -- below it lies 1 in 40 sellers by chance
  alert_high, -- above it lies 1 in 40
  alarm_low, -- below it lies 1 in 1 000
  alarm_high, -- above it lies 1 in 1 000
  wide_alert_low, -- the same four, where sellers differ as much as those of the channel do
  wide_alert_high, -- 1 in 40 above
  wide_alarm_low, -- 1 in 1 000 below
  wide_alarm_high, -- 1 in 1 000 above
  is_overdispersed, -- whether the wider limits decide
  funnel_signal (
    kept_rate,
    if (is_overdispersed, wide_alert_low, alert_low),
    if (is_overdispersed, wide_alert_high, alert_high),
    if (is_overdispersed, wide_alarm_low, alarm_low),
    if (is_overdispersed, wide_alarm_high, alarm_high)
  ) as signal, -- within, or alert or alarm, below or above
  expected_cases, -- cases that would be kept if all sellers were alike, by the kind of cases
  kept_cases / nullif(expected_cases, 0) as observed_to_expected, -- kept to expected
  byar_low (kept_cases, parameter ('wilson.z')) / nullif(expected_cases, 0) as ratio_low, -- lower bound of its 95 % interval (Byar)
  byar_high (kept_cases, parameter ('wilson.z')) / nullif(expected_cases, 0) as ratio_high -- upper bound of its 95 % interval (Byar)
from
  limits
