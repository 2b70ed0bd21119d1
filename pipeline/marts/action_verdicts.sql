-- What a trial lets one say of an outcome. The months before never end at their peak: where the last one is the highest, the effect
-- without it counts. A design is doubtful when the arms already drew apart, or when a placebo date shows an effect.
-- Grain: trial_id, outcome
with
  trials as (
    select
      trial_id,
      any_value(action) as action,
      any_value(unit) as unit,
      any_value(motive) as motive,
      any_value(targeted_motive) as targeted_motive,
      min(start_date) as start_date,
      if (bool_or(end_date is null), null, max(end_date)) as end_date,
      count(*) as declared_units,
      count(distinct first_month) as declared_starts
    from
      marts.action_units
    group by
      trial_id
  ),
  found_units as (
    select
      trial_id,
      count(distinct unit_value) filter(
        where
          is_exposed
      ) as exposed_units,
      count(distinct unit_value) - exposed_units as compared_units
    from
      marts.action_cohorts
    group by
      trial_id
  ),
  placebos as (
    select
      trial_id,
      outcome,
      count(*) as placebos,
      count_if(
        low > 0
        or high < 0
      )::bigint as failed_placebos
    from
      marts.action_differences
    where
      analysis like 'placebo%'
    group by
      trial_id,
      outcome
  ),
  judged as (
    select
      trials.*,
      outcomes.outcome,
      coalesce(found.exposed_units, 0) as exposed_units,
      coalesce(found.compared_units, 0) as compared_units,
      baselines.ends_at_peak,
      baselines.slope,
      baselines.slope_low,
      baselines.slope_high,
      coalesce(placebos.placebos, 0) as placebos,
      coalesce(placebos.failed_placebos, 0) as failed_placebos,
      detectables.is_measurable,
      effects.effect,
      effects.low,
      effects.high,
      effects.analysis
    from
      trials
      cross join (
        select
          unnest(['motive', 'churn']) as outcome
      ) as outcomes
      left join found_units as found on found.trial_id = trials.trial_id
      left join marts.action_baselines as baselines on baselines.trial_id = trials.trial_id
      and baselines.outcome = outcomes.outcome
      left join placebos on placebos.trial_id = trials.trial_id
      and placebos.outcome = outcomes.outcome
      left join marts.action_detectables as detectables on detectables.trial_id = trials.trial_id
      and detectables.outcome = outcomes.outcome
      left join marts.action_differences as effects on effects.trial_id = trials.trial_id
      and effects.outcome = outcomes.outcome
      and effects.analysis = if (coalesce(baselines.ends_at_peak, false), 'without_last', 'effect')
  )
select
  trial_id, -- trial: an action on units of one kind
  outcome, -- motive: customers who ask to leave and mention the motive aimed at; churn: customers lost
  action, -- action
  unit, -- kind of unit: team, brand, customer or unknown
  motive, -- motive that it aims at; UNMAPPED while nobody has mapped it
  targeted_motive, -- that motive, as keyed in
  start_date, -- first day
  end_date, -- first day after it; null while it lasts
  declared_units, -- units on which it was declared
  exposed_units, -- units, or groups of customers, exposed that the data knows
  compared_units, -- units of the kind on which it is never tried, or later
  declared_starts, -- months in which it began with some of them
  coalesce(ends_at_peak, false) as ends_at_peak, -- whether the months before end at their peak, which is left out then
  slope, -- change of the distance between the arms before the start, a month
  slope_low, -- lower bound of its 95 % interval
  slope_high, -- upper bound
  placebos, -- placebo dates that could be tried
  failed_placebos, -- of these, such that show an effect
  coalesce(
    slope_low > 0
    or slope_high < 0,
    false
  )
  or failed_placebos > 0 as is_doubtful, -- whether the arms may not be comparable
  is_measurable, -- whether the volume could show a fall that can be believed
  analysis, -- effect, or without_last; null where nothing can be said yet
  effect, -- effect, in events a customer-month
  low, -- lower bound of its 95 % interval
  high, -- upper bound
  case
    when exposed_units = 0 then 'unknown_units'
    when compared_units = 0 then 'alone'
    when effect is null
    and is_measurable is distinct from false then 'too_early'
    when high < 0 then 'fell'
    when low > 0 then 'rose'
    when is_measurable then 'no_difference'
    else 'not_measurable'
  end as verdict -- fell, rose, no_difference, not_measurable, too_early, alone or unknown_units
from
  judged
