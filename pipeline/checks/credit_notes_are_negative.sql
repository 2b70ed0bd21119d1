-- Credit notes take money back: one with a positive amount would count as billed.
-- Grain: invoice_line_id
select
  invoice_line_id, -- entry
  invoice_id, -- document
  amount_cents, -- amount (cents)
  source_file_id, -- file
  source_line -- line of that file
from
  staging.invoices
where
  kind = 'credit_note'
  and amount_cents > 0
