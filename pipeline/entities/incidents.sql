-- Incidents of applications as systems deliver them, in the shape that a mapping fills.
-- Grain: system, source_file_id, application, started_at
select
  null::varchar as system, -- system that delivered the row
  null::varchar as application, -- application
  null::timestamptz as started_at, -- when it began
  null::timestamptz as ended_at, -- when it ended; null while it lasts
  null::varchar as severity_label, -- severity, as the system calls it
  null::varchar as message, -- what was announced
  null::timestamptz as recorded_at, -- when the system recorded it
  null::varchar as source_file_id, -- file that the row was read from
  null::bigint as source_line, -- line of that file
  null::date as extracted_date -- day on which the file was extracted, where its name says so
where
  false
