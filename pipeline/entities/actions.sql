-- Preventive actions as systems deliver them, in the shape that a mapping fills.
-- Grain: system, source_file_id, action, unit_label, unit_value, start_date
select
  null::varchar as system, -- system that delivered the row
  null::varchar as action, -- action
  null::varchar as targeted_motive, -- motive that it aims at, as keyed in
  null::varchar as unit_label, -- kind of unit that it is tried on, as the system calls it
  null::varchar as unit_value, -- team, brand or customer that it is tried on
  null::date as start_date, -- first day
  null::date as end_date, -- first day after the action; null while it lasts
  null::timestamptz as recorded_at, -- when the system recorded it
  null::varchar as source_file_id, -- file that the row was read from
  null::bigint as source_line, -- line of that file
  null::date as extracted_date -- day on which the file was extracted, where its name says so
where
  false
