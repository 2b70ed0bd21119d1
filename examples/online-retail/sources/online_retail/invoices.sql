-- The ledger as billing: each part of a purchase line was invoiced, each credit line is a credit note. A credit whose
-- purchase was not found names no order, because the invoice that it takes back is not in the ledger.
-- Grain: source_file_id, invoice_line_id
with
  billed as (
    select
      parts.order_id || '/' || parts.line_no as invoice_line_id,
      parts.order_id as invoice_id,
      parts.order_id,
      parts.line_no,
      parts.invoiced_at as recorded_at,
      parts.amount_cents,
      'Invoice' as kind_label,
      parts.source_file_id,
      parts.source_line,
      parts.extracted_date
    from
      online_retail.parts
    where
      not starts_with(parts.order_id, 'C')
    union all
    select
      credits.credit_no || '/' || credits.source_line as invoice_line_id,
      credits.credit_no as invoice_id,
      credits.order_id,
      parts.line_no,
      credits.credited_at as recorded_at,
      - credits.credited_cents as amount_cents,
      'Credit note' as kind_label,
      credits.source_file_id,
      credits.source_line,
      credits.extracted_date
    from
      online_retail.credited_lines as credits
      left join online_retail.parts on parts.credit_file_id = credits.source_file_id
      and parts.credit_line = credits.source_line
      and parts.order_id = credits.order_id
  )
select
  'online_retail' as system, -- system that delivered the row
  invoice_line_id, -- line of the ledger, split lines counted
  invoice_id, -- invoice or credit
  order_id, -- order billed; null when it was not found
  line_no, -- line of that order
  local_date (recorded_at) as invoice_date, -- day of the invoice
  amount_cents, -- amount, negative on a credit (cents)
  kind_label, -- invoice or credit note
  recorded_at, -- when it was invoiced
  source_file_id, -- file that the row was read from
  source_line, -- line of that file
  extracted_date -- day on which the file was extracted
from
  billed
