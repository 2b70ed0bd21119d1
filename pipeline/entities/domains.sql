-- Domain names held for customers as systems deliver them, in the shape that a mapping fills.
-- Grain: system, source_file_id, domain
select
  null::varchar as system, -- system that delivered the row
  null::varchar as domain, -- domain name
  null::varchar as customer_id, -- customer it is held for
  null::timestamptz as expires_at, -- when it expires
  null::boolean as is_auto_renewed, -- whether it is renewed by itself; null when the system does not say
  null::timestamptz as auto_renew_changed_at, -- when that was last switched
  null::timestamptz as recorded_at, -- when the system recorded it
  null::varchar as source_file_id, -- file that the row was read from
  null::bigint as source_line, -- line of that file
  null::date as extracted_date -- day on which the file was extracted, where its name says so
where
  false
