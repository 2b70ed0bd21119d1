-- What each term of an interrupted series comes to. Of the two standard errors the larger one counts: neighbours that swing to
-- and fro must not buy precision. A series alone shows what goes together with a start, not what it does.
-- Grain: series_id, term
with
  places as (
    select
      designs.series_id,
      designs.terms,
      unnest(range(1, len(designs.terms) + 1)) as place,
      rules.share
    from
      marts.series_designs as designs
      cross join (
        select
          1 - parameter ('action.level') as share
      ) as rules
  ),
  errors as (
    select
      places.series_id,
      places.terms[places.place] as term,
      fits.coefficients[places.place] as coefficient,
      standard_error (fits.covariance[places.place] [places.place]) as ols_se,
      standard_error (fits.hac_covariance[places.place] [places.place]) as hac_se,
      student_quantile (places.share, fits.degrees) as quantile,
      counts.coefficients[places.place] as count_coefficient,
      counts.errors[places.place] as count_se,
      counts.errors[places.place] * sqrt(greatest(1, counts.scatter)) as wide_count_se
    from
      places
      join marts.series_fits as fits on fits.series_id = places.series_id
      left join marts.series_counts as counts on counts.series_id = places.series_id
  )
select
  series_id, -- series
  term, -- level, trend, jump, bend, season_cos or season_sin
  coefficient, -- events a customer-month; a month for trend and bend
  ols_se, -- standard error, errors being independent
  hac_se, -- the same, errors depending on their neighbours
  greatest(ols_se, hac_se) as se, -- the larger one
  coefficient - quantile * greatest(ols_se, hac_se) as low, -- lower bound of the 95 % interval
  coefficient + quantile * greatest(ols_se, hac_se) as high, -- upper bound
  count_coefficient, -- the same of counts: logarithm of a ratio of rates
  count_se, -- its standard error, by chance alone
  exp(count_coefficient) as ratio, -- ratio of rates
  exp(count_coefficient - parameter ('wilson.z') * wide_count_se) as ratio_low, -- lower bound of its 95 % interval, allowing for months that scatter more than by chance
  exp(count_coefficient + parameter ('wilson.z') * wide_count_se) as ratio_high -- upper bound
from
  errors
