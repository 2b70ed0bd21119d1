-- Obligations about alerts: the task of a churn-risk message on the same day (D13), and that of a red alert on the day after at
-- the earliest and a week before the meeting with the competitor at the latest (D14). What is judged is the day for which the
-- task was set. An announcement made again asks for nothing new; before tasks are delivered nothing can be told.
-- Grain: rule, subject_id
with
  coverage as (
    select
      min(created_date) as first_task_date
    from
      staging.tasks
  ),
  due as (
    select
      'D13' as rule,
      alert_id,
      null::date as earliest_date,
      alert_date as deadline_date,
      'same_day' as computation,
      null::varchar as missing_field
    from
      marts.alert_messages
    where
      kind = 'churn_risk'
    union all
    select
      'D14' as rule,
      decisions.alert_id,
      decisions.task_from_date as earliest_date,
      decisions.task_date as deadline_date,
      'before_appointment' as computation,
      if (decisions.task_date is null, 'alerts.appointment_at', null) as missing_field
    from
      marts.red_alert_decisions as decisions
      join marts.red_alerts as red on red.alert_id = decisions.alert_id
    where
      not red.is_repetition
  )
select
  due.rule, -- rule: D13 or D14
  'alert' as subject_kind, -- what the obligation is about
  alerts.alert_id as subject_id, -- alert
  alerts.customer_id, -- customer; null when nobody knows
  alerts.brand, -- brand
  cases.owner_seller_id, -- seller who owns the case
  coalesce(steps.assignee, cases.owner_name) as owner_name, -- who has the task, or owns the case
  steps.case_id, -- case
  null::varchar as order_id, -- order
  if (alerts.task_id is null, 'alerts.at', 'tasks.created_date') as trigger_field, -- field that begins it
  alerts.alert_date as trigger_date, -- day that begins it
  due.earliest_date, -- first day allowed; null when any is
  if (missing.field is null, due.deadline_date, null) as deadline_date, -- last day that is in time; null when it cannot be computed
  due.computation, -- how the deadline is computed
  'tasks.due_date' as done_field, -- field that ends it
  steps.task_date as done_date, -- day for which the task was set; null while there is none
  null::varchar as expected_value, -- value that is due
  null::varchar as observed_value, -- value that is found
  missing.field as missing_field, -- field that is missing; null when it can be computed
  stakes.at_risk_parc_cents as at_stake_cents, -- parc at risk in the case (cents a year)
  alerts.source_file_id, -- file that the alert was read from
  alerts.source_line -- line of that file
from
  due
  join marts.alert_messages as alerts on alerts.alert_id = due.alert_id
  left join marts.alert_steps as steps on steps.alert_id = due.alert_id
  left join staging.cases on cases.case_id = steps.case_id
  left join marts.case_stakes as stakes on stakes.case_id = steps.case_id
  cross join coverage
  cross join lateral (
    select
      case
        when alerts.customer_id is null then 'alerts.customer_id'
        when due.missing_field is not null then due.missing_field
        when coalesce(coverage.first_task_date > alerts.alert_date, true) then 'tasks.created_date'
      end as field
  ) as missing
