-- An interrupted series as a whole: how far its months after lie from what the months before would have led to, on average.
-- Grain: series_id
with
  weights as (
    select
      series_id,
      points,
      before_points,
      rates,
      terms,
      columns_of,
      list_transform(
        columns_of,
        lambda values_of,
        place: if (place in (3, 4), list_sum(values_of[before_points + 1:]) / (points - before_points), 0.0::double)
      ) as contrast
    from
      marts.series_designs
  ),
  variances as (
    select
      weights.*,
      fits.degrees,
      fits.durbin_watson,
      list_sum(
        list_transform(
          range(1, len(weights.contrast) + 1),
          lambda place: weights.contrast[place] * fits.coefficients[place]
        )
      ) as effect,
      contrast_variance (fits.covariance, weights.contrast) as variance,
      contrast_variance (fits.hac_covariance, weights.contrast) as hac_variance,
      list_sum(weights.rates[weights.before_points + 1:]) as after_total
    from
      weights
      join marts.series_fits as fits on fits.series_id = weights.series_id
  ),
  errors as (
    select
      variances.*,
      standard_error (greatest(variance, hac_variance)) as se,
      student_quantile (rules.share, degrees) as quantile
    from
      variances
      cross join (
        select
          1 - parameter ('action.level') as share
      ) as rules
  )
select
  series_id, -- series
  points, -- months
  before_points, -- of these, before
  effect, -- distance of the months after from what those before lead to, on average (events a customer-month)
  se, -- its standard error: the larger of the two
  effect - quantile * se as low, -- lower bound of its 95 % interval
  effect + quantile * se as high, -- upper bound
  after_total, -- sum of the rates of the months after
  after_total - effect * (points - before_points) as counterfactual_total, -- sum that the months before lead to
  durbin_watson, -- about 2 when neighbouring months do not depend on one another
  len(terms) > 4 as has_season -- whether the season is allowed for
from
  errors
