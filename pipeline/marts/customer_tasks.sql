-- Tasks that account managers set themselves about alerts, known by their names (task_kind in data/lookups/labels.csv); what
-- a form filled is a request and no such task.
-- Grain: task_id
with
  kinds as (
    select
      label_key,
      value
    from
      labels_of ('task_kind')
  )
select
  tasks.system, -- system that delivered the task
  tasks.task_id, -- task
  tasks.customer_id, -- customer
  kinds.value as kind, -- kind of alert that it is about: red_alert or churn_risk
  tasks.created_date, -- day on which it was set
  coalesce(tasks.due_date, tasks.created_date) as task_date, -- day for which it was set
  tasks.completed_date, -- day on which it was done
  tasks.assignee, -- who is to do it
  keyed_in_date (regexp_extract(tasks.meeting, '\d{2}/\d{2}/\d{4}|\d{4}-\d{2}-\d{2}')) as meeting_date, -- day of the meeting that was made
  if (
    nullif(trim(tasks.meeting), '') is not null,
    greatest(tasks.created_date, coalesce(tasks.completed_date, tasks.modified_date, tasks.created_date)),
    null
  ) as meeting_made_date, -- day by which it was made; null while there is none
  tasks.source_file_id, -- file that the row was read from
  tasks.source_line -- line of that file
from
  staging.tasks
  join kinds on starts_with(label_key (tasks.name), kinds.label_key)
  anti join marts.board_requests as requests on requests.task_id = tasks.task_id
  and requests.system = tasks.system
where
  tasks.customer_id is not null
