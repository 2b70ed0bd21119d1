-- Preventive actions. The list gives the last day of an action; it ends, as all intervals here, the day after.
-- Grain: source_file_id, action, unit_label, unit_value, start_date, source_line
select
  'actions' as system, -- system that delivered the row
  action, -- action
  targeted_motive, -- motive that it aims at, as keyed in
  unit_label, -- kind of unit that it is tried on
  unit_value, -- team, brand or customer that it is tried on
  start_date, -- first day
  end_date + 1 as end_date, -- first day after the action; null while it lasts
  start_date::timestamp at time zone 'Europe/Paris' as recorded_at, -- start of its first day
  source_file_id, -- file that the row was read from
  source_line, -- line of that file
  extracted_date -- day on which the file was extracted
from
  sources.actions
