-- Delays from alerts to their cases and from cases to their outcomes, over alerts of churn risks and red alerts of the last
-- twelve months of them: medians, of all and of each kind.
-- Grain: kind
with
  recent as (
    select
      cases.*
    from
      marts.alert_cases as cases
      cross join (
        select
          max(alert_date) as last_date
        from
          marts.alert_cases
      ) as ends
    where
      cases.alert_date > add_months (ends.last_date, -12)
  )
select
  coalesce(kind, 'all') as kind, -- churn_risk, red_alert, or all
  count(*)::bigint as alerts, -- alerts
  count(case_id)::bigint as cases, -- of these, with a case
  median(case_delay_days)::double as case_delay_days, -- days from the alert to the case, median
  count(outcome_delay_days)::bigint as outcomes, -- of these, whose case has an outcome
  median(outcome_delay_days)::double as outcome_delay_days, -- days from the case to its outcome, median
  count(task_delay_days)::bigint as tasks, -- alerts with a task
  median(task_delay_days)::double as task_delay_days -- days from the alert to the task, median
from
  recent
group by
  grouping sets ((kind), ())
having
  count(*) > 0
order by
  1
