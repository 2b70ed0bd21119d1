-- Customer-months at risk, and those with the outcome, before and after, of each unit in each comparison of a trial.
-- Grain: trial_id, outcome, analysis, first_month, unit_value
select
  months.trial_id, -- trial
  months.outcome, -- motive or churn
  windows.analysis, -- effect, without_last, or a placebo date
  windows.first_month, -- first month that counts as exposed
  months.unit_value, -- unit
  any_value(cohorts.is_exposed) as is_exposed, -- whether it is exposed; else compared
  any_value(date_diff('month', windows.before_from, windows.before_until)) as before_months, -- months before
  any_value(date_diff('month', windows.after_from, windows.after_until)) as after_months, -- months after
  coalesce(
    sum(months.customers) filter(
      where
        months.month < windows.before_until
    ),
    0
  )::bigint as before_customers, -- customer-months at risk before
  coalesce(
    sum(months.events) filter(
      where
        months.month < windows.before_until
    ),
    0
  )::bigint as before_events, -- of these, with the outcome
  coalesce(
    sum(months.customers) filter(
      where
        months.month >= windows.after_from
    ),
    0
  )::bigint as after_customers, -- customer-months at risk after
  coalesce(
    sum(months.events) filter(
      where
        months.month >= windows.after_from
    ),
    0
  )::bigint as after_events -- of these, with the outcome
from
  marts.action_windows as windows
  join marts.action_cohorts as cohorts on cohorts.trial_id = windows.trial_id
  and cohorts.first_month = windows.first_month
  join marts.action_months as months on months.trial_id = cohorts.trial_id
  and months.unit_value = cohorts.unit_value
  and months.month >= windows.before_from
  and months.month < windows.after_until
  and (
    months.month < windows.before_until
    or months.month >= windows.after_from
  )
group by
  months.trial_id,
  months.outcome,
  windows.analysis,
  windows.first_month,
  months.unit_value
