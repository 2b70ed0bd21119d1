-- Lines of invoices and credit notes.
-- Grain: invoice_line_id
with
  latest_entries as (
    select
      *
    from
      entities.invoices
    where
      is_known (extracted_date, recorded_at)
    qualify
      is_latest_version ((system, invoice_line_id), extracted_date, source_file_id, source_line)
  )
select
  entries.system, -- system that delivered the entry
  entries.invoice_line_id, -- line of a document
  entries.invoice_id, -- document: invoice or credit note
  coalesce(keys.customer_id, entries.customer_id) as customer_id, -- customer billed
  entries.order_id, -- order billed
  entries.line_no, -- line of that order
  entries.invoice_date, -- accounting day
  entries.service_start_date, -- first day billed
  entries.service_end_date, -- first day no longer billed
  entries.amount_cents, -- amount, negative on a credit note (cents)
  coalesce(kinds.value, 'unknown') as kind, -- invoice, credit_note or unknown
  entries.kind_label, -- kind, as the system calls it
  entries.credits_invoice_id, -- invoice that a credit note takes back
  entries.recorded_at, -- when it was recorded
  entries.source_file_id, -- file that the row was read from
  entries.source_line, -- line of that file
  entries.extracted_date -- day on which the file was extracted
from
  latest_entries as entries
  left join staging.customer_keys as keys on keys.delivered_id = entries.customer_id
  left join labels_of ('invoice_kind') as kinds on kinds.label_key = label_key (entries.kind_label)
