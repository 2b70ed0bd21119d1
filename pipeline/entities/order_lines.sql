-- Lines of orders as systems deliver them, each with its own end, in the shape that a mapping fills.
-- Grain: system, source_file_id, order_id, line_no
select
  null::varchar as system, -- system that delivered the row
  null::varchar as order_id, -- order
  null::integer as line_no, -- line within the order
  null::varchar as family, -- product family
  null::varchar as product, -- product
  null::bigint as amount_cents, -- amount of the whole term (cents)
  null::date as term_start_date, -- first day of service
  null::date as term_end_date, -- first day no longer served; null when none was agreed
  null::boolean as is_recurring, -- whether the line belongs to the parc
  null::date as delivered_date, -- day on which a one-off line was delivered
  null::decimal(18, 2) as vje, -- seller objective of that name, as exported
  null::decimal(18, 2) as vjr, -- seller objective of that name, as exported
  null::date as cancel_requested_date, -- day on which the customer asked to end the line
  null::date as cut_date, -- first day no longer served because the line was cancelled
  null::timestamptz as cancel_recorded_at, -- when the system recorded the cancellation
  null::varchar as cancelled_by_seller_id, -- seller who cancelled the line
  null::varchar as cancel_scope_label, -- whole order or some lines, as the system calls it
  null::varchar as cancel_reason, -- reason of the cancellation, as keyed in
  null::timestamptz as recorded_at, -- when the system recorded it
  null::varchar as source_file_id, -- file that the row was read from
  null::bigint as source_line, -- line of that file
  null::date as extracted_date -- day on which the file was extracted, where its name says so
where
  false
