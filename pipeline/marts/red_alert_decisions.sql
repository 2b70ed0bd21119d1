-- What a red alert comes to: each condition under which one is a churn risk, the decision under the policy in force, and when
-- its task and its meeting are due.
-- Grain: alert_id
select
  red.alert_id, -- alert
  red.episode_id, -- first alert of its episode
  red.is_repeated, -- R1: several different ones within days
  signs.has_open_case, -- R2: a case is open
  signs.has_recent_case, -- R2: a case has ended recently
  red.is_explicit, -- R3: the reason names more than the competitor
  signs.has_trouble, -- R4: a ticket is not solved, or there was trouble recently
  signs.has_low_nps, -- R5: the last NPS answer was low
  signs.has_open_bug, -- R6: a bug is open
  not (
    red.is_repeated
    or signs.has_open_case
    or signs.has_recent_case
    or red.is_explicit
    or signs.has_trouble
    or signs.has_low_nps
    or signs.has_open_bug
  ) as is_alone, -- R0: none of these
  case
    when signs.has_open_case
    and counts_for_red_alerts ('R2', red.alert_date) then 'attach'
    when red.is_repeated
    and counts_for_red_alerts ('R1', red.alert_date)
    or signs.has_recent_case
    and counts_for_red_alerts ('R2', red.alert_date)
    or red.is_explicit
    and counts_for_red_alerts ('R3', red.alert_date)
    or signs.has_trouble
    and counts_for_red_alerts ('R4', red.alert_date)
    or signs.has_low_nps
    and counts_for_red_alerts ('R5', red.alert_date)
    or signs.has_open_bug
    and counts_for_red_alerts ('R6', red.alert_date) then 'create'
    else 'note'
  end as decision, -- attach to the open case, create a churn risk, or note (a note on the contact and a task)
  red.alert_date + parameter_on ('redalert.least_days', red.alert_date)::integer as task_from_date, -- first day on which its task may be due
  red_alert_task_date (red.alert_date, red.appointment_date) as task_date, -- day on which its task is due; null when the meeting with the competitor has no day
  red.appointment_date + 1 as meeting_after_from_date, -- first day for the own meeting after that with the competitor (S3)
  red.appointment_date + parameter ('redalert.meeting_days')::integer as meeting_after_until_date, -- last day for it
  if (red.appointment_date > red.alert_date + 1, red.appointment_date - 1, null) as meeting_before_until_date -- last day for the own meeting before that with the competitor (S1); null when there is no day left
from
  marts.red_alerts as red
  join marts.red_alert_signs as signs on signs.alert_id = red.alert_id
