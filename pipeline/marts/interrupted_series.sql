-- Months before and after something began, a series each: the units with which an action began first, and all customers around the
-- days on which a policy may have begun (data/lookups/policy_starts.csv). The month in which an action began late is on neither side.
-- Grain: series_id, month
with
  starts as (
    select
      trial_id,
      arg_min(start_month, first_month) as start_month,
      min(first_month) as first_month
    from
      marts.action_cohorts
    group by
      trial_id
  ),
  action_series as (
    select
      cohorts.trial_id || ' / ' || months.outcome as series_id,
      cohorts.trial_id,
      null as policy,
      months.outcome,
      any_value(starts.start_month) as start_month,
      any_value(starts.first_month) as first_month,
      months.month,
      sum(months.customers) as customers,
      sum(months.events) as events
    from
      starts
      join marts.action_cohorts as cohorts on cohorts.trial_id = starts.trial_id
      and cohorts.first_month = starts.first_month
      and cohorts.is_exposed
      join marts.action_months as months on months.trial_id = cohorts.trial_id
      and months.unit_value = cohorts.unit_value
      and months.month < greatest(cohorts.after_until, cohorts.first_month)
    group by
      cohorts.trial_id,
      months.outcome,
      months.month
  ),
  policy_series as (
    select
      policy_starts.policy || ' / ' || policy_starts.start_date as series_id,
      null as trial_id,
      policy_starts.policy,
      'churn' as outcome,
      first_of_month (policy_starts.start_date) as start_month,
      first_of_month (policy_starts.start_date) as first_month,
      months.month,
      sum(months.customers) as customers,
      sum(months.lost_customers) as events
    from
      lookups.policy_starts
      join marts.unit_months as months on months.unit = 'brand'
    where
      has_come (policy_starts.valid_from)
    group by
      policy_starts.policy,
      policy_starts.start_date,
      months.month
  ),
  all_series as (
    from
      action_series
    union all
    by name
    from
      policy_series
  )
select
  all_series.series_id, -- series
  all_series.trial_id, -- trial; null for a policy
  all_series.policy, -- policy; null for an action
  all_series.outcome, -- motive or churn
  all_series.first_month, -- first month after
  all_series.month, -- month
  date_diff('month', all_series.first_month, all_series.month) as months_after, -- months since the first one after, below 0 before
  all_series.customers::bigint as customers, -- customers at risk
  all_series.events::bigint as events, -- of these, with the outcome
  all_series.events / all_series.customers as rate -- events a customer-month
from
  all_series
  join marts.reporting_months as months on months.month = all_series.month
where
  all_series.customers > 0
  and (
    all_series.month < all_series.start_month
    or all_series.month >= all_series.first_month
  )
  and all_series.month >= add_months (all_series.start_month, - parameter ('series.before_months')::integer)
  and all_series.month < add_months (all_series.first_month, parameter ('series.after_months')::integer)
