-- Tasks of the request boards, in their latest version known. A board shows where a task stands now, never when it moved.
-- Grain: task_id
with
  latest_tasks as (
    select
      *
    from
      entities.tasks
    where
      is_known (extracted_date, recorded_at)
    qualify
      is_latest_version ((system, task_id), extracted_date, source_file_id, source_line)
  )
select
  tasks.system, -- system that delivered the task
  tasks.task_id, -- task
  tasks.parent_task_id, -- task that it is a part of
  coalesce(keys.customer_id, tasks.customer_id) as customer_id, -- customer
  tasks.name, -- name
  tasks.board, -- boards that it stands in
  if (tasks.completed_date is not null, 'done', coalesce(columns.value, 'unknown')) as board_column, -- new_request, waiting, done or unknown
  tasks.column_label, -- column, as the board calls it
  tasks.created_date, -- day on which it was made
  tasks.completed_date, -- day on which it was marked as done; null while open
  tasks.modified_date, -- day of its last change
  tasks.start_date, -- day on which it is to begin
  tasks.due_date, -- day on which it is to be done
  tasks.assignee, -- who is to do it, as the system calls them
  tasks.requested_by, -- expert who sent the form
  tasks.subject, -- subject of the request
  tasks.description, -- description of the request, addresses and phone numbers hashed
  tasks.customer_link, -- link to the customer or the opportunity in the CRM
  tasks.ticket_link, -- link to the support ticket
  tasks.churn_risk_label, -- kind of churn risk, as the form calls it
  tasks.no_meeting_reason, -- why no meeting could be made
  tasks.wished_end_date, -- end that the customer wishes
  tasks.meeting, -- day of the meeting and account manager, as keyed in
  tasks.tags, -- tags
  tasks.recorded_at, -- when this version was recorded
  tasks.source_file_id, -- file that the row was read from
  tasks.source_line, -- line of that file
  tasks.extracted_date -- day on which the file was extracted
from
  latest_tasks as tasks
  left join staging.customer_keys as keys on keys.delivered_id = tasks.customer_id
  left join labels_of ('task_column') as columns on columns.label_key = label_key (tasks.column_label)
