-- Two channels side by side: by how much the one keeps more than the other, as it is and as if both had the same cases, each
-- with a 95 % interval. The adjusted difference is no effect of the channel: hard cases are routed by more than is known.
-- Grain: channel, other_channel, period
with
  channels as (
    select
      rates.channel,
      rates.period,
      rates.mature_cases,
      rates.kept_cases,
      rates.kept_rate,
      standardised.rate,
      standardised.rate_se
    from
      marts.save_rates as rates
      join marts.standardised_rates as standardised using (channel, period)
    where
      rates.cut = 'all'
      and not rates.is_hidden
  )
select
  one.channel, -- channel
  other.channel as other_channel, -- channel that it is compared with
  one.period, -- all, a year (yyyy) or a quarter (yyyy-Qq) of opening
  one.kept_rate - other.kept_rate as difference, -- rate of the one less that of the other
  newcombe_low (one.kept_cases, one.mature_cases, other.kept_cases, other.mature_cases, parameter ('wilson.z')) as difference_low, -- lower bound of its 95 % interval
  newcombe_high (one.kept_cases, one.mature_cases, other.kept_cases, other.mature_cases, parameter ('wilson.z')) as difference_high, -- upper bound of its 95 % interval
  one.rate - other.rate as adjusted_difference, -- the same of the adjusted rates
  one.rate - other.rate - parameter ('wilson.z') * sqrt(pow(one.rate_se, 2) + pow(other.rate_se, 2)) as adjusted_low, -- lower bound of its 95 % interval
  one.rate - other.rate + parameter ('wilson.z') * sqrt(pow(one.rate_se, 2) + pow(other.rate_se, 2)) as adjusted_high -- upper bound of its 95 % interval
from
  channels as one
  join channels as other on other.period = one.period
  and other.channel > one.channel
