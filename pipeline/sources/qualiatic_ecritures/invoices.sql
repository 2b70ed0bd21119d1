-- Entries of Qualiatic. It dates them by the accounting day only, which is taken as the day they were recorded.
-- Grain: source_file_id, invoice_line_id
select
  'qualiatic_ecritures' as system, -- system that delivered the row
  entry_id as invoice_line_id, -- entry
  document_id as invoice_id, -- document: invoice or credit note
  customer_id, -- customer billed
  order_id, -- order billed
  line_no, -- line of that order
  entry_date as invoice_date, -- accounting day
  service_start_date, -- first day billed
  service_end_date, -- first day no longer billed
  amount_cents, -- amount, negative on a credit note (cents)
  kind_label, -- Facture or Avoir
  credits_document_id as credits_invoice_id, -- invoice that a credit note takes back
  entry_date::timestamp at time zone 'Europe/Paris' as recorded_at, -- start of the accounting day
  source_file_id, -- file that the row was read from
  source_line, -- line of that file
  extracted_date -- day on which the file was extracted
from
  sources.qualiatic_ecritures
