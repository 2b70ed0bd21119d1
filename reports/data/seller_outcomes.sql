-- Sellers with enough cases against the limits of chance, over all time, each under a number of no meaning: the page is about
-- whether sellers differ, not about who they are.
-- Grain: channel, place
select
  channel, -- channel
  row_number() over (
    partition by
      channel
    order by
      md5(seller_id),
      seller_id
  ) as place, -- number of no meaning
  cases, -- mature cases
  kept_cases, -- of these, kept in time
  kept_rate, -- kept to mature cases, 0 to 1
  target, -- the same of all sellers of the channel
  signal, -- within, or alert or alarm, below or above
  is_overdispersed, -- whether sellers differ by more than chance, so that the wider limits decide
  alert_low, -- below it lies 1 in 40 sellers by chance
  alert_high, -- above it lies 1 in 40
  alarm_low, -- below it lies 1 in 1 000
  alarm_high, -- above it lies 1 in 1 000
  wide_alert_low, -- the same four, where sellers differ as much as those of the channel do
  wide_alert_high, -- 1 in 40 above
  wide_alarm_low, -- 1 in 1 000 below
  wide_alarm_high, -- 1 in 1 000 above
  observed_to_expected, -- kept to what would be kept if all sellers were alike, by the kind of cases
  ratio_low, -- lower bound of its 95 % interval
  ratio_high -- upper bound of its 95 % interval
from
  marts.seller_outcomes
where
  period = 'all'
order by
  channel,
  place
