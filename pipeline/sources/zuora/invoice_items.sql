-- Items of posted invoices of all exports of Zuora; loaders keep the number and the day of an invoice in another table.
-- Items of taxes are left out: amounts are without VAT.
-- Grain: source_file_id, source_line
with
  items as (
    select
      *
    from
      sources.zuora_invoice_items
    union all
    by name
    select
      *
    from
      sources.zuora_lignes_facture
  ),
  invoices as (
    select
      *
    from
      sources.zuora_invoices
    qualify
      row_number() over (
        partition by
          invoice_id
        order by
          synced_at desc nulls last,
          source_file_id,
          source_line
      ) = 1
  )
select
  items.item_id, -- item
  coalesce(items.invoice_number, invoices.invoice_number, items.invoice_id) as invoice_id, -- invoice, by its number
  'zuora:' || coalesce(items.account_number, numbers.account_number, items.account_id) as customer_id, -- customer billed
  items.order_number, -- order of an order tool
  items.line_no, -- line of that order
  items.subscription_id, -- version of the subscription
  items.subscription_name, -- number of the subscription
  items.charge_id, -- charge
  coalesce(
    items.invoice_date,
    invoices.invoice_date,
    cast(coalesce(items.charge_at, items.created_at) at time zone 'UTC' as date)
  ) as invoice_date, -- day of the invoice
  items.service_start_date, -- first day billed
  items.service_end_date + 1 as service_end_date, -- first day no longer billed
  items.amount_cents, -- amount (cents)
  items.amount_cents < 0
  and coalesce(label_key (items.processing_type) not in ('1', 'discount'), true) as is_credit, -- whether it takes back
  coalesce(items.created_at, items.charge_at) as recorded_at, -- when it was made
  items.source_file_id, -- file that the row was read from
  items.source_line, -- line of that file
  row_date (items.extracted_date, coalesce(items.synced_at, items.created_at, items.charge_at)) as extracted_date -- day of the file, or of the row
from
  items
  left join invoices on invoices.invoice_id = items.invoice_id
  left join zuora.account_numbers as numbers on numbers.account_id = items.account_id
where
  not coalesce(items.is_gone, false)
  and coalesce(label_key (coalesce(items.invoice_status, invoices.status)) = 'posted', true)
  and coalesce(label_key (items.processing_type) not in ('3', 'tax'), true)
