-- Sellers against the limits within which chance alone would leave them: no order, no rank. Where sellers of the channel
-- differ by more than chance, what lies outside is told by limits that allow for it. Only sellers with enough cases.
-- Grain: seller_id, channel, period
select
  sellers.seller_id, -- seller
  sellers.channel, -- channel of the seller when the cases ended
  sellers.period, -- all, a year (yyyy) or a quarter (yyyy-Qq) of opening
  sellers.cases, -- mature cases
  sellers.kept_cases, -- of these, kept in time
  limits.rate as kept_rate, -- kept to mature cases, 0 to 1
  limits.target, -- the same of all sellers of the channel
  limits.alert_low, -- below it lies 1 in 40 sellers by chance
  limits.alert_high, -- above it lies 1 in 40
  limits.alarm_low, -- below it lies 1 in 1 000
  limits.alarm_high, -- above it lies 1 in 1 000
  limits.wide_alert_low, -- the same four, where sellers differ as much as those of the channel do
  limits.wide_alert_high, -- 1 in 40 above
  limits.wide_alarm_low, -- 1 in 1 000 below
  limits.wide_alarm_high, -- 1 in 1 000 above
  limits.is_overdispersed, -- whether the wider limits decide
  limits.signal, -- within, or alert or alarm, below or above
  sellers.expected_cases, -- cases that would be kept if all sellers were alike, by the kind of cases
  sellers.kept_cases / nullif(sellers.expected_cases, 0) as observed_to_expected, -- kept to expected
  byar_low (sellers.kept_cases, parameter ('wilson.z')) / nullif(sellers.expected_cases, 0) as ratio_low, -- lower bound of its 95 % interval (Byar)
  byar_high (sellers.kept_cases, parameter ('wilson.z')) / nullif(sellers.expected_cases, 0) as ratio_high -- upper bound of its 95 % interval (Byar)
from
  marts.seller_cases as sellers
  join marts.funnel_limits as limits on limits.subject = 'saves'
  and limits.panel = sellers.channel
  and limits.period = sellers.period
  and limits.unit_id = sellers.seller_id
