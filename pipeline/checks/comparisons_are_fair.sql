-- No seller is compared over fewer cases than may be, limits lie around the target in their order, and a difference of two
-- channels lies within its interval.
-- Grain: problem, channel, period, who
with
  problems as (
    select
      'few cases' as problem,
      channel,
      period,
      seller_id as who
    from
      marts.seller_outcomes
    where
      cases < parameter ('cell.fragile_below')
    union all
    select
      'limits out of order' as problem,
      channel,
      period,
      seller_id as who
    from
      marts.seller_outcomes
    where
      alarm_low > alert_low
      or alert_low > target
      or target > alert_high
      or alert_high > alarm_high
      or wide_alert_low > target
      or target > wide_alert_high
    union all
    select
      'difference outside its interval' as problem,
      channel,
      period,
      other_channel as who
    from
      marts.channel_differences
    where
      difference not between difference_low and difference_high
      or adjusted_difference not between adjusted_low and adjusted_high
  )
select
  problem, -- what is wrong
  channel, -- channel
  period, -- period of opening
  who -- seller, or other channel
from
  problems
