-- Interrupted series of actions and of policies, as a whole: indicative only; for 100 customers and a year. A policy around whose start
-- the data has too few months stands without figures.
-- Grain: series_id
with
  told as (
    select
      series_id,
      any_value(trial_id) as trial_id,
      any_value(policy) as policy,
      any_value(outcome) as outcome,
      any_value(first_month) as first_month
    from
      marts.interrupted_series
    group by
      series_id
    union all
    by name
    select
      policy || ' / ' || start_date as series_id,
      policy,
      'churn' as outcome,
      first_of_month (start_date) as first_month
    from
      lookups.policy_starts
    where
      has_come (valid_from)
  ),
  series as (
    select
      series_id,
      any_value(trial_id) as trial_id,
      any_value(policy) as policy,
      any_value(outcome) as outcome,
      any_value(first_month) as first_month
    from
      told
    group by
      series_id
  )
select
  series.series_id, -- series
  series.trial_id, -- trial; null for a policy
  series.policy, -- policy; null for an action
  series.outcome, -- motive or churn
  series.first_month, -- first month after
  effects.points, -- months; null where there are too few
  effects.before_points, -- of these, before
  hundred_a_year (effects.effect) as effect, -- distance from what the months before lead to, on average
  hundred_a_year (effects.low) as low, -- lower bound of its 95 % interval
  hundred_a_year (effects.high) as high, -- upper bound
  hundred_a_year (jumps.coefficient) as jump, -- jump at the first month after
  hundred_a_year (jumps.low) as jump_low, -- lower bound of its 95 % interval
  hundred_a_year (jumps.high) as jump_high, -- upper bound
  jumps.ratio, -- the same of counts: ratio of rates (Poisson)
  jumps.ratio_low, -- lower bound of its 95 % interval
  jumps.ratio_high, -- upper bound
  effects.durbin_watson, -- about 2 when neighbouring months do not depend on one another
  effects.has_season -- whether the season is allowed for
from
  series
  left join marts.series_effects as effects on effects.series_id = series.series_id
  left join marts.series_terms as jumps on jumps.series_id = series.series_id
  and jumps.term = 'jump'
order by
  series.series_id
