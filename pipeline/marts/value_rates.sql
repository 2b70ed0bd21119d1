-- Euros kept out of euros at risk, with a 95 % interval: by the linearised error of a ratio, or by bootstrap where that
-- would be too small; none where a cut is too small for the one and not drawn for the other.
-- Grain: channel, period, cut, cut_value, measure
with
  rates as (
    select
      *,
      kept_cents / nullif(at_risk_cents, 0) as rate
    from
      marts.value_sums
  ),
  errors as (
    select
      *,
      sqrt(
        cases / nullif(cases - 1, 0) * greatest(0, kept_squares - 2 * rate * products + rate * rate * at_risk_squares)
      ) / at_risk_cents as rate_se
    from
      rates
  )
select
  errors.channel, -- channel of the owner, or all
  errors.period, -- all, a year (yyyy) or a quarter (yyyy-Qq) of opening
  errors.cut, -- what cases are cut by: all, brand, family, value_band or is_delegated
  errors.cut_value, -- which part of the cut
  errors.measure, -- ca or parc
  errors.cases, -- mature cases
  errors.at_risk_cents, -- at risk in them (cents; cents a year of parc)
  errors.kept_cents, -- of it, kept in time
  errors.rate, -- kept to at risk, 0 to 1
  errors.rate_se, -- its linearised standard error
  if (
    errors.needs_bootstrap,
    draws.rate_low,
    greatest(0, errors.rate - parameter ('wilson.z') * errors.rate_se)
  ) as rate_low, -- lower end of its 95 % interval
  if (
    errors.needs_bootstrap,
    draws.rate_high,
    least(1, errors.rate + parameter ('wilson.z') * errors.rate_se)
  ) as rate_high, -- upper end of its 95 % interval
  errors.needs_bootstrap -- whether the interval is that of a bootstrap
from
  errors
  left join marts.value_draws as draws on errors.cut = 'all'
  and draws.channel = errors.channel
  and draws.period = errors.period
  and draws.measure = errors.measure
