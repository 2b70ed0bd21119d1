-- Requests to a channel about a customer as systems deliver them, in the shape that a mapping fills.
-- Grain: system, source_file_id, request_id
select
  null::varchar as system, -- system that delivered the row
  null::varchar as request_id, -- request
  null::varchar as customer_id, -- customer
  null::varchar as order_id, -- order that it is about
  null::timestamptz as created_at, -- when it was made
  null::varchar as created_by_id, -- who made it
  null::varchar as recipient_id, -- seller it was sent to
  null::varchar as recipient_channel_label, -- channel it was sent to, as the system calls it
  null::varchar as subject, -- what it is about, as keyed in
  null::timestamptz as taken_at, -- when somebody took charge of it
  null::timestamptz as closed_at, -- when it was closed; null while open
  null::varchar as follow_up, -- what was done, as keyed in
  null::timestamptz as recorded_at, -- when the system recorded it
  null::varchar as source_file_id, -- file that the row was read from
  null::bigint as source_line, -- line of that file
  null::date as extracted_date -- day on which the file was extracted, where its name says so
where
  false
