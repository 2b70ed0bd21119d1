-- Customers as systems know them: one row for each customer of a file, in the shape that a mapping fills.
-- Grain: system, source_file_id, customer_id
select
  null::varchar as system, -- system that delivered the row
  null::varchar as customer_id, -- customer: the company's number, or system:id where the system numbers by itself
  null::varchar as same_as_customer_id, -- the same customer in the company's numbering, where the system carries it
  null::varchar as parent_customer_id, -- customer that it belongs to
  null::varchar as brand, -- brand under which it buys
  null::varchar as name, -- name
  null::varchar as postcode, -- postcode
  null::varchar as segment, -- segment, as the system calls it
  null::date as created_date, -- day on which the system made its acquaintance
  null::varchar as email_hash, -- keyed hash of its e-mail address
  null::varchar as phone_hash, -- keyed hash of its phone number
  null::timestamptz as recorded_at, -- when the system recorded it
  null::varchar as source_file_id, -- file that the row was read from
  null::bigint as source_line, -- line of that file
  null::date as extracted_date -- day on which the file was extracted, where its name says so
where
  false
