-- Episodes of red alerts: those of one customer that each come within days of the one before (alert.episode_days), with the
-- conditions that any of them meets and what came of them.
-- Grain: episode_id
with
  decisions as (
    select
      red.episode_id,
      min(red.alert_date) as alert_date,
      max(red.alert_date) as last_alert_date,
      count(*) as alerts,
      count_if(not red.is_repetition)::bigint as announcements,
      arg_min(red.reason, (red.alert_date, red.alert_id)) as reason,
      min(red.appointment_date) as appointment_date,
      bool_or(decisions.is_repeated) as is_repeated,
      bool_or(decisions.has_open_case) as has_open_case,
      bool_or(decisions.has_recent_case) as has_recent_case,
      bool_or(decisions.is_explicit) as is_explicit,
      bool_or(decisions.has_trouble) as has_trouble,
      bool_or(decisions.has_low_nps) as has_low_nps,
      bool_or(decisions.has_open_bug) as has_open_bug,
      bool_and(decisions.is_alone) as is_alone,
      bool_or(decisions.decision = 'attach') as attaches,
      bool_or(decisions.decision = 'create') as creates
    from
      marts.red_alerts as red
      join marts.red_alert_decisions as decisions on decisions.alert_id = red.alert_id
    group by
      red.episode_id
  ),
  handlings as (
    select
      red.episode_id,
      bool_or(handlings.is_handled) as is_handled,
      min(handlings.handled_date) as handled_date,
      bool_or(handlings.is_premature_tick) as is_premature_tick,
      bool_or(handlings.is_unticked) as is_unticked
    from
      marts.red_alerts as red
      join marts.alert_handlings as handlings on handlings.alert_id = red.alert_id
    group by
      red.episode_id
  ),
  steps as (
    select
      decisions.episode_id,
      steps.case_id,
      steps.case_date,
      steps.task_date,
      steps.meeting_date,
      case
        when steps.meeting_date is null then 'none'
        when decisions.appointment_date is null then 'unknown'
        when steps.meeting_date < decisions.appointment_date then 'before'
        when steps.meeting_date = decisions.appointment_date then 'same_day'
        when steps.meeting_date <= decisions.appointment_date + parameter ('redalert.meeting_days')::integer then 'after'
        else 'long_after'
      end as meeting_timing
    from
      decisions
      left join marts.alert_steps as steps on steps.alert_id = decisions.episode_id
  )
select
  red.episode_id, -- first alert of the episode
  red.customer_id, -- customer; null when nobody knows
  red.customer_source, -- what tells the customer: system, shop_name or unknown
  red.brand, -- brand
  red.source_channel, -- channel or board of the first alert
  decisions.alert_date, -- day of the first alert
  decisions.last_alert_date, -- day of the last one
  decisions.alerts, -- alerts
  decisions.announcements, -- of these, different ones
  decisions.reason, -- competitor or words of the first one
  decisions.appointment_date, -- first day on which a competitor meets the customer
  decisions.is_repeated, -- R1: several different ones within days
  decisions.has_open_case, -- R2: a case was open
  decisions.has_recent_case, -- R2: a case had ended recently
  decisions.is_explicit, -- R3: a reason names more than the competitor
  decisions.has_trouble, -- R4: a ticket was not solved, or there was trouble recently
  decisions.has_low_nps, -- R5: the last NPS answer was low
  decisions.has_open_bug, -- R6: a bug was open
  decisions.is_alone, -- R0: none of these
  case
    when decisions.attaches then 'attach'
    when decisions.creates then 'create'
    else 'note'
  end as decision, -- attach to the open case, create a churn risk, or note
  steps.case_id, -- case that was open or came within days
  steps.case_date, -- day by which it was there
  steps.task_date, -- day for which the task was set
  steps.meeting_date, -- day of the own meeting, where somebody wrote it down
  steps.meeting_timing, -- own meeting beside that with the competitor: before, same_day, after (within redalert.meeting_days), long_after, unknown or none
  if (
    steps.meeting_timing in ('none', 'unknown'),
    null,
    steps.meeting_timing = policy_on ('redalert.meeting', decisions.alert_date)
  ) as is_meeting_in_place, -- whether it is where the documents want it (redalert.meeting); null where there is none, or nothing to place it by
  handlings.is_handled, -- whether one of them was handled; null when nobody can tell
  handlings.handled_date, -- day by which it was
  coalesce(handlings.is_premature_tick, false) as is_premature_tick, -- whether one was ticked and not handled
  coalesce(handlings.is_unticked, false) as is_unticked -- whether one was handled and not ticked
from
  marts.red_alerts as red
  join decisions on decisions.episode_id = red.episode_id
  left join handlings on handlings.episode_id = red.episode_id
  join steps on steps.episode_id = red.episode_id
where
  red.alert_id = red.episode_id
