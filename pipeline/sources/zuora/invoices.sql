-- Items of invoices and of credit memos. An item of a tenant without credit memos that is below zero, a discount apart,
-- takes back what was billed. An item of a subscription of its own names the order; its line is found by the charge.
-- Grain: source_file_id, invoice_line_id
with
  items as (
    select
      *,
      if (is_credit, 'Credit note', 'Invoice') as kind_label
    from
      zuora.invoice_items
    union all
    by name
    select
      *,
      'Credit note' as kind_label
    from
      zuora.credit_memo_items
  ),
  subscription_names as (
    select
      subscription_id,
      min(name) as name
    from
      zuora.subscriptions
    group by
      subscription_id
  ),
  named_charges as (
    select
      subscription_name,
      unnest([charge_id, charge_number]) as charge,
      place
    from
      zuora.charges
    where
      order_number is null
  ),
  places as (
    select
      subscription_name,
      charge,
      min(place) as place
    from
      named_charges
    group by
      subscription_name,
      charge
  )
select
  'zuora' as system, -- system that delivered the row
  items.item_id as invoice_line_id, -- item
  items.invoice_id, -- invoice or credit memo
  items.customer_id, -- customer billed
  coalesce(items.order_number, items.subscription_name, names.name) as order_id, -- order billed
  coalesce(items.line_no, places.place) as line_no, -- line of that order
  items.invoice_date, -- day of the document
  items.service_start_date, -- first day billed
  items.service_end_date, -- first day no longer billed
  items.amount_cents, -- amount, below zero on a credit note (cents)
  items.kind_label, -- invoice or credit note
  items.credits_invoice_id, -- invoice that a credit note takes back
  coalesce(items.recorded_at, items.invoice_date::timestamp at time zone 'Europe/Paris') as recorded_at, -- when it was made
  items.source_file_id, -- file that the row was read from
  items.source_line, -- line of that file
  items.extracted_date -- day of the file, or of the row
from
  items
  left join subscription_names as names on names.subscription_id = items.subscription_id
  left join places on places.subscription_name = coalesce(items.subscription_name, names.name)
  and places.charge = coalesce(items.charge_id, items.charge_number)
