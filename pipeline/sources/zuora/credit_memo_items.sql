-- Items of posted credit memos of all exports of Zuora, with the invoice whose item they take back.
-- Grain: source_file_id, source_line
with
  items as (
    select
      *
    from
      sources.zuora_credit_memo_items
    union all
    by name
    select
      *
    from
      sources.zuora_lignes_avoir
  ),
  credited_items as (
    select
      item_id,
      min(invoice_id) as invoice_id
    from
      zuora.invoice_items
    group by
      item_id
  )
select
  items.item_id, -- item
  coalesce(items.memo_number, items.memo_id) as invoice_id, -- credit memo, by its number
  credited_items.invoice_id as credits_invoice_id, -- invoice that it takes back
  'zuora:' || coalesce(items.account_number, numbers.account_number, items.account_id) as customer_id, -- customer credited
  items.order_number, -- order of an order tool
  items.line_no, -- line of that order
  items.subscription_id, -- version of the subscription
  items.subscription_name, -- number of the subscription
  items.charge_number, -- number of the charge
  coalesce(items.memo_date, cast(items.created_at at time zone 'UTC' as date)) as invoice_date, -- day of the credit memo
  items.service_start_date, -- first day credited
  items.service_end_date + 1 as service_end_date, -- first day no longer credited
  - items.amount_cents as amount_cents, -- amount, below zero (cents)
  items.created_at as recorded_at, -- when it was made
  items.source_file_id, -- file that the row was read from
  items.source_line, -- line of that file
  row_date (items.extracted_date, coalesce(items.synced_at, items.created_at)) as extracted_date -- day of the file, or of the row
from
  items
  left join credited_items on credited_items.item_id = items.credited_item_id
  left join zuora.account_numbers as numbers on numbers.account_id = items.account_id
where
  not coalesce(items.is_gone, false)
  and coalesce(label_key (items.memo_status) = 'posted', true)
