-- A task is not done before it was made.
-- Grain: task_id
select
  task_id, -- task
  created_date, -- day on which it was made
  completed_date -- day on which it was marked as done
from
  staging.tasks
where
  completed_date < created_date
