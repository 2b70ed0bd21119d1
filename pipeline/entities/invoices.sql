-- Lines of invoices and credit notes as systems deliver them, in the shape that a mapping fills.
-- Grain: system, source_file_id, invoice_line_id
select
  null::varchar as system, -- system that delivered the row
  null::varchar as invoice_line_id, -- line of a document
  null::varchar as invoice_id, -- document: invoice or credit note
  null::varchar as customer_id, -- customer billed
  null::varchar as order_id, -- order billed
  null::integer as line_no, -- line of that order
  null::date as invoice_date, -- accounting day
  null::date as service_start_date, -- first day billed
  null::date as service_end_date, -- first day no longer billed
  null::bigint as amount_cents, -- amount, negative on a credit note (cents)
  null::varchar as kind_label, -- invoice or credit note, as the system calls it
  null::varchar as credits_invoice_id, -- invoice that a credit note takes back
  null::timestamptz as recorded_at, -- when the system recorded it
  null::varchar as source_file_id, -- file that the row was read from
  null::bigint as source_line, -- line of that file
  null::date as extracted_date -- day on which the file was extracted, where its name says so
where
  false
