-- Whether alerts were handled, and whether those who ticked them were right to. A message is handled when what the summary of
-- the document asks for is done (tick.policy: strict, or lenient), a request of the board when a meeting is made or it is
-- resolved. Nobody knows when a message was ticked: one that is ticked and not handled by the as-of day was ticked too early.
-- Grain: alert_id
with
  judged as (
    select
      steps.*,
      alert_handled_strictly (
        meeting_made_date is not null,
        case_date is not null,
        assigned_date is not null,
        attempt_date is not null,
        task_set_date is not null
      ) as is_strict,
      alert_handled_leniently (meeting_made_date is not null, case_date is not null, assigned_date is not null) as is_lenient,
      policy_on ('tick.policy', alert_date) as tick_policy
    from
      marts.alert_steps as steps
  ),
  handled as (
    select
      *,
      case
        when not has_customer
        and rule = 'sum_up' then null
        when rule = 'board' then meeting_made_date is not null
        or resolved_date is not null
        when tick_policy = 'strict' then is_strict
        else is_lenient
      end as is_handled,
      case
        when rule = 'board' then least(meeting_made_date, resolved_date)
        when tick_policy = 'lenient' then least(meeting_made_date, if (assigned_date is null, null, greatest(case_date, assigned_date)))
        when attempt_date is not null
        and task_set_date is not null then least(
          meeting_made_date,
          if (assigned_date is null, null, greatest(case_date, assigned_date, attempt_date, task_set_date))
        )
        else meeting_made_date
      end as handled_date
    from
      judged
  )
select
  alerts.alert_id, -- alert
  alerts.kind, -- churn_risk, red_alert, nps or other
  alerts.brand, -- brand
  alerts.customer_id, -- customer; null when nobody knows
  alerts.alert_date, -- day on which it was raised
  alerts.source_channel, -- channel or board that it came in
  handled.rule, -- what makes it handled: sum_up or board
  handled.meeting_made_date is not null as has_meeting, -- whether a meeting was made
  handled.case_date is not null as is_created, -- whether there is a case
  handled.assigned_date is not null as is_assigned, -- whether the case has an owner
  handled.attempt_date is not null as has_attempt, -- whether somebody tried to reach the customer
  handled.task_set_date is not null as has_task, -- whether a task was set
  if (handled.has_customer, handled.is_strict, null) as is_strict, -- handled as the summary has it; null when nobody knows the customer
  if (handled.has_customer, handled.is_lenient, null) as is_lenient, -- handled as the first paragraph has it
  handled.is_handled, -- handled as the rule in force has it; null when nobody knows the customer
  if (handled.is_handled, handled.handled_date, null) as handled_date, -- day by which it was
  alerts.is_ticked, -- whether somebody ticked it; null where nobody can
  coalesce(
    alerts.is_ticked
    and not handled.is_handled,
    false
  ) as is_premature_tick, -- ticked, and not handled
  coalesce(
    handled.is_handled
    and not alerts.is_ticked,
    false
  ) as is_unticked -- handled, and not ticked
from
  marts.alert_messages as alerts
  join handled on handled.alert_id = alerts.alert_id
