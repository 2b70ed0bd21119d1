-- What a trial could show before it began: the least fall that would be seen with the customers of both arms over the months planned,
-- given the rate of the months before, how much more units scatter than by chance, and that the months before scatter too.
-- Grain: trial_id, outcome
with
  baselines as (
    select
      trial_id,
      outcome,
      count(distinct month) as before_months,
      sum(exposed_events + compared_events) / nullif(sum(exposed_customers + compared_customers), 0) as rate,
      arg_max(exposed_customers, month) as exposed_customers,
      arg_max(compared_customers, month) as compared_customers
    from
      marts.action_arms
    where
      is_baseline
    group by
      trial_id,
      outcome
  ),
  volumes as (
    select
      baselines.*,
      rules.*,
      greatest(1, coalesce(scatters.scatter, 1)) as design_effect,
      2 * rules.planned_months / (1 / nullif(exposed_customers, 0) + 1 / nullif(compared_customers, 0)) as per_arm,
      1 + rules.planned_months / before_months as before_factor
    from
      baselines
      cross join (
        select
          parameter ('action.after_months') as planned_months,
          parameter ('action.level') as level,
          parameter ('action.power') as power,
          parameter ('action.plausible_percent') / 100 as plausible_share
      ) as rules
      left join marts.action_scatters as scatters on scatters.trial_id = baselines.trial_id
      and scatters.outcome = baselines.outcome
  ),
  rates as (
    select
      *,
      detectable_below (rate, per_arm / design_effect / before_factor, level, power) as detectable_rate
    from
      volumes
  )
select
  trial_id, -- trial
  outcome, -- motive or churn
  rate as baseline_rate, -- events a customer-month before, both arms
  exposed_customers, -- customers at risk in the last month before, exposed
  compared_customers, -- the same, compared
  planned_months::bigint as planned_months, -- months over which the action is judged
  per_arm, -- customer-months an arm, arms of unequal size made equal (harmonic mean)
  design_effect, -- how much more it takes because units scatter
  before_factor, -- how much more it takes because the months before scatter too
  detectable_rate, -- the highest rate that would be told from that before; null where not even 0 would
  rate - detectable_rate as detectable_fall, -- the least fall that would be seen
  plausible_share, -- the largest fall that anyone would believe, as a share of the rate
  case
    when per_arm is null
    or rate is null then null
    else coalesce(detectable_rate >= rate * (1 - plausible_share), false)
  end as is_measurable -- whether a fall that can be believed would be seen; null where nothing can be compared
from
  rates
