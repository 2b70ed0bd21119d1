-- orders against billing: what is due, what was billed
-- Grain: reconciliation_id
-- Form: facts
select
  items.reconciliation_id, -- order
  items.status, -- state
  bounds_text (items.due_low_cents, items.due_high_cents) as due, -- due
  items.billed_cents, -- invoices less credit notes
  items.difference_cents, -- beyond what is due, or below it
  untold.documents -- cancelled in accounting only, by
from
  marts.order_reconciliations as items
  left join marts.untold_cancellations as untold on untold.order_id = items.reconciliation_id
where
  items.reconciliation_id = getvariable ('order_id')
