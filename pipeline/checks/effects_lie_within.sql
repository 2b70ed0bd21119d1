-- Every effect of a trial lies within its interval, which is never narrower than by chance alone, and the shares of the starts of a
-- trial add up to 1.
-- Grain: trial_id, outcome, analysis
with
  shares as (
    select
      trial_id,
      outcome,
      analysis,
      ordered_sum (weight, first_month) as weight
    from
      marts.action_contrasts
    group by
      trial_id,
      outcome,
      analysis
  )
select
  effects.trial_id, -- trial
  effects.outcome, -- motive or churn
  effects.analysis, -- effect, without_last, or a placebo date
  effects.low, -- lower bound
  effects.effect, -- effect
  effects.high, -- upper bound
  shares.weight -- shares of the starts, added up
from
  marts.action_differences as effects
  join shares using (trial_id, outcome, analysis)
where
  effects.low > effects.effect
  or effects.high < effects.effect
  or effects.high - effects.low < 2 * parameter ('wilson.z') * effects.chance_se - 1e-12
  or abs(shares.weight - 1) > 1e-9
