-- Orders as systems deliver them: one row for each order of a file, in the shape that a mapping fills.
-- Grain: system, source_file_id, order_id
select
  null::varchar as system, -- system that delivered the row
  null::varchar as order_id, -- order
  null::varchar as customer_id, -- customer who signed it
  null::varchar as brand, -- brand under which it was sold
  null::date as signed_date, -- day of signature
  null::varchar as seller_id, -- seller who signed it
  null::varchar as channel_label, -- channel of the sale, as the system calls it
  null::varchar as assignment_label, -- whose order it is, as the system calls it
  null::varchar as status_label, -- status, as the system calls it
  null::varchar as modifies_order_id, -- order that it declares to amend
  null::varchar as replaces_order_id, -- order that it declares to replace
  null::varchar as case_id, -- case that led to the order or to its end
  null::timestamptz as recorded_at, -- when the system recorded it
  null::varchar as source_file_id, -- file that the row was read from
  null::bigint as source_line, -- line of that file
  null::date as extracted_date -- day on which the file was extracted, where its name says so
where
  false
