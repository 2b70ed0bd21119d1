-- Contacts between customers and the company as systems deliver them, in the shape that a mapping fills.
-- Grain: system, source_file_id, contact_id
select
  null::varchar as system, -- system that delivered the row
  null::varchar as contact_id, -- contact
  null::varchar as customer_id, -- customer
  null::varchar as case_id, -- case that it is about
  null::timestamptz as at, -- when it took place
  null::varchar as direction_label, -- who called whom, as the system calls it
  null::varchar as medium_label, -- by what means, as the system calls it
  null::varchar as line_label, -- which number of the customer was called, as the system calls it
  null::varchar as motive, -- what it was about, as the system calls it
  null::varchar as adviser_id, -- who handled it
  null::boolean as is_automatic, -- whether no person wrote or called
  null::boolean as was_transferred, -- whether it was handed on; null when the system does not say
  null::boolean as was_resolved, -- whether the system calls it resolved; null when it does not say
  null::timestamptz as recorded_at, -- when the system recorded it
  null::varchar as source_file_id, -- file that the row was read from
  null::bigint as source_line, -- line of that file
  null::date as extracted_date -- day on which the file was extracted, where its name says so
where
  false
