-- Dated changes on cases as systems deliver them, in the shape that a mapping fills.
-- Grain: system, source_file_id, case_id, at, field
select
  null::varchar as system, -- system that delivered the row
  null::varchar as case_id, -- case
  null::timestamptz as at, -- when it changed
  null::varchar as actor_seller_id, -- seller who changed it
  null::varchar as actor_name, -- name of who changed it, where the system gives no code
  null::varchar as field, -- what changed
  null::varchar as value, -- what it became, as the system calls it
  null::timestamptz as recorded_at, -- when the system recorded it
  null::varchar as source_file_id, -- file that the row was read from
  null::bigint as source_line, -- line of that file
  null::date as extracted_date -- day on which the file was extracted, where its name says so
where
  false
