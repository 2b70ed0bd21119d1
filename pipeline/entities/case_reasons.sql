-- Reasons given on cases, in the order given, in the shape that a mapping fills.
-- Grain: system, source_file_id, case_id, position
select
  null::varchar as system, -- system that delivered the row
  null::varchar as case_id, -- case
  null::integer as position, -- place among the reasons of the case, from 1
  null::varchar as raw_label, -- reason, as the system calls it
  null::boolean as is_primary, -- whether the system calls it the main one; null when it does not say
  null::timestamptz as recorded_at, -- when the system recorded it
  null::varchar as source_file_id, -- file that the row was read from
  null::bigint as source_line, -- line of that file
  null::date as extracted_date -- day on which the file was extracted, where its name says so
where
  false
