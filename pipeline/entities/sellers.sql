-- Sellers as systems list them: one row for each spell of a seller in a team, in the shape that a mapping fills.
-- Grain: system, source_file_id, seller_id, valid_from
select
  null::varchar as system, -- system that delivered the row
  null::varchar as seller_id, -- seller
  null::varchar as name, -- name
  null::varchar as channel_label, -- channel, as the system calls it
  null::varchar as team, -- team
  null::varchar as manager_id, -- seller who leads the team
  null::varchar as role, -- role, as the system calls it
  null::date as valid_from, -- first day of the spell
  null::date as valid_to, -- first day after the spell; null while it lasts
  null::timestamptz as recorded_at, -- when the system recorded it
  null::varchar as source_file_id, -- file that the row was read from
  null::bigint as source_line, -- line of that file
  null::date as extracted_date -- day on which the file was extracted, where its name says so
where
  false
