-- An interrupted series month by month: as it was, as it is fitted, and as the months before would have gone on.
-- Grain: series_id, month
with
  points as (
    select
      designs.series_id,
      unnest(range(1, designs.points + 1)) as point,
      designs.months,
      designs.before_points,
      designs.columns_of,
      fits.coefficients,
      fits.covariance,
      fits.hac_covariance,
      fits.fitted_rates,
      fits.degrees
    from
      marts.series_designs as designs
      join marts.series_fits as fits on fits.series_id = designs.series_id
  ),
  weights as (
    select
      *,
      months[point] as month,
      list_transform(columns_of, lambda values_of, place: if (place in (3, 4), 0.0::double, values_of[point])) as contrast
    from
      points
  ),
  bands as (
    select
      weights.*,
      list_sum(list_transform(range(1, len(contrast) + 1), lambda place: contrast[place] * coefficients[place])) as counterfactual_rate,
      student_quantile (rules.share, degrees) * standard_error (greatest(contrast_variance (covariance, contrast), contrast_variance (hac_covariance, contrast))) as width
    from
      weights
      cross join (
        select
          1 - parameter ('action.level') as share
      ) as rules
  )
select
  bands.series_id, -- series
  bands.month, -- month
  series.customers, -- customers at risk
  series.events, -- of these, with the outcome
  series.rate, -- events a customer-month
  bands.point > bands.before_points as is_after, -- whether it is after the start
  bands.fitted_rates[bands.point] as fitted_rate, -- the same as fitted
  bands.counterfactual_rate, -- the same as the months before lead to
  bands.counterfactual_rate - bands.width as counterfactual_low, -- lower bound of its 95 % interval
  bands.counterfactual_rate + bands.width as counterfactual_high -- upper bound
from
  bands
  join marts.interrupted_series as series on series.series_id = bands.series_id
  and series.month = bands.month
