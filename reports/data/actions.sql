-- Trials: what was tried, on whom, what it could show and what it lets one say; rates for 100 customers and a year. Figures of fewer
-- than five customers at risk, or of fewer than five customers with the outcome, are withheld.
-- Grain: trial_id, outcome
with
  shown as (
    select
      *,
      coalesce(exposed_customers < parameter ('cell.hidden_below'), true) as is_small
    from
      marts.action_verdicts
      left join marts.action_detectables using (trial_id, outcome)
  )
select
  shown.trial_id, -- trial: an action on units of one kind
  shown.outcome, -- motive or churn
  shown.action, -- action
  shown.unit, -- kind of unit: team, brand, customer or unknown
  shown.motive, -- motive that it aims at
  shown.start_date, -- first day
  shown.end_date, -- first day after it; null while it lasts
  shown.declared_units, -- units on which it was declared
  shown.exposed_units, -- units, or groups of customers, exposed that the data knows
  shown.compared_units, -- units beside them
  shown.declared_starts, -- months in which it began with some of them
  if (shown.is_small, null, shown.exposed_customers) as exposed_customers, -- customers at risk in the last month before, exposed
  shown.compared_customers, -- the same, compared
  hundred_a_year (shown.baseline_rate) as baseline_rate, -- events before, both arms
  hundred_a_year (shown.detectable_fall) as detectable_fall, -- the least fall that would be seen; null where not even the end of all would
  shown.planned_months, -- months over which the action is judged
  if (shown.is_small, null, shown.per_arm) as per_arm, -- customer-months an arm, arms made equal
  shown.design_effect, -- how much more it takes because units scatter
  shown.before_factor, -- how much more it takes because the months before scatter too
  shown.plausible_share, -- the largest fall that anyone would believe, as a share of the rate
  shown.is_measurable, -- whether the volume could show such a fall
  shown.ends_at_peak, -- whether the months before end at their peak, which is left out then
  if (shown.is_small, null, hundred_a_year (shown.slope)) as slope, -- change of the distance between the arms before the start, a month
  if (shown.is_small, null, hundred_a_year (shown.slope_low)) as slope_low, -- lower bound of its 95 % interval
  if (shown.is_small, null, hundred_a_year (shown.slope_high)) as slope_high, -- upper bound
  shown.placebos, -- placebo dates that could be tried
  shown.failed_placebos, -- of these, such that show an effect
  shown.is_doubtful, -- whether the arms may not be comparable
  shown.analysis, -- effect, or without_last; null where nothing can be said yet
  if (shown.is_small, null, hundred_a_year (shown.effect)) as effect, -- change of the exposed less that of the compared
  if (shown.is_small, null, hundred_a_year (shown.low)) as low, -- lower bound of its 95 % interval
  if (shown.is_small, null, hundred_a_year (shown.high)) as high, -- upper bound
  shown.verdict, -- fell, rose, no_difference, not_measurable, too_early, alone or unknown_units
  shown.is_small as is_hidden -- whether it rests on too few customers to be shown
from
  shown
order by
  shown.start_date,
  shown.trial_id,
  shown.outcome
