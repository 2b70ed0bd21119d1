-- Asana tasks as a loader writes them. Days come as their first instant in UTC.
-- Grain: source_file_id, task_id
select
  'asana' as system, -- system that delivered the row
  tasks.task_id, -- task
  tasks.parent_task_id, -- task that it is a part of
  'zendesk_sell:' || alert_contact_id (concat_ws(' ', tasks.name, tasks.notes)) as customer_id, -- contact of the CRM that it links to
  tasks.name, -- name
  columns.board, -- board that it stands in
  columns.column_label, -- column
  (tasks.created_at at time zone 'Europe/Paris')::date as created_date, -- day on which it was made
  (tasks.completed_at at time zone 'Europe/Paris')::date as completed_date, -- day on which it was marked as done; null while open
  (tasks.modified_at at time zone 'Europe/Paris')::date as modified_date, -- day of its last change
  (tasks.start_on at time zone 'UTC')::date as start_date, -- day on which it is to begin
  (tasks.due_on at time zone 'UTC')::date as due_date, -- day on which it is to be done
  tasks.assignee_id as assignee, -- who is to do it
  form_field (tasks.notes, '(?:l.)?objet de la requ[êe]te') as subject, -- subject of the request
  tasks.notes as description, -- notes
  coalesce(tasks.modified_at, tasks.created_at) as recorded_at, -- when it was last changed
  tasks.source_file_id, -- file that the row was read from
  tasks.source_line, -- line of that file
  tasks.extracted_date -- day on which the file was extracted
from
  sources.asana_loader_tasks as tasks
  left join asana_loader_tasks.columns as columns on columns.task_id = tasks.task_id
