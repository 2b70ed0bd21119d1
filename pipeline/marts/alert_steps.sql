-- What was done about alerts that have to be handled, and by which day: the case, an attempt to reach the customer, a task, a
-- meeting. What is done for the customer within days of the alert (alert.follow_days) is done about it; a case that was open
-- already counts from the day of the alert.
-- Grain: alert_id
with
  alerts as (
    select
      alerts.*,
      rules.rule,
      alerts.alert_date + parameter ('alert.follow_days')::integer as last_date
    from
      marts.alert_messages as alerts
      asof join lookups.handled_rules as rules on rules.system = alerts.system
      and rules.kind = alerts.kind
      and rules.valid_from <= alerts.alert_date
  ),
  cases as (
    select
      alerts.alert_id,
      arg_min(cases.case_id, (cases.opened_at, cases.case_id)) as case_id,
      min(greatest(local_date (cases.opened_at), alerts.alert_date)) as case_date,
      bool_or(local_date (cases.opened_at) < alerts.alert_date) as was_open,
      min(
        if (
          coalesce(cases.owner_seller_id, cases.owner_name) is not null,
          greatest(local_date (cases.opened_at), alerts.alert_date),
          null
        )
      ) as assigned_date
    from
      alerts
      join staging.cases on cases.customer_id = alerts.customer_id
      and local_date (cases.opened_at) <= alerts.last_date
      and coalesce(local_date (cases.closed_at) >= alerts.alert_date, true)
    where
      cases.status not in ('duplicate', 'error')
    group by
      alerts.alert_id
  ),
  attempts as (
    select
      alerts.alert_id,
      min(local_date (contacts.at)) as attempt_date
    from
      alerts
      join staging.contacts on contacts.customer_id = alerts.customer_id
      and local_date (contacts.at) between alerts.alert_date and alerts.last_date
    where
      contacts.direction = 'outbound'
      and not coalesce(contacts.is_automatic, false)
    group by
      alerts.alert_id
  ),
  tasks as (
    select
      alerts.alert_id,
      min(tasks.created_date) as task_set_date,
      arg_min(tasks.task_date, (tasks.created_date, tasks.task_id)) as task_date,
      arg_min(tasks.assignee, (tasks.created_date, tasks.task_id)) as assignee,
      min(tasks.meeting_made_date) as meeting_made_date,
      min(tasks.meeting_date) as meeting_date
    from
      alerts
      join marts.customer_tasks as tasks on tasks.customer_id = alerts.customer_id
      and tasks.kind = alerts.kind
      and tasks.created_date between alerts.alert_date and alerts.last_date
    group by
      alerts.alert_id
  ),
  stages as (
    select
      alerts.alert_id,
      min(local_date (events.at)) as meeting_made_date
    from
      alerts
      join cases on cases.alert_id = alerts.alert_id
      join staging.case_events as events on events.case_id = cases.case_id
      and local_date (events.at) between alerts.alert_date and alerts.last_date
      join labels_of ('meeting_stage') as meetings on meetings.label_key = label_key (events.value)
    where
      events.field = 'stage'
    group by
      alerts.alert_id
  )
select
  alerts.alert_id, -- alert
  alerts.alert_date, -- day on which it was raised
  alerts.rule, -- what makes it handled: sum_up (the case and the task) or board (the request)
  alerts.customer_id is not null as has_customer, -- whether its customer is known: nothing can be told of the others
  cases.case_id, -- case that was open or came within days; null when there is none
  cases.case_date, -- day by which the case was there, the day of the alert when it was open already
  coalesce(cases.was_open, false) as was_open, -- whether the case was open already
  cases.assigned_date, -- day by which it had an owner
  attempts.attempt_date, -- first attempt to reach the customer
  coalesce(tasks.task_set_date, if (requests.due_date is not null, requests.created_date, null)) as task_set_date, -- day on which the task was set
  coalesce(tasks.task_date, requests.due_date) as task_date, -- day for which it was set
  coalesce(tasks.assignee, requests.assignee) as assignee, -- who is to do it
  if (
    alerts.rule = 'board',
    requests.meeting_made_date,
    least(tasks.meeting_made_date, stages.meeting_made_date)
  ) as meeting_made_date, -- day by which a meeting was made; that of a request stands on the request
  least(tasks.meeting_date, requests.meeting_date) as meeting_date, -- day of the meeting, where somebody wrote it down
  requests.resolved_date -- day by which the request stood as done; null for messages
from
  alerts
  left join cases on cases.alert_id = alerts.alert_id
  left join attempts on attempts.alert_id = alerts.alert_id
  left join tasks on tasks.alert_id = alerts.alert_id
  left join stages on stages.alert_id = alerts.alert_id
  left join marts.board_requests as requests on requests.task_id = alerts.task_id
  and requests.system = alerts.system
