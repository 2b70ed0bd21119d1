-- invoices and credit notes (avoirs): what billing kept
-- Grain: invoice_line_id
-- Empty: no invoice names this order
select
  invoice_line_id, -- entry
  invoice_date, -- day
  kind, -- kind
  line_no, -- line
  service_start_date, -- from
  service_end_date, -- until
  amount_cents, -- amount
  invoice_id, -- document
  place_text (source_file_id, source_line) as told_by -- told by
from
  staging.invoices
where
  order_id = getvariable ('order_id')
order by
  invoice_date,
  invoice_line_id
