-- From the alert to the case and to its outcome, with the delays: alerts of churn risks and red alerts whose customer is known.
-- A churn-risk message asks for a task the same day, about the case where there is one, else about one to be made.
-- Grain: alert_id
with
  followed as (
    select
      alerts.alert_id,
      alerts.kind,
      alerts.brand,
      alerts.customer_id,
      alerts.alert_date,
      alerts.source_channel,
      steps.case_id,
      steps.case_date,
      steps.was_open,
      steps.task_date,
      steps.task_set_date,
      handlings.is_handled
    from
      marts.alert_messages as alerts
      join marts.alert_steps as steps on steps.alert_id = alerts.alert_id
      join marts.alert_handlings as handlings on handlings.alert_id = alerts.alert_id
    where
      alerts.kind in ('churn_risk', 'red_alert')
      and alerts.customer_id is not null
  ),
  outcomes as (
    select
      unnest(episodes.case_ids) as case_id,
      outcomes.outcome,
      outcomes.outcome_date
    from
      marts.case_episodes as episodes
      join marts.case_outcomes as outcomes on outcomes.case_id = episodes.case_id
  )
select
  followed.alert_id, -- alert
  followed.kind, -- churn_risk or red_alert
  followed.brand, -- brand
  followed.customer_id, -- customer
  followed.alert_date, -- day on which it was raised
  followed.source_channel, -- channel or board
  followed.is_handled, -- whether it was handled; null when nobody can tell
  followed.case_id, -- case that was open or came within days; null when there is none
  followed.was_open, -- whether it was open already
  if (followed.was_open, 'existing', 'create') as expected_case, -- what a churn-risk message asks for: the existing case, or a new one
  followed.case_date - followed.alert_date as case_delay_days, -- days from the alert to the case; 0 when it was open already
  followed.task_date - followed.alert_date as task_delay_days, -- days from the alert to the task
  if (followed.case_id is null, null, coalesce(outcomes.outcome, 'unknown')) as outcome, -- outcome of the case: saved, saved_partial, lost, ghost, open or unknown; null without a case
  outcomes.outcome_date - followed.case_date as outcome_delay_days -- days from the case to its outcome; null while open
from
  followed
  left join outcomes on outcomes.case_id = followed.case_id
