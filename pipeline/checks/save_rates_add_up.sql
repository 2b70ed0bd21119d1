-- The cases and euros of a period are the same over all channels, over each channel, and over the parts of each cut; rates lie
-- within their intervals, and adjusted ones between the rates of the strata.
-- Grain: problem, channel, period, cut
with
  totals as (
    select
      channel,
      period,
      cut,
      sum(cases) as cases,
      sum(kept_cases) as kept_cases,
      sum(at_risk_ca_cents) as at_risk_ca_cents,
      sum(kept_parc_cents) as kept_parc_cents
    from
      marts.save_rates
    group by
      channel,
      period,
      cut
  ),
  cut_wholes as (
    select
      'parts of a cut that are not the channel' as problem,
      parts.channel,
      parts.period,
      parts.cut
    from
      totals as parts
      join totals as wholes on wholes.channel = parts.channel
      and wholes.period = parts.period
      and wholes.cut = 'all'
    where
      (parts.cases, parts.kept_cases, parts.at_risk_ca_cents, parts.kept_parc_cents) <> (wholes.cases, wholes.kept_cases, wholes.at_risk_ca_cents, wholes.kept_parc_cents)
  ),
  channel_wholes as (
    select
      'channels that are not the whole' as problem,
      'all' as channel,
      period,
      'all' as cut
    from
      totals
    where
      cut = 'all'
    group by
      period
    having
      sum(if (channel = 'all', - cases, cases)) <> 0
      or sum(if (channel = 'all', - at_risk_ca_cents, at_risk_ca_cents)) <> 0
      or sum(if (channel = 'all', - kept_parc_cents, kept_parc_cents)) <> 0
  ),
  odd_rates as (
    select distinct
      'rates outside their intervals' as problem,
      channel,
      period,
      cut
    from
      marts.save_rates
    where
      kept_rate not between kept_low and kept_high
      or kept_share not between kept_share_low and kept_share_high
      or adjusted_rate not between adjusted_low and adjusted_high
      or kept_ca_rate not between 0 and 1
      or kept_parc_rate not between 0 and 1
      or least_rate > most_rate
      or durable_second_rate > durable_first_rate
      or durable_third_rate > durable_second_rate
  ),
  odd_weights as (
    select
      'strata that do not weigh 1' as problem,
      channel,
      period,
      'all' as cut
    from
      marts.stratum_weights
    group by
      channel,
      period
    having
      abs(sum(own_weight + weight_without_brand + weight_without_band + weight_without_motive) - 1) > 1e-9
  )
select
  problem, -- what is wrong
  channel, -- channel
  period, -- period of opening
  cut -- what cases are cut by
from
  (
    from
      cut_wholes
    union all
    from
      channel_wholes
    union all
    from
      odd_rates
    union all
    from
      odd_weights
  )
