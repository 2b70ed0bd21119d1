-- Interrupted series fitted to counts: Poisson regression with the customers at risk as exposure, by iterated weighted least
-- squares until no coefficient moves. A series without any count has no rate to begin with, and is left out.
-- Grain: series_id
with recursive
  steps as (
    select
      series_id,
      columns_of,
      counts,
      exposures,
      0 as step,
      list_transform(
        range(1, len(terms) + 1),
        lambda place: if (place = 1, ln(list_sum(counts) / list_sum(exposures)), 0.0::double)
      ) as coefficients,
      1.0::double as moved
    from
      marts.series_designs
    where
      list_sum(counts) > 0
    union all
    select
      series_id,
      columns_of,
      counts,
      exposures,
      step + 1 as step,
      next_coefficients as coefficients,
      list_max(list_transform(list_difference (next_coefficients, coefficients), lambda change: abs(change))) as moved
    from
      (
        select
          *,
          matrix_vector (
            matrix_inverse (cross_products (columns_of, means)),
            cross_responses (
              columns_of,
              list_transform(range(1, len(means) + 1), lambda point: scores[point] + counts[point] / means[point] - 1),
              means
            )
          ) as next_coefficients
        from
          (
            select
              *,
              list_transform(scores, lambda score, point: exposures[point] * exp(score)) as means
            from
              (
                select
                  *,
                  predictions (columns_of, coefficients) as scores
                from
                  steps
                where
                  step < 50
                  and moved > 1e-12
              ) as scored
          ) as weighed
      ) as moved_on
  ),
  last_steps as (
    select
      series_id,
      arg_max(columns_of, step) as columns_of,
      arg_max(counts, step) as counts,
      arg_max(coefficients, step) as coefficients,
      arg_max(moved, step) as moved,
      arg_max(
        list_transform(predictions (columns_of, coefficients), lambda score, point: exposures[point] * exp(score)),
        step
      ) as means
    from
      steps
    group by
      series_id
  )
select
  series_id, -- series
  coefficients, -- one a term, logarithms of rates
  diagonal_roots (matrix_inverse (cross_products (columns_of, means))) as errors, -- their standard errors
  list_sum(
    list_transform(range(1, len(means) + 1), lambda point: pow(counts[point] - means[point], 2) / means[point])
  ) / (len(means) - len(coefficients)) as scatter -- how much more counts scatter than by chance: 1 when not
from
  last_steps
where
  moved < 1e-6
