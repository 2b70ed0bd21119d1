-- The two arms of a trial month by month: all units on which the action is tried sooner or later, and those on which it never is.
-- Grain: trial_id, outcome, month
with
  units as (
    select
      trial_id,
      unit_value,
      bool_or(is_exposed) as is_exposed,
      min(start_month) as start_month
    from
      marts.action_cohorts
    group by
      trial_id,
      unit_value
  ),
  starts as (
    select
      trial_id,
      min(start_month) as start_month
    from
      marts.action_cohorts
    group by
      trial_id
  )
select
  months.trial_id, -- trial
  months.outcome, -- motive or churn
  months.month, -- month
  any_value(starts.start_month) as start_month, -- month of the first start
  sum(if (units.is_exposed, months.customers, 0))::bigint as exposed_customers, -- customers at risk, exposed
  sum(if (units.is_exposed, months.events, 0))::bigint as exposed_events, -- of these, with the outcome
  sum(if (units.is_exposed, 0, months.customers))::bigint as compared_customers, -- customers at risk, never exposed
  sum(if (units.is_exposed, 0, months.events))::bigint as compared_events, -- of these, with the outcome
  months.month < any_value(starts.start_month)
  and months.month >= add_months (any_value(starts.start_month), - parameter ('action.before_months')::integer) as is_baseline -- whether it is one of the months that the action is compared with
from
  marts.action_months as months
  join units on units.trial_id = months.trial_id
  and units.unit_value = months.unit_value
  join starts on starts.trial_id = months.trial_id
  join marts.reporting_months as reported on reported.month = months.month
group by
  months.trial_id,
  months.outcome,
  months.month
