-- The months before a trial: whether the arms already drew apart (slope of their distance, a month), and whether the last month was
-- the highest of the exposed. An action that begins after a peak seems to work whatever it does, since peaks pass.
-- Grain: trial_id, outcome
with
  months as (
    select
      trial_id,
      outcome,
      month,
      exposed_events / nullif(exposed_customers, 0) as exposed_rate,
      exposed_events / nullif(exposed_customers, 0) - compared_events / nullif(compared_customers, 0) as distance,
      date_diff('month', start_month, month)::double as place
    from
      marts.action_arms
    where
      is_baseline
  ),
  lists as (
    select
      trial_id,
      outcome,
      list(
        distance
        order by
          month
      ) filter(
        where
          distance is not null
      ) as distances,
      [
        list(
          1.0::double
          order by
            month
        ) filter(
          where
            distance is not null
        ),
        list(
          place
          order by
            month
        ) filter(
          where
            distance is not null
        )
      ] as columns_of,
      arg_max(exposed_rate, month) as last_rate,
      max(exposed_rate) as highest_rate,
      count(exposed_rate) as months
    from
      months
    group by
      trial_id,
      outcome
  ),
  inverted as (
    select
      *,
      list_transform(distances, lambda distance: 1.0::double) as ones,
      matrix_inverse (cross_products (columns_of, list_transform(distances, lambda distance: 1.0::double))) as inverse
    from
      lists
    where
      len(distances) > 2
  ),
  fitted as (
    select
      *,
      matrix_vector (inverse, cross_responses (columns_of, distances, ones)) as coefficients
    from
      inverted
  ),
  slopes as (
    select
      fitted.*,
      coefficients[2] as slope,
      student_quantile (rules.share, len(distances) - 2) * sqrt(
        inverse[2] [2] * list_sum(
          list_transform(
            list_difference (distances, predictions (columns_of, coefficients)),
            lambda residual: residual * residual
          )
        ) / (len(distances) - 2)
      ) as width
    from
      fitted
      cross join (
        select
          1 - parameter ('action.level') as share
      ) as rules
  )
select
  lists.trial_id, -- trial
  lists.outcome, -- motive or churn
  lists.months, -- months before
  lists.last_rate >= lists.highest_rate
  and lists.months > 1
  and lists.highest_rate > 0 as ends_at_peak, -- whether the last of them was the highest of the exposed
  slopes.slope, -- change of the distance between the arms, a month; null without arms or months enough
  slopes.slope - slopes.width as slope_low, -- lower bound of its 95 % interval
  slopes.slope + slopes.width as slope_high -- upper bound
from
  lists
  left join slopes on slopes.trial_id = lists.trial_id
  and slopes.outcome = lists.outcome
