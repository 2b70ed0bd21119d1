-- Interrupted series fitted to rates by least squares, with two covariances: of errors that are independent, and of errors that
-- depend on their neighbours (Newey and West, two lags).
-- Grain: series_id
with
  inverted as (
    select
      *,
      list_transform(rates, lambda rate: 1.0::double) as ones,
      matrix_inverse (cross_products (columns_of, list_transform(rates, lambda rate: 1.0::double))) as inverse
    from
      marts.series_designs
  ),
  fitted as (
    select
      *,
      matrix_vector (inverse, cross_responses (columns_of, rates, ones)) as coefficients
    from
      inverted
  ),
  predicted as (
    select
      *,
      predictions (columns_of, coefficients) as fitted_rates
    from
      fitted
  ),
  left_over as (
    select
      *,
      list_difference (rates, fitted_rates) as residuals
    from
      predicted
  )
select
  series_id, -- series
  points - len(terms) as degrees, -- degrees of freedom
  coefficients, -- one a term
  fitted_rates, -- events a customer-month that the fit gives, by month
  list_transform(
    inverse,
    lambda line: list_transform(
      line,
      lambda cell: cell * list_sum(list_transform(residuals, lambda residual: residual * residual)) / (points - len(terms))
    )
  ) as covariance, -- of the coefficients, errors being independent
  matrix_product (matrix_product (inverse, newey_west_middle (columns_of, residuals)), inverse) as hac_covariance, -- the same, errors depending on their neighbours
  durbin_watson (residuals) as durbin_watson -- about 2 when neighbours do not depend on one another
from
  left_over
