-- The column that a task of a loader stands in; of a task on several boards, the one of the board with the first number.
-- Grain: task_id
select
  places.task_id, -- task
  arg_min(sections.name, (sections.project_id, sections.section_id)) as column_label, -- column
  min(sections.project_id) as board -- board
from
  sources.asana_loader_task_sections as places
  join sources.asana_loader_sections as sections on sections.section_id = places.section_id
group by
  places.task_id
