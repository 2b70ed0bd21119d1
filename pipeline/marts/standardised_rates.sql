-- What a channel would keep if its cases were those of all channels together (direct standardisation), and how many it kept
-- for each that would be expected of its own cases (indirect). Neither says why: who gets which case depends on how hard
-- it is, and on more than what is known of it.
-- Grain: channel, period
with
  pooled_cells as (
    select
      *,
      own_weight + weight_without_brand + weight_without_band + weight_without_motive as weight,
      kept_cases / cases as rate,
      sum(kept_cases) over stratum / sum(cases) over stratum as pooled_rate
    from
      marts.stratum_weights
    window
      stratum as (
        partition by
          period,
          motive,
          value_band,
          brand,
          is_delegated
      )
  ),
  sums as (
    select
      channel,
      period,
      sum(cases) as cases,
      sum(kept_cases) as kept_cases,
      -- Weights add up to 1 but for the last digit of a double, and a share is never above 1.
      least(1, ordered_sum (weight * rate, stratum_key (motive, value_band, brand, is_delegated))) as rate,
      ordered_sum (
        weight * weight * spread_rate * (1 - spread_rate) / cases,
        stratum_key (motive, value_band, brand, is_delegated)
      ) as variance,
      ordered_sum (cases * pooled_rate, stratum_key (motive, value_band, brand, is_delegated)) as expected_cases,
      ordered_sum (weight_without_brand, stratum_key (motive, value_band, brand, is_delegated)) as share_without_brand,
      ordered_sum (weight_without_band, stratum_key (motive, value_band, brand, is_delegated)) as share_without_band,
      ordered_sum (weight_without_motive, stratum_key (motive, value_band, brand, is_delegated)) as share_without_motive
    from
      pooled_cells
    group by
      channel,
      period
  ),
  sizes as (
    select
      *,
      -- Where every stratum keeps all or nothing there is no variance to go by: the cases count as they are.
      coalesce(rate * (1 - rate) / nullif(variance, 0), cases) as effective_cases,
      sum(kept_cases) over all_channels / sum(cases) over all_channels as overall_rate
    from
      sums
    window
      all_channels as (
        partition by
          period
      )
  )
select
  channel, -- channel of the owner
  period, -- all, a year (yyyy) or a quarter (yyyy-Qq) of opening
  cases::bigint as cases, -- mature cases
  kept_cases::bigint as kept_cases, -- of these, kept in time
  rate, -- share that it would keep of the cases of all channels, 0 to 1
  sqrt(variance) as rate_se, -- its standard error
  effective_cases, -- plain cases that would be as uncertain
  wilson_low (rate * effective_cases, effective_cases, parameter ('wilson.z')) as rate_low, -- lower bound of its 95 % interval
  wilson_high (rate * effective_cases, effective_cases, parameter ('wilson.z')) as rate_high, -- upper bound of its 95 % interval
  share_without_brand, -- share of the cases of all channels that it hardly met by brand or delegation, 0 to 1
  share_without_band, -- share that it hardly met by value either
  share_without_motive, -- share whose motive it hardly met
  expected_cases, -- cases that would be kept at the rates of all channels
  kept_cases / nullif(expected_cases, 0) as observed_to_expected, -- kept to expected
  byar_low (kept_cases, parameter ('wilson.z')) / nullif(expected_cases, 0) as ratio_low, -- lower bound of its 95 % interval (Byar)
  byar_high (kept_cases, parameter ('wilson.z')) / nullif(expected_cases, 0) as ratio_high, -- upper bound of its 95 % interval (Byar)
  kept_cases / nullif(expected_cases, 0) * overall_rate as indirect_rate -- ratio times the rate of all channels
from
  sizes
